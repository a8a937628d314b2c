"""Filling: what stands in the cells, as openpyxl and python-calamine see it."""

from datetime import date
from functools import cache

import pytest

from tests.opening import read
from tests.samples import KINDS, Nested, case, dated, edited, leaves
from tests.strategies import LITERALS
from tests.workbook.sheets import CONTINUATION, FORM, Seen, continued, named, opened
from workbook.forms.fill import RefusedError, fill

ACTIONS = {"add": "追加", "change": "変更", "renew": "更新", "delete": "削除"}
TICKS_OF_KIND = {kind: {f"kind.{kind}"} for kind in KINDS} | {
    "rename": {"kind.change", "kind.rename"}
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_reader_finds_every_answer_in_its_cell(kind: str) -> None:
    seen = Seen(fill(case(kind)).content)
    for path, value in leaves(dated(case(kind))):
        rows = [int(part) for part in path.split(".") if part.isdigit()]
        bare = ".".join(part for part in path.split(".") if not part.isdigit())
        if bare in {"kind", "rename.done"}:
            continue
        expected: object = "✔" if value is True else value
        if bare.endswith(".action"):
            expected = ACTIONS[str(value)]
        found = seen.values(bare)[rows[0] if rows else 0]
        assert found == expected, path
        assert type(found) is type(expected), path
    boxes = (f"kind.{kind}" for kind in KINDS)
    ticked = {path for path in boxes if seen.values(path) == ["✔"]}
    assert ticked == TICKS_OF_KIND[kind]


def test_the_procedures_of_a_rename_are_ticked_one_by_one() -> None:
    answers = edited(case("rename"), {"rename.done": ["customers", "meti"]})
    assert Seen(fill(answers).content).values("rename.done") == ["✔", "", "", "✔"]


def test_dates_are_dates_shown_as_the_form_shows_them() -> None:
    (cell,) = named(opened(fill(case("stop")).content), "applied_on")
    assert cell.is_date
    assert cell.number_format == 'yyyy"年"m"月"d"日"'


FIELDS = (
    "applicant.company", "applicant.responsible", "business.name", "business.address",
    "api.file_return_method", "rename.previous_name", "rename.notice_method", "stop.reason",
    "remarks",
)  # fmt: skip


@cache
def of_literals(turn: int) -> Seen:
    """Fill a form with all literals in a table, and with one third of them in the fields."""
    rows = [{"serial": text if text.isascii() else "", "common_name": text} for text in LITERALS]
    texts = LITERALS[turn * len(FIELDS) :][: len(FIELDS)]
    fields = dict(zip(FIELDS, texts, strict=True))
    return Seen(fill(edited({"web_certificates": rows}, fields)).content)


def assert_text(seen: Seen, path: str, text: str, row: int = 0) -> None:
    cell = seen.cells(path)[row]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert seen.values(path)[row] == text
    assert isinstance(seen.values(path)[row], str)


@pytest.mark.parametrize("text", LITERALS, ids=ascii)
def test_literal_text_stays_text(text: str) -> None:
    row = LITERALS.index(text)
    turn, field = divmod(row, len(FIELDS))
    assert_text(of_literals(turn), FIELDS[field], text)
    assert_text(of_literals(0), "web_certificates.common_name", text, row)


@pytest.mark.parametrize("text", ["=1+1", "+81312345678", "-5", "#N/A", "TRUE", "0012", "1e5"])
def test_literal_serials_stay_text(text: str) -> None:
    assert_text(of_literals(0), "web_certificates.serial", text, LITERALS.index(text))


RARE = "𠮷﨑髙㈱ﾊﾝｶｸ葛\U000e0100\ufa10か\u3099①㍿Ａ　Ｂ\u200b😀"


def test_rare_characters_survive_byte_for_byte() -> None:
    paths = ["business.name", "business.address", "applicant.company", "contacts.0.name"]
    content = fill(edited(case("new"), dict.fromkeys(paths, RARE))).content
    seen, answers = Seen(content), read(content).answers
    assert seen.values("business.name") == seen.values("business.address") == [RARE]
    assert seen.values("contacts.name")[0] == RARE
    for block, name in (path.split(".")[:2] for path in paths[:3]):
        assert answers[block][name].encode() == RARE.encode()
    assert answers["contacts"][0]["name"].encode() == RARE.encode()


REFUSED = [
    ("a\x00b", "unwritable"),
    ("a\x07b", "unwritable"),
    ("a\x1bb", "unwritable"),
    ("a\x7fb", "unwritable"),
    ("a\x85b", "unwritable"),
    ("a\ud842b", "unwritable"),
    ("a\udfb7", "unwritable"),
    ("a\ufffeb", "unwritable"),
    ("a\uffffb", "unwritable"),
    ("あ" * 32_768, "too-long"),
    ("𠮷" * 16_384, "too-long"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=[ascii(row[0])[:12] for row in REFUSED])
@pytest.mark.parametrize("path", ["business.name", "contacts.1.name", "remarks", "applied_on"])
def test_what_a_cell_cannot_hold_is_refused_by_name(text: str, code: str, path: str) -> None:
    with pytest.raises(RefusedError) as raised:
        fill(edited(case("change"), {path: text}))
    assert [(item.path, item.code) for item in raised.value.refused] == [(path, code)]


@pytest.mark.parametrize("full", ["あ" * 32_767, "𠮷" * 16_383 + "a"], ids=["あ", "𠮷"])
def test_32767_utf_16_units_are_written_whole(full: str) -> None:
    assert len(full.encode("utf-16-le")) == 2 * 32_767
    content = fill(edited(case("stop"), {"remarks": full})).content
    assert read(content).answers["remarks"] == full
    assert Seen(content).values("remarks") == [full]


# _x000D_ has 7 characters and is kept as _x005F_x000D_, which has 13: 2,520 of them fill a cell.
@pytest.mark.parametrize("count", [1_000, 2_520])
def test_a_text_that_grows_when_it_is_protected_is_written_whole(count: int) -> None:
    full = "_x000D_" * count
    assert read(fill(edited(case("stop"), {"remarks": full})).content).answers["remarks"] == full


@pytest.mark.parametrize("count", [2_521, 4_681])
def test_a_text_that_would_be_cut_once_it_is_protected_is_refused(count: int) -> None:
    with pytest.raises(RefusedError) as raised:
        fill(edited(case("stop"), {"remarks": "_x000D_" * count}))
    assert [(item.path, item.code) for item in raised.value.refused] == [("remarks", "too-long")]


def _contacts(count: int) -> Nested:
    rows = [{"action": "delete", "name": f"窓口 {number}番"} for number in range(count)]
    return edited(case("change"), {"contacts": rows})


@pytest.mark.parametrize("count", [1, 3, 4, 20])
def test_rows_that_do_not_fit_go_on_in_order_on_the_continuation(count: int) -> None:
    content = fill(_contacts(count)).content
    names = [f"窓口 {number}番" for number in range(count)]
    seen = Seen(content)
    on_form = [cell.value for cell in named(seen.book, "contacts.name") if cell.value]
    after = [cell.value for cell in continued(seen.book, "contacts.name") if cell.value]
    assert on_form == names[:3]
    assert after == names[3:]
    assert [value for value in seen.values("contacts.name") if value] == names
    assert [row["name"] for row in read(content).answers["contacts"]] == names


def test_the_continuation_is_shown_and_printed_once_it_is_used() -> None:
    unused, used = opened(fill(_contacts(3)).content), opened(fill(_contacts(4)).content)
    assert unused[CONTINUATION].sheet_state == "hidden"
    assert not unused[CONTINUATION].print_area
    assert used[CONTINUATION].sheet_state == "visible"
    assert used[CONTINUATION].print_area
    for book in (unused, used):
        assert book[FORM].sheet_state == "visible"
        assert book.sheetnames == [FORM, CONTINUATION]


# The form's rows and those of the 別紙 together.
CAPACITY = [("contacts", 20), ("web_certificates", 50), ("api.certificates", 10)]


@pytest.mark.parametrize(("table", "room"), CAPACITY)
def test_a_full_form_is_filled_and_one_row_more_refused(table: str, room: int) -> None:
    name = "name" if table == "contacts" else "serial"
    rows = [{"action": "delete", name: str(number)} for number in range(room + 1)]
    full = Seen(fill(edited(case("change"), {table: rows[:-1]})).content)
    values = [value for value in full.values(f"{table}.{name}") if value]
    assert values == [str(number) for number in range(room)]
    with pytest.raises(RefusedError) as raised:
        fill(edited(case("change"), {table: rows}))
    refused = [(item.path, item.code, item.capacity) for item in raised.value.refused]
    assert refused == [(table, "no-room", room)]


def test_a_draft_of_nothing_is_the_empty_form() -> None:
    content = fill({}).content
    assert read(content).answers == {}
    seen = Seen(content)
    for path in ("kind.new", "business.code", "contacts.name", "rename.done"):
        assert set(seen.values(path)) == {""}


def test_wrong_answers_stand_on_a_draft_as_they_were_typed() -> None:
    answers = {"applied_on": "きょう", "business": {"code": "12", "phone": "同上"}}
    content = fill(answers).content
    seen = Seen(content)
    assert seen.values("applied_on") == ["きょう"]
    assert seen.values("business.code") == ["12"]
    assert read(content).answers == answers


def test_filling_leaves_the_rest_of_the_form_alone() -> None:
    empty, filled = opened(fill({}).content), opened(fill(case("new")).content)
    for name in (FORM, CONTINUATION):
        areas = [{str(area) for area in book[name].merged_cells.ranges} for book in (empty, filled)]
        assert areas[0] == areas[1]
        assert filled[name].protection.sheet is True
    assert set(filled.defined_names) == set(empty.defined_names)
    written = {cell.coordinate for path in filled.defined_names for cell in named(filled, path)}
    for row in empty[FORM].iter_rows():
        for cell in row:
            if cell.coordinate not in written:
                assert filled[FORM][cell.coordinate].value == cell.value


def test_fillings_do_not_mix() -> None:
    first = fill(case("new")).content
    fill(case("change"))
    fill({})
    again = fill(case("new")).content
    assert read(first).answers == read(again).answers == dated(case("new"))


def test_dates_at_the_edges_of_the_calendar_are_written() -> None:
    answers = {"applied_on": date(1986, 1, 1), "rename": {"effective_on": date(2099, 12, 31)}}
    seen = Seen(fill(answers).content)
    assert seen.values("applied_on") == [date(1986, 1, 1)]
    assert seen.values("rename.effective_on") == [date(2099, 12, 31)]


@pytest.mark.parametrize("value", [123, 1.5, ["x"], {"x": 1}, [["x"]], 10**400, float("nan")])
@pytest.mark.parametrize("path", ["business.name", "rename.done", "contacts", "api", "applied_on"])
def test_a_draft_of_misshapen_answers_is_written_or_refused(path: str, value: object) -> None:
    # what has no text of its own may be left out, but must not break the writing
    content = fill(edited({"kind": "rename"}, {path: value})).content
    assert content.startswith(b"PK")
