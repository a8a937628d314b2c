"""What is in deploy/ fits together, and names only what there is."""

import re
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from wizard.core.settings import PREFIX, Settings, settings

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "deploy" / "compose.yaml"
PROXY = (ROOT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8")
IMAGE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
PAGES = {"pages-one", "pages-two"}
KNOWN = {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)}
HEALTH = "/_stcore/health"


@pytest.fixture(scope="module")
def compose() -> Any:  # noqa: ANN401 - YAML
    return import_module("yaml").safe_load(COMPOSE.read_text(encoding="utf-8"))


def test_two_processes_share_a_database_and_a_folder(compose: Any) -> None:  # noqa: ANN401
    one, two = (compose["services"][name] for name in sorted(PAGES))
    assert one == two
    assert "@database:5432/" in one["environment"]["MOUSHIKOMI_DATABASE_URL"]
    assert one["volumes"] == ["data:/data"]
    assert one["environment"]["MOUSHIKOMI_DATA_FOLDER"] == "/data"


def test_the_address_of_the_database_is_one_that_the_settings_take(
    compose: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = compose["services"]["pages-one"]["environment"]["MOUSHIKOMI_DATABASE_URL"]
    url = re.sub(r"\$\{[^}]*}", "0a1b2c", url)
    monkeypatch.setenv("MOUSHIKOMI_DATABASE_URL", url)
    assert settings.__wrapped__().database_url == url


def test_only_settings_that_exist_are_set(compose: Any) -> None:  # noqa: ANN401
    for service in compose["services"].values():
        named = service.get("environment", {})
        assert {name for name in named if name.startswith(PREFIX)} <= KNOWN
    for text in (IMAGE, GUIDE):
        named = set(re.findall(rf"\b{PREFIX}[A-Z_]+", text))
        assert named
        assert named <= KNOWN


def test_what_has_to_be_set_is_in_the_example_and_in_the_guide() -> None:
    compose = COMPOSE.read_text(encoding="utf-8")
    needed = set(re.findall(r"\$\{(\w+):\?", compose))
    example = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8")
    assert needed == set(re.findall(r"^(\w+)=$", example, re.MULTILINE))
    for name in set(re.findall(r"\$\{(\w+)", compose)):
        assert f"| `{name}` |" in GUIDE


def test_images_are_pinned_and_named_without_a_host(compose: Any) -> None:  # noqa: ANN401
    images = re.findall(r"^FROM (\S+)", IMAGE, re.MULTILINE)
    images += [service["image"] for service in compose["services"].values()]
    for image in images:
        assert re.fullmatch(r"[a-z]+:[a-z0-9.-]+", image), image
        assert not image.endswith(":latest")


def test_volumes_secrets_and_networks_that_are_used_are_declared(compose: Any) -> None:  # noqa: ANN401
    used: dict[str, set[str]] = {"volumes": set(), "secrets": set(), "networks": set()}
    for service in compose["services"].values():
        used["secrets"] |= set(service.get("secrets", []))
        used["networks"] |= set(service["networks"])
        places = [volume.partition(":")[0] for volume in service.get("volumes", [])]
        used["volumes"] |= {place for place in places if not place.startswith(".")}
        for place in places:
            assert not place.startswith(".") or (ROOT / "deploy" / place).is_file()
    for kind, names in used.items():
        assert names == set(compose[kind])


def pinned(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the version and the hashes that a lock file pins of each package."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    heads = (re.match(r"([a-z0-9-]+)==(\S+)", block) for block in blocks)
    return {
        head[1]: (head[2], frozenset(re.findall(r"sha256:[0-9a-f]{64}", block)))
        for head, block in zip(heads, blocks, strict=True)
        if head
    }


def test_the_image_holds_what_runs_in_the_versions_that_were_tested() -> None:
    everything = pinned("requirements.lock")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {re.split("[^a-z-]", words)[0] for words in project["project"]["dependencies"]}
    tools = {"pytest", "mypy", "ruff", "playwright", "hypothesis", "mutmut", "hatchling"}
    runtime, build = pinned("requirements-runtime.lock"), pinned("requirements-build.lock")
    assert runtime.items() | build.items() <= everything.items()
    assert needed <= runtime.keys()
    assert needed | tools <= everything.keys()
    assert runtime.keys().isdisjoint(tools)
    assert "hatchling" in build


def test_the_pages_are_installed_by_hash_and_not_run_as_root() -> None:
    installed = set(re.findall(r"install .*-r (\S+)", IMAGE))
    assert installed == {"requirements-build.lock", "requirements-runtime.lock"}
    assert IMAGE.count("--require-hashes -r") == len(installed)
    assert set(re.findall(r"^COPY --from=build (\S+)", IMAGE, re.MULTILINE)) == {"/venv"}
    assert IMAGE.index("USER moushikomi") < IMAGE.index("\nCMD ")
    assert re.findall(r"https?://[^\s'\"]+", IMAGE) == [f"http://127.0.0.1:8501{HEALTH}"]
    folders = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    for name in re.findall(r"^!(\S+)$", folders, re.MULTILINE):
        assert (ROOT / name).exists(), name


def test_the_database_is_not_reached_from_outside(compose: Any) -> None:  # noqa: ANN401
    assert compose["networks"]["inside"] == {"internal": True}
    assert compose["services"]["database"]["networks"] == ["inside"]
    assert {name for name, found in compose["services"].items() if "ports" in found} == {"proxy"}


def test_a_browser_stays_with_its_process_while_that_is_healthy(compose: Any) -> None:  # noqa: ANN401
    servers = re.findall(r"^\s+server (\w+) (\S+):8501 cookie (\w+)$", PROXY, re.MULTILINE)
    assert {host for _, host, _ in servers} == PAGES
    assert len({cookie for *_, cookie in servers}) == len(PAGES)
    assert re.search(r"^\s+cookie MOUSHIKOMI insert .*httponly secure", PROXY, re.MULTILINE)
    assert f"uri {HEALTH}" in PROXY
    assert "option redispatch" in PROXY
    ports = {port.partition(":")[2] for port in compose["services"]["proxy"]["ports"]}
    assert ports == set(re.findall(r"^\s+bind :(\d+)", PROXY, re.MULTILINE))


def test_the_proxy_passes_on_what_the_pages_judge_by() -> None:
    assert "http-request set-header X-Forwarded-Proto https" in PROXY
    assert "http-request del-header X-Forwarded-User" in PROXY
    assert "set-header Host" not in PROXY
    assert f"http-check send meth GET uri {HEALTH} ver HTTP/1.1 hdr Host localhost" in PROXY
    set_by_the_proxy = re.findall(r"http-response set-header (\S+)", PROXY)
    assert set_by_the_proxy == ["Strict-Transport-Security"]  # the pages set the others


def test_the_key_of_a_draft_is_not_logged() -> None:
    [logged] = re.findall(r'log-format "([^"]*)"', PROXY)
    fields = set(re.findall(r"%(\w+)", logged))
    assert "HPO" in fields  # the path alone
    assert not fields & {"r", "HU", "HQ", "HP", "hr", "hs"}


def test_what_the_guide_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target
