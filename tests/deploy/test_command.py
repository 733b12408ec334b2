"""The command `driekracht` runs as the site does: with its settings, and the home of its account."""

import subprocess

from tests.repository import ROOT


def test_the_home_is_that_of_the_site_and_the_settings_are_there(tmp_path):
    settings, programs = tmp_path / "environment", tmp_path / "bin"
    settings.write_text(f'DATA_DIR={tmp_path}\nPRIVACY_CONTROLLER="Gemeente Voorbeeld"\n')
    programs.mkdir()
    (programs / "setpriv").write_text('#!/bin/sh\nshift 3\necho "$HOME $PRIVACY_CONTROLLER $@"\n')
    (programs / "setpriv").chmod(0o755)
    script = (ROOT / "deploy" / "driekracht").read_text().replace("/opt/driekracht/current", str(tmp_path))
    environment = {"HOME": "/root", "PATH": f"{programs}:/usr/bin:/bin", "DRIEKRACHT_ENVIRONMENT": str(settings)}
    done = subprocess.run(
        ["/bin/sh", "-c", script, "driekracht", "check", "--deploy"], env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode() == f"{tmp_path} Gemeente Voorbeeld .venv/bin/python manage.py check --deploy\n"
