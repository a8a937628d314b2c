"""The words of every refusal of a file: its code, why it is refused, and what to do."""

from enum import Enum, unique
from typing import Final

from workbook.guard.unreadable import UnreadableError

_SAVE: Final = "Excelで開き、.xlsx形式で保存し直してください。"
_CHOOSE: Final = "Excelの申込書（.xlsx）を選び直してください。"
_EXTRACT: Final = "展開（解凍）して、中にある申込書（.xlsx）を選んでください。"
_AGAIN: Final = (
    "コピーやダウンロードをやり直してください。届いたファイルであれば、"
    "送り主にもう一度送ってもらってください。"
)
_REMAKE: Final = (
    "送り主に、もう一度送ってもらってください。手元の申込書であれば、作り直してください。"
)
_ASK_FIRST: Final = (
    "心当たりのないファイルは開かず、送り主に確かめてください。"
    "ご自身の申込書であれば、Excelで開き、.xlsx形式で保存し直してください。"
)
_UNLOCK: Final = (
    "Excelで開き、「ファイル」の「情報」にある「ブックの保護」で、"
    "「パスワードを使用して暗号化」を空にして、保存し直してください。"
)
_ONLY_THE_FORM: Final = "申込書のシートだけを新しいブックに移し、.xlsx形式で保存してください。"


@unique
class Refusal(Enum):
    """Why a file is refused, and what to do about it; no two refusals have the same words."""

    # what is no xlsx workbook
    EMPTY = (
        "ファイルが空です（0バイト）。",
        "利用申込書のExcelファイル（.xlsx）を選び直してください。",
    )
    TOO_LARGE = (
        "ファイルが大きすぎます（5MBまで）。",
        "画像などを取り除き、申込書だけを保存し直してください。",
    )
    OLD_XLS = ("古い形式のExcelファイル（.xls）です。", _SAVE)
    PASSWORD = (
        "パスワードがかかっていて、開けません。",
        _UNLOCK,
    )
    OTHER_OLE = (
        "Word・PowerPoint・メールなどのファイルで、Excelの申込書ではありません。",
        _CHOOSE,
    )
    HTML = (
        "ウェブページ（HTML）です。名前を.xlsxに変えただけでは、申込書として読み取れません。",
        _SAVE,
    )
    XML = ("XML形式のファイル（XMLスプレッドシートなど）です。", _SAVE)
    TEXT = (
        "文字だけのファイル（CSVやテキスト）です。",
        "Excelの利用申込書（.xlsx）を選んでください。",
    )
    PDF = ("PDFファイルです。", "PDFにする前の、Excelの申込書（.xlsx）を選んでください。")
    PICTURE = (
        "画像ファイルです。",
        "写真やスキャンからは読み取れません。Excelの申込書（.xlsx）を選んでください。",
    )
    RTF = ("リッチテキスト（.rtf）の文書です。", _CHOOSE)
    NOT_EXCEL = ("Excelの申込書（.xlsx）ではありません。", _CHOOSE)
    WORD = ("Wordの文書です。", _CHOOSE)
    POWERPOINT = ("PowerPointの資料です。", _CHOOSE)
    OPENDOCUMENT = (
        "OpenDocument形式（.odsなど）のファイルです。",
        "LibreOfficeやExcelで開き、.xlsx形式で保存し直してください。",
    )
    IWORK = (
        "Numbersなど、Apple製アプリのファイルです。",
        "Numbersで「書き出す」の「Excel」を選び、.xlsx形式で書き出してください。",
    )
    XLSB = ("バイナリ形式のExcelファイル（.xlsb）です。", _SAVE)
    MACRO = (
        "マクロ付きのExcelファイル（.xlsmなど）です。",
        "Excelで開き、マクロのない.xlsx形式で保存し直してください。",
    )
    TEMPLATE = ("Excelのテンプレート（.xltx）です。", _SAVE)
    STRICT = (
        "「完全なOpen XML（Strict）」形式のExcelファイルです。",
        "Excelで開き、ファイルの種類に「Excelブック（.xlsx）」を選んで保存し直してください。",
    )
    ARCHIVE = ("圧縮ファイル（.zipなど）で、Excelのブックではありません。", _EXTRACT)
    ENCRYPTED_ZIP = ("パスワード付きの圧縮ファイルです。", "パスワードを入れて" + _EXTRACT)
    # what is broken
    TRUNCATED = ("ファイルが途中で切れています。", _AGAIN)
    DIALECT = (
        "ファイルの中身に2通りの書き方が混ざっていて、開くソフトによって表示される内容が変わります。",
        "Excelで開いて内容を確認し、.xlsx形式で保存し直してください。",
    )
    DAMAGED = ("申込書のファイルが壊れていて、読み取れません。", _REMAKE)
    PART_MISSING = ("申込書のファイルに、あるはずの中身の一部がありません。", _REMAKE)
    ENCODING = ("ファイルの中の文字が、UTF-8以外で書かれています。", _SAVE)
    COMPRESSION = ("Excelでは使わない方式で圧縮されています。", _SAVE)
    # what could be read in two ways, or was made to do harm
    SURPLUS = (
        "申込書の前後や間に余分なデータがあり、どこまでが申込書か決められません。",
        _ASK_FIRST,
    )
    OVERLAP = ("ファイルの中身どうしが重なっています。", _ASK_FIRST)
    DUPLICATE_PARTS = ("同じ名前の中身が二つ以上入っています。", _ASK_FIRST)
    PART_NAMES = ("ファイルの中身に、使えない名前が付いています。", _ASK_FIRST)
    CONTRADICTION = ("ファイルの目次と中身が食い違っています。", _ASK_FIRST)
    DOCTYPE = ("申込書には要らない定義（DTD）が埋め込まれています。", _ASK_FIRST)
    BOMB = ("ファイルの中身が、異常に高い率で圧縮されています。", _ASK_FIRST)
    TOO_DEEP = ("ファイルの中身の入れ子が深すぎます。", _ASK_FIRST)
    # what is larger than any form
    TOO_MANY_PARTS = ("ファイルの中身の数が多すぎます。", _ONLY_THE_FORM)
    PART_TOO_LARGE = ("ファイルの中身に、大きすぎるものがあります。", _ONLY_THE_FORM)
    UNPACKED_TOO_LARGE = ("ファイルの中身が、合わせて大きすぎます。", _ONLY_THE_FORM)
    TOO_COMPLEX = ("ファイルの中身が複雑すぎます。", _ONLY_THE_FORM)
    TOO_MANY_CELLS = ("申込書にしては、セルが多すぎます。", _ONLY_THE_FORM)
    TOO_MANY_ROWS = ("申込書にしては、行が多すぎます。", _ONLY_THE_FORM)
    TOO_MANY_MERGES = (
        "申込書にしては、結合されたセルが多すぎます。",
        "不要なセルの結合を解除するか、" + _ONLY_THE_FORM,
    )
    TOO_MANY_STRINGS = ("申込書にしては、文字列が多すぎます。", _ONLY_THE_FORM)
    TOO_MANY_STYLES = (
        "セルの書式（スタイル）の種類が多すぎます。",
        "使っていないスタイルを削除するか、" + _ONLY_THE_FORM,
    )
    TOO_MANY_NAMES = (
        "「名前の定義」が多すぎます。",
        "Excelの「数式」の「名前の管理」で不要な名前を削除し、保存し直してください。",
    )
    TOO_MANY_PICTURES = (
        "画像が多すぎます。",
        "画像を取り除き、.xlsx形式で保存し直してください。",
    )

    @property
    def code(self) -> str:
        """Name the refusal for programs."""
        return self.name.lower().replace("_", "-")

    def error(self) -> UnreadableError:
        """Make the error that says it."""
        why, mend = self.value
        return UnreadableError(why, mend, code=self.code)
