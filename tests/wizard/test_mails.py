"""Forms out of mails (.eml): what is taken, under which name, and what is told of the rest."""

import binascii
import io
import zipfile
from pathlib import Path
from typing import Final

import pytest

from tests.mails import HEAD, TEXT, attached, forwarded, in_base64, mail
from tests.outlook_files import compound
from wizard.core.checking.contents import contents_at, contents_of
from wizard.core.checking.uploads import Found, PassedOver, Upload

FROM: Final = "example.co.jp"
FORM: Final = b"PK\x03\x04 not a form, but something"
PDF: Final = b"%PDF-1.7"
NO_FORM: Final = "このメールには、申込書（.xlsx）が添付されていません。"
DAMAGED: Final = "メールのファイルとして読み取れません。破損しているか、途中で切れています。"


def found_in(content: bytes, name: str = "a.eml") -> list[Found]:
    return list(contents_of(name, content))


def forms_in(content: bytes, name: str = "a.eml") -> dict[str, bytes | Path]:
    found = [item for item in found_in(content, name) if isinstance(item, Upload)]
    assert [item.why for item in found if item.why] == []
    return {item.name: item.source for item in found}


def refused(content: bytes, name: str = "a.eml") -> Upload:
    (upload,) = [item for item in found_in(content, name) if isinstance(item, Upload)]
    assert upload.source == b""
    assert upload.why
    assert upload.mend
    return upload


def names_of(content: bytes) -> list[str]:
    return [item.name.removeprefix("a.eml/") for item in found_in(content)]


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def test_forms_are_taken_and_what_is_none_is_named() -> None:
    content = mail(TEXT, attached("申込書.xlsx", FORM), attached("周知文.pdf", PDF))
    enclosed = ("申込書.xlsx", "周知文.pdf")
    assert found_in(content, "受信.EML") == [
        Upload("受信.EML/申込書.xlsx", FORM, enclosed=enclosed, sender=FROM),
        PassedOver("受信.EML/周知文.pdf"),
    ]


def test_several_forms_of_one_mail_are_all_read_and_name_the_others() -> None:
    first, second, _ = found_in(
        mail(attached("1.xlsx", FORM), attached("2.xlsx", b"PK"), attached("x.docx", PDF))
    )
    assert isinstance(first, Upload)
    assert isinstance(second, Upload)
    assert (first.source, second.source) == (FORM, b"PK")
    assert first.enclosed == second.enclosed == ("1.xlsx", "2.xlsx", "x.docx")


def test_mails_in_folders_and_archives_are_read(tmp_path: Path) -> None:
    content = mail(attached("x.xlsx", FORM))
    (tmp_path / "b.eml").write_bytes(content)
    (tmp_path / "a.zip").write_bytes(zipped(m__eml=content, y__xlsx=FORM))
    names = [item.name.removeprefix(f"{tmp_path}/") for item in contents_at(tmp_path)]
    assert names == ["a.zip/m.eml/x.xlsx", "a.zip/y.xlsx", "b.eml/x.xlsx"]
    (found,) = contents_at(tmp_path / "b.eml")
    assert found.name == f"{tmp_path}/b.eml/x.xlsx"


def test_archives_in_mails_are_unpacked_and_their_files_are_enclosed_with_the_others() -> None:
    packed = zipped(x__xlsx=FORM, letter__pdf=PDF)
    first, second, third = found_in(mail(attached("束.zip", packed), attached("y.txt", b"")))
    enclosed = ("x.xlsx", "letter.pdf", "y.txt")
    assert first == Upload("a.eml/束.zip/x.xlsx", FORM, enclosed=enclosed, sender=FROM)
    assert [second.name, third.name] == ["a.eml/束.zip/letter.pdf", "a.eml/y.txt"]


def test_a_mail_in_an_archive_in_a_mail_in_an_archive_is_reached() -> None:
    inner = zipped(b__eml=mail(attached("x.xlsx", FORM), attached("周知文.pdf", PDF)))
    content = zipped(a__eml=mail(attached("c.zip", inner)))
    (found,) = [item for item in contents_of("d.zip", content) if isinstance(item, Upload)]
    assert found.name == "d.zip/a.eml/c.zip/b.eml/x.xlsx"
    assert found.enclosed == ("x.xlsx", "周知文.pdf")


@pytest.mark.parametrize("how", ["as it is", "as a file", "in Base64"])
def test_the_forms_of_a_mail_within_a_mail_are_taken_with_its_own_files(how: str) -> None:
    inner = mail(TEXT, attached("x.xlsx", FORM), attached("周知文.pdf", PDF))
    part = {
        "as it is": forwarded(inner, "転送.eml"),
        "as a file": attached("転送.eml", inner),
        "in Base64": in_base64(inner, b'Content-Type: message/rfc822; name="=?utf-8?b?6Lui6YCB?="'),
    }[how]
    found = found_in(mail(TEXT, part, attached("外.pdf", PDF)))
    within = "a.eml/転送.eml"
    assert found == [
        Upload(f"{within}/x.xlsx", FORM, enclosed=("x.xlsx", "周知文.pdf"), sender=FROM),
        PassedOver(f"{within}/周知文.pdf"),
        PassedOver("a.eml/外.pdf"),
    ]


def test_a_form_beside_a_mail_is_enclosed_with_what_that_mail_encloses() -> None:
    inner = mail(TEXT, attached("周知文.pdf", PDF))
    form, letter = found_in(mail(attached("x.xlsx", FORM), forwarded(inner)))
    assert isinstance(form, Upload)
    assert form.enclosed == ("x.xlsx", "周知文.pdf")
    assert letter == PassedOver("a.eml/添付メール.eml/周知文.pdf")


def test_that_a_mail_within_a_mail_has_no_form_is_not_worth_a_word() -> None:
    nothing = HEAD + b"\r\nhello"
    form, inner = found_in(mail(attached("x.xlsx", FORM), forwarded(nothing, "前のメール.eml")))
    assert form.name == "a.eml/x.xlsx"
    assert inner == PassedOver("a.eml/前のメール.eml")


WITHOUT: Final = {
    "text alone": HEAD + b"\r\nhttps://example.com/share/abc\r\n",
    "HTML alone": HEAD + b"Content-Type: text/html\r\n\r\n<a href='https://example.com/x'>form</a>",
    "nothing": HEAD + b"\r\n",
    "other files": mail(TEXT, attached("周知文.pdf", PDF), attached("写真.png", PDF)),
    "two bodies": mail(TEXT, b"Content-Type: text/html\r\n\r\n<p>", kind="alternative"),
    "an invitation": mail(TEXT, b"Content-Type: text/calendar; name=a.ics\r\n\r\nBEGIN:VCALENDAR"),
    "a report": mail(
        TEXT, b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\nStatus: 5",
        kind="report",
    ),
    "a reference": mail(
        b"Content-Type: message/external-body; access-type=URL\r\n\r\nContent-Type: a/b\r\n\r\n"
    ),
    "a picture in the text": mail(
        b"Content-Type: text/html\r\n\r\n<img src=cid:1>",
        in_base64(PDF, b"Content-Type: image/png; name=logo.xlsx\r\nContent-ID: <1>"),
        kind="related",
    ),
    "a forwarded mail without any": mail(TEXT, forwarded(HEAD + b"\r\nhello")),
}  # fmt: skip


@pytest.mark.parametrize("content", WITHOUT.values(), ids=WITHOUT)
def test_a_mail_without_a_form_says_so_and_what_to_do(content: bytes) -> None:
    upload = refused(content)
    assert (upload.name, upload.why) == ("a.eml", NO_FORM)
    assert "申込書のファイル（.xlsx）" in upload.mend


ENVELOPED: Final = bytes.fromhex("308006092a864886f70d010703a080") + bytes(100)
SIGNED: Final = bytes.fromhex("308006092a864886f70d010702a080") + bytes(100)
SEALED: Final = {
    "encrypted": (in_base64(ENVELOPED, HEAD + b"Content-Type: application/pkcs7-mime"), "暗号化"),
    "encrypted, of old": (
        in_base64(ENVELOPED, HEAD + b"Content-Type: application/x-pkcs7-mime; name=smime.p7m"),
        "暗号化されたメール（S/MIME）",
    ),
    "encrypted, of no type": (mail(attached("smime.p7m", ENVELOPED)), "暗号化された"),
    "signed, and closed": (
        in_base64(SIGNED, HEAD + b"Content-Type: application/pkcs7-mime; smime-type=signed-data"),
        "電子署名付きのメール（S/MIME）",
    ),
    "broken": (mail(attached("smime.p7m", b"")), "S/MIME"),
    "of Outlook alone": (mail(TEXT, attached("winmail.dat", b"x\x9f>\x22")), "winmail.dat"),
    "of Outlook by its type": (mail(attached("x.dat", b"x", "application/ms-tnef")), "winmail.dat"),
    "restricted": (mail(TEXT, attached("message.rpmsg", b"x")), "閲覧が制限されたメール"),
    "PGP": (
        mail(b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
             attached("encrypted.asc", b"x"), kind="encrypted"),
        "暗号化されたメール（PGP）",
    ),
    "sealed within": (mail(TEXT, forwarded(mail(attached("winmail.dat", b"x")))), "winmail.dat"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), SEALED.values(), ids=SEALED)
def test_a_mail_that_nobody_can_look_into_says_which_sort_and_what_to_do(
    content: bytes, words: str
) -> None:
    upload = refused(content)
    assert upload.name == "a.eml"
    assert words in upload.why
    assert "送信者に" in upload.mend


def test_beside_a_form_what_nobody_can_look_into_is_passed_over() -> None:
    content = mail(attached("winmail.dat", b"x"), attached("x.xlsx", FORM))
    assert forms_in(content) == {"a.eml/x.xlsx": FORM}
    assert names_of(content) == ["winmail.dat", "x.xlsx"]


def test_a_signed_mail_is_read_like_any_other() -> None:
    inside = mail(TEXT, attached("x.xlsx", FORM), head=b"")
    content = mail(inside, attached("smime.p7s", SIGNED), kind="signed")
    assert forms_in(content) == {"a.eml/x.xlsx": FORM}
    assert PassedOver("a.eml/smime.p7s") in found_in(content)


def test_locked_attachments_are_reported_in_the_words_of_their_sorts() -> None:
    packed = bytearray(zipped(x__xlsx=FORM))
    packed[6] |= 1
    packed[packed.find(b"PK\1\2") + 8] |= 1
    upload = refused(mail(attached("a.zip", bytes(packed))))
    assert (upload.name, upload.why) == (
        "a.eml/a.zip/x.xlsx", "圧縮ファイルにパスワードが設定されています。",
    )  # fmt: skip
    locked = compound({"EncryptedPackage": bytes(5000)})
    assert forms_in(mail(attached("x.xlsx", locked))) == {"a.eml/x.xlsx": locked}  # judged as ever


BODIES: Final = {
    "base64": (b"base64", b"UEsDBA=="),
    "base64 of one line": (b"BASE64", b"UE sD\tBA=="),
    "base64 without its end": (b"base64", b"UEsDBA"),
    "base64 with signs between": (b"base64", b"UE!sD\x80BA=="),
    "quoted-printable": (b"quoted-printable", b"=50K=\r\n=03=04"),
    "uuencode": (b"x-uuencode", b"begin 644 a\r\n$4$L#!```\r\n`\r\nend\r\n"),
    "8bit": (b"8bit", b"PK\x03\x04"),
    "binary": (b"binary", b"PK\x03\x04"),
    "nothing": (b"", b"PK\x03\x04"),
    "unknown": (b"x-mine", b"PK\x03\x04"),
}


@pytest.mark.parametrize(("coding", "body"), BODIES.values(), ids=BODIES)
def test_a_file_is_read_in_whatever_coding_it_travels(coding: bytes, body: bytes) -> None:
    head = b"Content-Disposition: attachment; filename=x.xlsx\r\nContent-Transfer-Encoding: "
    assert forms_in(mail(head + coding + b"\r\n\r\n" + body)) == {"a.eml/x.xlsx": b"PK\x03\x04"}


def test_files_within_the_text_of_an_old_mail_are_taken() -> None:
    lines = [binascii.b2a_uu(FORM[at : at + 45]) for at in range(0, len(FORM), 45)]
    text = b"hello\r\n\r\nbegin 644 x.xlsx\r\n" + b"".join(lines) + b"`\r\nend\r\n\r\n"
    assert forms_in(HEAD + b"\r\n" + text + text.replace(b"x.xlsx", b"y z.xlsx")) == {
        "a.eml/x.xlsx": FORM,
        "a.eml/y z.xlsx": FORM,
    }
    assert refused(HEAD + b"\r\nbegin 644 x.xlsx\r\nno end").why == NO_FORM


def test_files_without_a_name_are_named_after_their_types() -> None:
    sheet = b"Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    parts = [sheet, b"Content-Type: application/octet-stream", b"Content-Type: application/pdf"]
    content = mail(*map(in_base64, (FORM, FORM, PDF), parts))
    assert names_of(content) == ["添付1.xlsx", "添付2.xlsx", "添付3.txt"]


# Bytes that are no mail, and what is odd but one.

NO_MAILS: Final = {
    "nothing": b"",
    "zeros": bytes(1000),
    "text": "申込書です。".encode(),
    "a form": FORM,
    "a PDF": PDF,
    "a web page": b"<html><body>Subject: x</body></html>",
    "headers of no mail": b"Key: value\r\nOther: value\r\n\r\n",
}


@pytest.mark.parametrize("content", NO_MAILS.values(), ids=NO_MAILS)
@pytest.mark.parametrize("name", ["a.eml", "a.msg"])
def test_what_is_no_mail_is_reported_as_broken(content: bytes, name: str) -> None:
    upload = refused(content, name)
    assert (upload.name, upload.why) == (name, DAMAGED)


def test_odd_line_ends_and_marks_before_a_mail_do_no_harm() -> None:
    content = mail(TEXT, attached("x.xlsx", FORM))
    for odd in (
        content.replace(b"\r\n", b"\n"),
        content.replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + content,
        b"\r\n\r\n" + content,
        b"From a@example.co.jp Tue Nov 24 10:00:00 2026\n" + content,
        content.rpartition(b"--=_")[0],
    ):
        assert forms_in(odd) == {"a.eml/x.xlsx": FORM}


def test_a_mail_that_is_cut_off_gives_what_there_is() -> None:
    content = mail(attached("x.xlsx", FORM * 100), attached("y.xlsx", FORM))
    source = forms_in(content[:2000])["a.eml/x.xlsx"]
    assert isinstance(source, bytes)
    assert (FORM * 100).startswith(source)


def test_a_text_mail_may_have_the_name_of_outlooks_and_the_other_way_round() -> None:
    assert forms_in(mail(attached("x.xlsx", FORM)), "a.msg") == {"a.msg/x.xlsx": FORM}


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("=?utf-8?b?55Sz6L6844G/?= <Hanako@Mail.Example.CO.JP>", "mail.example.co.jp"),
        ('"a@other.co.jp" <a@example.co.jp>', "example.co.jp"),
        ("\r\n a@example.co.jp", "example.co.jp"),
        ("a@example.co.jp_", ""),
        ("a@localhost", ""),
        ("somebody", ""),
    ],
)
def test_a_form_comes_from_the_domain_of_its_sender(value: str, sender: str) -> None:
    head = HEAD.replace(b"a@example.co.jp", value.encode())
    (upload,) = found_in(mail(attached("x.xlsx", FORM), head=head))
    assert isinstance(upload, Upload)
    assert upload.sender == sender


def test_a_form_in_a_mail_within_comes_from_the_sender_of_that() -> None:
    inner = mail(attached("x.xlsx", FORM), head=HEAD.replace(b"example", b"inner"))
    nameless = mail(attached("y.xlsx", FORM), head=b"Subject: a\r\n")
    packed = attached("z.zip", zipped(z__xlsx=FORM))
    content = mail(forwarded(inner), forwarded(nameless), packed)
    found = {one.name[-6:]: one.sender for one in found_in(content) if isinstance(one, Upload)}
    assert found == {"x.xlsx": "inner.co.jp", "y.xlsx": FROM, "z.xlsx": FROM}
