"""What the pages in a browser may tell the framework."""

from typing import Final

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive

from wizard.serving.framework import BackMsg

NEEDED: Final = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
OPERATION: Final = "backend_operation_request"
DOWNLOAD: Final = "deferred_file"


def is_needed(data: bytes) -> bool:
    """Return whether the pages need a message.

    Not needed are those of a developer: ``clear_cache``, for one, would take from all visitors what
    is kept in memory. What is no message is left to the framework, which ends the connection.
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
    """Return what receives of a websocket, without the messages that are not needed."""

    async def receive_needed() -> Message:
        while True:
            message = await receive()
            data = message.get("bytes")
            if message["type"] != "websocket.receive" or data is None or is_needed(data):
                return message

    return receive_needed
