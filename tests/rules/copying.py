"""Every run of thirty characters of the FAQ, kept as hashes, so that no entry copies one.

The FAQ's text is somebody else's and does not stand in this project. What is kept of it, in
``faq_windows.bin``, are the first six bytes of the SHA-256 of each run, sorted, each once; the text
is NFKC and without white space. A new edition's text is read by

    .venv/bin/python -m tests.rules.copying FAQ.txt
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

LENGTH: Final = 30
_BYTES: Final = 6
FILE: Final = Path(__file__).with_name("faq_windows.bin")


def even(text: str) -> str:
    """Give a text in NFKC and without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def runs(text: str) -> Iterator[str]:
    """Give every run of thirty characters."""
    plain = even(text)
    return (plain[start : start + LENGTH] for start in range(len(plain) - LENGTH + 1))


def known() -> frozenset[bytes]:
    """Give the hashes of the FAQ's runs."""
    content = FILE.read_bytes()
    return frozenset(content[at : at + _BYTES] for at in range(0, len(content), _BYTES))


def copied(text: str, allowed: Iterable[str], of: frozenset[bytes]) -> list[str]:
    """Give the runs of a text that the FAQ has, those aside that lie within what is allowed."""
    plain = even(text)
    for exception in allowed:
        plain = plain.replace(even(exception), "\0")
    return [run for run in runs(plain) if _hash(run) in of]


def _hash(run: str) -> bytes:
    return sha256(run.encode()).digest()[:_BYTES]


if __name__ == "__main__":
    hashes = {_hash(run) for run in runs(Path(sys.argv[1]).read_text(encoding="utf-8"))}
    FILE.write_bytes(b"".join(sorted(hashes)))
