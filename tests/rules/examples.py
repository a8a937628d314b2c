"""One example, or more, that raises each rule, and near misses that do not. All by hand.

Judged on Tuesday 2026-11-24 at 10:00: the cut-off is Friday 2026-11-27 17:00, the registration is
expected on Friday 2026-12-04, the cut-off before was Friday 2026-11-20.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.samples import REMOVED


@dataclass(frozen=True)
class Raises:
    """A case that is complete and right but for the edits, which raise one rule at a path."""

    says: str
    code: str
    base: str
    edits: Mapping[str, object]
    path: str


@dataclass(frozen=True)
class NearMiss:
    """A case that comes close to a rule and does not raise it anywhere."""

    says: str
    code: str
    base: str
    edits: Mapping[str, object]


_ONLY_IDENTITY: Final = {
    "business.address": REMOVED,
    "business.phone": REMOVED,
    "business.result_email": REMOVED,
    "privacy_notice_url": REMOVED,
    "contacts": REMOVED,
    "web_certificates": REMOVED,
    "api": REMOVED,
}
_WITHOUT_LETTER: Final = {
    "rename.notice_method": REMOVED,
    "rename.notice_attachment": REMOVED,
    "rename.no_contracts": True,
}

_HANAKO: Final = {
    "name": "窓口 花子",
    "department": "需給管理部",
    "phone": "03-3501-1512",
    "email": "hanako@example.co.jp",
}

RAISING: Final = [
    # 申込年月日
    Raises(
        "a form for this round is dated on the Saturday after its cut-off",
        "applied-after-cutoff", "stop", {"applied_on": "2026-11-28"}, "applied_on",
    ),
    Raises(
        "a form is dated tomorrow, Wednesday",
        "applied-in-future", "stop", {"applied_on": "2026-11-25"}, "applied_on",
    ),
    Raises(
        "a form is dated the Thursday before the last cut-off",
        "applied-before-previous-cutoff", "stop", {"applied_on": "2026-11-19"}, "applied_on",
    ),
    # 事業者
    Raises(
        "a code begins with the letter O instead of zero",
        "code-has-letters", "stop", {"business.code": "O1233"}, "business.code",
    ),
    Raises(
        "a code ends in 0",
        "area-digit-unconfirmed", "stop", {"business.code": "01230"}, "business.code",
    ),
    Raises(
        "the applicant writes ㈱ and the business 株式会社",
        "names-differ", "stop", {"applicant.company": "サンプル電力㈱"}, "business.name",
    ),
    Raises(
        "a rename keeps the old name for the applicant",
        "names-differ", "rename", {"applicant.company": "サンプル電力株式会社"}, "business.name",
    ),
    Raises(
        "the office's number is a digit short",
        "phone-digits", "new", {"business.phone": "03-3501-151"}, "business.phone",
    ),
    Raises(
        "the second contact's mobile number is a digit short",
        "phone-digits", "new", {"contacts.1.phone": "090-123-4567"}, "contacts.1.phone",
    ),
    Raises(
        "the exchange of the office's number begins with 0",
        "phone-doubtful", "new", {"business.phone": "03-0501-1511"}, "business.phone",
    ),
    # 新規
    Raises(
        "every new application is told who may use the system", "who-may-use", "new", {}, "kind",
    ),
    Raises(
        "a new application comes before its preparations",
        "preparations-undone", "new", {"new.prepared": False}, "new.prepared",
    ),
    Raises(
        "a new application leaves the box of the preparations empty",
        "preparations-undone", "new", {"new": REMOVED}, "new.prepared",
    ),
    # 変更
    Raises(
        "a change names who applies and nothing else",
        "nothing-to-change", "change", _ONLY_IDENTITY, "kind",
    ),
    Raises(
        "a change has a remark and a passed test, neither of which changes anything",
        "nothing-to-change", "change",
        {**_ONLY_IDENTITY, "api": {"test_passed": True}, "remarks": "よろしく。"}, "kind",
    ),
    # 社名変更
    Raises(
        "every rename is told that its tick is an assumption",
        "rename-tick-unconfirmed", "rename", {}, "kind",
    ),
    Raises(
        "a rename does not tell the name until now",
        "previous-name-missing", "rename", {"rename.previous_name": REMOVED},
        "rename.previous_name",
    ),
    Raises(
        "a rename tells the new name as the name until now",
        "previous-name-unchanged", "rename", {"rename.previous_name": "新サンプル電力株式会社"},
        "rename.previous_name",
    ),
    Raises(
        "a rename that takes effect tomorrow has been told to the ministry",
        "rename-ahead", "rename", {"rename.effective_on": "2026-11-25"}, "rename.effective_on",
    ),
    Raises(
        "a rename has not told the ministry",
        "procedures-undone", "rename",
        {"rename.done": ["occto_member", "occto_system", "customers"]}, "rename.done",
    ),
    Raises(
        "a rename without contracts has still to change its membership",
        "procedures-undone", "rename",
        {**_WITHOUT_LETTER, "rename.done": ["meti", "occto_system"]}, "rename.done",
    ),
    Raises(
        "a rename with contracts does not say how customers were told",
        "notice-method-missing", "rename", {"rename.notice_method": REMOVED},
        "rename.notice_method",
    ),
    Raises(
        "a rename with contracts comes without the letter",
        "notice-letter-missing", "rename", {"rename.notice_attachment": REMOVED},
        "rename.notice_attachment",
    ),
    Raises(
        "a rename has a letter and says that there is no contract",
        "letter-without-contracts", "rename", {"rename.no_contracts": True},
        "rename.no_contracts",
    ),
    # 利用停止
    Raises(
        "a stop comes before everything is processed",
        "stop-before-completion", "stop", {"stop.completed": False}, "stop.completed",
    ),
    Raises(
        "a stop leaves its box empty",
        "stop-before-completion", "stop", {"stop.completed": REMOVED}, "stop.completed",
    ),
    # 窓口
    Raises(
        "a successor is added without a telephone number",
        "contact-incomplete", "change", {"contacts.1.phone": REMOVED}, "contacts.1.phone",
    ),
    Raises(
        "a successor is added without an e-mail address",
        "contact-incomplete", "change", {"contacts.1.email": REMOVED}, "contacts.1.email",
    ),
    Raises(
        "a contact is to change and nothing says how",
        "contact-unchanged", "change", {"contacts.2.department": REMOVED}, "contacts.2",
    ),
    Raises(
        "a person is deleted once and added twice",
        "contact-named-twice", "change",
        {
            "contacts": [
                {"action": "delete", "name": "窓口 花子"},
                {**_HANAKO, "action": "add"},
                {**_HANAKO, "action": "add", "name": "窓口　花子"},
            ]
        },
        "contacts.2.name",
    ),
    Raises(
        "a new application names one person twice",
        "contact-named-twice", "new",
        {"contacts.1": {**_HANAKO, "action": "add"}}, "contacts.1.name",
    ),
    Raises(
        "a person is changed and deleted",
        "contact-named-twice", "change",
        {"contacts.1": {"action": "delete", "name": "髙﨑 𠮷郎"}}, "contacts.2.name",
    ),
    Raises(
        "a person is deleted and added again with another department",
        "contact-replaced-by-itself", "change",
        {"contacts.1": {**_HANAKO, "action": "add"}}, "contacts.1.name",
    ),
    Raises(
        "a contact is deleted with a department",
        "contact-deleted-with-details", "change", {"contacts.0.department": "需給管理部"},
        "contacts.0.department",
    ),
    # クライアント証明書
    Raises(
        "a new certificate ended on the day before the application",
        "certificate-expired", "new", {"web_certificates.0.not_after": "2026-11-23"},
        "web_certificates.0.not_after",
    ),
    Raises(
        "the renewed API certificate ended last year",
        "certificate-expired", "change", {"api.certificates.0.not_after": "2025-11-23"},
        "api.certificates.0.not_after",
    ),
    Raises(
        "a new certificate ends on the day before the expected registration",
        "certificate-ends-before-registration", "new",
        {"web_certificates.1.not_after": "2026-12-03"}, "web_certificates.1.not_after",
    ),
    Raises(
        "the ends of the new certificate and of the old one were exchanged",
        "renewal-ends-earlier", "change",
        {
            "web_certificates.0.not_after": "2026-12-31",
            "web_certificates.0.replaces_not_after": "2028-11-23",
        },
        "web_certificates.0.not_after",
    ),
    Raises(
        "the old certificate ends on the day before the expected registration",
        "lock-out", "change", {"web_certificates.0.replaces_not_after": "2026-12-03"},
        "web_certificates.0.replaces_not_after",
    ),
    Raises(
        "the old API certificate has ended already",
        "lock-out", "change", {"api.certificates.0.replaces_not_after": "2026-11-20"},
        "api.certificates.0.replaces_not_after",
    ),
    Raises(
        "a renewal does not name the certificate that it replaces",
        "renewal-without-predecessor", "change", {"web_certificates.0.replaces": REMOVED},
        "web_certificates.0.replaces",
    ),
    Raises(
        "a renewal replaces itself",
        "renewal-of-itself", "change", {"web_certificates.0.replaces": "00AA0001"},
        "web_certificates.0.replaces",
    ),
    Raises(
        "a renewal replaces itself, written with colons and in small letters",
        "renewal-of-itself", "change", {"web_certificates.0.replaces": "00:aa:00:01"},
        "web_certificates.0.replaces",
    ),
    Raises(
        "an added certificate names one that it replaces",
        "predecessor-without-renewal", "change", {"web_certificates.1.replaces": "0012AB35"},
        "web_certificates.1.replaces",
    ),
    Raises(
        "a deleted certificate has the end of one that it replaces",
        "predecessor-without-renewal", "change",
        {"web_certificates.2.replaces_not_after": "2026-12-31"},
        "web_certificates.2.replaces_not_after",
    ),
    Raises(
        "two computers are given the same serial",
        "duplicate-serial", "new", {"web_certificates.1.serial": "0012AB34"},
        "web_certificates.1.serial",
    ),
    Raises(
        "the same serial is written once with spaces",
        "duplicate-serial", "new", {"web_certificates.1.serial": "0012 ab34"},
        "web_certificates.1.serial",
    ),
    Raises(
        "the API has the serial of a certificate for the pages, with another end",
        "serial-of-two-certificates", "new",
        {"api.certificates.0.serial": "00:12:AB:34", "api.certificates.0.not_after": "2029-01-31"},
        "api.certificates.0.serial",
    ),
    Raises(
        "a common name is in full-width letters",
        "wide-letters", "new", {"web_certificates.0.common_name": "ＰＣ－０１"},
        "web_certificates.0.common_name",
    ),
    Raises(
        "two renewals replace the same certificate",
        "predecessor-named-twice", "change",
        {
            "web_certificates": [
                {"action": "renew", "serial": "1", "replaces": "0012 AB34"},
                {"action": "renew", "serial": "2", "replaces": "0012ab34"},
            ]
        },
        "web_certificates.1.replaces",
    ),
    Raises(
        "a new API use asks for two certificates",
        "api-certificate-count", "new",
        {"api.certificates.1": {"action": "add", "serial": "0012AB37"}}, "api.certificates",
    ),
    Raises(
        "an API certificate is added beside a renewal: with the present one that makes three",
        "api-certificate-count", "change",
        {"api.certificates.1": {"action": "add", "serial": "0012AB37"}}, "api.certificates",
    ),
    Raises(
        "two API certificates are added beside a renewal, and one is deleted",
        "api-certificate-count", "change",
        {
            "api.certificates.1": {"action": "add", "serial": "0012AB37"},
            "api.certificates.2": {"action": "add", "serial": "0012AB38"},
            "api.certificates.3": {"action": "delete", "serial": "0012AB39"},
        },
        "api.certificates",
    ),
    # API
    Raises(
        "a new API use has not passed its test",
        "api-untested", "new", {"api.test_passed": REMOVED}, "api.test_passed",
    ),
    Raises(
        "the API environment changes without a test",
        "api-untested", "change", {"api.test_passed": REMOVED}, "api.test_passed",
    ),
    Raises(
        "an API certificate is added without a test",
        "api-untested", "change",
        {
            "api.test_passed": REMOVED,
            "api.environment": REMOVED,
            "api.certificates": [{"action": "add", "serial": "0012AB37"}],
        },
        "api.test_passed",
    ),
    # 書かれた文字
    Raises(
        "a company name was copied with a zero-width space",
        "unseen-characters", "new", {"applicant.company": "サンプル\u200b電力株式会社"},
        "applicant.company",
    ),
    Raises(
        "a remark was copied with a mark of direction",
        "unseen-characters", "stop", {"remarks": "5月末で\u200e撤退します。"}, "remarks",
    ),
    Raises(
        "a selector of emoji stands behind a Latin letter",
        "unseen-characters", "change", {"contacts.2.name": "Takasaki\ufe0f 𠮷郎"},
        "contacts.2.name",
    ),
    Raises(
        "a name was copied out of a PDF with the radicals of 力 and 長",
        "radicals", "stop", {"business.name": "サンプル電⼒株式会社"}, "business.name",
    ),
    Raises(
        "an address has the radical of 門",
        "radicals", "new", {"business.address": "東京都港区虎ノ⾨1-2-3"}, "business.address",
    ),
    Raises(
        "a letter of a name was lost",
        "letters-lost", "rename", {"applicant.responsible": "申込 \ufffd郎"},
        "applicant.responsible",
    ),
    Raises(
        "a letter of a name is one of this computer's own",
        "letters-lost", "rename", {"applicant.responsible": "申込 \ue000郎"},
        "applicant.responsible",
    ),
    Raises(
        "a department is in half-width kana",
        "narrow-kana", "new", {"contacts.0.department": "ｼｽﾃﾑ部"}, "contacts.0.department",
    ),
    Raises(
        "an address has full-width digits",
        "wide-digits", "new", {"business.address": "東京都港区見本町１－２－３"},
        "business.address",
    ),
    Raises(
        "an address begins with its ward",
        "address-incomplete", "new", {"business.address": "〒105-0001 港区虎ノ門1-2-3"},
        "business.address",
    ),
    Raises(
        "an address is a postal code",
        "address-missing", "new", {"business.address": "〒530-0001"}, "business.address",
    ),
    Raises(
        "an address ends with its town",
        "address-without-number", "new", {"business.address": "〒530-0001 大阪府大阪市北区梅田"},
        "business.address",
    ),
    Raises(
        "an address ends with its town, and has spaces",
        "address-without-number", "new", {"business.address": "〒530-0001 大阪府　大阪市 北区梅田"},
        "business.address",
    ),
    Raises(
        "an address ends before its town",
        "address-without-number", "new", {"business.address": "大阪府大阪市北区"},
        "business.address",
    ),
    Raises(
        "an address of a town of several postal codes has none",
        "address-incomplete", "new", {"business.address": "北海道札幌市中央区北一条西2丁目1"},
        "business.address",
    ),
    Raises(
        "the postal code is one of Osaka",
        "postal-code-elsewhere", "new", {"business.address": "〒530-0001 東京都港区見本町1-2-3"},
        "business.address",
    ),
    Raises(
        "nobody has the postal code",
        "postal-code-unknown", "new", {"business.address": "〒999-9999 東京都港区見本町1-2-3"},
        "business.address",
    ),
    # 届くかどうか
    Raises(
        "a phone number has no hyphens",
        "phone-unhyphenated", "new", {"contacts.1.phone": "09012345678"}, "contacts.1.phone",
    ),
    Raises(
        "a phone number is written for callers abroad",
        "phone-unhyphenated", "new", {"business.phone": "+81-3-3501-1511"},
        "business.phone",
    ),
    Raises(
        "two letters of a great provider are swapped",
        "mail-misspelt", "new", {"business.result_email": "kekka@gmial.com"},
        "business.result_email",
    ),
    Raises(
        "the end of a provider's domain was left out",
        "mail-misspelt", "change", {"contacts.1.email": "kounin@gmail.co"}, "contacts.1.email",
    ),
    Raises(
        "mail goes to a top-level domain that does not exist",
        "ending-unknown", "new", {"business.result_email": "kekka@sample.jpn"},
        "business.result_email",
    ),
    Raises(
        "a page is at a top-level domain that does not exist",
        "ending-unknown", "new", {"privacy_notice_url": "https://www.sample.cojp/privacy"},
        "privacy_notice_url",
    ),
    Raises(
        "the address is that of somebody's instructions",
        "address-of-example", "new", {"privacy_notice_url": "https://www.example.com/privacy"},
        "privacy_notice_url",
    ),
    Raises(
        "an address was copied with the full stop of its sentence",
        "page-cut-out", "new", {"privacy_notice_url": "https://www.example.co.jp/privacy。"},
        "privacy_notice_url",
    ),
    Raises(
        "a letter O stands in a serial for a zero",
        "serial-not-hexadecimal", "change", {"web_certificates.0.serial": "OOAA0001"},
        "web_certificates.0.serial",
    ),
    Raises(
        "the serial of a predecessor is longer than any",
        "serial-not-hexadecimal", "change", {"web_certificates.0.replaces": "A1" * 21},
        "web_certificates.0.replaces",
    ),
]  # fmt: skip

NEAR_MISSES: Final = [
    # 申込年月日
    NearMiss(
        "a form is dated on the Friday of its cut-off",
        "applied-after-cutoff", "stop", {"applied_on": "2026-11-27"},
    ),
    NearMiss("a form is dated today, Tuesday", "applied-in-future", "stop", {}),
    NearMiss(
        "a form dated after the cut-off is no mere note",
        "applied-in-future", "stop", {"applied_on": "2026-11-28"},
    ),
    NearMiss(
        "a form is dated on the Friday of the last cut-off",
        "applied-before-previous-cutoff", "stop", {"applied_on": "2026-11-20"},
    ),
    # 事業者
    NearMiss(
        "a code has full-width digits",
        "code-has-letters", "stop", {"business.code": "０１２３３"},
    ),
    NearMiss(
        "a code ends in 9, Kyushu",
        "area-digit-unconfirmed", "stop", {"business.code": "00009"},
    ),
    NearMiss(
        "a code has zeros everywhere but at its end",
        "area-digit-unconfirmed", "stop", {"business.code": "00001"},
    ),
    NearMiss(
        "the names differ by a space at the end alone",
        "names-differ", "stop", {"applicant.company": "サンプル電力株式会社　"},
    ),
    NearMiss(
        "numbers have an extension, a mobile prefix and full-width digits",
        "phone-doubtful", "new",
        {
            "business.phone": "０３－３５０１－１５１１ 内線１２３",
            "contacts.0.phone": "080-1234-5678",
            "contacts.1.phone": "+81-3-3501-1511",
        },
    ),
    NearMiss(
        "numbers are of a free call, of a carrier and of abroad",
        "phone-digits", "new",
        {
            "business.phone": "0800-123-4567",
            "contacts.0.phone": "0088-22-1234",
            "contacts.1.phone": "+1-202-555-0123",
        },
    ),
    # 新規
    NearMiss("a change is not told who may use the system", "who-may-use", "change", {}),
    NearMiss("the preparations are done", "preparations-undone", "new", {"new.prepared": True}),
    # 変更
    NearMiss(
        "a change of the e-mail address alone",
        "nothing-to-change", "change",
        {**_ONLY_IDENTITY, "business.result_email": "kekka@example.co.jp"},
    ),
    NearMiss(
        "a change of one API answer alone",
        "nothing-to-change", "change", {**_ONLY_IDENTITY, "api": {"file_return_method": "方式"}},
    ),
    NearMiss(
        "a change of one contact alone",
        "nothing-to-change", "change",
        {**_ONLY_IDENTITY, "contacts": [{"action": "delete", "name": "窓口 花子"}]},
    ),
    # 社名変更
    NearMiss("a change has a tick of its own", "rename-tick-unconfirmed", "change", {}),
    NearMiss(
        "the name until now is told, full stop",
        "previous-name-missing", "rename", {"rename.previous_name": "旧"},
    ),
    NearMiss(
        "the name until now differs by ㈱ alone",
        "previous-name-unchanged", "rename",
        {"rename.previous_name": "新サンプル電力㈱"},
    ),
    NearMiss(
        "a rename takes effect today, Tuesday",
        "rename-ahead", "rename", {"rename.effective_on": "2026-11-24"},
    ),
    NearMiss(
        "a form that is sent on Friday is of a rename on Thursday",
        "rename-ahead", "rename",
        {"applied_on": "2026-11-27", "rename.effective_on": "2026-11-26"},
    ),
    NearMiss(
        "customers are told of a rename ahead, and nobody else",
        "rename-ahead", "rename",
        {"rename.effective_on": "2026-12-01", "rename.done": ["customers"]},
    ),
    NearMiss(
        "telling customers falls away where there are none",
        "procedures-undone", "rename",
        {**_WITHOUT_LETTER, "rename.done": ["meti", "occto_member", "occto_system"]},
    ),
    NearMiss(
        "nobody needs to be told where there is no contract",
        "notice-method-missing", "rename", _WITHOUT_LETTER,
    ),
    NearMiss(
        "no letter is needed where there is no contract",
        "notice-letter-missing", "rename", _WITHOUT_LETTER,
    ),
    NearMiss(
        "a method without a letter, and no contract",
        "letter-without-contracts", "rename",
        {"rename.no_contracts": True, "rename.notice_attachment": REMOVED},
    ),
    # 利用停止
    NearMiss(
        "everything is processed before the stop",
        "stop-before-completion", "stop", {"stop.completed": True},
    ),
    # 窓口
    NearMiss(
        "a changed contact has no telephone number",
        "contact-incomplete", "change", {"contacts.1": REMOVED},
    ),
    NearMiss(
        "a contact changes the e-mail address alone",
        "contact-unchanged", "change",
        {"contacts.2": {"action": "change", "name": "髙﨑 𠮷郎", "email": "t@example.co.jp"}},
    ),
    NearMiss(
        "a successor has the same family name",
        "contact-named-twice", "change", {"contacts.1.name": "窓口 次郎"},
    ),
    NearMiss(
        "who is deleted and added again is named twice, but not wrongly",
        "contact-named-twice", "change", {"contacts.1": {**_HANAKO, "action": "add"}},
    ),
    NearMiss(
        "a successor is another person",
        "contact-replaced-by-itself", "change", {},
    ),
    NearMiss(
        "a contact is deleted by name alone",
        "contact-deleted-with-details", "change", {},
    ),
    # クライアント証明書
    NearMiss(
        "a new certificate ends on the day of the application",
        "certificate-expired", "new", {"web_certificates.0.not_after": "2026-11-24"},
    ),
    NearMiss(
        "a deleted certificate has ended long ago",
        "certificate-expired", "change", {"web_certificates.2.not_after": "2020-01-01"},
    ),
    NearMiss(
        "a new certificate ends on the day of the expected registration",
        "certificate-ends-before-registration", "new",
        {"web_certificates.0.not_after": "2026-12-04"},
    ),
    NearMiss(
        "a deleted certificate ends before the registration",
        "certificate-ends-before-registration", "change",
        {"web_certificates.2.not_after": "2026-12-01"},
    ),
    NearMiss(
        "the new certificate ends on the day on which the old one does",
        "renewal-ends-earlier", "change",
        {
            "web_certificates.0.not_after": "2028-11-23",
            "web_certificates.0.replaces_not_after": "2028-11-23",
        },
    ),
    NearMiss(
        "a renewal that replaces itself is no exchange",
        "renewal-ends-earlier", "change",
        {
            "web_certificates.0.replaces": "00AA0001",
            "web_certificates.0.not_after": "2026-12-31",
            "web_certificates.0.replaces_not_after": "2028-11-23",
        },
    ),
    NearMiss(
        "the old certificate ends on the day of the expected registration",
        "lock-out", "change", {"web_certificates.0.replaces_not_after": "2026-12-04"},
    ),
    NearMiss(
        "it is not said when the old certificate ends",
        "lock-out", "change", {"web_certificates.0.replaces_not_after": REMOVED},
    ),
    NearMiss(
        "a renewal names the certificate that it replaces",
        "renewal-without-predecessor", "change", {},
    ),
    NearMiss(
        "a renewal differs in the last character from what it replaces",
        "renewal-of-itself", "change", {"web_certificates.0.replaces": "00AA0009"},
    ),
    NearMiss(
        "an addition and a deletion replace nothing",
        "predecessor-without-renewal", "change", {},
    ),
    NearMiss(
        "the same serial stands once for the pages and once for the API",
        "duplicate-serial", "new", {"api.certificates.0.serial": "0012AB34"},
    ),
    NearMiss(
        "one certificate stands for the pages and for the API, once without its name",
        "serial-of-two-certificates", "new",
        {
            "api.certificates.0.serial": "0012AB34",
            "api.certificates.0.common_name": "",
            "api.certificates.0.not_after": "2028-11-23",
        },
    ),
    NearMiss(
        "a common name is in Japanese",
        "wide-letters", "new", {"web_certificates.0.common_name": "業務部ＰＣ０１"},
    ),
    NearMiss(
        "two renewals replace one certificate each",
        "predecessor-named-twice", "change",
        {
            "web_certificates": [
                {"action": "renew", "serial": "1", "replaces": "0012AB34"},
                {"action": "renew", "serial": "2", "replaces": "0012AB35"},
            ]
        },
    ),
    NearMiss(
        "an API certificate is added beside a renewal, and another one is deleted",
        "api-certificate-count", "change",
        {
            "api.certificates.1": {"action": "add", "serial": "0012AB37"},
            "api.certificates.2": {"action": "delete", "serial": "0012AB38"},
        },
    ),
    NearMiss(
        "one API certificate is added and three are deleted",
        "api-certificate-count", "change",
        {
            "api.certificates": [
                {"action": "add", "serial": "1"},
                {"action": "delete", "serial": "2"},
                {"action": "delete", "serial": "3"},
                {"action": "delete", "serial": "4"},
            ]
        },
    ),
    # API
    NearMiss(
        "an API certificate is renewed without a test, the environment stays",
        "api-untested", "change", {"api.test_passed": REMOVED, "api.environment": REMOVED},
    ),
    NearMiss("a new application without API", "api-untested", "new", {"api": REMOVED}),
    # 書かれた文字
    NearMiss(
        "a selector chooses the form of an ideograph",
        "unseen-characters", "stop", {"business.name": "葛\U000e0100城電力株式会社"},
    ),
    NearMiss(
        "an ideograph of the compatibility block is a letter of its own",
        "radicals", "stop", {"business.name": "\ufa10サンプル電力株式会社"},
    ),
    NearMiss(
        "rare ideographs can be read", "letters-lost", "stop", {"business.name": "𠮷野髙﨑電力㈱"},
    ),
    NearMiss("kana are full-width", "narrow-kana", "stop", {"business.name": "サンプル電力"}),
    NearMiss(
        "an address has its numbers in kanji",
        "wide-digits", "new", {"business.address": "東京都港区見本町一丁目二番三号"},
    ),
    NearMiss(
        "an address has a place behind its postal code",
        "address-missing", "new", {"business.address": "〒530-0001 大阪府大阪市北区梅田"},
    ),
    NearMiss(
        "an address without a number has more than its town",
        "address-without-number", "new",
        {"business.address": "〒602-8570 京都府京都市上京区下立売通新町西入薮ノ内町"},
    ),
    NearMiss(
        "an address ends with what the data do not know",
        "address-without-number", "new", {"business.address": "大阪府大阪市北区見本町"},
    ),
    NearMiss(
        "no town has the name",
        "address-incomplete", "new", {"business.address": "東京都港区見本町1-2-3"},
    ),
    NearMiss(
        "a letter of the town is spelt otherwise",
        "postal-code-elsewhere", "new", {"business.address": "〒301-8611 茨城県竜ヶ崎市3710"},
    ),
    NearMiss(
        "the postal code is of one great office",
        "postal-code-unknown", "new", {"business.address": "〒100-8968 東京都千代田区霞が関2-1-2"},
    ),
    # 届くかどうか
    NearMiss(
        "the area code stands in brackets",
        "phone-unhyphenated", "new", {"business.phone": "03(3501)1511"},
    ),
    NearMiss(
        "a provider has nearly the name of a greater one",
        "mail-misspelt", "new", {"business.result_email": "kekka@mail.com"},
    ),
    NearMiss(
        "a top-level domain is young",
        "ending-unknown", "new", {"business.result_email": "kekka@sample.tokyo"},
    ),
    NearMiss(
        "a domain has the word example in it",
        "address-of-example", "new", {"privacy_notice_url": "https://example-denryoku.com/"},
    ),
    NearMiss(
        "brackets belong to an address",
        "page-cut-out", "new", {"privacy_notice_url": "https://www.example.co.jp/privacy_(2026)"},
    ),
    NearMiss(
        "a serial begins with 0x and is written in pairs",
        "serial-not-hexadecimal", "change", {"web_certificates.0.serial": "0x00:AA:00:01"},
    ),
]  # fmt: skip
