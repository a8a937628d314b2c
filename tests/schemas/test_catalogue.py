"""The catalogue against the field table, typed by hand."""

import pytest

from schemas.answer import Purpose, Shape
from schemas.answers import KINDS as KIND_WORDS
from schemas.answers import SHORT_KINDS
from schemas.catalogue import ENTRIES, TABLES, column, entries_of, is_known, label
from tests import strategies

# R required; C may be given, absent means unchanged; O optional; - not asked in this case.
# API利用情報 of a new use may be left out whole: once it is there its answers are required.
# r: required by a rule unless there are no contracts, so the schema takes it as optional.
NEEDS = """
kind                                 R R R R  choice
applied_on                           R R R R  date
applicant.company                    R R R R  line
applicant.department                 R R R R  line
applicant.responsible                R R R R  line
business.code                        R R R R  line
business.name                        R R R R  line
business.address                     R C C -  text
business.phone                       R C C -  line
business.result_email                R C C -  line
privacy_notice_url                   R C O -  line
contacts.action                      R R R -  choice
contacts.name                        R R R -  line
contacts.department                  R O O -  line
contacts.phone                       R O O -  line
contacts.email                       R O O -  line
web_certificates.action              R R - -  choice
web_certificates.serial              R R - -  line
web_certificates.common_name         O O - -  line
web_certificates.not_after           O O - -  date
web_certificates.replaces            - O - -  line
web_certificates.replaces_not_after  - O - -  date
api.certificates.action              R R - -  choice
api.certificates.serial              R R - -  line
api.certificates.common_name         O O - -  line
api.certificates.not_after           O O - -  date
api.certificates.replaces            - O - -  line
api.certificates.replaces_not_after  - O - -  date
api.environment                      O C - -  text
api.file_return_method               O C - -  line
api.test_passed                      O O - -  tick
new.prepared                         R - - -  tick
rename.previous_name                 - - O -  line
rename.effective_on                  - - O -  date
rename.notice_method                 - - r -  text
rename.notice_attachment             - - r -  line
rename.no_contracts                  - - O -  tick
rename.done                          - - R -  ticks
stop.completed                       - - - R  tick
stop.reason                          - - - O  text
remarks                              O O O O  text
"""
TABLE_NEEDS = """
contacts                             R C C -
web_certificates                     R C - -
api.certificates                     O C - -
"""
IN_THE_SCHEMA = {"r": "O"}
KINDS = ["new", "change", "rename", "stop"]

# The words on the form.
LABELS = {
    "kind": "申請区分",
    "applied_on": "申込年月日",
    "applicant.company": "事業者名（申込者）",
    "applicant.department": "部署名",
    "applicant.responsible": "申込責任者",
    "business.code": "事業者コード",
    "business.name": "事業者名",
    "business.address": "住所",
    "business.phone": "連絡先電話番号（他事業者からのお問合せ用）",
    "business.result_email": "処理結果通知メールアドレス",
    "privacy_notice_url": "個人情報（共同利用プライバシーポリシー）の取扱い掲載URL",
    "contacts.action": "区分",
    "contacts.name": "氏名",
    "contacts.department": "部署名",
    "contacts.phone": "電話番号",
    "contacts.email": "メールアドレス",
    "web_certificates.action": "区分",
    "web_certificates.serial": "シリアル番号",
    "web_certificates.common_name": "証明書名(CN)",
    "web_certificates.not_after": "有効期限",
    "web_certificates.replaces": "更新前のシリアル番号",
    "api.environment": "API連携環境（サーバ・アプリケーション等）",
    "api.file_return_method": "ファイル返却方式",
    "api.test_passed": "API連携テスト合格",
    "new.prepared": "会員加入から利用までの事前手続き",
    "rename.previous_name": "旧事業者名",
    "rename.effective_on": "社名変更日",
    "rename.notice_method": "需要（発電）者への周知方法",
    "rename.no_contracts": "契約中の需要（発電）者なし",
    "stop.completed": "閲覧・処理の完了",
    "stop.reason": "停止理由",
    "remarks": "備考",
}
TITLES = {
    "contacts": "システム窓口情報（窓口責任者）",
    "web_certificates": "WEB利用情報 クライアント証明書",
    "api.certificates": "API利用情報 クライアント証明書",
}

# Ours, not the FAQ's; of a new application's contacts the FAQ wants every answer.
OURS_ELSEWHERE = {"contacts.department", "contacts.phone", "contacts.email"}
OURS = {
    *(f"{table}.{name}" for table in ("web_certificates", "api.certificates")
      for name in ("serial", "common_name", "not_after", "replaces", "replaces_not_after")),
    "rename.previous_name", "rename.effective_on", "stop.reason", "remarks",
}  # fmt: skip


def _rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def _needs(marks: list[str]) -> dict[str, str]:
    asked = zip(KINDS, marks, strict=True)
    return {kind: IN_THE_SCHEMA.get(mark, mark) for kind, mark in asked if mark != "-"}


@pytest.mark.parametrize("row", _rows(NEEDS), ids=[row[0] for row in _rows(NEEDS)])
def test_each_case_asks_what_the_table_says(row: list[str]) -> None:
    path, *marks, shape = row
    entry = ENTRIES[path]
    assert {kind: need.value for kind, need in entry.needs.items()} == _needs(marks)
    assert entry.shape is Shape(shape)


@pytest.mark.parametrize("row", _rows(TABLE_NEEDS), ids=[row[0] for row in _rows(TABLE_NEEDS)])
def test_each_case_asks_the_tables_that_the_table_says(row: list[str]) -> None:
    path, *marks = row
    table = TABLES[path]
    assert {kind: need.value for kind, need in table.needs.items()} == _needs(marks)
    assert table.title == TITLES[path]


def test_the_catalogue_has_these_answers_and_no_others() -> None:
    assert set(ENTRIES) == {row[0] for row in _rows(NEEDS)}
    assert set(TABLES) == {row[0] for row in _rows(TABLE_NEEDS)}
    assert set(ENTRIES) == strategies.PATHS


@pytest.mark.parametrize(("path", "words"), LABELS.items(), ids=LABELS)
def test_an_answer_bears_the_forms_label(path: str, words: str) -> None:
    assert ENTRIES[path].answer.label == words


# The FAQ wants the deed done, not written.
DECLARATIONS = {"api.test_passed", "new.prepared", "rename.done", "stop.completed"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_says_what_it_is_for(kind: str) -> None:
    ours = OURS if kind == "new" else OURS | OURS_ELSEWHERE
    purposes = {path: entry.purpose(kind) for path, entry in ENTRIES.items() if kind in entry.needs}
    asked = set(purposes)
    assert {p for p, purpose in purposes.items() if purpose is Purpose.OURS} == ours & asked
    declared = {p for p, purpose in purposes.items() if purpose is Purpose.DECLARATION}
    assert declared == DECLARATIONS & asked


@pytest.mark.parametrize("path", ENTRIES)
def test_every_answer_has_a_source(path: str) -> None:
    sources = ENTRIES[path].answer.source.split(", ")
    known = {"参考", "参考(1)", "参考(4)", "1-3", "3-3", "3-6", "3-7", "3-8", "4-1", "ERR_20250"}
    assert set(sources) <= known


def test_the_form_has_the_faqs_order() -> None:
    first_of_each = [
        "applied_on", "applicant.company", "kind", "business.code", "privacy_notice_url",
        "contacts.action", "web_certificates.action", "api.certificates.action",
        "rename.previous_name", "stop.completed", "remarks",
    ]  # fmt: skip
    order = list(ENTRIES)
    assert [path for path in order if path in first_of_each] == first_of_each


CHOICES = {
    "contacts.action": {"add": "追加", "change": "変更", "delete": "削除"},
    "web_certificates.action": {"add": "追加", "renew": "更新", "delete": "削除"},
    "api.certificates.action": {"add": "追加", "renew": "更新", "delete": "削除"},
}


@pytest.mark.parametrize(("path", "words"), CHOICES.items(), ids=CHOICES)
def test_actions_are_written_in_the_forms_words(path: str, words: dict[str, str]) -> None:
    entry = ENTRIES[path]
    assert entry.choices is not None
    assert dict(entry.choices.words) == words
    assert entry.values["new"] == ("add",)
    assert set(entry.values["change"]) == set(words)
    for value, word in words.items():
        assert entry.choices.word(value) == word
        assert entry.choices.value(word) == value
    assert entry.choices.word("他") == entry.choices.value("他") == "他"


def test_a_rename_ticks_four_procedures() -> None:
    choices = ENTRIES["rename.done"].choices
    assert choices is not None
    assert [value for value, _ in choices.words] == [
        "meti", "occto_member", "occto_system", "customers",
    ]  # fmt: skip


def test_a_stop_asks_who_applies_for_what_and_little_else() -> None:
    assert {entry.path for entry in entries_of("stop")} == {
        "kind", "applied_on", "applicant.company", "applicant.department", "applicant.responsible",
        "business.code", "business.name", "stop.completed", "stop.reason", "remarks",
    }  # fmt: skip
    assert {entry.path for entry in entries_of("stop", "stop")} == {"stop.completed", "stop.reason"}


LABELLED = [
    ("business.code", "事業者コード"),
    ("contacts", "システム窓口情報（窓口責任者）"),
    ("contacts.0", "システム窓口情報（窓口責任者） 1人目"),
    ("contacts.0.name", "システム窓口情報（窓口責任者） 1人目の氏名"),
    ("contacts.name", "氏名"),
    ("api.certificates.11.serial", "API利用情報 クライアント証明書 12件目のシリアル番号"),
    ("api", "API利用情報"),
    ("nickname", "nickname"),
]


@pytest.mark.parametrize(("path", "words"), LABELLED)
def test_a_path_is_named_in_japanese_with_its_row_counted_from_1(path: str, words: str) -> None:
    assert label(path) == words


def test_paths() -> None:
    assert column("contacts.0.name") == "contacts.name"
    assert column("api.certificates.12.serial") == "api.certificates.serial"
    assert is_known("api.certificates")
    assert is_known("business")
    assert not is_known("business.co")
    assert not is_known("")


@pytest.mark.parametrize(
    "path", ["²", "①", "contacts.²", "٣", "๑", "0", "", ".", "..", "contacts.0.1"]
)
def test_any_path_can_be_labelled(path: str) -> None:
    assert isinstance(label(path), str)


def test_every_case_has_a_word_and_a_short_one() -> None:
    for words in (KIND_WORDS, SHORT_KINDS):
        assert [kind for kind, _ in words.words] == KINDS
