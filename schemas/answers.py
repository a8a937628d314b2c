"""Every answer of the form, declared once: type, cleaning, label and hints, source.

The aliases are plain assignments: PEP 695 ``type`` statements would hide the metadata.
"""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Strict

from schemas.answer import Answer, Choices, Purpose, Shape, TextKind
from schemas.validators import (
    business_code,
    choice,
    day,
    email,
    one_line,
    phone,
    serial,
    several_lines,
    url,
)

KIND: Final = Answer(
    "申請区分",
    "参考",
    hint="社名変更の場合は、「申請内容の変更」にチェックを入れます。チェックの位置は公開情報に記載がないため、"
    "提出前にヘルプデスクに確認することをお勧めします。",
)
KINDS: Final = Choices(
    (
        ("new", "新規本番システム利用申込"),
        ("change", "申請内容の変更"),
        ("rename", "申請内容の変更（社名変更）"),
        ("stop", "システム利用停止"),
    )
)
SHORT_KINDS: Final = Choices(
    (("new", "新規"), ("change", "変更"), ("rename", "社名変更"), ("stop", "停止"))
)
"""Short labels of the cases, for narrow columns and buttons."""

CASE_NAMES: Final = Choices(
    (
        ("new", "新規利用"),
        ("change", "登録内容の変更"),
        ("rename", "社名変更"),
        ("stop", "利用停止"),
    )
)
"""Names of the cases as messages and file names have them."""


def kind_of(given: object) -> object:
    """Return the value of a case for any of its names; return what is none unchanged."""
    for names in (KINDS, SHORT_KINDS, CASE_NAMES):
        given = choice(names)(given)
    return given


_Line = Annotated[str, Strict(), Shape.LINE, TextKind.PROSE, AfterValidator(one_line)]
_Name = Annotated[str, Strict(), Shape.LINE, TextKind.NAME, AfterValidator(one_line)]
_Text = Annotated[str, Strict(), Shape.TEXT, TextKind.PROSE, AfterValidator(several_lines)]
_Address = Annotated[str, Strict(), Shape.TEXT, TextKind.ADDRESS, AfterValidator(several_lines)]
_Phone = Annotated[str, Strict(), Shape.LINE, TextKind.PHONE, AfterValidator(phone)]
_Email = Annotated[str, Strict(), Shape.LINE, TextKind.MAIL, AfterValidator(email)]
_Page = Annotated[str, Strict(), Shape.LINE, TextKind.WEB, AfterValidator(url)]
_Code = Annotated[str, Strict(), Shape.LINE, TextKind.CODE, AfterValidator(business_code)]
_Serial = Annotated[str, Strict(), Shape.LINE, TextKind.SERIAL, AfterValidator(serial)]
_Day = Annotated[date, BeforeValidator(day), Shape.DATE]
_Tick = Annotated[bool, Strict(), Shape.TICK]

_DAY_HINT: Final = "「2026/11/24」の形式でも入力できます。"
_DAY_EXAMPLE: Final = "2026年11月24日"
_SERIAL_HINT: Final = "証明書の表示画面にある「シリアル番号」を、そのまま入力してください。"
_SERIAL_EXAMPLE: Final = "0012AB34"

AppliedOn = Annotated[
    _Day, Answer("申込年月日", "参考", hint=_DAY_HINT, example=_DAY_EXAMPLE, section="applicant")
]
ApplicantCompany = Annotated[
    _Name, Answer("事業者名（申込者）", "参考", example="サンプル電力株式会社")
]
ApplicantDepartment = Annotated[_Name, Answer("部署名", "参考", example="需給管理部")]
ApplicantResponsible = Annotated[_Name, Answer("申込責任者", "参考", example="申込 太郎")]

BusinessCode = Annotated[
    _Code,
    Answer(
        "事業者コード",
        "参考, ERR_20250",
        hint="先頭の0も省略せず、5桁で入力してください。末尾の1桁はエリアコードです。",
        example="01233",
    ),
]
BusinessName = Annotated[
    _Name,
    Answer(
        "事業者名",
        "参考, 3-7",
        hint="社名変更の場合は、新しい社名を入力してください。",
        example="サンプル電力株式会社",
    ),
]
BusinessAddress = Annotated[
    _Address, Answer("住所", "参考", example="〒100-0000 東京都千代田区見本町1-2-3")
]
BusinessPhone = Annotated[
    _Phone, Answer("連絡先電話番号（他事業者からのお問合せ用）", "参考", example="03-1234-5678")
]
BusinessResultEmail = Annotated[
    _Email, Answer("処理結果通知メールアドレス", "参考", example="result@example.co.jp")
]
PrivacyNoticeUrl = Annotated[
    _Page,
    Answer(
        "個人情報（共同利用プライバシーポリシー）の取扱い掲載URL",
        "参考",
        hint="http:// または https:// から入力してください。申込みまでに掲載を完了してください。",
        example="https://www.example.co.jp/privacy/",
    ),
]

_SYNONYMS: Final = (("登録", "add"), ("新規", "add"), ("廃止", "delete"), ("抹消", "delete"))
ContactActions: Final = Choices(
    (("add", "追加"), ("change", "変更"), ("delete", "削除")), _SYNONYMS
)
ContactAction = Annotated[
    Literal["add", "change", "delete"],
    BeforeValidator(choice(ContactActions)),
    Shape.CHOICE,
    ContactActions,
    Answer(
        "区分",
        "参考",
        hint="同じ担当者の登録内容を変更する場合は「変更」を選択してください。担当者が交代する場合は「削除」と「追加」の2件を入力してください。",
    ),
]
ContactAdded = Annotated[
    Literal["add"],
    BeforeValidator(choice(ContactActions)),
    Shape.CHOICE,
    ContactActions,
    Answer("区分", "参考", hint="新規の場合は「追加」です。"),
]
ContactName = Annotated[_Name, Answer("氏名", "参考", example="窓口 花子")]
AddedContactDepartment = Annotated[_Name, Answer("部署名", "参考", example="需給管理部")]
AddedContactPhone = Annotated[_Phone, Answer("電話番号", "参考", example="03-1234-5678")]
AddedContactEmail = Annotated[
    _Email, Answer("メールアドレス", "参考", example="madoguchi@example.co.jp")
]
ContactDepartment = Annotated[
    _Name, Answer("部署名", "参考", purpose=Purpose.OURS, example="需給管理部")
]
ContactPhone = Annotated[
    _Phone, Answer("電話番号", "参考", purpose=Purpose.OURS, example="03-1234-5678")
]
ContactEmail = Annotated[
    _Email,
    Answer("メールアドレス", "参考", purpose=Purpose.OURS, example="madoguchi@example.co.jp"),
]

CertificateActions: Final = Choices(
    (("add", "追加"), ("renew", "更新"), ("delete", "削除")), (*_SYNONYMS, ("失効", "delete"))
)
CertificateAction = Annotated[
    Literal["add", "renew", "delete"],
    BeforeValidator(choice(CertificateActions)),
    Shape.CHOICE,
    CertificateActions,
    Answer(
        "区分",
        "参考, 1-3, 3-6",
        hint="有効期限が切れる証明書を更新する場合は「更新」、端末を増やす場合は「追加」を選択してください。",
    ),
]
CertificateAdded = Annotated[
    Literal["add"],
    BeforeValidator(choice(CertificateActions)),
    Shape.CHOICE,
    CertificateActions,
    Answer("区分", "参考, 1-3", hint="新規の場合は「追加」です。"),
]
CertificateSerial = Annotated[
    _Serial,
    Answer("シリアル番号", "3-6", purpose=Purpose.OURS, hint=_SERIAL_HINT, example=_SERIAL_EXAMPLE),
]
CertificateCommonName = Annotated[_Line, Answer("証明書名(CN)", "3-6", purpose=Purpose.OURS)]
CertificateNotAfter = Annotated[
    _Day, Answer("有効期限", "3-6", purpose=Purpose.OURS, hint=_DAY_HINT, example="2028年11月23日")
]
CertificateReplaces = Annotated[
    _Serial,
    Answer(
        "更新前のシリアル番号",
        "3-6",
        purpose=Purpose.OURS,
        hint="区分が「更新」の場合の、更新前の証明書のシリアル番号です。",
    ),
]
CertificateReplacesNotAfter = Annotated[
    _Day,
    Answer(
        "更新前の有効期限",
        "3-6",
        purpose=Purpose.OURS,
        hint="区分が「更新」の場合の、更新前の証明書の有効期限です。" + _DAY_HINT,
    ),
]

ApiEnvironment = Annotated[
    _Text,
    Answer(
        "API連携環境（サーバ・アプリケーション等）",
        "参考",
        condition="API連携を使用する場合は必須",
        example="Linuxサーバ1台、自社開発の連携プログラム",
    ),
]
ApiFileReturnMethod = Annotated[
    _Line,
    Answer(
        "ファイル返却方式",
        "参考",
        condition="API連携を使用する場合は必須",
        hint="方式の名称は、広域機関のAPI連携の資料で確認するか、ヘルプデスクに問い合わせてください。",
    ),
]
ApiTestPassed = Annotated[
    _Tick,
    Answer(
        "API連携テスト合格",
        "4-1",
        purpose=Purpose.DECLARATION,
        hint="新規にAPI連携する場合、またはAPI連携のシステムをリプレースする場合は、API連携テストに合格している必要があります。",
    ),
]

NewPrepared = Annotated[
    _Tick,
    Answer(
        "会員加入から利用までの事前手続き",
        "3-3, 参考(1)",
        purpose=Purpose.DECLARATION,
        hint="広域機関の「会員加入手続きからシステム利用までの流れ」にある手続きを完了してから、チェックを入れてください。",
    ),
]

RenamePreviousName = Annotated[
    _Name, Answer("旧事業者名", "3-7", purpose=Purpose.OURS, example="旧サンプル電力株式会社")
]
RenameEffectiveOn = Annotated[
    _Day, Answer("社名変更日", "3-7", purpose=Purpose.OURS, hint=_DAY_HINT, example="2026年12月1日")
]
RenameNoticeMethod = Annotated[
    _Text,
    Answer(
        "需要（発電）者への周知方法",
        "3-7",
        condition="契約中の需要（発電）者がいる場合は必須",
        example="ホームページへの掲載と書面の郵送",
    ),
]
RenameNoticeAttachment = Annotated[
    _Line,
    Answer(
        "周知文の添付（ファイル名）",
        "3-7",
        hint="申込書とあわせてメールに添付するファイルの名前を入力してください。",
        condition="契約中の需要（発電）者がいる場合は必須",
        example="社名変更のお知らせ.pdf",
    ),
]
RenameNoContracts = Annotated[
    _Tick,
    Answer(
        "契約中の需要（発電）者なし",
        "3-7",
        statement="契約中の需要（発電）者：なし",
        hint="社名変更の時点で契約中の需要（発電）者がいない場合のみ、チェックを入れてください。周知文は不要になります。",
    ),
]
RenameProcedure = Literal["meti", "occto_member", "occto_system", "customers"]
RenameProcedures: Final = Choices(
    (
        ("meti", "(1) 経済産業省への社名変更の手続き"),
        ("occto_member", "(2) 広域機関の会員情報の変更手続き"),
        ("occto_system", "(3) 広域機関システム関連の変更手続き"),
        ("customers", "(4) 需要（発電）者への社名変更の周知"),
    )
)


def _in_form_order(done: tuple[RenameProcedure, ...]) -> tuple[RenameProcedure, ...]:
    order = [value for value, _ in RenameProcedures.words]
    return tuple(sorted(set(done), key=order.index))


RenameDone = Annotated[
    tuple[RenameProcedure, ...],
    AfterValidator(_in_form_order),
    Shape.TICKS,
    RenameProcedures,
    Answer(
        "事前手続き (1)～(4)",
        "3-7",
        purpose=Purpose.DECLARATION,
        hint="完了した手続きにチェックを入れてください。契約中の需要（発電）者がいない場合、(4)は不要です。",
    ),
]

StopCompleted = Annotated[
    _Tick,
    Answer(
        "閲覧・処理の完了",
        "3-8, 参考(4)",
        purpose=Purpose.DECLARATION,
        hint="スイッチングなど、システムでの閲覧・処理がすべて完了してから、チェックを入れてください。",
    ),
]
StopReason = Annotated[
    _Text, Answer("停止理由", "3-8", purpose=Purpose.OURS, example="小売電気事業からの撤退")
]

Remarks = Annotated[_Text, Answer("備考", "参考", purpose=Purpose.OURS)]
