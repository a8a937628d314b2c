"""Blanks that nobody looked at while the binding was mended: what is measured on them is honest.

A miss here is not to be mended by looking at it; draw others of its kind, and mend those.
"""

from typing import Final

from tests.blanks.blank import Blank
from tests.blanks.sheet_text import blank_of

_CONSULTANT: Final = blank_of(
    "consultant",
    "A consultant who fills the form is asked with the applicant's labels at the right of it.",
    {"A": 2, "B": 14, "C:D": 14, "E": 2, "F": 14, "G:H": 14},
    """
    # 申込
    1 | B:H 'スイッチング支援システム利用申込書
    2 | F '申請日： | G:H _ @applied_on
    4 | B:D =申請者 | F:H =代理申請を行う者
    5 | B %法人名 | C:D _ @applicant.company | F %法人名 | G:H _
    6 | B %所属部署 | C:D _ @applicant.department | F %所属部署 | G:H _
    7 | B %申請責任者 | C:D _ @applicant.responsible | F %氏名 | G:H _
    8 | F %電話番号 | G:H _
    10 | B:H =申請区分
    11 | B □新規利用 @kind.new | C:D □登録内容の変更 @kind.change | F:G □利用停止 @kind.stop
    13 | B:H =登録内容
    14 | B %事業者コード | C:D _ @business.code | F %電話番号 | G:H _ @business.phone
    15 | B %事業者名 | C:H _ @business.name
    16 | B %住所 | C:H _ @business.address
    17 | B %メールアドレス⏎（処理結果の通知用） | C:H _ @business.result_email
    19 | B:H =システム窓口
    20 | B:C %担当者名 | D %部署 | F %電話番号 | G:H %メールアドレス
    21-23 | B:C _ @contacts.name | D _ @contacts.department | F _ @contacts.phone | G:H _ @contacts.email
    25 | B %備考 | C:H _ @remarks
    """,
)

_CURRENT_AND_NEW: Final = blank_of(
    "current_and_new",
    "現在の登録 and 変更後の登録 head two columns over a list of items; a tick column for 変更する.",
    {"A": 2, "B": 5, "C": 22, "D": 8, "E:F": 24},
    """
    # 変更届
    1 | B:F 'スイッチング支援システム利用申込書（変更用）
    2 | E '申込年月日 | F _ @applied_on
    3 | B:C %申込者の名称 | D:F _ @applicant.company
    4 | B:C %申込責任者 | D:F _ @applicant.responsible
    6 | B %No. | C %登録項目 | D %変更 | E %現在の登録 | F %変更後の登録
    7 | B 1 | C 事業者コード | D □ | E _ | F _ @business.code
    8 | B 2 | C 事業者名 | D □ | E _ | F _ @business.name
    9 | B 3 | C 住所 | D □ | E _ | F _ @business.address
    10 | B 4 | C 電話番号 | D □ | E _ | F _ @business.phone
    11 | B 5 | C 処理結果通知メールアドレス | D □ | E _ | F _ @business.result_email
    12 | B 6 | C 個人情報の取扱い掲載URL | D □ | E _ | F _ @privacy_notice_url
    13 | B 7 | C API連携環境 | D □ | E _ | F _ @api.environment
    14 | B 8 | C ファイル返却方式 | D □ | E _ | F _ @api.file_return_method
    16 | B:F 備考
    17-18/2 | B:F _ @remarks
    """,
)

_PHONES: Final = blank_of(
    "phones",
    "Phone numbers in brackets and bars: 市外局番 and the rest; addresses in two lines.",
    {"A": 2, "B": 18, "C:L": 6},
    """
    # 申込書
    1 | B:L 'スイッチング支援システム利用申込書
    2 | B %申込年月日 | C:L _ @applied_on
    4 | B:L =申込者
    5 | B %会社名 | C:L _ @applicant.company
    6 | B %部署名 | C:L _ @applicant.department
    7 | B %申込責任者 | C:L _ @applicant.responsible
    9 | B:L =事業者情報
    10 | B %事業者コード | C:D _ @business.code
    11 | B %事業者名 | C:L _ @business.name
    12 | B+2 %所在地 | C 〒 | D:F _ @business.address.postal
    13 | C:L _ @business.address
    14 | B %連絡先電話番号 | C:D _ @business.phone | E '- | F:G _ @business.phone | H '- | I:J _ @business.phone
    15 | B %FAX番号 | C:D _ | E '- | F:G _ | H '- | I:J _
    16 | B %結果通知先メールアドレス | C:L _ @business.result_email
    18 | B:L =窓口責任者
    19 | B %氏名 | C:E %部署名 | F:H %電話番号 | I:L %メールアドレス
    20-22 | B _ @contacts.name | C:E _ @contacts.department | F:H _ @contacts.phone | I:L _ @contacts.email
    """,
)

_SAMPLE_ROWS: Final = blank_of(
    "sample_rows",
    "Each table begins with a row of samples in grey that 例 at its left betrays, or nothing does.",
    {"A": 5, "B:G": 16},
    """
    # 様式第２
    1 | B:G 'スイッチング支援システム利用申込書
    2 | B %提出日 | C _ @applied_on | D %事業者コード | E _ @business.code
    3 | B %申込者名 | C:D _ @applicant.company | E %責任者名 | F:G _ @applicant.responsible
    5 | B:G =窓口責任者情報
    6 | B %区分 | C %氏名 | D %部署名 | E %電話番号 | F:G %メールアドレス
    7 | A '例 | B ~追加 | C ~広域　太郎 | D ~企画課 | E ~03-0000-0000 | F:G ~taro@example.jp
    8-10 | B _ @contacts.action | C _ @contacts.name | D _ @contacts.department | E _ @contacts.phone | F:G _ @contacts.email
    12 | B:G =WEB利用情報
    13 | B %区分 | C:D %シリアル番号 | E:G %有効期限
    14 | B ~追加 | C:D ~00AB12CD | E:G ~2027年12月31日
    15-17 | B _ @web_certificates.action | C:D _ @web_certificates.serial | E:G _ @web_certificates.not_after
    19 | B:G =API利用情報
    20 | B %区分 | C:D %シリアル番号 | E:G %有効期限
    21 | B ~更新 | C:D ~00AB12CE | E:G ~2027年12月31日
    22-23 | B _ @api.certificates.action | C:D _ @api.certificates.serial | E:G _ @api.certificates.not_after
    24 | B %API連携環境 | C:G _ @api.environment
    25 | B %ファイル返却方式 | C:G _ @api.file_return_method
    27 | B %備考 | C:G _ @remarks
    """,
)

_HOW_TO: Final = blank_of(
    "how_to",
    "The sheet 記入方法（変更） has the form again; a list of words for choices is a third sheet.",
    {"A": 2, "B": 24, "C:E": 18},
    """
    # 記入方法（変更）
    1 | B:E 'スイッチング支援システム利用申込書
    3 | B %申込年月日 | C:E _
    4 | B %事業者名 | C:E _
    5 | B %部署名 | C:E _
    6 | B %申込責任者 | C:E _
    7 | B %事業者コード | C:E _
    8 | B %住所 | C:E _
    9 | B %電話番号 | C:E _
    10 | B %停止理由 | C:E _
    # 利用申込書
    1 | B:E 'スイッチング支援システム利用申込書
    3 | B %申込年月日 | C:E _ @applied_on
    4 | B:E =申込者
    5 | B %事業者名 | C:E _ @applicant.company
    6 | B %部署名 | C:E _ @applicant.department
    7 | B %申込責任者 | C:E _ @applicant.responsible
    8 | B:E =事業者情報
    9 | B %事業者コード | C:E _ @business.code
    10 | B %事業者名 | C:E _ @business.name
    11 | B %住所 | C:E _ @business.address
    12 | B %電話番号 | C:E _ @business.phone
    13 | B:E =利用停止
    14 | B %停止理由 | C:E _ @stop.reason
    15 | B %閲覧・処理の完了 | C _ @stop.completed
    # 選択肢
    1 | B 追加
    2 | B 変更
    3 | B 削除
    """,
)

_UPRIGHT: Final = blank_of(
    "upright",
    "Headings in tall boxes with words one below the other; the business is asked twice: old, new.",
    {"A": 2, "B": 5, "C": 8, "D": 18, "E:H": 14},
    """
    # 申込書
    1 | B:H 'スイッチング支援システム利用申込書
    2 | F '申込日 | G:H 　　　　年　　月　　日 @applied_on
    3 | B+3 %申込者 | C:D %名称 | E:H _ @applicant.company
    4 | C:D %部署 | E:H _ @applicant.department
    5 | C:D %責任者氏名 | E:H _ @applicant.responsible
    6 | B+8 %事業者 | C+4 %現在 | D %事業者名 | E:H _
    7 | D %住所 | E:H _
    8 | D %電話番号 | E:H _
    9 | D %メールアドレス | E:H _
    10 | C+4 %変更後 | D %事業者名 | E:H _ @business.name
    11 | D %住所 | E:H _ @business.address
    12 | D %電話番号 | E:H _ @business.phone
    13 | D %メールアドレス | E:H _ @business.result_email
    14 | B:D %事業者コード | E:H _ @business.code
    15 | B:D %備考 | E:H _ @remarks
    """,
)

_MIXED_TICKS: Final = blank_of(
    "mixed_ticks",
    "Ticks before, behind and inside their words; the procedures of renames are sentences.",
    {"A": 2, "B": 6, "C:F": 18, "G": 6},
    """
    # 申込書
    1 | B:G 'スイッチング支援システム　利用申込書
    3 | C %申込年月日 | D:G _ @applied_on
    4 | C %申込者 | D:G _ @applicant.company
    5 | C %申込責任者 | D:G _ @applicant.responsible
    7 | B:G =申請区分
    8 | C:F 新規本番システム利用申込 | G □ @kind.new
    9 | C:F 申請内容の変更 | G □ @kind.change
    10 | C:F システム利用停止 | G □ @kind.stop
    12 | B:G =新規の場合の確認
    13 | B □ @new.prepared | C:G 会員加入手続きから利用開始までに必要な手続きが完了している。
    15 | B:G =社名変更の場合の確認
    16 | B □ @rename.done | C:G 経済産業省に社名変更の届出を行った。
    17 | B □ @rename.done | C:G 広域機関の会員情報の変更手続きを行った。
    18 | B □ @rename.done | C:G 広域機関システム関連の変更手続きを行った。
    19 | B □ @rename.done | C:G 需要（発電）者に社名変更を周知した。
    20 | C %周知方法 | D:G _ @rename.notice_method
    21 | C %周知文 | D:G _ @rename.notice_attachment
    23 | B:G =利用停止の場合の確認
    24 | B □ @stop.completed | C:G 必要なデータの閲覧・処理が全て完了している。
    25 | C %停止理由 | D:G _ @stop.reason
    27 | B:G =事業者情報
    28 | C %事業者コード | D:G _ @business.code
    29 | C %事業者名 | D:G _ @business.name
    30 | C %住所 | D:G _ @business.address
    31 | C %電話番号 | D:G _ @business.phone
    32 | C %処理結果通知先メールアドレス | D:G _ @business.result_email
    33 | C %掲載ＵＲＬ | D:G _ @privacy_notice_url
    """,
)

_BLOCKS_APART: Final = blank_of(
    "blocks_apart",
    "Certificates as blocks side by side, 更新前 at the left; the API block below has one line.",
    {"A": 2, "B": 14, "C:D": 14, "E": 2, "F": 14, "G:H": 14},
    """
    # 証明書
    1 | B:H 'スイッチング支援システム利用申込書
    2 | B %申請日 | C:D _ @applied_on | F %事業者コード | G:H _ @business.code
    3 | B %申請者（会社名） | C:D _ @applicant.company | F %申請責任者 | G:H _ @applicant.responsible
    5 | B:H =WEB利用：クライアント証明書
    6 | B:D =更新前 | F:H =更新後
    7 | B %シリアル番号 | C:D _ @web_certificates.replaces | F %シリアル番号 | G:H _ @web_certificates.serial
    8 | B %有効期限 | C:D _ @web_certificates.replaces_not_after | F %有効期限 | G:H _ @web_certificates.not_after
    10 | B:H =API利用：クライアント証明書
    11 | B:D %シリアル番号 | F:H %有効期限
    12 | B:D _ @api.certificates.serial | F:H _ @api.certificates.not_after
    13 | B %接続環境 | C:D _ @api.environment | F %返却方式 | G:H _ @api.file_return_method
    15 | B:H =通信欄
    16-17/2 | B:H _ @remarks
    """,
)

HELD_OUT: Final[tuple[Blank, ...]] = (
    _CONSULTANT,
    _CURRENT_AND_NEW,
    _PHONES,
    _SAMPLE_ROWS,
    _HOW_TO,
    _UPRIGHT,
    _MIXED_TICKS,
    _BLOCKS_APART,
)
