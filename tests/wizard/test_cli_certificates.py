"""certificates on the command line: the list, its JSON, the calendar file, the exit status."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from rules.dates.renewals import renewals
from rules.dates.workdays import OfficeCalendar
from tests.certificate_files import bundle, by_hand, made, pem, without_length
from tests.samples import AT, TOKYO
from tests.wizard.calling import AT as NOW
from tests.wizard.calling import Call, assert_one_line
from tests.wizard.conftest import Save
from tests.wizard.test_cli_dates import CLOSED_IN_JUNE
from wizard.core.certificates.reading import read_all
from wizard.core.ics import renewal_file
from wizard.core.workers.limits import within_limits

STAMP = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)

# Fri 2026-11-27 is registered on Fri 12-04; Fri 12-18 on Fri 12-25; Mon 12-28 on Fri 2027-01-08.
SOON = made("端末1", serial=0x11, ends="2026-12-10 14:59:59")
NEW_YEAR = made("端末2", serial=0xFF, ends="2027-01-09 14:59:59")
LATER = made("端末3", serial=0x33, ends="2028-11-19 14:59:59")
TOO_LATE = made("端末4", serial=0x44, ends="2026-12-03 14:59:59")
EXPIRED = made("端末5", serial=0x55, ends="2026-11-20 14:59:59")
TO_COME = made("端末6", serial=0x66, begins="2026-12-01 15:00:00", ends="2028-11-30 14:59:59")
IN_BER = without_length(bundle(SOON), 1)
OTHER = made("端末7", serial=0x77, ends="2028-11-19 14:59:59", issuer="別の認証局")


def of(call: Call, *words: str | Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = call("certificates", *NOW, *words, "--json").json["certificates"]
    return listed


def test_one_certificate_is_reported_in_full(call: Call, saved: Save) -> None:
    file = saved("端末.cer", NEW_YEAR)
    called = call("certificates", file, *NOW, "--json")
    assert (called.status, called.err) == (0, "")
    assert called.json == {
        "certificates": [
            {
                "file": str(file),
                "serial": "00ff",
                "common_name": "端末2",
                "issuer": "Enterprise Premium CA - G2",
                "not_before": "2024-12-04T00:00:00+09:00",
                "not_after": "2027-01-09T23:59:59+09:00",
                "last_cutoff": {
                    "closes_at": "2026-12-28T17:00:00+09:00",  # Monday
                    "friday": "2027-01-01",
                    "moved": [
                        {"date": "2026-12-29", "why": "年末年始の休業（想定）"},
                        {"date": "2026-12-30", "why": "年末年始の休業（想定）"},
                        {"date": "2026-12-31", "why": "年末年始の休業（想定）"},
                        {"date": "2027-01-01", "why": "元日"},
                    ],
                },
                "registration": {
                    "target": "2027-01-08",  # Friday
                    "expected": "2027-01-08",
                    "may_slip": True,
                    "because": [
                        {"date": "2026-12-29", "why": "年末年始の休業（想定）"},
                        {"date": "2026-12-30", "why": "年末年始の休業（想定）"},
                        {"date": "2026-12-31", "why": "年末年始の休業（想定）"},
                        {"date": "2027-01-01", "why": "元日"},
                        {"date": "2027-01-02", "why": "年末年始の休業（想定）"},
                        {"date": "2027-01-03", "why": "年末年始の休業（想定）"},
                    ],
                },
                "state": "in-time",
                "findings": [],
            }
        ]
    }


def test_many_are_listed_by_their_ends_and_what_cannot_be_read_comes_last(
    call: Call, saved: Save
) -> None:
    contents = {"8.p12": b"", "7.cer": OTHER, "1.cer": SOON, "9.cer": b"x", "2.cer": NEW_YEAR}
    contents |= {"3.crt": pem(LATER), "4.cer": TOO_LATE, "5.cer": EXPIRED, "6.cer": TO_COME}
    called = call(
        "certificates", *(saved(name, content) for name, content in contents.items()), *NOW,
        "--json",
    )  # fmt: skip
    assert (called.status, called.err) == (1, "")
    reported = [
        (Path(item["file"]).name, item["state"], (item["last_cutoff"] or {}).get("friday"))
        for item in called.json["certificates"]
    ]
    assert reported == [
        ("5.cer", "expired", None),
        ("4.cer", "too-late", None),
        ("1.cer", "this-round", "2026-11-27"),
        ("2.cer", "in-time", "2027-01-01"),
        ("3.crt", "in-time", "2028-11-10"),  # Fri, registered on Fri 11-17
        ("7.cer", "in-time", "2028-11-10"),
        ("6.cer", "not-yet-valid", "2028-11-17"),  # Fri, registered on Mon 11-27 (11-23 is closed)
        ("8.p12", None, None),
        ("9.cer", None, None),
    ]
    found = {
        Path(item["file"]).name: [(f["code"], f["severity"]) for f in item["findings"]]
        for item in called.json["certificates"]
    }
    assert found == {
        "5.cer": [("expired", "error")],
        "4.cer": [("renewal-too-late", "warning")],
        "1.cer": [("renewal-this-round", "note")],
        "2.cer": [],
        "3.crt": [],
        "7.cer": [("other-issuer", "warning")],
        "6.cer": [("not-yet-valid", "warning")],
        "8.p12": [("private-key", "error")],
        "9.cer": [("no-certificate", "error")],
    }
    last = called.json["certificates"][-1]
    assert {name for name, value in last.items() if value is None} == {
        "serial", "common_name", "issuer", "not_before", "not_after", "last_cutoff",
        "registration", "state",
    }  # fmt: skip


def test_warnings_alone_are_fine(call: Call, saved: Save) -> None:
    files = [saved(f"{n}.cer", content) for n, content in enumerate((OTHER, TOO_LATE, SOON))]
    assert call("certificates", *files, *NOW).status == 0
    assert call("certificates", *files, saved("x.cer", EXPIRED), *NOW).status == 1


def test_the_only_file_that_cannot_be_read_is_a_wrong_call(call: Call, saved: Save) -> None:
    called = call("certificates", saved("a.pfx", b"x"), *NOW)
    assert called.status == 2
    assert "読み取れません" in called.out
    (line,) = called.err.splitlines()
    assert "秘密キーを含むファイル" in line
    assert "certmgr.msc" in line
    called = call("certificates", saved("b.cer", b"x"), *NOW, "--json")
    assert called.status == 2
    assert called.json["certificates"][0]["findings"][0]["code"] == "no-certificate"


def test_a_file_that_is_not_there_stops_no_other(call: Call, saved: Save, tmp_path: Path) -> None:
    gone = tmp_path / "none.cer"
    called = call("certificates", gone, saved("a.cer", SOON), *NOW, "--json")
    assert called.status == 1
    first, last = called.json["certificates"]
    assert first["serial"] == "11"
    assert last["findings"][0]["code"] == "unreadable"
    assert call("certificates", gone, *NOW).status == 2
    assert call("certificates", tmp_path, *NOW).status == 2


def test_a_key_is_not_even_looked_for(call: Call, saved: Save, tmp_path: Path) -> None:
    called = call("certificates", tmp_path / "none.p12", saved("a.cer", SOON), *NOW, "--json")
    assert called.json["certificates"][1]["findings"][0]["code"] == "private-key"


@pytest.mark.parametrize(
    "words",
    [[], ["--json"], ["a.cer", "--ics"], ["a.cer", "--at", "あした"], ["a.cer", "--closures", "x"],
     ["a.cer", "--fly"], ["a.cer", "--ics", "a.cer"]],
    ids=" ".join,
)  # fmt: skip
def test_a_wrong_call_is_reported_in_one_line(
    words: list[str], call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.cer").write_bytes(SOON)
    assert_one_line(call("certificates", *words))
    assert (tmp_path / "a.cer").read_bytes() == SOON


def test_the_list_is_described_in_words(call: Call, saved: Save) -> None:
    called = call("certificates", saved("端末.cer", SOON), saved("空.cer", b""), *NOW)
    assert called.status == 1
    lines = called.out.splitlines()
    assert lines[0] == "2026年12月10日(木)23:59まで　端末1　次の締切が最後です"
    assert "シリアル番号 11" in lines[1]
    assert lines[2] == ("  更新の最終締切 2026年11月27日(金)17:00　登録 2026年12月4日(金)頃")
    assert (
        "[補足] 有効期限までに登録が間に合うのは、次の締切（2026年11月27日(金)17:00）が最後です。"
        in lines[3]
    )
    assert any(line.endswith("空.cer　読み取れません") for line in lines)


def test_closures_and_the_moment_are_reckoned_with(call: Call, saved: Save) -> None:
    file = saved("a.cer", NEW_YEAR)
    (shipped,) = of(call, file)
    (none,) = of(call, file, "--closures", "none")
    assert shipped["last_cutoff"]["closes_at"] == "2026-12-28T17:00:00+09:00"
    assert none["last_cutoff"]["closes_at"] == "2026-12-31T17:00:00+09:00"  # Thursday
    june = saved("june.cer", made("端末", ends="2026-06-12 14:59:59"))  # Friday
    own = saved("closures.toml", CLOSED_IN_JUNE)
    words = ("certificates", june, "--at", "2026-05-25", "--json")
    (plain,) = call(*words).json["certificates"]
    (moved,) = call(*words, "--closures", own).json["certificates"]
    assert plain["last_cutoff"]["closes_at"] == "2026-06-05T17:00:00+09:00"
    assert moved["last_cutoff"]["closes_at"] == "2026-06-04T17:00:00+09:00"
    (late,) = call("certificates", june, "--at", "2026-06-05T17:00:01", "--json").json[
        "certificates"
    ]
    assert late["state"] == "too-late"


def events(content: bytes) -> dict[str, vobject.base.Component]:
    file = vobject.readOne(content.decode("utf-8"))
    return {event.uid.value: event for event in file.vevent_list}


def test_the_calendar_file_has_the_last_cutoff_of_each_certificate(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    contents = [SOON, NEW_YEAR, LATER, TOO_LATE, EXPIRED, OTHER, SOON]
    files = [saved(f"{n}.cer", content) for n, content in enumerate(contents)]
    called = call("certificates", *files, *NOW, "--ics", tmp_path / "更新.ics")
    assert called.status == 1
    found = {
        event.summary.value: event
        for event in events((tmp_path / "更新.ics").read_bytes()).values()
    }
    reported = {
        summary: (event.dtstart.value, event.dtstart.value + event.valarm.trigger.value)
        for summary, event in found.items()
    }
    assert reported == {
        "証明書（端末1）の更新の最終締切 17:00": (
            datetime(2026, 11, 27, 17, tzinfo=TOKYO),
            datetime(2026, 11, 25, 9, tzinfo=TOKYO),  # Thu 26, Wed 25
        ),
        "証明書（端末2）の更新の最終締切 17:00": (
            datetime(2026, 12, 28, 17, tzinfo=TOKYO),
            datetime(2026, 12, 24, 9, tzinfo=TOKYO),  # Fri 25, Thu 24
        ),
        "証明書（端末3）の更新の最終締切 17:00": (
            datetime(2028, 11, 10, 17, tzinfo=TOKYO),
            datetime(2028, 11, 8, 9, tzinfo=TOKYO),  # Thu 9, Wed 8
        ),
        "証明書（端末7）の更新の最終締切 17:00": (
            datetime(2028, 11, 10, 17, tzinfo=TOKYO),
            datetime(2028, 11, 8, 9, tzinfo=TOKYO),
        ),
    }
    one = found["証明書（端末3）の更新の最終締切 17:00"].description.value
    assert "・端末3　シリアル番号 33　有効期限 2028年11月19日(日)" in one
    moved = found["証明書（端末2）の更新の最終締切 17:00"].description.value
    assert "12月29日(火)～1月1日(金)が休み" in moved


def test_without_a_cutoff_no_calendar_file_is_written(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    file = saved("a.cer", EXPIRED)
    called = call("certificates", file, *NOW, "--ics", tmp_path / "x.ics")
    assert called.status == 1
    assert "予定表のファイルは出力していません" in called.out
    assert not (tmp_path / "x.ics").exists()


def in_calendar(
    *contents: bytes, office: OfficeCalendar, stamp: datetime = STAMP
) -> dict[str, vobject.base.Component]:
    """Give the events of a calendar file of certificates, by their UIDs."""
    read = read_all(
        ((f"{n}.cer", content.__bytes__) for n, content in enumerate(contents)), within_limits
    )
    return events(renewal_file(renewals(read.certificates, AT, office), office, stamp))


def test_different_certificates_are_different_events_and_the_same_one_is_the_same(
    calendar: OfficeCalendar,
) -> None:
    # all of one cut-off; the last three share a serial
    alike = [
        made("端末8", serial=0x88, ends="2026-12-10 14:59:59"),
        made("端末8", serial=0x88, ends="2026-12-10 14:59:59", issuer="別の認証局"),
        made("端末8", serial=0x88, ends="2026-12-09 14:59:59"),
    ]
    alone = [in_calendar(content, office=calendar) for content in (SOON, *alike)]
    together = in_calendar(*reversed(alike), SOON, *alike, office=calendar)
    assert [len(found) for found in alone] == [1] * 4
    assert len(together) == 4
    assert set(together) == {uid for found in alone for uid in found}


def test_a_second_import_renews_the_first(
    calendar: OfficeCalendar, holidays_only: OfficeCalendar
) -> None:
    before = in_calendar(NEW_YEAR, office=calendar)
    after = in_calendar(NEW_YEAR, office=holidays_only, stamp=STAMP + timedelta(days=1))
    assert list(before) == list(after)
    ((first,), (second,)) = before.values(), after.values()
    assert first.dtstart.value == datetime(2026, 12, 28, 17, tzinfo=TOKYO)
    assert second.dtstart.value == datetime(2026, 12, 31, 17, tzinfo=TOKYO)
    assert second.dtstamp.value == STAMP + timedelta(days=1)


def test_odd_certificates_put_no_other_words_on_the_terminal(tmp_path: Path) -> None:
    """The library's own warnings are for programmers."""
    odd = [by_hand(serial=b"\x00"), by_hand(common_name=b"\x0c\x00"), IN_BER]
    for number, content in enumerate(odd):
        (tmp_path / f"{number}.cer").write_bytes(content)
    program = Path(sys.executable).with_name("moushikomi")
    ran = subprocess.run(
        [program, "certificates", "0.cer", "1.cer", "2.cer", "--at", "2026-11-24"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
