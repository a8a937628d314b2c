"""Mails as Outlook saves them (.msg), written by hand: a compound file (MS-CFB) of MAPI streams."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Union

Tree = Mapping[str, Union[bytes, "Tree"]]
"""Streams and storages by their names."""

SECTOR: Final = 512
_MINI: Final = 64
_CUTOFF: Final = 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class _Entry:
    """An entry of the directory."""

    name: str
    kind: int
    content: bytes = b""
    child: int = _NONE
    left: int = _NONE
    right: int = _NONE
    start: int = _END


def compound(tree: Tree) -> bytes:
    """Write a compound file of version 3."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    mini, small = bytearray(), [e for e in entries if e.kind == 2 and len(e.content) < _CUTOFF]
    mini_fat: list[int] = []
    for entry in small:
        if entry.content:
            entry.start = len(mini_fat)
            mini += _padded(entry.content, _MINI)
            mini_fat += _chain(len(mini_fat), len(mini) // _MINI - len(mini_fat))
    large = [e for e in entries if e.kind == 2 and len(e.content) >= _CUTOFF]
    fixed = -(-len(entries) * 128 // SECTOR), -(-len(mini_fat) * 4 // SECTOR), len(mini)
    counts = [fixed[0], fixed[1], -(-fixed[2] // SECTOR)]
    counts += [-(-len(e.content) // SECTOR) for e in large]
    tables = 1
    while (tables + sum(counts)) > tables * SECTOR // 4:
        tables += 1
    fat, starts = [_FAT] * tables, []
    for number in counts:
        starts.append(len(fat) if number else _END)
        fat += _chain(len(fat), number)
    fat += [_FREE] * (tables * SECTOR // 4 - len(fat))
    entries[0].start, entries[0].content = starts[2], bytes(mini)
    for entry, start in zip(large, starts[3:], strict=True):
        entry.start = start
    header = struct.pack(
        "<8s16x6H10I", _MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, starts[0], 0, _CUTOFF,
        starts[1], counts[1], _END, 0,
    )  # fmt: skip
    places = [*range(tables), *[_FREE] * (109 - tables)]
    free = struct.pack("<64xHBBIII36xIII", 0, 0, 1, _NONE, _NONE, _NONE, 0, 0, 0)
    directory = b"".join(map(_packed, entries))
    parts = [
        struct.pack("<109I", *places),
        struct.pack(f"<{len(fat)}I", *fat),
        directory + free * (-len(entries) % 4),
        _padded(struct.pack(f"<{len(mini_fat)}I", *mini_fat), SECTOR, b"\xff"),
        _padded(bytes(mini), SECTOR),
        *(_padded(entry.content, SECTOR) for entry in large),
    ]
    return header + b"".join(parts)


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    """Add what stands in a storage, and lead to it by a balanced tree in the order of names."""
    names = sorted(tree, key=lambda name: (len(name), name.upper()))
    numbers = {}
    for name in names:
        numbers[name] = len(entries)
        inner = tree[name]
        entries.append(_Entry(name, 2, inner) if isinstance(inner, bytes) else _Entry(name, 1))
    entries[parent].child = _balanced(entries, [numbers[name] for name in names])
    for name in names:
        inner = tree[name]
        if not isinstance(inner, bytes):
            _add(entries, numbers[name], inner)


def _balanced(entries: list[_Entry], numbers: list[int]) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    entries[numbers[middle]].left = _balanced(entries, numbers[:middle])
    entries[numbers[middle]].right = _balanced(entries, numbers[middle + 1 :])
    return numbers[middle]


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END] if count else []


def _padded(content: bytes, to: int, by: bytes = b"\0") -> bytes:
    return content + by * (-len(content) % to)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xIII", name, len(name), entry.kind, 1, entry.left, entry.right, entry.child,
        entry.start, len(entry.content), 0,
    )  # fmt: skip


@dataclass
class Attached:
    """What is attached: a file's name and bytes, or a mail within; more streams by their tags."""

    name: str
    content: "bytes | Tree"
    mime: str = ""
    more: Tree = field(default_factory=dict)


def mail_tree(
    *attached: Attached, kind: str = "IPM.Note", subject: str = "申込書", head: int = 32
) -> Tree:
    """Write the streams of a mail; ``head`` is 24 for one that stands within another."""
    streams: dict[str, bytes | Tree] = {"001A001F": utf16(kind), "0037001F": utf16(subject)}
    counts = struct.pack("<8x4I", 0, len(attached), 0, len(attached))
    tree = _storage(streams, counts + bytes(head - len(counts)))
    tree["__nameid_version1.0"] = {"__substg1.0_00020102": b""}
    tree["__recip_version1.0_#00000000"] = _storage({"3001001F": utf16("ヘルプデスク")}, bytes(8))
    for number, item in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(item)
    return tree


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _attachment(item: Attached) -> Tree:
    is_file = isinstance(item.content, bytes)
    streams: dict[str, bytes | Tree] = {"37010102" if is_file else "3701000D": item.content}
    if item.name:
        streams["3707001F"] = utf16(item.name)
    if item.mime:
        streams["370E001F"] = utf16(item.mime)
    method = struct.pack("<IIII", 0x37050003, 6, 1 if is_file else 5, 0)
    return _storage({**streams, **item.more}, bytes(8), method)


def _storage(
    streams: Mapping[str, bytes | Tree], head: bytes, fixed: bytes = b""
) -> dict[str, bytes | Tree]:
    """Write streams by the tags of their properties, and the table that lists them."""
    table = head + fixed
    for tag, content in streams.items():
        size = len(content) + 2 * tag.endswith("F") if isinstance(content, bytes) else 0xFFFFFFFF
        table += struct.pack("<IIII", int(tag, 16), 6, size, 0)
    named = {f"__substg1.0_{tag}": content for tag, content in streams.items()}
    return {"__properties_version1.0": table, **named}


def outlook(*attached: Attached, kind: str = "IPM.Note") -> bytes:
    """Write a mail with files attached."""
    return compound(mail_tree(*attached, kind=kind))
