"""Refusal of requests before they reach the framework."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from wizard.core.hosts import Host, is_same_origin, parse_host
from wizard.serving import proxies
from wizard.serving.paths import Target

_OWN_SITES: Final = {"none", "same-origin"}
"""Values of ``Sec-Fetch-Site`` for a request that no other site has caused."""


@dataclass(frozen=True, slots=True)
class RequestRefusal:
    """A refusal response: status and Japanese text."""

    status: HTTPStatus
    text: str

    def response(self, target: Target | None) -> PlainTextResponse:
        """Return the HTTP response."""
        is_method = self.status is HTTPStatus.METHOD_NOT_ALLOWED and target is not None
        headers = {"Allow": ", ".join(sorted(target.methods))} if is_method and target else {}
        if self.status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers |= {"Retry-After": "30", "Connection": "close"}
        return PlainTextResponse(f"{self.text}\n", self.status, headers)


_MALFORMED: Final = RequestRefusal(HTTPStatus.BAD_REQUEST, "受け付けられない形式のリクエストです。")
_OTHER_HOST: Final = RequestRefusal(
    HTTPStatus.MISDIRECTED_REQUEST,
    "このURLでは表示できません。管理者から案内されたURLで開いてください。\n"
    "（管理者の方へ：このホスト名で公開する場合は、設定 MOUSHIKOMI_HOSTS に追加してください。）",
)
_FOREIGN: Final = RequestRefusal(HTTPStatus.FORBIDDEN, "ほかのサイトからの操作は受け付けません。")
_NOT_FOUND: Final = RequestRefusal(
    HTTPStatus.NOT_FOUND, "ページが見つかりません。URLを確認してください。"
)
_METHOD: Final = RequestRefusal(HTTPStatus.METHOD_NOT_ALLOWED, "この操作は受け付けません。")
FULL: Final = RequestRefusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "ただいまご利用の方が多く、画面を表示できません。"
    "お手数ですが、しばらく待ってから開き直してください。",
)
NOT_YOURS: Final = RequestRefusal(
    HTTPStatus.NOT_FOUND, "ファイルが見つかりません。画面を再読み込みしてください。"
)


def find_refusal(
    connection: HTTPConnection, target: Target | None, names: frozenset[str]
) -> RequestRefusal | None:
    """Return the refusal of a request for any browser, or None.

    ``names`` are the served host names.
    """
    hosts = connection.headers.getlist("host")
    host = parse_host(hosts[0]) if len(hosts) == 1 else None
    if host is None:
        return _MALFORMED
    if host[0] not in names:
        return _OTHER_HOST
    if _is_foreign(connection, target, host):
        return _FOREIGN
    is_stream = connection.scope["type"] == "websocket"
    if target is None or is_stream != (target.kind == "stream"):
        return _NOT_FOUND
    if not is_stream and connection.scope["method"] not in target.methods:
        return _METHOD
    return None


def _is_foreign(connection: HTTPConnection, target: Target | None, host: Host) -> bool:
    """Return whether another site caused a request, except by a link to one of our pages."""
    headers = connection.headers
    is_secure = proxies.is_secure(connection.scope["scheme"], headers)
    origins = headers.getlist("origin")
    if not all(is_same_origin(origin, host, is_secure=is_secure) for origin in origins):
        return True
    is_link = headers.get("sec-fetch-mode") == "navigate" and (
        target is None or target.kind == "page"
    )
    return not is_link and headers.get("sec-fetch-site", "none") not in _OWN_SITES
