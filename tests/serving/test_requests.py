"""What answers carry, what is served at all, and which pages may ask."""

import re
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.serving.client import FIRST, ask, opened
from tests.serving.conftest import NAME
from wizard.serving.framework import file_util

APP = Path(__file__).parents[2] / "wizard" / "app.py"
STATIC = Path(file_util.get_static_dir())
ASSET = "/" + min(
    path.relative_to(STATIC).as_posix() for path in (STATIC / "static" / "js").iterdir()
)
UPLOAD = "/_stcore/upload_file/" + "0" * 36 + "/" + "1" * 36

ANSWERS = [
    ("GET", "/", 200),
    ("HEAD", "/calendar", 200),
    ("GET", ASSET, 200),
    ("GET", "/favicon.png", 200),
    ("GET", "/_stcore/health", 200),
    ("GET", "/_stcore/host-config", 200),
    ("GET", "/nowhere", 404),
    ("GET", "/static/js/nowhere.12345678.js", 404),
    ("GET", "/media/0123456789abcdef.txt", 404),
    ("PUT", UPLOAD, 404),
    ("POST", "/", 405),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_is_for_this_site_and_this_moment_alone(
    method: str, path: str, status: int, local: int
) -> None:
    answer = ask(local, path, method)
    assert answer.status == status
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["x-frame-options"] == "DENY"
    assert answer["referrer-policy"] == "no-referrer"
    assert answer["cross-origin-opener-policy"] == "same-origin"
    assert answer["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer["permissions-policy"]
    assert "frame-ancestors 'none'" in answer["content-security-policy"]
    kept = "public, immutable, max-age=31536000" if path == ASSET else "no-store"
    assert answer["cache-control"] == kept
    assert not {name for name in answer.headers if name.startswith("access-control-")}
    assert "server" not in answer.headers


def test_refusals_and_errors_carry_the_same(local: int) -> None:
    for answer in (
        ask(local, Host="evil.example"),
        ask(local, Host="local host"),
        ask(local, Origin="https://evil.example"),
        ask(local, UPLOAD, "PUT", body="x", Content_Type="text/plain"),
    ):
        assert answer.status >= 400
        assert answer["x-frame-options"] == "DENY"
        assert answer["cache-control"] == "no-store"
        assert answer["content-type"] == "text/plain; charset=utf-8"
        assert re.search("[ぁ-ん]。", answer.body.decode())


def test_pages_run_only_our_script(local: int) -> None:
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in ask(local)["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert (policy["base-uri"], policy["form-action"]) == ("'none'", "'none'")
    scripts = policy["script-src"].split()
    assert {word for word in scripts if "sha256" not in word} == {"'self'", "blob:"}
    assert len(scripts) == 4


def test_everything_that_may_be_kept_bears_a_hash() -> None:
    for path in (STATIC / "static").rglob("*"):
        assert path.is_dir() or re.search(r"\.[\w-]{8}\.\w+$", path.name), path


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/bidi-components/x/y.js",
        "/_stcore/",
        "/_stcore/upload_file/",
        "/_stcore/stream",
        "/component/x/index.html",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/app/static/x",
        "/index.html",
        "/manifest.json",
        "/static/",
        "/static/../index.html",
        "/static/js/..%2f..%2findex.html",
        "/check/",
        "//check",
        "/check/_stcore/health",
        "//_stcore/health",
        "/_stcore//health",
        "/./_stcore/health",
        "/%2e/_stcore/health",
        "/_stcore/health/",
        "/_stcore/health%00",
        "/_stcore\\health",
        "/_STCORE/health",
    ],
)
def test_what_is_of_no_use_is_closed(path: str, local: int) -> None:
    answer = ask(local, path)
    assert answer.status == 404
    assert "ページが見つかりません。" in answer.body.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_pages_are_read_and_nothing_else(method: str, local: int) -> None:
    answer = ask(local, "/", method)
    assert (answer.status, answer["allow"]) == (405, "GET, HEAD")


def test_every_page_of_the_project_is_served(local: int) -> None:
    pages = re.findall(r'url_path="([^"]+)"', APP.read_text(encoding="utf-8"))
    assert len(pages) == 5
    for page in pages:
        assert ask(local, f"/{page}").status == 200


FOREIGN = [
    "https://evil.example",
    "http://evil.example",
    "null",
    "",
    "file://",
    "http://localhost:1",
    "http://127.0.0.1",
    "http://localhost@evil.example",
    "http://localhost.evil.example",
    "chrome-extension://abcdefgh",
    "javascript://localhost",
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_origin_may_ask_for_nothing(origin: str, local: int) -> None:
    for method, path in [("GET", "/"), ("GET", "/_stcore/host-config"), ("PUT", UPLOAD)]:
        answer = ask(local, path, method, Origin=origin)
        assert answer.status == 403
        assert "ほかのサイトからの操作は受け付けません。" in answer.body.decode()


@pytest.mark.parametrize("origin", [each for each in FOREIGN if each])
def test_a_page_of_another_origin_opens_no_websocket(origin: str, local: int) -> None:
    with pytest.raises(InvalidStatus) as raised, opened(local, origin=origin):
        pass
    assert raised.value.response.status_code == 403


def test_our_own_pages_may_ask_through_a_proxy_too(local: int) -> None:
    for host, origin in [
        (f"localhost:{local}", f"http://localhost:{local}"),
        (f"[::1]:{local}", f"http://[::1]:{local}"),
        (NAME, f"https://{NAME}"),
        (f"{NAME}:443", f"https://{NAME}"),
        (NAME, f"https://{NAME}:443"),
    ]:
        with opened(local, host=host, origin=origin) as page:
            assert page.session
    tls = {"X-Forwarded-Proto": "https"}
    with opened(local, host=NAME, origin=f"https://{NAME}", headers=tls) as page:
        assert page.session
    with (
        pytest.raises(InvalidStatus),
        opened(local, host=NAME, origin=f"http://{NAME}", headers=tls),
    ):
        pass


def test_other_sites_may_link_to_the_pages_and_embed_nothing(local: int) -> None:
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert ask(local, "/check", **link).status == 200
    assert ask(local, "/_stcore/host-config", **link).status == 403
    for site in ("cross-site", "same-site"):
        for path in ("/", ASSET, "/favicon.png", "/_stcore/health"):
            assert ask(local, path, Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors").status == 403


def cookies(port: int, path: str, **headers: str) -> list[str]:
    return ask(port, path, **headers).headers.get("set-cookie", [])


def test_a_browser_is_given_a_cookie_that_no_script_and_no_other_site_gets(local: int) -> None:
    pattern = r"moushikomi-browser=[\w-]{43}; Path=/; HttpOnly; SameSite=Strict"
    [first] = cookies(local, "/", Sec_Fetch_Site="none")
    [second] = cookies(local, "/_stcore/host-config")
    for cookie in (first, second):
        assert re.fullmatch(pattern, cookie)
    assert first != second
    assert cookies(local, "/", Sec_Fetch_Site="none", Cookie=f"moushikomi-browser={FIRST}") == []
    assert cookies(local, "/_stcore/host-config", Cookie=f"moushikomi-browser={FIRST}") == []
    assert len(cookies(local, "/_stcore/host-config", Cookie="moushikomi-browser=short")) == 1


def test_a_link_on_another_site_takes_no_cookie_away(local: int) -> None:
    """A browser sends none after such a link, and may have one all the same."""
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert cookies(local, "/", **link) == []
    assert cookies(local, "/") == []


def test_behind_tls_every_cookie_is_for_tls_alone(local: int) -> None:
    tls = {"Host": NAME, "X_Forwarded_Proto": "https"}
    [cookie] = cookies(local, "/_stcore/host-config", **tls)
    assert cookie.startswith("__Host-moushikomi-browser=")
    assert cookie.endswith("; HttpOnly; SameSite=Strict; Secure")
    assert cookies(local, "/_stcore/host-config", **tls | {"X_Forwarded_Proto": "https, http"})[
        0
    ].endswith("; Secure")
    [framework] = cookies(local, "/_stcore/health", **tls)
    assert framework.startswith("_streamlit_xsrf=")
    assert framework.endswith("; SameSite=Strict; Secure")
    assert "Secure" not in cookies(local, "/_stcore/health")[0]
