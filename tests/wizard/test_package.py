"""The package: what is in it, what it is called, what keeps it from being made."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any, Final

import pytest
import vobject
from hypothesis import given
from hypothesis import settings as such
from hypothesis import strategies as st

from rules.dates.workdays import OfficeCalendar
from tests.blanks.banded import BANDED
from tests.nightly import examples
from tests.opening import read, template_of
from tests.samples import AT, KINDS, REMOVED, TOKYO, Nested, case, dated, edited
from tests.wizard.corpus import place
from tests.wizard.unpacked import body_of, enclosed_in, mail_in, unpacked
from wizard.core.filing import Filing, file_answers
from wizard.core.intake.binding import bind_blank
from wizard.core.settings import settings
from wizard.core.submission.build import SubmissionPackage, make_package, submission_of
from wizard.core.submission.file_names import safe_name, with_unique_names
from wizard.core.submission.letter import Letter
from wizard.core.submission.submission import edition_of
from workbook.forms.own_form import build
from workbook.forms.template import Template, own_template
from workbook.xlsx.dated_archive import packed, with_timestamp

NOTICE: Final = "社名変更のお知らせ.pdf"
BYTES: Final = b"%PDF-1.7\r\n\x00\xff\r\n.\r\n" + bytes(range(256)) * 50
FORM: Final = "利用申込書_新サンプル電力株式会社_社名変更_2026-11-24.xlsx"
OTHERS: Final = ["送付メール.eml", "締切と登録の見込み.ics", "控え.html"]
FOUR_CONTACTS: Final = edited(
    case("change"), {"contacts.3": {"action": "delete", "name": "𠮷野 四番㈱"}}
)


def letter(name: str = NOTICE, content: bytes = BYTES) -> Letter:
    return Letter(name, content, len(content))


@dataclass(frozen=True)
class Make:
    """Makes packages of answers, by a calendar."""

    office: OfficeCalendar

    def __call__(
        self,
        answers: Nested,
        given: Letter | None = None,
        at: datetime = AT,
        *,
        template: Template | None = None,
        edition: str = "第1版",
    ) -> SubmissionPackage:
        template = template or own_template()
        filing = file_answers(answers, at, self.office, template=template)
        return self.of(filing, given, at, template=template, edition=edition)

    def of(
        self,
        filing: Filing,
        given: Letter | None,
        at: datetime = AT,
        *,
        template: Template | None = None,
        edition: str = "第1版",
    ) -> SubmissionPackage:
        template = template or own_template()
        return make_package(
            submission_of(filing, given, at, self.office, template=template, edition=edition)
        )


@pytest.fixture
def make(calendar: OfficeCalendar) -> Make:
    return Make(calendar)


@pytest.fixture(scope="module")
def blank() -> bytes:
    return bind_blank(BANDED.draw()).content


@pytest.fixture(scope="module")
def renamed(calendar: OfficeCalendar) -> Filing:
    return file_answers(case("rename"), AT, calendar)


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


def members_of(package: SubmissionPackage) -> dict[str, bytes]:
    assert package.content is not None
    members = unpacked(package.content)
    assert tuple(members) == package.contents
    return members


# What is in it


def test_a_rename_leaves_with_its_letter(make: Make) -> None:
    members = members_of(make(case("rename"), letter()))
    assert list(members) == [FORM, NOTICE, *OTHERS]
    assert members[NOTICE] == BYTES
    assert read(members[FORM]).answers == dated(case("rename"))


FORMS: Final = {
    "new": "利用申込書_サンプル電力株式会社_新規利用_2026-11-24.xlsx",
    "change": "利用申込書_サンプル電力株式会社_登録内容の変更_2026-11-24.xlsx",
    "stop": "利用申込書_サンプル電力株式会社_利用停止_2026-11-24.xlsx",
}


@pytest.mark.parametrize("kind", FORMS)
def test_the_other_cases_leave_without_one(kind: str, make: Make) -> None:
    members = members_of(make(case(kind)))
    assert list(members) == [FORMS[kind], *OTHERS]
    assert enclosed_in(mail_in(members)) == {FORMS[kind]: members[FORMS[kind]]}


def test_rows_without_room_leave_in_a_workbook_beside(make: Make, blank: bytes) -> None:
    members = members_of(make(FOUR_CONTACTS, template=template_of(blank)))
    beside = "利用申込書_サンプル電力株式会社_登録内容の変更_2026-11-24_別紙.xlsx"
    assert list(members) == [FORMS["change"], beside, *OTHERS]
    message = mail_in(members)
    assert enclosed_in(message) == {name: members[name] for name in (FORMS["change"], beside)}
    assert f"2. 別紙（申込書に記入しきれない行）：{beside}\n" in body_of(message)
    receipt = members["控え.html"].decode()
    assert '<td>𠮷野 四番㈱<span class="cell">別紙（別ファイル）</span></td>' in receipt


def test_every_file_bears_the_moment(make: Make) -> None:
    content = make(case("rename"), letter()).content
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 24, 10, 0, 0)}
        form = archive.read(FORM)
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 24, 10, 0, 0)}
        assert b">2026-11-24T01:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_application_and_moment_are_the_same_bytes(kind: str, make: Make) -> None:
    given = letter() if kind == "rename" else None
    first, second = make(case(kind), given), make(case(kind), given)
    assert first.content is not None
    assert first == second
    assert make(case(kind), given, AT + timedelta(hours=1)).content != first.content


def test_a_workbook_that_was_written_later_is_the_same_as_of_its_moment() -> None:
    def with_clock(at: datetime) -> bytes:
        core = f"<x><dcterms:modified a='b'>{at:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified></x>"
        return packed([("docProps/core.xml", core.encode()), ("xl/workbook.xml", b"<x/>")], at)

    early, late = (with_clock(datetime(2026, 11, day, 10, tzinfo=TOKYO)) for day in (24, 25))
    assert early != late
    assert with_timestamp(early, AT) == with_timestamp(late, AT)
    members = unpacked(with_timestamp(early, AT))
    assert members["docProps/core.xml"] == (
        b"<x><dcterms:modified a='b'>2026-11-24T01:00:00Z</dcterms:modified></x>"
    )
    assert members["xl/workbook.xml"] == b"<x/>"


def test_a_moment_before_there_were_archives_is_none_for_them() -> None:
    content = packed([("a.txt", b"a")], datetime(1969, 7, 18, 10, 0, tzinfo=TOKYO))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# The mail


def test_a_next_version_says_so_in_mail_names_and_receipt(calendar: OfficeCalendar) -> None:
    filing = file_answers(case("stop"), AT, calendar)
    again = submission_of(
        filing, None, AT, calendar, template=own_template(), edition="第1版", version=2
    )
    members = members_of(make_package(again))
    (form,) = (name for name in members if name.endswith(".xlsx"))
    assert form == "利用申込書_サンプル電力株式会社_利用停止_2026-11-24_第2版.xlsx"
    message = mail_in(members)
    assert message["Subject"] == (
        "『スイッチング支援システム利用申込書』の再提出について"
        "（サンプル電力株式会社・利用停止・第2版）"
    )
    assert {*enclosed_in(message)} == {form}
    body = body_of(message)
    assert "（利用停止）を修正し、添付のとおり再提出いたします（第2版）。\n" in body
    assert "申込年月日：2026年11月24日\n提出区分：再提出・第2版\n" in body
    receipt = members["控え.html"].decode()
    assert "<h1>スイッチング支援システム利用申込書の控え（利用停止・再提出・第2版）</h1>" in receipt


def test_the_mail_says_what_is_enclosed_and_predicts_nothing(make: Make) -> None:
    members = members_of(make(case("rename"), letter()))
    message = mail_in(members)
    subject = (
        "『スイッチング支援システム利用申込書』の提出について（新サンプル電力株式会社・社名変更）"
    )
    assert message["Subject"] == subject
    assert message["X-Unsent"] == "1"
    assert [message[name] for name in ("From", "To", "Date", "Message-ID")] == [None] * 4
    assert enclosed_in(message) == {FORM: members[FORM], NOTICE: BYTES}
    assert [part.get_content_type() for part in message.iter_attachments()] == [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/pdf",
    ]
    assert body_of(message) == (
        "電力広域的運営推進機関　スイッチング支援システム　ヘルプデスク　ご担当者様\n"
        "\n"
        "いつもお世話になっております。新サンプル電力株式会社 総務部の申込 太郎です。\n"
        "『スイッチング支援システム利用申込書』（社名変更）を添付のとおり提出いたします。\n"
        "\n"
        "■ 申込みの内容\n"
        "事業者名：新サンプル電力株式会社\n"
        "旧事業者名：サンプル電力株式会社\n"
        "事業者コード：01233\n"
        "申込みの種類：社名変更\n"
        "申込年月日：2026年11月24日\n"
        "\n"
        "■ 添付書類（2点）\n"
        f"1. 利用申込書：{FORM}\n"
        f"2. 需要（発電）者への周知文：{NOTICE}\n"
        "\n"
        "ご査収のうえ、お手続きのほどよろしくお願い申し上げます。\n"
        "不備等がございましたら、下記までご連絡ください。\n"
        "\n"
        "――――――――――――――――――――\n"
        "新サンプル電力株式会社\n"
        "総務部\n"
        "申込 太郎\n"
        "住所：〒100-0000 東京都千代田区見本町7-8-9\n"
        "電話：03-3501-1511\n"
        "メール：result@new.example.co.jp\n"
    )


def test_a_mail_is_signed_from_the_application(make: Make) -> None:
    reported = body_of(mail_in(members_of(make(case("stop")))))
    assert reported.endswith("――\nサンプル電力株式会社\n需給管理部\n申込 太郎\n")
    assert "\n不備等がございましたら、本メールへのご返信にてお知らせください。\n\n――" in reported
    reported = body_of(mail_in(members_of(make(case("new")))))
    assert "住所：〒100-0000 東京都千代田区見本町1-2-3 見本ビル4階\n" in reported  # on one line


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_predicts_nothing_to_its_receiver(kind: str, make: Make) -> None:
    reported = body_of(
        mail_in(members_of(make(case(kind), letter() if kind == "rename" else None)))
    )
    assert not re.search("見込|12月4日|11月27日|締切", reported)


@pytest.mark.parametrize("kind", KINDS)
def test_the_boundary_of_a_mail_is_one_short_quoted_parameter(kind: str, make: Make) -> None:
    package = make(case(kind), letter() if kind == "rename" else None)
    head = members_of(package)["送付メール.eml"].partition(b"\r\n\r\n")[0]
    assert re.search(rb'\nContent-Type: multipart/mixed;\s+boundary="[^"]{1,40}"\Z', head)
    assert max(map(len, head.split(b"\r\n"))) <= 78


def test_files_of_a_mail_have_a_plain_name_for_readers_that_know_no_other(make: Make) -> None:
    mail = members_of(make(case("rename"), letter()))["送付メール.eml"]
    named = re.findall(rb'Content-Type: application/\S+;\s+name="([^"]+)"', mail)
    assert named == [b"attachment-1.xlsx", b"attachment-2.pdf"]
    assert mail.count(b"\r\n filename*0*=utf-8''") == 2
    assert b"filename=" not in mail  # many readers take it for the name, and look no further
    plain = edited(case("rename"), {"rename.notice_attachment": "Notice 2026.pdf"})
    mail = members_of(make(plain, letter("Notice 2026.pdf")))["送付メール.eml"]
    assert b'\r\nContent-Disposition: attachment; filename="Notice 2026.pdf"\r\n' in mail
    assert b'\r\nContent-Type: application/pdf; name="Notice 2026.pdf"\r\n' in mail


NO_CONTRACTS: Final = edited(
    case("rename"),
    {
        "rename.no_contracts": True,
        "rename.notice_attachment": REMOVED,
        "rename.notice_method": REMOVED,
    },
)


def test_a_rename_without_contracts_says_why_no_letter_is_enclosed(make: Make) -> None:
    members = members_of(make(NO_CONTRACTS))
    assert list(members) == [FORM, *OTHERS]
    reported = body_of(mail_in(members))
    assert "契約中の需要（発電）者がいないため、周知文は添付していません" in reported
    assert "■ 添付書類（1点）\n" in reported


@pytest.mark.parametrize("kind", ["new", "change", "stop"])
def test_only_the_mail_of_a_rename_says_that_no_letter_is_enclosed(kind: str, make: Make) -> None:
    assert "周知文" not in body_of(mail_in(members_of(make(case(kind)))))


def test_the_mail_goes_to_the_address_that_is_set(make: Make, setting: pytest.MonkeyPatch) -> None:
    setting.setenv("MOUSHIKOMI_RECIPIENT", "helpdesk@example.co.jp")
    assert mail_in(members_of(make(case("stop"))))["To"] == "helpdesk@example.co.jp"


def test_no_answer_adds_a_line_or_a_header_to_the_mail(make: Make) -> None:
    hostile = {
        "business.name": "=?utf-8?q?a=0D=0ABcc:_x?=\u2028■ 偽\u202e",
        "applicant.responsible": "甲\u2028■ 偽",
    }
    message = mail_in(members_of(make(edited(case("stop"), hostile))))
    assert message.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert "（=？utf-8?q?a=0D=0ABcc:_x?= ■ 偽�・利用停止）" in message["Subject"]
    assert body_of(message).count("\n■ ") == 2
    assert body_of(message).endswith("\n甲 ■ 偽\n")


# The dates


def test_the_dates_are_events(make: Make) -> None:
    members = members_of(make(case("stop")))
    file = vobject.readOne(members["締切と登録の見込み.ics"].decode())
    cutoff, registration = file.vevent_list
    assert cutoff.dtstart.value == datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)
    assert registration.dtstart.value.isoformat() == "2026-12-04"
    assert cutoff.dtstamp.value == AT


# The receipt


class Page(HTMLParser):
    """Collects the texts, tags and attributes of a page; cells and headings apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts = [""]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as the parser calls it
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


def page_of(package: SubmissionPackage) -> Page:
    return Page(members_of(package)["控え.html"].decode())


def texts_in(package: SubmissionPackage) -> list[str]:
    return [text for text in page_of(package).texts if text]


# Label, value and cell of some answers of each case, as the form has them.
SHOWN: Final[Mapping[str, list[tuple[str, str, str]]]] = {
    "new": [
        ("申込年月日", "2026年11月24日", place("applied_on", "new")),
        ("申請区分", "新規本番システム利用申込", place("kind", "new")),
        ("会員加入から利用までの事前手続き", "✔", place("new.prepared", "new")),
        (
            "住所",
            "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
            place("business.address", "new"),
        ),
        ("備考", "見本です。", place("remarks", "new")),
    ],
    "rename": [
        ("申請区分", "申請内容の変更（社名変更）", place("kind", "rename")),
        ("社名変更日", "2026年11月20日", place("rename.effective_on", "rename")),
        (
            "事前手続き (1)～(4)",
            (
                "✔ (1) 経済産業省への社名変更の手続き\n"
                "✔ (2) 広域機関の会員情報の変更手続き\n"
                "✔ (3) 広域機関システム関連の変更手続き\n"
                "✔ (4) 需要（発電）者への社名変更の周知"
            ),
            "\n".join(place(f"rename.done.{number}", "rename") for number in range(4)),
        ),
        ("周知文の添付（ファイル名）", NOTICE, place("rename.notice_attachment", "rename")),
    ],
    "stop": [("閲覧・処理の完了", "✔", place("stop.completed", "stop"))],
    "change": [("API連携テスト合格", "✔", place("api.test_passed", "change"))],
}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_receipt_shows_label_value_and_cell(kind: str, make: Make) -> None:
    texts = texts_in(make(case(kind), letter() if kind == "rename" else None))
    triples = list(zip(texts, texts[1:], texts[2:], strict=False))
    assert [reported for reported in SHOWN[kind] if reported not in triples] == []


def test_the_receipt_shows_every_row_with_its_cells(make: Make) -> None:
    texts = texts_in(make(case("change")))
    start = texts.index("後任 次郎")
    action, name, department, phone, email = (
        place(f"contacts.1.{answer}", "change")
        for answer in ("action", "name", "department", "phone", "email")
    )
    assert texts[start - 3 : start + 8] == [
        "2", "追加", action, "後任 次郎", name, "需給管理部", department,
        "03-3501-1513", phone, "kounin@example.co.jp", email,
    ]  # fmt: skip
    assert {"WEB利用情報 クライアント証明書", "更新前の有効期限", "2026年12月31日"} <= set(texts)


def leaves(answers: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(answers, dict):
        for value in answers.values():
            yield from leaves(value)
    elif isinstance(answers, list):
        for value in answers:
            yield from leaves(value)
    elif isinstance(answers, str):
        yield answers


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_is_left_out_of_the_receipt(kind: str, make: Make) -> None:
    text = "\n".join(page_of(make(case(kind), letter() if kind == "rename" else None)).texts)
    plain = [
        value for value in leaves(case(kind)) if not re.fullmatch(r"[a-z_]+|\d{4}-\d\d-\d\d", value)
    ]
    assert [value for value in plain if value not in text] == []
    assert "欄なし" not in text


def test_the_receipt_shows_dates_findings_and_versions(make: Make) -> None:
    at = datetime(2026, 12, 22, 10, 0, tzinfo=TOKYO)  # Tuesday; the closed days begin on the 29th
    package = make(case("change"), at=at, edition="取り込んだ様式（識別番号 0123456789ab）")
    text = "\n".join(page_of(package).texts)
    assert (
        "2026年12月25日(金)17:00までに送信した場合："
        "2027年1月7日(木)頃（FAQの目安は2027年1月1日(金)頃ですが、2027年1月7日(木)を"
        "基準に予定を立ててください）に登録される見込みです。"
    ) in text
    assert "長期の休みを挟むため、さらに遅れることがあります。" in text
    assert (
        "2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認）の締切分となり、"
        "登録は2027年1月8日(金)頃の見込みです。"
    ) in text
    assert "2026年12月22日(火)10:00に作成" in text
    assert [finding.code for finding in package.findings] == [
        "lock-out", "lock-out", "unofficial-form", "applied-before-previous-cutoff",
    ]  # fmt: skip
    for finding in package.findings:
        assert finding.message in text
        where = f"{finding.cell}、" if finding.cell else ""
        assert f"（{where}FAQ {finding.source}）" in text
    assert "様式：取り込んだ様式（識別番号 0123456789ab）／" in text
    assert "2023年8月4日版" in text
    assert re.search(r"moushikomi \d+\.\d+\.\d+", text)


def test_the_receipt_needs_nothing_and_runs_nothing(make: Make) -> None:
    page = page_of(make(case("new")))
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li", "b",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "span",
    }  # fmt: skip
    assert page.attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "scope",
    }  # fmt: skip
    source = members_of(make(case("new")))["控え.html"].decode()
    assert '<html lang="ja">' in source
    assert "default-src &#39;none&#39;" in source
    assert "url(" not in source
    assert "@import" not in source


def test_answers_are_text_in_the_receipt_and_nothing_else(make: Make) -> None:
    hostile = "</td><script>alert(1)</script>&lt;\"'<img src=x onerror=y>"
    edits = {"applicant.responsible": hostile, "remarks": hostile, "stop.reason": "=1+1"}
    page = page_of(make(edited(case("stop"), edits)))
    assert {"script", "img"} & set(page.tags) == set()
    assert page.texts.count(hostile) == 2


def test_an_answer_that_the_form_has_no_cell_for_says_so(make: Make, blank: bytes) -> None:
    texts = texts_in(make(FOUR_CONTACTS, template=template_of(blank)))
    assert texts[texts.index("0012AB34") + 1] == "備考（利用申込書!B55）"
    assert texts.count("備考（利用申込書!B55）") == 4
    assert texts.count("別紙（別ファイル）") == 2


def test_editions_distinguish_forms(blank: bytes) -> None:
    own = edition_of(own_template(), None)
    assert re.fullmatch("moushikomiの様式 第[0-9]+版", own)
    bound = edition_of(template_of(blank), blank)
    assert re.fullmatch("取り込んだ様式（識別番号 [0-9a-f]{12}）", bound)
    again = bind_blank(build()).content
    assert edition_of(template_of(again), again) not in {own, bound}


# The letter


def found(package: SubmissionPackage) -> dict[str, str]:
    about = {f.code: f.severity.value for f in package.findings if f.code.startswith("letter-")}
    if "error" in about.values():
        assert package.content is None
        assert package.contents == ()
    else:
        assert package.content is not None
    return about


def test_a_letter_that_is_named_must_be_there(make: Make) -> None:
    package = make(case("rename"))
    assert found(package) == {"letter-missing": "error"}
    finding = package.findings[0]
    assert (finding.path, finding.cell) == (
        "rename.notice_attachment",
        place("rename.notice_attachment", "rename"),
    )
    assert finding.message == f"周知文「{NOTICE}」のファイルが選択されていません。"
    assert finding.source == "3-7"


def test_an_empty_letter_is_refused(make: Make) -> None:
    assert found(make(case("rename"), letter(content=b""))) == {"letter-empty": "error"}


def test_a_letter_over_the_limit_is_refused_and_one_at_the_limit_is_not(
    renamed: Filing, make: Make, setting: pytest.MonkeyPatch
) -> None:
    setting.setenv("MOUSHIKOMI_LETTER_MEGABYTES", "1")
    limit = 1024 * 1024
    over = make.of(renamed, letter(content=bytes(limit + 1)))
    assert found(over) == {"letter-too-large": "error"}
    assert "（1MBまで）" in over.findings[0].message
    assert found(make.of(renamed, letter(content=bytes(limit)))) == {}


@pytest.mark.parametrize("kind", ["new", "change", "stop"])
def test_a_letter_in_another_case_is_refused(kind: str, make: Make) -> None:
    assert found(make(case(kind), letter())) == {"letter-not-asked": "error"}


def test_a_letter_that_the_form_does_not_name_is_refused(make: Make) -> None:
    assert found(make(NO_CONTRACTS, letter())) == {"letter-not-named": "error"}
    unnamed = edited(case("rename"), {"rename.notice_attachment": REMOVED})
    package = make(unnamed, letter())
    assert found(package) == {"letter-not-named": "error"}
    assert "notice-letter-missing" in {finding.code for finding in package.findings}


def test_a_letter_of_answers_that_are_none_is_refused_with_them(make: Make) -> None:
    whatever: list[Any] = [[], {"kind": "x"}, {"kind": "rename", "rename": []}, {"kind": "rename"}]
    for answers in whatever:
        package = make(answers, letter())
        assert package.content is None
        assert package.findings


LIKE: Final = [
    NOTICE,
    "社名変更のお知らせ",
    unicodedata.normalize("NFD", NOTICE),
    "社名変更のお知らせ.PDF",
]


@pytest.mark.parametrize("named", LIKE, ids=ascii)
def test_a_letter_by_the_name_on_the_form_is_fine(named: str, make: Make) -> None:
    answers = edited(case("rename"), {"rename.notice_attachment": named})
    assert found(make(answers, letter())) == {}


def test_a_letter_by_another_name_travels_by_its_own_and_is_reported(make: Make) -> None:
    package = make(case("rename"), letter("通知（最終版）.docx"))
    assert found(package) == {"letter-named-otherwise": "warning"}
    assert "通知（最終版）.docx" in package.contents
    reported = next(one for one in package.findings if one.code == "letter-named-otherwise")
    assert "「社名変更のお知らせ.pdf」" in reported.message
    assert "「通知（最終版）.docx」" in reported.message


# A name as it was given, and the one that the letter bears in archive and mail.
NAMES: Final = [
    ("社名変更のお知らせ.pdf", "社名変更のお知らせ.pdf"),
    ("𠮷.pdf", "𠮷.pdf"),
    ("葛\U000e0100城 お知らせ.pdf", "葛\U000e0100城 お知らせ.pdf"),
    ("../../x", "x"),
    ("..", "周知文"),
    ("/etc/passwd", "passwd"),
    ("C:\\Users\\x\\通知.pdf", "通知.pdf"),
    ("C:通知.pdf", "C_通知.pdf"),
    ("CON.txt", "_CON.txt"),
    ("con", "_con"),
    ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
    ("COM¹.pdf", "_COM¹.pdf"),
    ("aux .pdf", "_aux.pdf"),
    ("CONTRACT.pdf", "CONTRACT.pdf"),
    ("通知\n.pdf", "通知_.pdf"),
    ("通\r\n\x00知.pdf", "通_知.pdf"),
    ("\u202efdp.exe", "_fdp.exe"),
    ("通知\u200b.pdf", "通知_.pdf"),
    ('<a>:"b"|c?*.pdf', "_a_b_c_.pdf"),
    ("通知.pdf. . ", "通知.pdf"),
    (" 通知.pdf", "通知.pdf"),
    (".pdf", "周知文.pdf"),
    ("", "周知文"),
    ("\ud800\udfff.pdf", "_.pdf"),
    ("𠮷" * 300 + ".pdf", "𠮷" * 60 + ".pdf"),
    ("a" * 300, "a" * 60),
    ("通知." + "a" * 300, ("通知." + "a" * 300)[:60]),
]


@pytest.mark.parametrize(("name", "safe"), NAMES, ids=[ascii(row[0])[:20] for row in NAMES])
def test_a_letter_bears_a_name_that_every_system_bears(
    name: str, safe: str, renamed: Filing, make: Make
) -> None:
    assert safe_name(name) == safe
    package = make.of(renamed, letter(name))
    members = members_of(package)
    assert list(members) == [FORM, safe, *OTHERS]
    assert members[safe] == BYTES
    assert enclosed_in(mail_in(members)) == {FORM: members[FORM], safe: BYTES}
    assert ("letter-renamed" in found(package)) == (name != safe)


APART: Final = [
    (["a.pdf", "a.pdf"], ["a.pdf", "a (2).pdf"]),
    (["a.pdf", "A.PDF", "a (2).pdf"], ["a.pdf", "A (2).PDF", "a (2) (2).pdf"]),
    (
        ["がぎ.pdf", unicodedata.normalize("NFD", "がぎ.pdf")],
        ["がぎ.pdf", unicodedata.normalize("NFD", "がぎ") + " (2).pdf"],
    ),
    (["a", "a", "a"], ["a", "a (2)", "a (3)"]),
    (["a.pdf", "a.doc"], ["a.pdf", "a.doc"]),
]


@pytest.mark.parametrize(("names", "apart"), APART, ids=[ascii(row[0])[:30] for row in APART])
def test_two_files_alike_are_distinguished(names: list[str], apart: list[str]) -> None:
    assert with_unique_names(names) == apart


@pytest.mark.parametrize("name", [FORM, "控え.html", "送付メール.eml", FORM.upper()], ids=ascii)
def test_a_letter_takes_no_other_files_place(name: str, renamed: Filing, make: Make) -> None:
    members = members_of(make.of(renamed, letter(name)))
    assert len(members) == 5
    assert [kept for kept in (FORM, *OTHERS) if kept not in members] == []
    (own,) = set(members) - {FORM, *OTHERS}
    assert " (2)." in own
    assert members[own] == BYTES


_HOSTILE: Final = st.text(
    st.sampled_from('./\\:<>|*?" \n\r\0\u202e\u2066\ud800aA𠮷か\u3099(2)') | st.characters(),
    max_size=300,
)


@such(max_examples=examples(25))
@given(name=_HOSTILE, company=st.text(st.sampled_from("./\\ \u3000\u202e:甲𠮷a"), min_size=1))
def test_no_name_leads_out_of_the_archive(
    name: str, company: str, calendar: OfficeCalendar
) -> None:
    answers = edited(case("rename"), {"business.name": f"x{company}x"})
    filing = file_answers(answers, AT, calendar)
    package = Make(calendar).of(filing, letter(name, b"x"))
    members = members_of(package)
    assert len({unicodedata.normalize("NFC", member).casefold() for member in members}) == 5
    for member in members:
        assert member == member.strip()
        assert not re.search(r'[/\\:<>|*?"\x00-\x1f\u202a-\u202e\u2066-\u2069]', member)
        assert member not in {"", ".", ".."}
        assert not member.startswith(".")
        assert not member.endswith(".")
        assert len(member.encode()) <= 255
    assert list(enclosed_in(mail_in(members))) == list(members)[:2]
