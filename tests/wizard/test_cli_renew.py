"""renew on the command line: certificates of several businesses become their packages."""

from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

from rules.dates.workdays import OfficeCalendar
from tests.certificate_files import made
from tests.rules.histories import CODE, COMPANY, cert, change, new
from tests.samples import AT, edited
from tests.wizard.calling import AT as NOW
from tests.wizard.calling import Call, assert_one_line
from tests.wizard.test_cli_register import put
from wizard.core.verdicts import check_form

FIRST, SECOND = "サンプル電力株式会社", "第二電力株式会社"


def api_of(name: str, serial: str, ends: str) -> dict[str, object]:
    """Write the API part of a new application."""
    return {
        "certificates": [cert("add", serial, common_name=name, not_after=ends)],
        "environment": "サーバ1台",
        "file_return_method": "見本の方式",
        "test_passed": True,
    }


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    rows = [
        cert("add", "AA01", common_name="PC01", not_after="2027-02-26"),
        cert("add", "AA02", common_name="PC02", not_after="2028-02-25"),
    ]
    put(folder / "1.json", new("2025-02-21", web_certificates=rows,
                               api=api_of("SV01", "AC01", "2027-02-26")))  # fmt: skip
    other = new("2025-02-21", SECOND, "04562")
    other["web_certificates"] = [cert("add", "BB01", common_name="PC91", not_after="2027-02-26")]
    put(folder / "2.json", edited(other, {"applicant.company": SECOND}))
    late = change("2025-03-05", business={"phone": "03-3501-9999"})
    put(folder / "3.json", edited(late, {"applicant.responsible": "後任 三郎"}))
    return folder


def saved(folder: Path, name: str, serial: int, ends: str = "2028-11-20 14:59:59") -> Path:
    """Write a certificate of this common name."""
    path = folder / f"{name}-{serial:x}.cer"
    path.write_bytes(made(name, serial=serial, begins="2026-11-20 15:00:00", ends=ends))
    return path


def test_certificates_become_a_package_for_each_business(
    call: Call, forms: Path, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    files = [saved(tmp_path, "PC01", 0xA1), saved(tmp_path, "SV01", 0xA2),
             saved(tmp_path, "PC91", 0xB1)]  # fmt: skip
    output = tmp_path / "out"
    called = call("renew", *files, "--register", forms, "-o", output, *NOW, "--json")
    assert (called.status, called.err) == (0, "")
    reported = called.json["packages"]
    assert [(one["code"], one["name"]) for one in reported] == [("01233", FIRST), ("04562", SECOND)]
    assert [
        [(r["table"], r["common_name"], r["serial"], r["replaces"]) for r in one["renewals"]]
        for one in reported
    ] == [
        [
            ("web_certificates", "PC01", "00a1", "AA01"),
            ("api.certificates", "SV01", "00a2", "AC01"),
        ],
        [("web_certificates", "PC91", "00b1", "BB01")],
    ]
    assert called.json["unmatched"] == []
    assert [row["date"] for row in called.json["board_before"]] == ["2027-02-26"] * 3
    assert called.json["board_after"] == []
    packages = sorted(output.iterdir())
    assert [str(path) for path in packages] == [one["path_of_output"] for one in reported]
    with ZipFile(packages[0]) as archive:
        names = archive.namelist()
        (form,) = (name for name in names if name.endswith(".xlsx"))
        content = archive.read(form)
        mail = message_from_bytes(archive.read("送付メール.eml"))
    assert mail["Subject"]
    answers = check_form(content, AT, calendar).answers
    assert answers is not None
    assert answers["applied_on"].isoformat() == "2026-11-24"
    # the applicant of the latest form
    assert answers["applicant"]["responsible"] == "後任 三郎"
    (row,) = answers["web_certificates"]
    assert row["action"] == "renew"
    assert row["replaces_not_after"].isoformat() == "2027-02-26"


def test_a_second_renewal_of_a_day_leaves_the_first_package(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    def renewed(name: str) -> str:
        file = saved(tmp_path, name, 0xA1)
        return call("renew", file, "--register", forms, "-o", tmp_path / "out", *NOW).out

    first = tmp_path / "out" / f"01233_{FIRST}_証明書更新.zip"
    renewed("PC01")
    before = first.read_bytes()
    renewed("PC01")  # the same again is the same file
    assert [*first.parent.iterdir()] == [first]
    second = first.with_stem(f"{first.stem} (2)")
    assert f"{second}（「{first.name}」には別の内容のファイルがあるため" in renewed("SV01")
    assert (first.read_bytes(), second.exists()) == (before, True)


def test_a_renewal_after_one_that_was_returned_is_the_next_version(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    row = cert("renew", "A9", common_name="PC01", not_after="2028-11-20", replaces="AA01")
    put(forms / "4.xlsx", change("2026-11-19", web_certificates=[row]))
    call("register", forms, "--state", "4.xlsx=returned", *NOW)
    renewing = ("renew", saved(tmp_path, "PC01", 0xA1), "--register", forms)
    assert f"{FIRST}（再提出・第2版） → " in call(*renewing, "-o", tmp_path / "out", *NOW).out
    (package,) = (tmp_path / "out").iterdir()
    assert package.name == f"01233_{FIRST}_証明書更新_第2版.zip"
    with ZipFile(package) as archive:
        assert "_第2版.xlsx" in archive.namelist()[0]


def test_what_has_no_partner_is_reported_and_the_others_are_made(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    files = [saved(tmp_path, "PC01", 0xA1), saved(tmp_path, "PC77", 0xA3)]
    called = call("renew", *files, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    assert called.status == 1
    (unmatched,) = called.json["unmatched"]
    assert (unmatched["file"], unmatched["common_name"]) == (str(files[1]), "PC77")
    assert unmatched["why"] == "証明書名（CN）が同じ登録済みの証明書が、台帳にありません。"
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_old_certificates_among_the_files_do_no_harm(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    files = [saved(tmp_path, "PC01", 0xA1), saved(tmp_path, "PC01", 0xAA01)]
    called = call("renew", *files, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    assert called.status == 0
    assert [one["registered"] for one in called.json["unmatched"]] == [True]


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2026-11-24", f"登録待ちの証明書です（{CODE} {COMPANY}）。"),
        ("2027-03-01", f"台帳に登録済みの証明書です（{CODE} {COMPANY}）。"),
    ],
)
def test_a_certificate_that_was_applied_for_is_named_by_how_far_it_is(
    call: Call, forms: Path, tmp_path: Path, at: str, why: str
) -> None:
    row = cert("renew", "A1", common_name="PC01", not_after="2028-11-20", replaces="AA01")
    put(forms / "4.json", change("2026-11-24", web_certificates=[row]))
    output = ("-o", tmp_path / "out", "--at", at)
    renewing = ("renew", saved(tmp_path, "PC01", 0xA1), "--register", forms, *output)
    called = call(*renewing, "--json")
    assert [one["why"] for one in called.json["unmatched"]] == [why]
    out = call(*renewing).out
    assert "更新する証明書がないため、提出書類を作成していません。" in out
    assert "締切" not in out


def test_the_serial_of_anothers_certificate_is_no_hindrance(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    files = [saved(tmp_path, "PC01", 0xBB01), saved(tmp_path, "SV01", 0xBB01)]
    called = call("renew", *files, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    assert (called.status, called.json["unmatched"]) == (0, [])
    assert [one["common_name"] for o in called.json["packages"] for one in o["renewals"]] == [
        "PC01", "SV01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("serials", "ends", "why"),
    [
        ([0xA1, 0xA2], "2028-11-20 14:59:59",
         "同じ証明書（シリアル番号 AA01）を更新する証明書が2件以上あります。"),
        ([0xA1], "2027-02-26 14:59:59",
         "有効期限が、登録済みの証明書（シリアル番号 AA01）より後ではありません。"),
    ],
)  # fmt: skip
def test_a_pair_that_is_not_sure_is_not_made(  # noqa: PLR0913, PLR0917 - fixtures and a case
    call: Call, forms: Path, tmp_path: Path, serials: list[int], ends: str, why: str
) -> None:
    files = [saved(tmp_path, "PC01", serial, ends) for serial in serials]
    called = call("renew", *files, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    assert called.status == 1
    assert [one["why"] for one in called.json["unmatched"]] == [why] * len(files)
    assert called.json["packages"] == []


def test_what_is_renewed_already_makes_no_second_package(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    row = cert("renew", "A1", common_name="PC01", not_after="2028-11-20", replaces="AA01")
    put(forms / "4.json", change("2026-11-23", web_certificates=[row]))
    file = saved(tmp_path, "PC01", 0xA2)
    called = call("renew", file, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    assert [one["why"] for one in called.json["unmatched"]] == [
        "更新前の証明書（シリアル番号 AA01）は、更新の申込み中です。"
    ]
    assert called.json["packages"] == []


def test_a_name_that_two_businesses_have_is_refused(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    third = new("2025-02-21", "第三電力株式会社", "07894")
    third["web_certificates"] = [cert("add", "CC01", common_name="PC91", not_after="2027-02-26")]
    put(forms / "4.json", third)
    file = saved(tmp_path, "PC91", 0xB1)
    called = call("renew", file, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    (unmatched,) = called.json["unmatched"]
    assert unmatched["why"] == (
        "更新前の証明書を特定できません（候補："
        "04562 WEB利用情報 クライアント証明書 PC91（シリアル番号 BB01）、"
        "07894 WEB利用情報 クライアント証明書 PC91（シリアル番号 CC01））。"
    )


def test_a_certificate_of_another_issuer_is_reported(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    file = tmp_path / "other.cer"
    file.write_bytes(made("PC01", serial=0xA1, issuer="Other CA", ends="2028-11-20 14:59:59"))
    renewing = ("renew", file, "--register", forms, "-o", tmp_path / "out", *NOW)
    (one,) = call(*renewing, "--json").json["packages"]
    (renewal,) = one["renewals"]
    assert [finding["code"] for finding in renewal["findings"]] == ["other-issuer"]
    assert call(*renewing).out.count("発行者が「Other CA」です。") == 1
    with ZipFile(one["path_of_output"]) as package:
        receipt = package.read("控え.html").decode()
    assert "シリアル番号」の証明書は、発行者が「Other CA」です。" in receipt


def test_an_expired_new_certificate_makes_no_package(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    rows = [cert("add", "DD01", common_name="PC55", not_after="2026-11-01")]
    put(forms / "4.json", change("2025-03-07", web_certificates=rows))
    file = saved(tmp_path, "PC55", 0xD1, "2026-11-22 14:59:59")
    called = call("renew", file, "--register", forms, "-o", tmp_path / "out", *NOW, "--json")
    assert called.status == 1
    (one,) = called.json["packages"]
    assert one["path_of_output"] is None
    assert "certificate-expired" in {finding["code"] for finding in one["findings"]}
    assert not (tmp_path / "out").exists()


def test_a_call_that_is_wrong_is_one_line(call: Call, forms: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, "PC01", 0xA1)
    assert_one_line(call("renew", file, "-o", tmp_path / "out"))
    assert_one_line(call("renew", file, "--register", forms, "-o", file))
    assert_one_line(call("renew", forms / "1.json", "--register", forms, "-o", tmp_path / "out"))


def test_people_read_what_was_renewed(call: Call, forms: Path, tmp_path: Path) -> None:
    files = [saved(tmp_path, "PC01", 0xA1), saved(tmp_path, "PC77", 0xA3)]
    called = call("renew", *files, "--register", forms, "-o", tmp_path / "out", *NOW)
    assert "      → 登録した申込書がある場合は台帳に取り込み、" in called.out
    assert "1件中1件の提出書類を作成しました。" in called.out
    assert "期限の近い証明書　作成前 3件、作成後 2件" in called.out
