"""Which certificate goes into which row. Certificates last two years; days are by hand."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import TOKYO
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.row_choices import (
    RowChoice,
    choice_label,
    choices,
    put_where_chosen,
)
from wizard.core.certificates.row_filling import fill_rows
from wizard.core.certificates.rows import RowPosition, find_position

Row = dict[str, Any]
NEW, OLD = "2028-11-19", "2026-12-10"
NEW_TYPED, OLD_TYPED = "2028年11月19日", "2026年12月10日"


def of(name: str, serial: str, ends: str, issuer: str = "CA") -> ClientCertificate:
    last = datetime.combine(date.fromisoformat(ends), datetime.max.time(), TOKYO)
    return ClientCertificate(
        f"{serial}.cer", serial, name, issuer, last - timedelta(days=730), last
    )


def row(serial: str, name: str, **others: str) -> Row:
    return {"serial": serial, "common_name": name, "not_after": NEW_TYPED, **others}


def renewal(serial: str, name: str, replaces: str) -> Row:
    before = {"action": "renew", "replaces": replaces, "replaces_not_after": OLD_TYPED}
    return row(serial, name, **before)


def put(rows: list[Row], *given: ClientCertificate, renews: bool = True, **known: Any) -> list[Row]:  # noqa: ANN401
    return fill_rows(rows, given, known.get("known", given), renews=renews)


N1, O1 = of("端末1", "A1", NEW), of("端末1", "01", OLD)
N2, O2 = of("端末2", "A2", NEW), of("端末2", "02", OLD)
O3 = of("端末3", "03", OLD)
TWELVE_NEW = [of(f"端末{n}", f"A{n:03}", NEW) for n in range(12)]
TWELVE_OLD = [of(f"端末{n}", f"0{n:03}", OLD) for n in range(12)]


def test_twelve_pairs_are_twelve_renewals_in_any_order() -> None:
    expected = [renewal(f"A{n:03}", f"端末{n}", f"0{n:03}") for n in range(12)]
    assert put([{}], *TWELVE_NEW, *TWELVE_OLD) == expected
    assert put([{}], *TWELVE_OLD, *TWELVE_NEW) == expected
    shuffled = put([{}], *TWELVE_NEW[::-1], *TWELVE_OLD)
    assert sorted(shuffled, key=lambda found: found["serial"]) == expected


def test_a_row_that_has_the_serial_alone_is_completed() -> None:
    known = [{"serial": "01", "common_name": "端末1", "not_after": OLD_TYPED}]
    found = fill_rows(
        [{"action": "renew", "serial": "a1"}], [N1], [N1], renews=True, registered=known
    )
    assert found == [renewal("a1", "端末1", "01")]
    assert put([row("a1", "自分の名前", action="add")], N1) == [
        row("a1", "自分の名前", action="add")
    ]
    waiting = {"action": "renew", "replaces": "01"}
    assert put([waiting], O1) == [waiting | {"replaces_not_after": OLD_TYPED}]


def test_the_old_ones_may_come_after_or_before() -> None:
    expected = [renewal(f"A{n:03}", f"端末{n}", f"0{n:03}") for n in range(12)]
    after = put(put([{}], *TWELVE_NEW), *TWELVE_OLD)
    assert after == expected
    before = put(put([{}], *TWELVE_OLD), *TWELVE_NEW)
    assert before == expected


def test_twelve_new_ones_alone_are_twelve_rows_without_an_action() -> None:
    expected = [row(f"A{n:03}", f"端末{n}") for n in range(12)]
    assert put([{}], *TWELVE_NEW) == expected
    assert put([], *TWELVE_NEW, renews=False) == expected


def test_a_new_application_replaces_nothing() -> None:
    rows = put([{}], N1, O1, renews=False)
    assert [found["serial"] for found in rows] == ["A1", "01"]
    assert all("replaces" not in found for found in rows)


@pytest.mark.parametrize("typed", ["a1", "A1", "0xA1", "00 a1", "00:A1", "\u200e00‐a1", "０Ｘａ１"])
def test_a_typed_row_and_the_file_of_its_certificate_are_one_row(typed: str) -> None:
    rows = [row("B7", "端末7"), row(typed, "端末1")]
    assert find_position(rows, N1) == RowPosition(1, is_replaced=False)
    assert put(rows, N1) == rows
    assert find_position([renewal("B7", "端末7", typed)], N1) == RowPosition(0, is_replaced=True)


def test_empty_rows_are_filled_first_and_what_is_typed_stays() -> None:
    rows = [row("x", "別"), {}, {"action": "delete"}]
    assert put(rows, N1, N2) == [
        row("x", "別"),
        row("A1", "端末1"),
        row("A2", "端末2", action="delete"),
    ]
    for typed in ({"serial": "?"}, {"common_name": "端末1"}, {"not_after": "あした"}):
        assert put([typed], N1) == [typed, row("A1", "端末1")]
    assert rows == [row("x", "別"), {}, {"action": "delete"}]


@pytest.mark.parametrize("written", ["a1", "A1", " a:1 ", "A-1"])
def test_a_serial_that_is_there_is_given_no_other_row(written: str) -> None:
    assert put([row(written, "手で")], N1) == [row(written, "手で")]
    ends = {"replaces": written, "replaces_not_after": NEW_TYPED}
    assert put([{"replaces": written}, {}], N1) == [ends, {}]
    assert put([row("b", "端末1", action="renew", replaces=written)], N1) == [
        row("b", "端末1", action="renew", **ends)
    ]


def test_a_certificate_that_is_given_twice_is_put_once() -> None:
    assert put([{}], N1, N1) == [row("A1", "端末1")]


def test_a_row_for_something_else_takes_no_predecessor() -> None:
    for action in ("add", "delete"):
        rows = put([row("A1", "端末1", action=action)], O1)
        assert rows == [row("A1", "端末1", action=action)]  # and a person is asked
    named = row("A1", "端末1", action="renew", replaces="zz")
    assert put([named], O1) == [named]


def test_an_old_one_in_a_row_that_is_deleted_is_not_replaced() -> None:
    deleted = row("01", "端末1", action="delete") | {"not_after": OLD_TYPED}
    assert put([deleted], N1) == [deleted, row("A1", "端末1")]


def test_a_renewal_that_waits_takes_its_successor_by_the_name() -> None:
    waiting = [
        {"action": "renew", "replaces": "01", "replaces_not_after": OLD_TYPED},
        {"action": "renew", "replaces": "02", "replaces_not_after": OLD_TYPED},
    ]
    assert put(waiting, N2, O2, N1, O1) == [
        renewal("A1", "端末1", "01"),
        renewal("A2", "端末2", "02"),
    ]


def test_a_renewal_that_waits_knows_the_name_of_what_is_registered() -> None:
    waiting = [{"action": "renew", "replaces": one.serial} for one in (O1, O2)]
    registered = [{"serial": one.serial, "common_name": one.common_name} for one in (O2, O1)]
    filled = fill_rows(waiting, [N2, N1], [N2, N1], renews=True, registered=registered)
    assert [(one["serial"], one["replaces"]) for one in filled] == [("A1", "01"), ("A2", "02")]


def test_a_new_one_renews_the_one_of_its_name_that_is_registered() -> None:
    registered = [row(one.serial, one.common_name, not_after=OLD_TYPED) for one in (O2, O1)]

    def filled(
        rows: list[Row], *given: ClientCertificate, known: list[Row] = registered
    ) -> list[Row]:
        return fill_rows(rows, given, given, renews=True, registered=known)

    pair = [renewal("A1", "端末1", "01"), renewal("A2", "端末2", "02")]
    assert filled([{}], N1, N2) == pair
    assert filled(filled([{}], N1), N2) == pair
    assert filled([pair[0]], N2) == pair  # after a press on the offer to renew it
    assert filled([{}], of("端末9", "A9", NEW)) == [row("A9", "端末9")]
    assert filled([{"action": "add"}], N1) == [row("A1", "端末1", action="add")]
    deleted = {"action": "delete", "serial": "01"}
    assert filled([deleted], N1) == [deleted, row("A1", "端末1")]
    again = row("77", "端末1", not_after=OLD_TYPED)  # two of a name: a person says which
    assert filled([{}], N1, known=[*registered, again]) == [row("A1", "端末1")]
    assert filled([{}], of("端末1", "B1", "2027-01-10")) == [
        row("B1", "端末1", not_after="2027年1月10日")
    ]


def test_a_renewal_that_waits_alone_takes_the_only_new_one() -> None:
    waiting = {"replaces": "FF", "replaces_not_after": OLD_TYPED}
    assert put([waiting], N1) == [renewal("A1", "端末1", "FF")]
    assert put([waiting], N1, N2) == [waiting, row("A1", "端末1"), row("A2", "端末2")]
    two = [waiting, {"replaces": "EE"}]
    assert put(two, N1) == [*two, row("A1", "端末1")]


def test_two_files_of_other_names_are_a_pair_where_one_is_a_generation_older() -> None:
    renamed = of("新端末", "B1", NEW)
    assert put([{}], renamed, O1) == [renewal("B1", "新端末", "01")]
    assert put([{}], O1, renamed) == [renewal("B1", "新端末", "01")]
    stranger = of("新端末", "B1", NEW, issuer="別の認証局")
    assert put([{}], stranger, O1) == [row("B1", "新端末")]
    assert put([{}], renamed, O1, O2) == [row("B1", "新端末")]


def test_two_files_of_about_one_age_are_two_rows() -> None:
    for name in ("端末1", "端末2", ""):
        rows = put([{}], N1, of(name, "B1", "2028-08-01"))
        assert [found["serial"] for found in rows] == ["A1", "B1"]
        assert all("replaces" not in found for found in rows)


@pytest.mark.parametrize("action", ["renew", "add", None])
@pytest.mark.parametrize("renews", [True, False])
def test_a_file_of_the_name_of_another_row_may_correct_that_row_and_is_asked(
    action: str | None, *, renews: bool
) -> None:
    old = {"replaces": "01", "replaces_not_after": OLD_TYPED} if action == "renew" else {}
    rows = [row("A2", "端末2", action="renew", replaces="02"), row("A1", "端末1", **old)]
    rows[1] |= {"action": action} if action else {}
    corrected = of("端末1", "B1", "2028-12-01")
    assert put(rows, corrected, renews=renews) == rows
    assert choices(rows, corrected, renews=renews)[0] == RowChoice("instead", 1)
    assert put_where_chosen(rows, corrected, RowChoice("instead", 1)) == [
        rows[0], rows[1] | {"serial": "B1", "not_after": "2028年12月1日"},
    ]  # fmt: skip
    assert choice_label(rows, RowChoice("instead", 1)) == "2件目（端末1）の証明書と差し替える"


def test_a_file_of_the_name_of_a_row_that_is_deleted_is_another_one() -> None:
    rows = [row("A1", "端末1", action="delete")]
    assert put(rows, of("端末1", "B1", NEW)) == [*rows, row("B1", "端末1")]
    waiting = [{"action": "renew", "replaces": "01"}, row("A1", "端末1", action="add")]
    known = [of("端末1", "01", OLD), of("端末1", "B1", NEW)]
    found = put(waiting, known[1], known=known)
    assert found == [row("B1", "端末1", action="renew", replaces="01"), waiting[1]]


def test_one_name_for_all_is_asked() -> None:
    new = [of("サンプル電力", f"A{n}", NEW) for n in range(3)]
    old = [of("サンプル電力", f"0{n}", OLD) for n in range(3)]
    rows = put([{}], *new, *old)
    assert rows == [row(f"A{n}", "サンプル電力") for n in range(3)]
    assert [find_position(rows, item) for item in old] == [None, None, None]
    # one of them alone could belong to any row
    assert put(rows, old[0]) == rows


def test_three_generations_are_asked() -> None:
    oldest = of("端末1", "00", "2024-12-10")
    assert put([{}], N1, O1, oldest) == [row("A1", "端末1")]


def test_pairs_of_several_years_do_not_disturb_each_other() -> None:
    early_new, early_old = of("端末3", "A3", "2028-03-31"), of("端末3", "03", "2026-03-31")
    rows = put([{}], N1, O1, early_old, early_new)
    assert rows == [
        renewal("A1", "端末1", "01"),
        renewal("A3", "端末3", "03")
        | {"not_after": "2028年3月31日", "replaces_not_after": "2026年3月31日"},
    ]


def test_certificates_without_a_name_are_never_paired_by_it() -> None:
    rows = put([{}], of("", "A1", NEW), of("", "A2", NEW), of("", "01", OLD), of("", "02", OLD))
    assert [found["serial"] for found in rows] == ["A1", "A2"]
    assert all(found.keys() == {"serial", "not_after"} for found in rows)


def test_no_more_rows_than_a_form_may_have() -> None:
    many = [of(f"端末{n}", f"A{n:03}", NEW) for n in range(210)]
    rows = put([{}], *many)
    assert len(rows) == 200
    assert choices(rows, of("別の端末", "B1", NEW), renews=False) == [RowChoice("unused")]


def test_a_person_is_offered_every_place_that_makes_sense() -> None:
    rows = [row("A1", "端末1"), {}, row("A2", "端末2", action="add"), {"replaces": "x"}]
    rows.append(row("A3", "端末3", action="renew", replaces="y"))
    assert choices(rows, O3, renews=True) == [
        RowChoice("replaced", 0),
        RowChoice("own", 1),
        RowChoice("own", 3),
        RowChoice("row"),
        RowChoice("unused"),
    ]
    assert choices(rows, O3, renews=False) == [
        RowChoice("own", 1),
        RowChoice("own", 3),
        RowChoice("row"),
        RowChoice("unused"),
    ]
    chosen = put_where_chosen(rows, O1, RowChoice("replaced", 0))
    assert chosen == [renewal("A1", "端末1", "01"), *rows[1:]]
    assert find_position(chosen, O1) == RowPosition(0, is_replaced=True)
    chosen = put_where_chosen(rows, N2, RowChoice("own", 3))
    assert chosen[3] == row("A2", "端末2", action="renew", replaces="x")
    chosen = put_where_chosen(rows, N2, RowChoice("row"))
    assert chosen == [*rows, row("A2", "端末2")]
    assert put_where_chosen(rows, N2, RowChoice("unused")) == rows


cells = st.sampled_from(
    [None, "", "A1", "01", "端末1", NEW_TYPED, OLD_TYPED, "?", date(2027, 1, 1)]
)
columns = ("serial", "common_name", "not_after", "replaces", "replaces_not_after")
any_rows = st.lists(
    st.fixed_dictionaries(
        {"action": st.sampled_from([None, "add", "renew", "delete"])},
        optional=dict.fromkeys(columns, cells),
    ),
    max_size=4,
)


@given(
    rows=any_rows,
    picked=st.lists(st.sampled_from([N1, O1, N2, O2, of("端末1", "B1", OLD)]), max_size=5),
    renews=st.booleans(),
)
def test_nothing_that_is_typed_is_ever_lost(
    rows: list[Row], picked: list[ClientCertificate], *, renews: bool
) -> None:
    after = fill_rows(rows, picked, picked, renews=renews)
    assert len(after) >= len(rows)
    for before, found in zip(rows, after, strict=False):
        kept = {str(value) for value in found.values()}
        assert {str(value) for value in before.values() if value} <= kept
    named = {(before.get("common_name"), bool(before.get("serial"))) for before in rows}
    if not renews:
        assert all(
            find_position(after, certificate)
            for certificate in picked
            if (certificate.common_name, True) not in named
        )
