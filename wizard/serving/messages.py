"""Filter of the websocket messages from browsers to the framework."""

from typing import Final

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive

from wizard.serving.framework import BackMsg

NEEDED: Final = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
OPERATION: Final = "backend_operation_request"
DOWNLOAD: Final = "deferred_file"


def is_needed(data: bytes) -> bool:
    """Return whether the pages need a message.

    Developer messages are not needed: ``clear_cache`` would clear the cache of all visitors.
    Malformed data is passed on to the framework, which closes the connection.
    """
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == OPERATION:
        return bool(message.backend_operation_request.WhichOneof("payload") == DOWNLOAD)
    return kind in NEEDED


def only_needed(receive: Receive) -> Receive:
    """Return a wrapper of ``receive`` that skips websocket messages that are not needed."""

    async def receive_needed() -> Message:
        while True:
            message = await receive()
            data = message.get("bytes")
            if message["type"] != "websocket.receive" or data is None or is_needed(data):
                return message

    return receive_needed
