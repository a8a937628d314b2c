"""How the things are called that a workbook may have beside its cells."""

from typing import Final

BOOK: Final = "ブック全体"
WHOLE: Final = "ファイルの全体"
TEXT_BOX: Final = "テキストボックス"
SHAPE: Final = "図形"
PICTURE: Final = "画像"
PICTURE_LOOK: Final = "画像の書式（トリミング、回転など）"
CHART: Final = "グラフ"
CHART_LOOK: Final = "グラフの一部の書式"
DIAGRAM: Final = "SmartArt"
INK: Final = "手書き"
NOTE_LOOK: Final = "コメント（メモ）の書式"
FURIGANA: Final = "ふりがな"
RICH_TEXT: Final = "文字ごとの書式"
CELL_PICTURE: Final = "セル内の画像"
SPILL: Final = "スピル（動的配列数式）"
CELL_CHECK_BOX: Final = "セルのチェックボックス"
TABLE_STYLE: Final = "独自のテーブルスタイル"
NAME: Final = "名前の定義"

_SLICER: Final = "スライサー"
_TIMELINE: Final = "タイムライン"
_OBJECT: Final = "埋め込みオブジェクト"
_BACKGROUND: Final = "シートの背景"
_HEADER_PICTURE: Final = "ヘッダー・フッターの画像"
_PROTECTED: Final = "編集を許可する範囲"
_ERRORS: Final = "エラー表示の設定"
_COMMENT: Final = "コメント（新形式）"

HARMLESS_RELATIONS: Final = frozenset(
    {
        "calcChain", "chartsheet", "chartUserShapes", "comments", "core-properties", "ctrlProp",
        "dialogsheet", "drawing", "extended-properties", "externalLinkPath", "hyperlink",
        "officeDocument", "sharedStrings", "sheetMetadata", "styles", "theme", "vmlDrawing",
        "worksheet",
    }
)  # fmt: skip
"""What is written anew, is only made for speed, or is told by what it holds."""
RELATIONS_WORDS: Final = {
    "printerSettings": "印刷設定（プリンター）",
    "threadedComment": _COMMENT,
    "person": _COMMENT,
    "control": "ActiveXコントロール",
    "oleObject": _OBJECT,
    "package": _OBJECT,
    "image": _BACKGROUND,
    "slicer": _SLICER,
    "slicerCache": _SLICER,
    "timeline": _TIMELINE,
    "timelineCache": _TIMELINE,
    "table": "テーブル",
    "pivotTable": "ピボットテーブル",
    "pivotCacheDefinition": "ピボットテーブル",
    "queryTable": "外部データの範囲",
    "connections": "外部データの接続",
    "customProperty": "シートの独自のプロパティ",
    "externalLink": "マクロ以外の外部リンク",
    "customXml": "カスタムXML",
    "xmlMaps": "XMLの対応付け",
    "revisionHeaders": "変更履歴",
    "usernames": "変更履歴",
    "richValueRel": CELL_PICTURE,
    "rdRichValue": CELL_PICTURE,
    "rdRichValueStructure": CELL_PICTURE,
    "rdRichValueTypes": CELL_PICTURE,
    "FeaturePropertyBag": CELL_CHECK_BOX,
    "thumbnail": "縮小版のプレビュー",
    "custom-properties": "ファイルの独自のプロパティ",
    "classificationlabels": "秘密度ラベル",
    "origin": "電子署名",
    "ui/extensibility": "リボンの設定",
    "vbaProject": "マクロ",
}
OTHER_RELATION: Final = "その他の部品（{}）"

MAY_BE_EMPTY: Final = frozenset({"custom-properties", "headerFooter"})
"""What some programs write though there is nothing in it."""

HARMLESS_ELEMENTS: Final = frozenset(
    {"controls", "dimension", "drawing", "legacyDrawing", "phoneticPr", "sheetCalcPr", "sheetData"}
)
"""What is told otherwise, or shows nothing."""
ELEMENT_WORDS: Final = {
    "legacyDrawingHF": _HEADER_PICTURE,
    "drawingHF": _HEADER_PICTURE,
    "picture": _BACKGROUND,
    "oleObjects": _OBJECT,
    "protectedRanges": _PROTECTED,
    "ignoredErrors": _ERRORS,
    "cellWatches": "ウォッチ式",
    "customSheetViews": "ユーザー設定のビュー",
    "dataConsolidate": "統合の設定",
    "scenarios": "シナリオ",
    "sortState": "並べ替えの設定",
    "smartTags": "スマートタグ",
    "webPublishItems": "Webへの発行の設定",
    "customProperties": "シートの独自のプロパティ",
    "conditionalFormatting": "条件付き書式",
    "dataValidations": "入力規則",
    "headerFooter": "ヘッダー・フッター",
}
OTHER_ELEMENT: Final = "シートの設定（{}）"
EXTENSION_WORDS: Final = {
    "conditionalFormattings": "条件付き書式の一部",
    "dataValidations": "入力規則の一部",
    "sparklineGroups": "スパークライン",
    "slicerList": _SLICER,
    "timelineRefs": _TIMELINE,
    "ignoredErrors": _ERRORS,
    "protectedRanges": _PROTECTED,
}
OTHER_EXTENSION: Final = "シートの拡張設定（{}）"
BOOK_ELEMENT_WORDS: Final = {
    "fileSharing": "書き込みの制限",
    "customWorkbookViews": "ユーザー設定のビュー",
    "webPublishing": "Webへの発行の設定",
    "smartTagTypes": "スマートタグ",
    "functionGroups": "関数の分類",
}
CONTROL: Final = "{}（フォームコントロール）"
CONTROL_WORDS: Final = {
    "checkbox": "チェックボックス",
    "radio": "オプションボタン",
    "button": "ボタン",
    "drop": "ドロップダウン",
    "list": "リストボックス",
    "spin": "スピンボタン",
    "scroll": "スクロールバー",
    "gbox": "グループボックス",
    "label": "ラベル",
    "edit": "テキスト入力",
    "editbox": "テキスト入力",
    "dialog": "ダイアログ",
}
