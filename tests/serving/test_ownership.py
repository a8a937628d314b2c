"""To whom downloads, uploads and sessions belong: to the browser that they were made for."""

import pytest

from tests.serving.client import BROWSER, FIRST, OTHER, Answer, ask, opened
from wizard.serving.framework import BackMsg

XSRF = "2|00000000|00112233445566778899aabbccddeeff|1"
NO_FILE = "ファイルが見つかりません。"


def download(port: int, url: str, browser: str = "") -> Answer:
    return ask(port, url, **({"Cookie": f"{BROWSER}={browser}"} if browser else {}))


def upload(  # noqa: PLR0913 - what a request is made of
    port: int,
    session: str,
    browser: str,
    method: str = "PUT",
    *,
    content: str = "content",
    number: str = "1",
    **headers: str,
) -> Answer:
    body = content and (
        '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
        f"{content}\r\n--x--\r\n"
    )
    cookie = f"_streamlit_xsrf={XSRF}" + (f"; {BROWSER}={browser}" if browser else "")
    return ask(
        port,
        f"/_stcore/upload_file/{session}/{number * 36}",
        method,
        body=body if method == "PUT" else "",
        Cookie=cookie,
        X_Xsrftoken=XSRF,
        Content_Type="multipart/form-data; boundary=x",
        **headers,
    )


def test_a_download_is_for_the_browser_that_it_was_made_for(local: int) -> None:
    with opened(local, browser=FIRST) as page:
        [at_once] = page.urls
        for url, content in [
            (at_once, b"same for all"),
            (page.click_later(), b"made when clicked"),
        ]:
            answer = download(local, url, FIRST)
            assert (answer.status, answer.body) == (200, content)
            assert answer["content-disposition"].startswith("attachment;")
            assert answer["cache-control"] == "no-store"
            for other in (OTHER, "", "A" * 42):
                refused = download(local, url, other)
                assert refused.status == 404
                assert refused.body.decode().startswith(NO_FILE)


def test_the_same_content_is_another_file_for_another_browser(local: int) -> None:
    with opened(local, browser=FIRST) as first, opened(local, browser=OTHER) as other:
        assert first.urls != other.urls
        assert download(local, other.urls[0], OTHER).body == b"same for all"
        assert download(local, other.urls[0], FIRST).status == 404


def test_a_page_that_is_loaded_again_has_the_same_download(local: int) -> None:
    with opened(local, browser=FIRST) as page:
        before = page.urls
        with opened(local, browser=FIRST) as again:
            assert again.urls == before
            assert download(local, before[0], FIRST).status == 200


def test_who_has_no_cookie_has_no_download(local: int) -> None:
    with opened(local) as page:
        assert download(local, page.urls[0]).status == 404
        assert download(local, page.click_later()).status == 404


@pytest.mark.parametrize(
    "path", ["//media/", "/media//", "/media/./", "/%2e/media/", "/media/%2e/"]
)
def test_no_other_spelling_of_the_path_leads_to_a_file(path: str, local: int) -> None:
    with opened(local, browser=FIRST) as page:
        name = page.urls[0].removeprefix("/media/")
        for browser in (FIRST, OTHER):
            assert download(local, path + name, browser).status == 404


def test_files_are_uploaded_to_a_session_of_ones_own(local: int) -> None:
    with opened(local, browser=FIRST) as page:
        for other in (OTHER, ""):
            assert upload(local, page.session, other).status == 404
            assert upload(local, page.session, other, "DELETE").status == 404
        for method in ("PUT", "DELETE"):
            answer = upload(local, page.session, FIRST, method)
            assert answer.status == 204
            assert not {name for name in answer.headers if name.startswith("access-control-")}
    assert upload(local, "0" * 36, FIRST).status == 404


def test_a_session_holds_a_hundred_megabytes_and_no_more(local: int) -> None:
    large, announced = "x" * 45_000_000, {"content": "", "Content_Length": "45000000"}
    with opened(local, browser=FIRST) as page, opened(local, browser=OTHER) as another:
        for number in "12":
            assert upload(local, page.session, FIRST, number=number, content=large).status == 204
        refused = upload(local, page.session, FIRST, number="3", **announced)
        assert refused.status == 413
        assert "合計100MBまで" in refused.body.decode()
        assert upload(local, another.session, OTHER, content=large).status == 204
        assert upload(local, page.session, FIRST, "DELETE").status == 204  # and there is room
        assert upload(local, page.session, FIRST, number="3", content=large).status == 204
        unsized = upload(local, another.session, OTHER, content="", Transfer_Encoding="chunked")
        assert unsized.status == 411


def test_a_session_goes_on_for_the_same_browser_alone(local: int) -> None:
    with opened(local, browser=FIRST) as page:
        session = page.session
        with opened(local, browser=OTHER, session=session) as taken:
            assert taken.session != session
        page.run()
        assert page.texts[2] == "1"
    with opened(local, browser=OTHER, session=session) as taken:
        assert (taken.session == session, taken.texts[2]) == (False, "0")
    with opened(local, browser=FIRST, session=session) as resumed:
        assert (resumed.session == session, resumed.texts[2]) == (True, "2")


def test_a_session_does_not_go_on_for_another_person_at_the_same_browser(shared: int) -> None:
    def person(name: str) -> dict[str, str]:
        return {"X-Forwarded-User": name}

    with opened(shared, browser=FIRST, source="127.0.0.2", headers=person("sato")) as page:
        session = page.session
    with opened(
        shared, browser=FIRST, source="127.0.0.2", headers=person("suzuki"), session=session
    ) as other:
        assert other.session != session


def test_no_visitor_clears_what_is_kept_for_all(local: int) -> None:
    with opened(local, browser=FIRST) as page:
        page.run()
        before = int(page.texts[3])
        assert before > 1
        message = BackMsg()
        message.clear_cache = True
        page.tell(message)
        page.run()
        assert int(page.texts[3]) == before + 1
