"""The outputs of commands: files that are written under the names that were asked for."""

from collections.abc import Iterable
from pathlib import Path

from wizard.commands.exits import CallError, complain
from wizard.core.files import holds_other, printable, write_whole


def refuse_overwriting(targets: Iterable[Path], given: Iterable[Path]) -> None:
    """Refuse to write over what the call reads."""
    read = {path.resolve() for path in given}
    for target in targets:
        if target.resolve() in read:
            message = f"「{printable(target)}」は読み込むファイルです。別の名前で出力してください。"
            raise CallError(message)


def write_output(path: Path, content: bytes) -> None:
    """Write a file under the name that was asked for; say so where it replaces another.

    That is said on the standard error: the standard output may be JSON.
    """
    is_replacing = holds_other(path, content)
    write_whole(path, content)
    if is_replacing:
        complain(f"「{printable(path)}」：以前のファイルを置き換えました。")
