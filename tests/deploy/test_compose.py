"""The compose file: each service's command exists, its settings are settings, and it has no more than it needs."""

import subprocess

import pytest
import yaml
from django.core.management import get_commands

from tests.deploy.documented import settings_read
from tests.repository import ROOT
from tests.some import some

FILE = ROOT / "deploy" / "compose.yaml"
WHOLE = yaml.safe_load(FILE.read_text())
OURS = ("migrate", "web", "worker")


def test_there_are_two_web_two_workers_a_database_and_a_proxy():
    services = WHOLE["services"]
    assert set(services) == {*OURS, "database", "caddy"}
    assert [services[name]["deploy"]["replicas"] for name in ("web", "worker")] == [2, 2]
    assert services["migrate"]["restart"] == "no"
    for name in ("web", "worker"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_worker_stands_back_for_who_opens_a_page():
    services = WHOLE["services"]
    assert services["worker"]["cpu_shares"] <= 1024 / 5
    assert "cpu_shares" not in services["web"], "1024, which is usual"


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_ours_may_write_its_data_and_nothing_else(name):
    service = WHOLE["services"][name]
    assert service["command"][0] in get_commands()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]
    assert [mount.split(":")[0] for mount in service["tmpfs"]] == ["/tmp"]  # noqa: S108
    assert "ports" not in service
    assert "privileged" not in service


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_ours_gets_settings_that_there_are_and_secrets_as_files(name):
    environment = WHOLE["services"][name]["environment"]
    assert set(environment) - settings_read() == set()
    assert {"SITE_URL", "BEHIND_PROXY", "DATABASE_URL_FILE", "SECRET_KEY_FILE", "LINK_KEY_FILE"} <= set(environment)
    for variable, value in environment.items():
        if variable.endswith("_FILE"):
            assert value.removeprefix("/run/secrets/") in WHOLE["services"][name]["secrets"]
    assert {"DATABASE_URL", "SECRET_KEY", "LINK_KEY", "METRICS_TOKEN"} & set(environment) == set()


def test_the_database_is_reached_from_inside_alone():
    assert WHOLE["networks"]["inside"]["internal"] is True
    assert WHOLE["services"]["database"]["networks"] == ["inside"]
    assert WHOLE["services"]["caddy"]["networks"] == ["outside"]
    with_ports = {name for name, service in WHOLE["services"].items() if "ports" in service}
    assert with_ports == {"caddy"}


def test_every_secret_and_volume_that_is_used_is_declared():
    for service in some(WHOLE["services"].values()):
        assert set(service.get("secrets", ())) <= set(WHOLE["secrets"])
        named = {mount.split(":")[0] for mount in service.get("volumes", ()) if not mount.startswith(".")}
        assert named <= set(WHOLE["volumes"])


def test_secrets_and_settings_of_an_installation_are_never_committed():
    named = [f"deploy/{secret['file'].removeprefix('./')}" for secret in WHOLE["secrets"].values()]
    kept_out = subprocess.run(
        ["git", "check-ignore", "deploy/.env", *named], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert kept_out.stdout.split() == ["deploy/.env", *named]
