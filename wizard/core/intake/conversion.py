"""A blank that is no plain .xlsx: converted by LibreOffice where it is installed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wizard.core.workers.libreoffice import convert
from workbook.xlsx.guard.archive import unpack
from workbook.xlsx.guard.containers import check_is_zip
from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.unreadable import UnreadableError

_XML: Final = "Calc MS Excel 2007 XML"
_FILTERS: Final[Mapping[str, str]] = {
    Refusal.OLD_XLS.code: "MS Excel 97",
    Refusal.MACRO.code: "Calc MS Excel 2007 VBA XML",
    Refusal.TEMPLATE.code: _XML,
    Refusal.XLSB.code: "Calc MS Excel 2007 Binary",
    Refusal.OPENDOCUMENT.code: "calc8",
}
"""By which filter LibreOffice reads what it converts, by the code of its refusal."""
_SIGNS: Final = {
    Refusal.XLSB: b"sheet.binary.macroenabled",
    Refusal.MACRO: b"macroenabled",
    Refusal.TEMPLATE: b"spreadsheetml.template",
}
"""What the list of a package's types says of each."""
_STEPS: Final = (
    "Excelで開き、「ファイル」の「名前を付けて保存」で、ファイルの種類に"
    "「Excel ブック（*.xlsx）」を選択して保存し、保存したファイルを選択し直してください。"
    "マクロを保存できない旨が表示された場合は、「はい」を選択します。"
)
_PARTS: Final = {
    "vbaproject": "マクロ",
    "ctrlprops/": "フォームコントロール（チェックボックスなど）",
    "activex/": "ActiveXコントロール",
    "media/": "画像",
    "diagrams/data": "SmartArt",
    "charts/chart": "グラフ",
    "comments": "コメント",
}
"""What may be lost, by how the names of its parts in a package go."""
_UNSEEN: Final = (
    "図形・チェックボックス・書式などが変わっていないか、プレビューで確認してください。"
)


@dataclass(frozen=True)
class ConvertedBlank:
    """A workbook as .xlsx; ``remarks`` say what was done to it, and what that lost."""

    content: bytes
    remarks: tuple[str, ...] = ()


def as_xlsx(content: bytes, converter: str) -> ConvertedBlank:
    """Return a workbook as .xlsx: as it is, or converted where that is needed and possible.

    Raises UnreadableError if it cannot be converted, and what to do in Excel instead.
    """
    refusal = _refusal(content)
    if refusal is None or refusal.code not in _FILTERS:
        return ConvertedBlank(content)  # what else is wrong is found where it is read
    options = f"xlsx:{_XML}", f"--infilter={_FILTERS[refusal.code]}"
    converted = convert(converter, content, *options) if converter else None
    if converted is None:
        raise UnreadableError(refusal.why, _STEPS, code=refusal.code) from refusal
    lost = "、".join(_lost(content, converted))
    done = f"{refusal.why}LibreOfficeで.xlsx形式に変換しました。"
    return ConvertedBlank(
        converted, (done + _UNSEEN, *([f"変換で失われたもの：{lost}"] if lost else []))
    )


def _refusal(content: bytes) -> UnreadableError | None:
    """Return why bytes are no plain .xlsx; None where they seem to be."""
    try:
        check_is_zip(content)
        parts = {name.lower(): data for name, data in unpack(content).items()}
    except UnreadableError as error:
        return error
    types = parts.get("[content_types].xml", b"").lower()
    for refusal, sign in _SIGNS.items():
        if sign in types:
            return refusal.error()
    return None


def _lost(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what a package had more of before it was converted."""
    try:
        check_is_zip(before)
        had, has = _counted(before), _counted(after)
    except UnreadableError:
        return  # an older format, whose parts nobody can count
    for what, count in had.items():
        if count > has[what]:
            yield f"{what}（{count - has[what]}）"


def _counted(content: bytes) -> Counter[str]:
    names = [name.lower() for name in unpack(content)]
    return Counter(what for name in names for sign, what in _PARTS.items() if sign in name)
