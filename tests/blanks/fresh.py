"""Blanks by a hand that did not tune the binding to them: what is proposed is measured on these.

They are for measuring. A miss here is mended by its mechanism, never by a word taken from here.
"""

from typing import Final

from tests.blanks.blank import Blank
from tests.blanks.sheet_text import blank_of

_SIDE_BY_SIDE: Final = blank_of(
    "side_by_side",
    "The applicant at the left, the business at the right; WEB left, API right; the office's own"
    " fields at the right of 備考.",
    {"A": 2, "B:E": 14, "F": 3, "G:J": 14},
    """
    # 利用申込書
    1 | B:J 'スイッチング支援システム利用申込書（見本様式）
    3 | B '申込年月日 | C:E 令和　　年　　月　　日 @applied_on
    5 | B:E =申込者 | G:J =登録する事業者
    6 | B %会社名 | C:E _ @applicant.company | G %事業者コード | H:J _ @business.code
    7 | B %部署 | C:E _ @applicant.department | G %事業者名 | H:J _ @business.name
    8 | B %申込責任者 | C:E _ @applicant.responsible | G %住所 | H:J _ @business.address
    9 | B %申請区分 | C:E □新規利用 @kind.new | G %電話番号 | H:J _ @business.phone
    10 | C:E □登録内容の変更 @kind.change | G %結果通知先E-mail | H:J _ @business.result_email
    11 | C:E □利用停止 @kind.stop | G %取扱い掲載URL | H:J _ @privacy_notice_url
    13 | B:J =窓口責任者
    14 | B %区分 | C:D %氏名 | E:F %所属 | G:H %TEL | I:J %E-mail
    15-17 | B _ @contacts.action | C:D _ @contacts.name | E:F _ @contacts.department | G:H _ @contacts.phone | I:J _ @contacts.email
    19 | B:E =WEB利用 クライアント証明書 | G:J =API利用 クライアント証明書
    20 | B %区分 | C:D %シリアル番号 | E %有効期限 | G %区分 | H:I %シリアル番号 | J %有効期限
    21-22 | B _ @web_certificates.action | C:D _ @web_certificates.serial | E _ @web_certificates.not_after | G _ @api.certificates.action | H:I _ @api.certificates.serial | J _ @api.certificates.not_after
    23-24 | B _ @web_certificates.action | C:D _ @web_certificates.serial | E _ @web_certificates.not_after
    23 | G %連携環境 | H:J _ @api.environment
    24 | G %ファイル返却方式 | H:J _ @api.file_return_method
    26 | B:E =備考 | G:J =事務局使用欄
    27-29/3 | B:E _ @remarks | G:H 受付 | I:J _
    """,
)

_FIVE_COLUMNS: Final = blank_of(
    "five_columns",
    "項目, 変更有無, 現登録内容, 変更後 and 備考 beside one another, for the business and the API.",
    {"A": 2, "B:G": 18},
    """
    # 変更申込書
    1 | B:G 'スイッチング支援システム　利用申込（変更届）
    2 | F %提出日 | G _ @applied_on
    4 | B:G =１　申込者
    5 | B %事業者名 | C:G _ @applicant.company
    6 | B %部署名 | C:D _ @applicant.department | E %申込責任者 | F:G _ @applicant.responsible
    8 | B:G =２　申請の区分（いずれかに○）
    9 | B _ @kind.new | C %新規 | D _ @kind.change | E %変更 | F _ @kind.stop | G %停止
    11 | B:G =３　事業者情報
    12 | B %項目 | C %変更有無 | D:E %現 登 録 内 容 | F %変　更　後 | G %備考
    13 | B 事業者コード | C _ | D:E _ | F _ @business.code | G _
    14 | B 事業者名 | C _ | D:E _ | F _ @business.name | G _
    15 | B 住所 | C _ | D:E _ | F _ @business.address | G _
    16 | B 連絡先電話番号⏎（他事業者からのお問合せ用） | C _ | D:E _ | F _ @business.phone | G _
    17 | B 処理結果通知メールアドレス | C _ | D:E _ | F _ @business.result_email | G _
    18 | B 個人情報の取扱い掲載URL | C _ | D:E _ | F _ @privacy_notice_url | G _
    20 | B:G =４　システム窓口情報
    21 | B %変更区分 | C %氏名 | D %部署名 | E %電話番号 | F %メールアドレス | G %備考
    22-24 | B _ @contacts.action | C _ @contacts.name | D _ @contacts.department | E _ @contacts.phone | F _ @contacts.email | G _
    26 | B:G =５　WEB利用情報
    27 | B %変更区分 | C:D %更新前シリアル番号 | E:F %シリアル番号 | G %有効期限
    28-30 | B _ @web_certificates.action | C:D _ @web_certificates.replaces | E:F _ @web_certificates.serial | G _ @web_certificates.not_after
    32 | B:G =６　API利用情報
    33 | B %項目 | C %変更有無 | D:E %現登録内容 | F %変更後 | G %備考
    34 | B API連携環境 | C _ | D:E _ | F _ @api.environment | G _
    35 | B ファイル返却方式 | C _ | D:E _ | F _ @api.file_return_method | G _
    37 | B:G =７　特記事項
    38-39/2 | B:G _ @remarks
    """,
)

_INTERMEDIARY: Final = blank_of(
    "intermediary",
    "A 取次者 and an 代行事業者 are asked with the same labels as the applicant, before and after.",
    {"A": 2, "B": 16, "C:H": 12},
    """
    # 様式１
    1 | B:H 'スイッチング支援システム利用申込書
    2 | F 'お申込日 | G:H '　　　　年　　月　　日 @applied_on
    4 | B:H =取次者（取次ぎによる場合のみご記入ください）
    5 | B %会社名 | C:H _
    6 | B %部署名 | C:D _ | E %氏名 | F:H _
    7 | B %電話番号 | C:D _ | E %E-mail | F:H _
    9 | B:H =申込者
    10 | B %会社名 | C:H _ @applicant.company
    11 | B %部署名 | C:D _ @applicant.department | E %責任者氏名 | F:H _ @applicant.responsible
    13 | B:H =申込の種類
    14 | B □ @kind.new | C:D 新規利用申込 | E □ @kind.change | F:H 申請内容の変更
    15 | B □ @kind.stop | C:D システム利用停止 | E □ @kind.rename | F:H 社名変更
    17 | B:H =事業者情報
    18 | B %事業者コード | C:D _ @business.code | E %電話番号 | F:H _ @business.phone
    19 | B %事業者名 | C:H _ @business.name
    20 | B %所在地 | C:H _ @business.address
    21 | B %結果通知メール | C:H _ @business.result_email
    22 | B %プライバシーポリシー掲載URL | C:H _ @privacy_notice_url
    24 | B:H =代行事業者
    25 | B %会社名 | C:H _
    26 | B %所在地 | C:H _
    27 | B %電話番号 | C:D _ | E %メールアドレス | F:H _
    29 | B:H =窓口責任者
    30 | B %区分 | C:D %氏名 | E %部署名 | F %電話番号 | G:H %メールアドレス
    31-34 | B _ @contacts.action | C:D _ @contacts.name | E _ @contacts.department | F _ @contacts.phone | G:H _ @contacts.email
    36 | B:H =社名変更の場合
    37 | B %変更前の社名 | C:D _ @rename.previous_name | E %変更年月日 | F:H _ @rename.effective_on
    38 | B %周知の方法 | C:H _ @rename.notice_method
    39 | B %周知文（添付） | C:H _ @rename.notice_attachment
    41 | B:H =利用停止の場合
    42 | B %停止理由 | C:H _ @stop.reason
    44 | B %備考 | C:H _ @remarks
    """,
)

_GUIDE_FIRST: Final = blank_of(
    "guide_first",
    "A sheet 書き方 with the same form, filled in grey, stands before the form; an 入力例 after it.",
    {"A": 2, "B": 20, "C:E": 16},
    """
    # 書き方
    1 | B:E '書き方
    3 | B %申込年月日 | C:E ~2026年11月24日
    4 | B %事業者名 | C:E ~○○電力株式会社
    5 | B %事業者コード | C:E _
    6 | B %住所 | C:E _
    7 | B %電話番号 | C:E _
    # 申込
    1 | B:E 'スイッチング支援システム利用申込
    3 | B %申込年月日 | C:E _ @applied_on
    4 | B:E =申込者
    5 | B %会社名 | C:E _ @applicant.company
    6 | B %部署名 | C:E _ @applicant.department
    7 | B %申込責任者 | C:E _ @applicant.responsible
    9 | B:E =事業者情報
    10 | B %事業者コード | C:E _ @business.code
    11 | B %事業者名 | C:E _ @business.name
    12 | B %住所 | C:E _ @business.address
    13 | B %電話番号 | C:E _ @business.phone
    14 | B %処理結果通知メールアドレス | C:E _ @business.result_email
    16 | B:E =窓口情報
    17 | B %氏名 | C %部署名 | D %電話番号 | E %メールアドレス
    18-20 | B _ @contacts.name | C _ @contacts.department | D _ @contacts.phone | E _ @contacts.email
    22 | B %その他 | C:E _ @remarks
    # 入力例（新規）
    1 | B:E 'スイッチング支援システム利用申込
    3 | B %申込年月日 | C:E _
    4 | B:E =申込者
    5 | B %会社名 | C:E _
    6 | B %部署名 | C:E _
    7 | B %申込責任者 | C:E _
    9 | B:E =事業者情報
    10 | B %事業者コード | C:E _
    11 | B %事業者名 | C:E _
    12 | B %住所 | C:E _
    13 | B %電話番号 | C:E _
    14 | B %処理結果通知メールアドレス | C:E _
    """,
)

_PIECES: Final = blank_of(
    "pieces",
    "A phone number in three boxes with bars between, a date in three, a code in five, 〒 apart.",
    {"A": 2, "B": 18, "C:N": 5},
    """
    # 申請書
    1 | B:N 'スイッチング支援システム利用申込書
    2 | B '記入日 | C:D _ @applied_on.year | E '年 | F _ @applied_on.month | G '月 | H _ @applied_on.day | I '日
    4 | B:N =申請者
    5 | B %事業者名 | C:N _ @applicant.company
    6 | B %部署名 | C:H _ @applicant.department | I:J %責任者 | K:N _ @applicant.responsible
    8 | B:N =申請区分
    9 | B _ @kind.new | C:N 新規本番システム利用申込
    10 | B _ @kind.change | C:N 申請内容の変更
    11 | B _ @kind.stop | C:N システム利用停止
    13 | B:N =事業者情報
    14 | B %事業者コード | C _ @business.code | D _ @business.code | E _ @business.code | F _ @business.code | G _ @business.code
    15 | B %名称 | C:N _ @business.name
    16 | B+2 %住所 | C '〒 | D:F _ @business.address.postal
    17 | C:N _ @business.address
    18 | B %電話番号 | C:E _ @business.phone | F － | G:I _ @business.phone | J － | K:N _ @business.phone
    19 | B %処理結果通知先メール | C:N _ @business.result_email
    21 | B:N =システム窓口
    22 | B %区分 | C:E %氏名 | F:H %部署名 | I:K %電話番号 | L:N %メール
    23-25 | B _ @contacts.action | C:E _ @contacts.name | F:H _ @contacts.department | I:K _ @contacts.phone | L:N _ @contacts.email
    27 | B:N =備考
    28-30/3 | B:N _ @remarks
    """,
)

_TALL_SIDES: Final = blank_of(
    "tall_sides",
    "Sections are tall boxes at the left; a 担当 block of the office is one, too.",
    {"A": 2, "B": 5, "C": 18, "D:G": 14},
    """
    # 申込書
    1 | B:G 'スイッチング支援システム利用申込書
    2 | E '申請年月日 | F:G _ @applied_on
    4 | B+3 %申⏎請⏎者 | C %事業者名 | D:G _ @applicant.company
    5 | C %部署名 | D:G _ @applicant.department
    6 | C %申込責任者 | D:G _ @applicant.responsible
    7 | B+3 %区⏎分 | C:G □　新規 @kind.new
    8 | C:G □　変更 @kind.change
    9 | C:G □　停止 @kind.stop
    10 | B+6 %事⏎業⏎者⏎情⏎報 | C %コード | D:G _ @business.code
    11 | C %名称 | D:G _ @business.name
    12 | C %住所 | D:G _ @business.address
    13 | C %問合せ用電話 | D:G _ @business.phone
    14 | C %処理結果の通知先 | D:G _ @business.result_email
    15 | C %プライバシーポリシーURL | D:G _ @privacy_notice_url
    16 | B+4 %窓⏎口 | C %氏名 | D %所属 | E %電話 | F %メール | G %区分
    17-19 | C _ @contacts.name | D _ @contacts.department | E _ @contacts.phone | F _ @contacts.email | G _ @contacts.action
    20 | B+4 %W⏎E⏎B | C:D %証明書シリアル番号 | E:F %有効期限 | G %区分
    21-23 | C:D _ @web_certificates.serial | E:F _ @web_certificates.not_after | G _ @web_certificates.action
    24 | B+3 %A⏎P⏎I | C:D %証明書シリアル番号 | E:F %有効期限 | G %区分
    25-26 | C:D _ @api.certificates.serial | E:F _ @api.certificates.not_after | G _ @api.certificates.action
    27 | B+2 %備⏎考 | C:G+2 _ @remarks
    30 | B+2 %受⏎付 | C %受付者氏名 | D:G _
    31 | C %電話番号 | D:G _
    """,
)

_GREY_SAMPLES: Final = blank_of(
    "grey_samples",
    "Samples in grey stand in the boxes, without a word that they are samples.",
    {"A": 2, "B": 22, "C:F": 17},
    """
    # 様式
    1 | B:F 'スイッチング支援システム利用申込書
    2 | B:F '※灰色の文字は記載のサンプルです。上書きしてください。
    4 | B %申込日 | C:D ~2026/4/1 @applied_on
    5 | B:F =申込者情報
    6 | B %法人名 | C:F ~見本電力株式会社 @applicant.company
    7 | B %部署名 | C:D ~総務部 @applicant.department | E %申込責任者 | F ~電力　太郎 @applicant.responsible
    9 | B:F =事業者の情報
    10 | B %事業者コード | C:D ~01234 @business.code
    11 | B %事業者名 | C:F ~見本電力株式会社 @business.name
    12 | B %本社所在地 | C:F ~東京都千代田区見本町1-1 @business.address
    13 | B %お問合せ電話番号 | C:D ~03-1234-5678 @business.phone
    14 | B %結果通知先アドレス | C:F ~kekka@example.co.jp @business.result_email
    15 | B %個人情報の取扱いURL | C:F ~https://www.example.co.jp/ @privacy_notice_url
    17 | B:F =窓口担当者
    18 | B %追加・変更・削除 | C %氏名 | D %部署名 | E %電話番号 | F %メールアドレス
    19 | B ~追加 | C ~電力　花子 | D ~システム部 | E ~03-1234-5678 | F ~hanako@example.co.jp
    20-22 | B _ @contacts.action | C _ @contacts.name | D _ @contacts.department | E _ @contacts.phone | F _ @contacts.email
    24 | B:F =WEB利用情報
    25 | B %追加・更新・削除 | C:D %シリアル番号 | E:F %有効期限
    26 | B ~追加 | C:D ~0012AB34 | E:F ~2028/3/31
    27-28 | B _ @web_certificates.action | C:D _ @web_certificates.serial | E:F _ @web_certificates.not_after
    30 | B %備考 | C:F _ @remarks
    """,
)

_SQUARES: Final = blank_of(
    "squares",
    "Everything that is ticked is a □ in its text; the procedures stand under their headings.",
    {"A": 2, "B:G": 16},
    """
    # 申込書
    1 | B:G 'スイッチング支援システム　利用申込書
    3 | B %申込年月日 | C:D _ @applied_on
    4 | B %申込者（事業者名） | C:G _ @applicant.company
    5 | B %部署名 | C:D _ @applicant.department | E %申込責任者 | F:G _ @applicant.responsible
    7 | B:G =申請内容
    8 | B:C □ 新規本番システム利用申込 @kind.new | D:E □ 申請内容の変更 @kind.change | F:G □ システム利用停止 @kind.stop
    9 | B:G □ 会員加入から利用までの事前手続きを完了しました @new.prepared
    11 | B:G =事業者情報
    12 | B %コード | C _ @business.code | D %事業者名 | E:G _ @business.name
    13 | B %住所 | C:G _ @business.address
    14 | B %電話番号 | C:D _ @business.phone | E %処理結果通知先 | F:G _ @business.result_email
    16 | B:G =API利用
    17 | B %シリアル番号 | C:D _ @api.certificates.serial | E %有効期限 | F:G _ @api.certificates.not_after
    18 | B %API連携環境 | C:G _ @api.environment
    19 | B %ファイル返却方式 | C:G _ @api.file_return_method
    20 | B:G □ 連携テストに合格しました @api.test_passed
    22 | B:G =社名変更
    23 | B %旧社名 | C:D _ @rename.previous_name | E %変更日 | F:G _ @rename.effective_on
    24 | B:G □ 経済産業省への届出を済ませました @rename.done
    25 | B:G □ 広域機関の会員情報を変更しました @rename.done
    26 | B:G □ 広域機関システムの登録を変更しました @rename.done
    27 | B:G □ 需要者への周知を行いました @rename.done
    28 | B:G □ 契約中の需要者はいません @rename.no_contracts
    29 | B %周知の手段 | C:D _ @rename.notice_method | E %添付ファイル | F:G _ @rename.notice_attachment
    31 | B:G =停止
    32 | B:G □ 必要な閲覧・処理は完了しました @stop.completed
    33 | B %停止の理由 | C:G _ @stop.reason
    35 | B %備考 | C:G _ @remarks
    """,
)

_ERAS: Final = blank_of(
    "eras",
    "Dates of 令和 in every place, in parts and whole; a table of people lies on its side.",
    {"A": 2, "B": 20, "C:J": 8},
    """
    # 届出書
    1 | B:J 'スイッチング支援システム利用届出書
    2 | D '令和 | E _ @applied_on.year | F '年 | G _ @applied_on.month | H '月 | I _ @applied_on.day | J '日
    4 | B:J =届出者
    5 | B %商号又は名称 | C:J _ @applicant.company
    6 | B %担当部署 | C:J _ @applicant.department
    7 | B %責任者の氏名 | C:J _ @applicant.responsible
    9 | B:J =届出の種類（該当するものに○を付してください。）
    10 | B %新規利用 | C:J _ @kind.new
    11 | B %登録内容の変更 | C:J _ @kind.change
    12 | B %利用の停止 | C:J _ @kind.stop
    14 | B:J =事業者
    15 | B %事業者コード | C:J _ @business.code
    16 | B %商号又は名称 | C:J _ @business.name
    17 | B %本店の所在地 | C:J _ @business.address
    18 | B %電話番号 | C:J _ @business.phone
    20 | B:J =窓口責任者
    21 | B _ | C:F %１人目 | G:J %２人目
    22 | B %氏名 | C:F _ @contacts.name | G:J _ @contacts.name
    23 | B %部署名 | C:F _ @contacts.department | G:J _ @contacts.department
    24 | B %電話番号 | C:F _ @contacts.phone | G:J _ @contacts.phone
    25 | B %メールアドレス | C:F _ @contacts.email | G:J _ @contacts.email
    27 | B:J =社名の変更
    28 | B %変更前の商号 | C:J _ @rename.previous_name
    29 | B %変更年月日 | C:J 令和　　年　　月　　日 @rename.effective_on
    30 | B %周知方法 | C:J _ @rename.notice_method
    32 | B:J =利用の停止
    33 | B %停止する理由 | C:J _ @stop.reason
    34 | B %停止予定日 | C:J 令和　　年　　月　　日
    """,
)

_ENGLISH: Final = blank_of(
    "english",
    "Labels in two languages, English below or after a slash.",
    {"A": 2, "B": 26, "C:F": 16},
    """
    # Application
    1 | B:F 'Application for Switching Support System / スイッチング支援システム利用申込書
    3 | B %申込日 / Date | C:F _ @applied_on
    5 | B:F =申込者 / Applicant
    6 | B %会社名⏎Company | C:F _ @applicant.company
    7 | B %部署⏎Department | C:F _ @applicant.department
    8 | B %責任者⏎Person in charge | C:F _ @applicant.responsible
    10 | B:F =申請区分 / Type of application
    11 | B %新規 New | C _ @kind.new | D:E %変更 Change | F _ @kind.change
    12 | B %停止 Termination | C _ @kind.stop
    14 | B:F =事業者情報 / Company data
    15 | B %事業者コード / Code | C:F _ @business.code
    16 | B %事業者名 / Company name | C:F _ @business.name
    17 | B %住所 / Address | C:F _ @business.address
    18 | B %電話番号 / Phone | C:F _ @business.phone
    19 | B %通知先メールアドレス / E-mail for results | C:F _ @business.result_email
    21 | B:F =窓口 / Contact persons
    22 | B %氏名 / Name | C %部署 / Department | D %電話 / Phone | E:F %メール / E-mail
    23-25 | B _ @contacts.name | C _ @contacts.department | D _ @contacts.phone | E:F _ @contacts.email
    27 | B:F =クライアント証明書（WEB） / Client certificate (WEB)
    28 | B %シリアル番号 / Serial No. | C:D %証明書名 / Common name | E:F %有効期限 / Valid until
    29-31 | B _ @web_certificates.serial | C:D _ @web_certificates.common_name | E:F _ @web_certificates.not_after
    33 | B %備考 / Remarks | C:F _ @remarks
    """,
)

_NOTES_BETWEEN: Final = blank_of(
    "notes_between",
    "Notes stand between the rows and between a header and its rows; a second table asks old ones.",
    {"A": 2, "B:G": 16},
    """
    # 申込書
    1 | B:G 'スイッチング支援システム利用申込書
    2 | B %申込年月日 | C:D _ @applied_on
    3 | B:G '　※西暦で記入してください。
    4 | B:G =（１）申込者
    5 | B %事業者名 | C:G _ @applicant.company
    6 | B:G '　※正式名称を略さずに記入してください。
    7 | B %部署名 | C:D _ @applicant.department | E %申込責任者 | F:G _ @applicant.responsible
    8 | B:G =（２）申請区分
    9 | B:G '　※いずれか一つに✔を入れてください。
    10 | B □ @kind.new | C:D 新規 | E □ @kind.change | F:G 変更
    11 | B □ @kind.stop | C:G 停止
    12 | B:G =（３）事業者情報
    13 | B %事業者コード | C:D _ @business.code | E:G '※５桁
    14 | B %事業者名 | C:G _ @business.name
    15 | B:G '　※社名変更の場合は変更後の名称
    16 | B %住所 | C:G _ @business.address
    17 | B %電話番号 | C:D _ @business.phone | E:G '※他の事業者からの問合せに使います。
    18 | B %メールアドレス | C:G _ @business.result_email
    19 | B:G '　※処理結果をお知らせします。
    20 | B:G =（４）新たに登録するクライアント証明書（WEB）
    21 | B:D %シリアル番号 | E:G %有効期限
    22 | B:G '　※シリアル番号は証明書の詳細画面で確認できます。
    23-24 | B:D _ @web_certificates.serial | E:G _ @web_certificates.not_after
    25 | B:G =（５）失効させるクライアント証明書（WEB）
    26 | B:D %シリアル番号 | E:G %有効期限
    27-28 | B:D _ | E:G _
    29 | B:G =（６）その他
    30 | B %停止理由 | C:G _ @stop.reason
    31 | B %備考 | C:G _ @remarks
    """,
)

_LABELS_ON_TOP: Final = blank_of(
    "labels_on_top",
    "Small labels stand over their boxes, three or four in a row; an agent's block at the end.",
    {"A": 2, "B:I": 12},
    """
    # 申込書
    1 | B:I 'スイッチング支援システム利用申込書
    3 | B:I =申込者
    4 | B:C %申込年月日 | D:F %事業者名 | G:I %申込責任者
    5 | B:C _ @applied_on | D:F _ @applicant.company | G:I _ @applicant.responsible
    7 | B:I =事業者
    8 | B:C %事業者コード | D:F %事業者名 | G:I %電話番号
    9 | B:C _ @business.code | D:F _ @business.name | G:I _ @business.phone
    10 | B:F %住所 | G:I %結果通知メールアドレス
    11 | B:F _ @business.address | G:I _ @business.result_email
    13 | B:I =窓口責任者
    14 | B:C %氏名 | D:E %部署名 | F:G %電話番号 | H:I %メールアドレス
    15-17 | B:C _ @contacts.name | D:E _ @contacts.department | F:G _ @contacts.phone | H:I _ @contacts.email
    19 | B:I =API利用情報
    20 | B:C %区分 | D:F %シリアル番号 | G:I %有効期限
    21-22 | B:C _ @api.certificates.action | D:F _ @api.certificates.serial | G:I _ @api.certificates.not_after
    23 | B:F %API連携環境 | G:I %ファイル返却方式
    24 | B:F _ @api.environment | G:I _ @api.file_return_method
    26 | B:I =代理人（代理申込の場合）
    27 | B:C %氏名 | D:F %事業者名 | G:I %電話番号
    28 | B:C _ | D:F _ | G:I _
    29 | B:F %住所 | G:I %メールアドレス
    30 | B:F _ | G:I _
    32 | B:I =備考
    33-34/2 | B:I _ @remarks
    """,
)

_RENAME_FIRST: Final = blank_of(
    "rename_first",
    "A form of several parts: the part for renames has ticks of its own before that for new users.",
    {"A": 2, "B": 6, "C": 22, "D:F": 16},
    """
    # 申込書
    1 | B:F 'スイッチング支援システム利用申込書
    2 | B:C %届出日 | D:F _ @applied_on
    3 | B:C %申請者名 | D:F _ @applicant.company
    4 | B:C %担当部署 | D _ @applicant.department | E %責任者氏名 | F _ @applicant.responsible
    6 | B:F =社名変更の方
    7 | B □ @kind.rename | C:F 社名を変更します
    8 | B:C %旧社名 | D _ @rename.previous_name | E %変更日 | F _ @rename.effective_on
    9 | B □ | C:F 手続きが完了していることを確認しました
    10 | B:C %周知方法 | D:F _ @rename.notice_method
    12 | B:F =新規に利用する方
    13 | B □ @kind.new | C:F 新規に利用します
    14 | B □ @new.prepared | C:F 会員加入から利用までの手続きが完了しています
    16 | B:F =利用を停止する方
    17 | B □ @kind.stop | C:F 利用を停止します
    18 | B □ @stop.completed | C:F 閲覧および処理が完了しています
    19 | B:C %理由 | D:F _ @stop.reason
    21 | B:F =全員
    22 | B:C %事業者コード | D:F _ @business.code
    23 | B:C %事業者名 | D:F _ @business.name
    24 | B:C %所在地 | D:F _ @business.address
    25 | B:C %連絡先電話番号 | D:F _ @business.phone
    26 | B:C %処理結果の送付先メールアドレス | D:F _ @business.result_email
    27 | B:C %備考 | D:F _ @remarks
    """,
)

_SWAPPED_CERTIFICATES: Final = blank_of(
    "swapped_certificates",
    "Present and renewed certificates in rows of their own, one API certificate beside labels.",
    {"A": 2, "B": 10, "C": 14, "D:G": 16},
    """
    # 証明書
    1 | B:G 'スイッチング支援システム利用申込書（証明書）
    2 | B:C %申込年月日 | D _ @applied_on | E %事業者コード | F:G _ @business.code
    3 | B:C %申込者名 | D _ @applicant.company | E %申込責任者 | F:G _ @applicant.responsible
    4 | B:C %事業者名 | D:G _ @business.name
    6 | B:G =■ WEB利用情報（クライアント証明書）
    7 | B %№ | C %手続 | D:E %現在の証明書 | F:G %更新後の証明書
    8 | B _ | C _ | D %シリアル番号 | E %有効期限 | F %シリアル番号 | G %有効期限
    9-11 | B _ | C _ @web_certificates.action | D _ @web_certificates.replaces | E _ @web_certificates.replaces_not_after | F _ @web_certificates.serial | G _ @web_certificates.not_after
    13 | B:G =■ API利用情報（クライアント証明書）
    14 | B:C %シリアル番号 | D:G _ @api.certificates.serial
    15 | B:C %有効期限 | D:G _ @api.certificates.not_after
    16 | B:C %連携環境 | D:G _ @api.environment
    17 | B:C %返却方式 | D:G _ @api.file_return_method
    18 | B:C %連携テスト合格日 | D:G _
    20 | B:G =■ その他連絡事項
    21-22/2 | B:G _ @remarks
    """,
)

_SAMPLE_BESIDE: Final = blank_of(
    "sample_beside",
    "The form at the left, its 記載例 with the same labels and empty boxes at the right.",
    {"A": 2, "B": 20, "C:D": 16, "E": 3, "F": 20, "G:H": 16},
    """
    # 申込書
    1 | B:D 'スイッチング支援システム利用申込書 | F:H =記載例
    3 | B %申込年月日 | C:D _ @applied_on | F %申込年月日 | G:H 2026年11月24日
    4 | B:D =申込者 | F:H =申込者
    5 | B %事業者名 | C:D _ @applicant.company | F %事業者名 | G:H 見本電力株式会社
    6 | B %部署名 | C:D _ @applicant.department | F %部署名 | G:H _
    7 | B %申込責任者 | C:D _ @applicant.responsible | F %申込責任者 | G:H _
    9 | B:D =事業者情報 | F:H =事業者情報
    10 | B %事業者コード | C:D _ @business.code | F %事業者コード | G:H _
    11 | B %事業者名 | C:D _ @business.name | F %事業者名 | G:H _
    12 | B %住所 | C:D _ @business.address | F %住所 | G:H _
    13 | B %電話番号 | C:D _ @business.phone | F %電話番号 | G:H _
    14 | B %処理結果通知メールアドレス | C:D _ @business.result_email | F %処理結果通知メールアドレス | G:H _
    16 | B:D =窓口責任者 | F:H =窓口責任者
    17 | B %氏名 | C %電話番号 | D %メールアドレス | F %氏名 | G %電話番号 | H %メールアドレス
    18-20 | B _ @contacts.name | C _ @contacts.phone | D _ @contacts.email | F _ | G _ | H _
    22 | B %備考 | C:D _ @remarks
    """,
)

_OLD_BESIDE_NEW: Final = blank_of(
    "old_beside_new",
    "Blocks 変更前 and 変更後 side by side with the same labels; certificates one above the other.",
    {"A": 2, "B": 16, "C:D": 13, "E": 2, "F": 16, "G:H": 13},
    """
    # 届出
    1 | B:H 'スイッチング支援システム利用申込書（変更届出）
    2 | B %届出年月日 | C:D _ @applied_on | F %事業者コード | G:H _ @business.code
    3 | B %届出者名 | C:D _ @applicant.company | F %届出責任者 | G:H _ @applicant.responsible
    5 | B:D =変更前 | F:H =変更後
    6 | B %事業者名 | C:D _ | F %事業者名 | G:H _ @business.name
    7 | B %住所 | C:D _ | F %住所 | G:H _ @business.address
    8 | B %電話番号 | C:D _ | F %電話番号 | G:H _ @business.phone
    9 | B %処理結果通知先 | C:D _ | F %処理結果通知先 | G:H _ @business.result_email
    11 | B:H =WEB利用情報
    12 | B+2 %旧証明書 | C %シリアル番号 | D _ @web_certificates.replaces | F:G %有効期限 | H _ @web_certificates.replaces_not_after
    14 | B+2 %新証明書 | C %シリアル番号 | D _ @web_certificates.serial | F:G %有効期限 | H _ @web_certificates.not_after
    17 | B %備考 | C:H _ @remarks
    """,
)

_OLD_OVER_NEW_SIDES: Final = blank_of(
    "old_over_new_sides",
    "現行 and 変更後 are tall boxes at the side of the same labels, one above the other.",
    {"A": 2, "B": 8, "C": 18, "D:G": 14},
    """
    # 申請書
    1 | B:G 'スイッチング支援システム利用申込書
    2 | B:C %申請日 | D:G _ @applied_on
    3 | B:C %申請者（法人名） | D:G _ @applicant.company
    4 | B:C %申請責任者 | D:G _ @applicant.responsible
    6 | B:G =事業者情報
    7 | B+3 %現行 | C %住所 | D:G _
    8 | C %電話番号 | D:G _
    9 | C %処理結果通知メールアドレス | D:G _
    10 | B+3 %変更後 | C %住所 | D:G _ @business.address
    11 | C %電話番号 | D:G _ @business.phone
    12 | C %処理結果通知メールアドレス | D:G _ @business.result_email
    13 | B:C %事業者コード | D:G _ @business.code
    14 | B:C %事業者名 | D:G _ @business.name
    16 | B:G =ファイル返却方式等
    17 | B:C %API連携環境 | D:G _ @api.environment
    18 | B:C %ファイル返却方式 | D:G _ @api.file_return_method
    20 | B:C %備考 | D:G _ @remarks
    """,
)

_TWO_LIAISONS: Final = blank_of(
    "two_liaisons",
    "An inquiry desk, an agency and the one who filled the form in are asked as people are, too.",
    {"A": 2, "B": 18, "C:F": 15},
    """
    # 申込書
    1 | B:F 'スイッチング支援システム利用申込書
    2 | B %申込年月日 | C:F _ @applied_on
    3 | B:F =お申込者
    4 | B %事業者名 | C:F _ @applicant.company
    5 | B %部署名 | C:D _ @applicant.department | E %申込責任者 | F _ @applicant.responsible
    6 | B:F =記入担当者
    7 | B %部署名 | C:D _ | E %氏名 | F _
    8 | B %電話番号 | C:D _ | E %メールアドレス | F _
    9 | B:F =事業者登録情報
    10 | B %事業者コード | C:D _ @business.code | E %事業者名 | F _ @business.name
    11 | B %住所 | C:F _ @business.address
    12 | B %電話番号（他事業者用） | C:D _ @business.phone | E %FAX番号 | F _
    13 | B %結果通知用メールアドレス | C:F _ @business.result_email
    14 | B:F =システム保守会社
    15 | B %会社名 | C:F _
    16 | B %担当者名 | C:D _ | E %電話番号 | F _
    17 | B %メールアドレス | C:F _
    18 | B:F =請求書送付先
    19 | B %住所 | C:F _
    20 | B %部署名 | C:D _ | E %氏名 | F _
    22 | B:F =窓口責任者（複数名可）
    23 | B %氏名 | C %部署名 | D %電話番号 | E:F %メールアドレス
    24-26 | B _ @contacts.name | C _ @contacts.department | D _ @contacts.phone | E:F _ @contacts.email
    28 | B %備考 | C:F _ @remarks
    """,
)

_NO_HEADINGS: Final = blank_of(
    "no_headings",
    "No headings at all: twenty labels below one another, the section in front of some of them.",
    {"A": 2, "B": 34, "C:E": 16},
    """
    # Sheet1
    1 | B:E 'スイッチング支援システム利用申込書
    2 | B 申込年月日 | C:E _ @applied_on
    3 | B 申込者　事業者名 | C:E _ @applicant.company
    4 | B 申込者　部署名 | C:E _ @applicant.department
    5 | B 申込者　責任者氏名 | C:E _ @applicant.responsible
    6 | B 事業者コード | C:E _ @business.code
    7 | B 事業者名 | C:E _ @business.name
    8 | B 事業者住所 | C:E _ @business.address
    9 | B 電話番号（お問合せ用） | C:E _ @business.phone
    10 | B 処理結果通知メールアドレス | C:E _ @business.result_email
    11 | B 個人情報の取扱い掲載URL | C:E _ @privacy_notice_url
    12 | B WEB証明書　シリアル番号 | C:E _ @web_certificates.serial
    13 | B WEB証明書　有効期限 | C:E _ @web_certificates.not_after
    14 | B API証明書　シリアル番号 | C:E _ @api.certificates.serial
    15 | B API証明書　有効期限 | C:E _ @api.certificates.not_after
    16 | B API連携環境 | C:E _ @api.environment
    17 | B ファイル返却方式 | C:E _ @api.file_return_method
    18 | B 旧社名（社名変更のとき） | C:E _ @rename.previous_name
    19 | B 社名変更日 | C:E _ @rename.effective_on
    20 | B 停止理由（利用停止のとき） | C:E _ @stop.reason
    21 | B 備考 | C:E _ @remarks
    """,
)

FRESH: Final[tuple[Blank, ...]] = (
    _SIDE_BY_SIDE,
    _FIVE_COLUMNS,
    _INTERMEDIARY,
    _GUIDE_FIRST,
    _PIECES,
    _TALL_SIDES,
    _GREY_SAMPLES,
    _SQUARES,
    _ERAS,
    _ENGLISH,
    _NOTES_BETWEEN,
    _LABELS_ON_TOP,
    _RENAME_FIRST,
    _SWAPPED_CERTIFICATES,
    _SAMPLE_BESIDE,
    _OLD_BESIDE_NEW,
    _OLD_OVER_NEW_SIDES,
    _TWO_LIAISONS,
    _NO_HEADINGS,
)
