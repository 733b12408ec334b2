"""The examples of proxies are read by the proxies themselves, and write down no personal link."""

import re
import shutil
import subprocess

import pytest

from assessments.monitoring.middleware import PROBES
from collab import gunicorn_config, gunicorn_worker
from tests.repository import ROOT
from tests.some import some

NGINX = ROOT / "deploy" / "nginx" / "driekracht.conf"
CADDY = ROOT / "deploy" / "caddy" / "Caddyfile"
SIZES = {"m": 1024**2, "MB": 1000**2}


def has_caddy():
    """Whether there is a Caddy that is new enough for the example."""
    if not shutil.which("caddy"):
        return False
    said = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, re.match(r"v?(\d+)\.(\d+)", said).groups())) >= (2, 7)


def without_comments(path):
    return re.sub(r"#.*", "", path.read_text())


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_nginx_accepts_its_example(tmp_path):
    request = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made = [
        "-subj",
        "/CN=driekracht.example.org",
        "-keyout",
        tmp_path / "privkey.pem",
        "-out",
        tmp_path / "fullchain.pem",
    ]
    subprocess.run([*request, *made], check=True, capture_output=True)
    text = NGINX.read_text().replace("/etc/ssl/driekracht", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    (tmp_path / "site.conf").write_text(text)
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        ["nginx", "-t", "-q", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not has_caddy(), reason="Caddy 2.7 or newer is not installed")
def test_caddy_accepts_its_example(tmp_path):
    done = subprocess.run(
        ["caddy", "validate", "--config", CADDY, "--adapter", "caddyfile"],
        env={"HOME": str(tmp_path), "SITE_HOST": "driekracht.example.org", "UPSTREAM": "web"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stderr + done.stdout


@pytest.mark.parametrize("path", [NGINX, CADDY], ids=["nginx", "caddy"])
def test_nobody_outside_reaches_what_machines_ask(path):
    text = without_comments(path)
    for probe in some(PROBES):
        assert re.search(rf"location = {probe} +{{ return 404; }}|@probes path .*{probe}\b", text), probe


def test_neither_writes_down_addresses_of_pages():
    nginx, caddy = without_comments(NGINX), without_comments(CADDY)
    assert set(re.findall(r"access_log\s+(\S+);", nginx)) == {"off"}
    assert re.findall(r"error_log\s+\S+\s+(\w+);", nginx) == ["crit"]
    assert "request>uri delete" in caddy
    assert "request>headers delete" in caddy
    assert set(re.findall(r"request>(\w+_ip) ip_mask", caddy)) == {"remote_ip", "client_ip"}
    assert not re.search(r"^\tlog\b", caddy.split("{$SITE_HOST")[1], re.MULTILINE)


def test_both_take_in_what_the_site_does_and_little_more(settings):
    number, unit = re.search(r"client_max_body_size\s+(\d+)(m);", NGINX.read_text()).groups()
    others, its_unit = re.search(r"max_size (\d+)(MB)", CADDY.read_text()).groups()
    for size in (int(number) * SIZES[unit], int(others) * SIZES[its_unit]):
        assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < size <= gunicorn_worker.MOST_REQUEST


def test_both_give_up_an_idle_connection_before_the_site_does():
    for path, pattern in ((NGINX, r"keepalive_timeout (\d+)s;"), (CADDY, r"keepalive (\d+)s")):
        assert int(re.search(pattern, path.read_text())[1]) < gunicorn_config.keepalive


def test_nginx_sets_and_never_adds_to_what_the_site_trusts():
    headers = dict(re.findall(r"proxy_set_header\s+(\S+)\s+(\S+);", NGINX.read_text()))
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "$scheme"
    assert headers["Host"] == "$host"
