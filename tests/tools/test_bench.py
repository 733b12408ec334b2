"""A measurement that misses its target is told, and ends the run with 1."""

import json

import pytest

from bench.rows import Row, finish, table


@pytest.mark.parametrize(
    ("found", "bounds", "is_met"),
    [
        (2.0, {"most": 2}, True),
        (2.1, {"most": 2}, False),
        (5.0, {"least": 5}, True),
        (4.9, {"least": 5}, False),
        (None, {"least": 5}, False),
        (9.0, {}, True),
    ],
)
def test_a_target_is_met_or_not(found, bounds, is_met):
    assert Row("page", "3 ms", "1 ms", found, **bounds).is_met is is_met


@pytest.mark.parametrize(("most", "status"), [(3, 0), (2, 1)])
def test_a_missed_target_ends_with_1_and_stands_in_the_table(tmp_path, monkeypatch, capsys, most, status):
    rows = [Row("page", "3 ms", "1 ms", 2.5, most=most), Row("memory", "80 MiB")]
    with pytest.raises(SystemExit) as ended:
        finish(rows)
    assert ended.value.code == status
    assert ("NO" in capsys.readouterr().out) == bool(status)
    monkeypatch.setenv("BENCH_ROWS", str(tmp_path / "rows.json"))
    with pytest.raises(SystemExit):
        finish(rows, growth=[(1, 2), (10, 20)])
    kept = json.loads((tmp_path / "rows.json").read_text())
    assert [Row(**row) for row in kept["rows"]] == rows
    assert kept["series"] == {"growth": [[1, 2], [10, 20]]}


def test_columns_stand_under_each_other():
    lines = table([Row("page", "3 ms"), Row("a longer name", "3 ms", "10 ms: a bare view", 3.21, most=3)]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[-1].endswith("| NO  |")
