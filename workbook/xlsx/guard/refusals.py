"""The reasons for refusing a file: code, Japanese explanation, and remedy."""

from enum import unique
from typing import Final

from workbook.xlsx.guard.unreadable import FileRefusal

_SAVE: Final = "Excelで開き、.xlsx形式で保存し直してください。"
_CHOOSE: Final = "Excelの申込書（.xlsx）に差し替えてください。"
_EXTRACT: Final = "展開（解凍）し、中にある申込書（.xlsx）に差し替えてください。"
_AGAIN: Final = (
    "再度コピーまたはダウンロードしてください。受信したファイルの場合は、"
    "送信者に再送を依頼してください。"
)
_REMAKE: Final = (
    "申込書を作成し直してください。受信したファイルの場合は、送信者に再送を依頼してください。"
)
_ASK_FIRST: Final = (
    "心当たりのないファイルは開かず、送信者に確認してください。"
    "ご自身で作成した申込書の場合は、Excelで開き、.xlsx形式で保存し直してください。"
)
_UNLOCK: Final = (
    "Excelで開き、「ファイル」の「情報」にある「ブックの保護」で、"
    "「パスワードを使用して暗号化」を空欄にして、保存し直してください。"
)
_ONLY_THE_FORM: Final = "申込書のシートのみを新しいブックに移動し、.xlsx形式で保存してください。"


@unique
class Refusal(FileRefusal):
    """Why a file is refused, and the remedy; no two refusals have the same text."""

    # not an xlsx workbook
    EMPTY = ("ファイルが空です（0バイト）。", "Excelの申込書（.xlsx）に差し替えてください。")
    TOO_LARGE = (
        "ファイルが大きすぎます（5MBまで）。",
        "画像などを削除し、申込書のみを保存し直してください。",
    )
    OLD_XLS = ("古い形式のExcelファイル（.xls）です。", _SAVE)
    PASSWORD = ("パスワードが設定されているため、開けません。", _UNLOCK)
    OTHER_OLE = ("Word・PowerPoint・メールなどのファイルで、Excelの申込書ではありません。", _CHOOSE)
    HTML = (
        "ウェブページ（HTML）です。拡張子を.xlsxに変更しただけでは、申込書として読み取れません。",
        _SAVE,
    )
    XML = ("XML形式のファイル（XMLスプレッドシートなど）です。", _SAVE)
    TEXT = (
        "文字のみのファイル（CSVやテキスト）です。",
        "Excelの申込書（.xlsx）に差し替えてください。",
    )
    PDF = ("PDFファイルです。", "PDFに変換する前の、Excelの申込書（.xlsx）に差し替えてください。")
    PICTURE = (
        "画像ファイルです。",
        "写真やスキャン画像からは読み取れません。Excelの申込書（.xlsx）に差し替えてください。",
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
        "Numbersで「書き出す」の「Excel」を選択し、.xlsx形式で書き出してください。",
    )
    XLSB = ("バイナリ形式のExcelファイル（.xlsb）です。", _SAVE)
    MACRO = (
        "マクロ付きのExcelファイル（.xlsmなど）です。",
        "Excelで開き、マクロのない.xlsx形式で保存し直してください。",
    )
    TEMPLATE = ("Excelのテンプレート（.xltx）です。", _SAVE)
    STRICT = (
        "「完全なOpen XML（Strict）」形式のExcelファイルです。",
        "Excelで開き、ファイルの種類に「Excelブック（.xlsx）」を選択して保存し直してください。",
    )
    ARCHIVE = ("圧縮ファイル（.zipなど）で、Excelのブックではありません。", _EXTRACT)
    ENCRYPTED_ZIP = ("パスワード付きの圧縮ファイルです。", "パスワードを入力して" + _EXTRACT)
    # damaged
    TRUNCATED = ("ファイルが途中で切れています。", _AGAIN)
    DIALECT = (
        "ファイルの内部に2通りの記述が混在しており、開くソフトウェアによって表示内容が異なります。",
        "Excelで開いて内容を確認し、.xlsx形式で保存し直してください。",
    )
    DAMAGED = ("申込書のファイルが破損しており、読み取れません。", _REMAKE)
    PART_MISSING = ("申込書のファイルの一部が欠落しています。", _REMAKE)
    ENCODING = ("ファイルの内部の文字コードが、UTF-8ではありません。", _SAVE)
    COMPRESSION = ("Excelでは使用されない方式で圧縮されています。", _SAVE)
    # ambiguous, or crafted to do harm
    SURPLUS = ("申込書の前後や間に余分なデータがあり、申込書の範囲を判別できません。", _ASK_FIRST)
    OVERLAP = ("ファイルの構造に異常があります（データの重複）。", _ASK_FIRST)
    DUPLICATE_PARTS = ("ファイルの内部に、同じ名前の要素が2つ以上あります。", _ASK_FIRST)
    PART_NAMES = ("ファイルの内部に、使用できない名前の要素があります。", _ASK_FIRST)
    CONTRADICTION = ("ファイルの目次と内容が一致していません。", _ASK_FIRST)
    DOCTYPE = ("申込書には不要な定義（DTD）が埋め込まれています。", _ASK_FIRST)
    BOMB = ("ファイルの内容が、異常に高い圧縮率で圧縮されています。", _ASK_FIRST)
    TOO_DEEP = ("ファイルの構造（入れ子）が深すぎます。", _ASK_FIRST)
    # larger than any form
    TOO_MANY_PARTS = ("ファイルの内部の要素が多すぎます。", _ONLY_THE_FORM)
    PART_TOO_LARGE = ("ファイルの内部に、大きすぎる要素があります。", _ONLY_THE_FORM)
    UNPACKED_TOO_LARGE = ("ファイルの展開後の容量が大きすぎます。", _ONLY_THE_FORM)
    TOO_COMPLEX = ("ファイルの構造が複雑すぎます。", _ONLY_THE_FORM)
    TOO_MANY_CELLS = ("申込書としては、セルが多すぎます。", _ONLY_THE_FORM)
    TOO_MANY_ROWS = ("申込書としては、行が多すぎます。", _ONLY_THE_FORM)
    TOO_MANY_MERGES = (
        "申込書としては、結合されたセルが多すぎます。",
        "不要なセルの結合を解除するか、" + _ONLY_THE_FORM,
    )
    TOO_MANY_STRINGS = ("申込書としては、文字列が多すぎます。", _ONLY_THE_FORM)
    TOO_MANY_STYLES = (
        "セルの書式（スタイル）の種類が多すぎます。",
        "使用していないスタイルを削除するか、" + _ONLY_THE_FORM,
    )
    TOO_MANY_NAMES = (
        "「名前の定義」が多すぎます。",
        "Excelの「数式」の「名前の管理」で不要な名前を削除し、保存し直してください。",
    )
    TOO_MANY_PICTURES = ("画像が多すぎます。", "画像を削除し、.xlsx形式で保存し直してください。")
