"""Certificates read from files: what they say, in whatever form, and what is refused with why."""

import codecs
import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from tests.certificate_files import (
    ISSUER,
    bundle,
    by_hand,
    ec_key,
    element,
    made,
    pem,
    rsa_key,
    utc,
    without_length,
)
from tests.samples import TOKYO
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.containers import MAX_BYTES
from wizard.core.certificates.reading import Readings, read_all
from wizard.core.certificates.refusals import CertificateRefusal
from wizard.core.workers.limits import within_limits

pytestmark = [
    pytest.mark.filterwarnings("ignore:Parsed a serial number"),
    pytest.mark.filterwarnings("ignore:Attribute's length"),
    pytest.mark.filterwarnings("ignore:PKCS.7 certificates could not be parsed as DER"),
]

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")


def read_from(content: bytes, name: str = "端末.cer") -> Readings:
    return read_all([(name, lambda: content)], within_limits)


def read(content: bytes, name: str = "端末.cer") -> ClientCertificate:
    found = read_from(content, name)
    assert found.refused == []
    (certificate,) = found.certificates
    return certificate


def refused(content: bytes, name: str = "端末.cer") -> str:
    found = read_from(content, name)
    assert found.certificates == []
    (item,) = found.refused
    return item.finding.code


# The octets of the INTEGER as they stand in the file, and the serial that Windows shows.
SERIALS = [
    ("0a", "0a"),
    ("01", "01"),
    ("7f", "7f"),
    ("0080", "0080"),  # the first bit would be a sign
    ("00c351", "00c351"),
    ("0123456789", "0123456789"),
    ("0a12ab34", "0a12ab34"),
    ("7fffffffffffffffffffffffffffffffffffffff", "7fffffffffffffffffffffffffffffffffffffff"),
    ("00ffffffffffffffffffffffffffffffffffffffff", "00ffffffffffffffffffffffffffffffffffffffff"),
    ("01" + "00" * 19, "0100000000000000000000000000000000000000"),
]


@pytest.mark.parametrize(("octets", "shown"), SERIALS)
def test_a_serial_is_its_octets_in_pairs_of_small_digits(octets: str, shown: str) -> None:
    assert read(by_hand(serial=bytes.fromhex(octets))).serial == shown


@pytest.mark.parametrize(
    "octets",
    ["", "00", "ff", "80", "0001", "00007f", "ff80", "01" * 41, "01" * 5000],
    ids=lambda octets: octets[:8] or "none",
)
def test_a_serial_that_no_issuer_may_give_is_refused(octets: str) -> None:
    assert refused(by_hand(serial=bytes.fromhex(octets))) == "damaged"


# The element of the end in the file, and what it is in Japan.
ENDS = [
    (b"\x17\x0d261203145959Z", datetime(2026, 12, 3, 23, 59, 59, tzinfo=TOKYO)),
    (b"\x17\x0d261203150000Z", datetime(2026, 12, 4, 0, 0, tzinfo=TOKYO)),
    (b"\x17\x0d261203153000Z", datetime(2026, 12, 4, 0, 30, tzinfo=TOKYO)),
    (b"\x17\x0d261231150000Z", datetime(2027, 1, 1, 0, 0, tzinfo=TOKYO)),
    (b"\x17\x0d860101000000Z", datetime(1986, 1, 1, 9, 0, tzinfo=TOKYO)),
    (b"\x17\x0d491231235959Z", datetime(2050, 1, 1, 8, 59, 59, tzinfo=TOKYO)),
    (b"\x18\x0f20991231145959Z", datetime(2099, 12, 31, 23, 59, 59, tzinfo=TOKYO)),
    (b"\x18\x0f20500228150000Z", datetime(2050, 3, 1, 0, 0, tzinfo=TOKYO)),
]


@pytest.mark.parametrize(("element_", "moment"), ENDS, ids=[str(row[1]) for row in ENDS])
def test_moments_are_those_of_japan(element_: bytes, moment: datetime) -> None:
    found = read(by_hand(ends=element_, begins=element_))
    assert (found.not_before, found.not_after) == (moment, moment)
    assert found.not_after.utcoffset() == TOKYO.utcoffset(None)
    assert found.last_day == moment.date()


@pytest.mark.parametrize(
    "element_",
    [
        b"\x18\x0f20991231150000Z",  # 2100 in Japan
        b"\x18\x0f99991231235959Z",  # no year has come so far
        b"\x18\x0f19851231000000Z",
        b"\x18\x0f00010101000000Z",
        b"\x18\x0f00000101000000Z",
    ],
)
def test_moments_that_cannot_be_reckoned_with_are_refused(element_: bytes) -> None:
    assert refused(by_hand(ends=element_)) == "out-of-range"
    assert refused(by_hand(begins=element_)) == "out-of-range"


@pytest.mark.parametrize(
    "element_",
    [b"\x17\x0d261303145959Z", b"\x17\x0b2612031459Z", b"\x17\x00", b"\x18\x0f2026120314595aZ"],
)
def test_what_is_no_moment_is_damage(element_: bytes) -> None:
    assert refused(by_hand(ends=element_)) == "damaged"


# The element of the common name, and the name.
NAMES = [
    (element(0x0C, "需給管理部1号機".encode()), "需給管理部1号機"),  # UTF8String
    (element(0x1E, "髙﨑端末".encode("utf-16-be")), "髙﨑端末"),  # BMPString
    (element(0x1C, "𠮷端末".encode("utf-32-be")), "𠮷端末"),  # UniversalString
    (element(0x13, b"PC-01"), "PC-01"),  # PrintableString
    (element(0x14, b"PC-01"), "PC-01"),  # TeletexString
    (element(0x16, b"pc01.example.jp"), "pc01.example.jp"),  # IA5String
    (element(0x0C, "　端末　".encode()), "端末"),
    (element(0x0C, b""), ""),
    (element(0x0C, "端末\n1号".encode()), ""),  # no form can hold it
    (element(0x0C, "端末\x00".encode()), ""),
    (element(0x14, b"caf\xe9"), ""),  # cannot be told
    (element(0x03, b"\x00abc"), ""),  # a BIT STRING
    (element(0x02, b"\x05"), ""),  # a number
]


@pytest.mark.parametrize(("string", "name"), NAMES, ids=[ascii(row[1]) for row in NAMES])
def test_a_common_name_is_read_from_any_type_of_string(string: bytes, name: str) -> None:
    found = read(by_hand(common_name=string))
    assert (found.common_name, found.serial, found.issuer) == (name, "0a12ab34", ISSUER)


@pytest.mark.parametrize("key", [ec_key, rsa_key])
def test_everything_that_a_certificate_says(key: Callable[[], object]) -> None:
    content = made(
        "需給管理部 端末",
        serial=0x5A0102030405060708090A0B0C0D0E0F10111213,
        begins="2026-11-19 15:00:00",
        ends="2028-11-19 14:59:59",
        key=key(),  # type: ignore[arg-type]
        is_ca=False,
    )
    assert read(content, "新しい証明書.crt") == ClientCertificate(
        file="新しい証明書.crt",
        serial="5a0102030405060708090a0b0c0d0e0f10111213",  # 20 octets
        common_name="需給管理部 端末",
        issuer=ISSUER,
        not_before=datetime(2026, 11, 20, tzinfo=TOKYO),
        not_after=datetime(2028, 11, 19, 23, 59, 59, tzinfo=TOKYO),
    )
    assert read(content).last_day == date(2028, 11, 19)


def test_several_common_names_are_all_reported_and_none_is_empty() -> None:
    assert read(made("端末", "予備")).common_name == "端末, 予備"
    assert read(made()).common_name == ""


def test_another_issuer_is_read_as_it_is() -> None:
    assert read(made("端末", issuer="別の認証局")).issuer == "別の認証局"


DER = made("端末")
PEM = pem(DER)
FORMS = {
    "DER": DER,
    "DER and a line end": DER + b"\r\n",
    "DER and zeros": DER + bytes(16),
    "PEM": PEM,
    "PEM without its last line end": PEM.rstrip(),
    "PEM from Windows": PEM.replace(b"\n", b"\r\n"),
    "PEM from an old Mac": PEM.replace(b"\n", b"\r"),
    "PEM with a byte order mark": codecs.BOM_UTF8 + PEM,
    "PEM as Unicode": PEM.decode().encode("utf-16"),
    "PEM as big-endian Unicode": codecs.BOM_UTF16_BE + PEM.decode().encode("utf-16-be"),
    "PEM after text": "発行者: 認証局\n有効期限: 2026年\n".encode() + PEM,
    "PEM after text in Shift_JIS": "発行者: 認証局\n".encode("cp932") + PEM,
    "PEM before text": PEM + "以上\n".encode(),
    "PEM with spaces": PEM.replace(b"\n", b" \n "),
    "PEM of one line": PEM.replace(b"\n", b""),
    "PEM with an old label": pem(DER, label="X509 CERTIFICATE"),
    "PEM twice the same": PEM + PEM,
    "Base64 alone": b"\n".join(PEM.splitlines()[1:-1]),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("name", ["a.cer", "A.CRT", "証明書.pem", "a.txt", "", "cer"])
def test_the_same_certificate_is_read_from_every_form(content: bytes, name: str) -> None:
    found = read(content, name)
    assert (found.serial, found.common_name, found.left_out) == ("0a12ab34", "端末", 0)
    assert found.last_day == date(2026, 12, 3)


ROOT = made("Root CA", is_ca=True, serial=1)
MIDDLE = made("Middle CA", is_ca=True, serial=2)
OTHER = made("予備", serial=3)


def test_a_chain_is_read_for_its_only_end() -> None:
    for chain in (pem(DER, MIDDLE, ROOT), pem(ROOT, MIDDLE, DER)):
        found = read(chain)
        assert (found.serial, found.left_out) == ("0a12ab34", 2)


def encrypted() -> KeySerializationEncryption:
    return BestAvailableEncryption(b"secret")


def pfx(encryption: KeySerializationEncryption) -> bytes:
    certificate = x509.load_der_x509_certificate(made("端末", key=ec_key()))
    return pkcs12.serialize_key_and_certificates(b"pc", ec_key(), certificate, None, encryption)


def key(encoding: Encoding, form: PrivateFormat, how: KeySerializationEncryption) -> bytes:
    return rsa_key().private_bytes(encoding, form, how)


OPEN, NONE = PrivateFormat.TraditionalOpenSSL, NoEncryption()
INDEFINITE = bytes.fromhex("3080020103308006092a864886f70d010701a080")  # as old programs export
KEYS = {
    "PKCS #12": pfx(encrypted()),
    "PKCS #12 without a password": pfx(NONE),
    "PKCS #12 cut off": pfx(encrypted())[:40],
    "PKCS #12 of no told length": INDEFINITE,
    "PKCS #12 in Base64": pem(pfx(encrypted()), label="PKCS12"),
    "PKCS #12 called a certificate": pem(pfx(encrypted())),
    "PKCS #8": key(Encoding.DER, PrivateFormat.PKCS8, NONE),
    "PKCS #8 encrypted": key(Encoding.DER, PrivateFormat.PKCS8, encrypted()),
    "PKCS #8 cut off": key(Encoding.DER, PrivateFormat.PKCS8, NONE)[:50],
    "PKCS #1": key(Encoding.DER, OPEN, NONE),
    "SEC 1": ec_key().private_bytes(Encoding.DER, OPEN, NONE),
    "PEM": key(Encoding.PEM, PrivateFormat.PKCS8, NONE),
    "PEM encrypted": key(Encoding.PEM, PrivateFormat.PKCS8, encrypted()),
    "PEM of RSA": key(Encoding.PEM, OPEN, NONE),
    "PEM of EC": ec_key().private_bytes(Encoding.PEM, OPEN, NONE),
    "PEM of OpenSSH": key(Encoding.PEM, PrivateFormat.OpenSSH, NONE),
    "a certificate and its key": PEM + key(Encoding.PEM, PrivateFormat.PKCS8, NONE),
    "a key and its certificate": key(Encoding.PEM, PrivateFormat.PKCS8, NONE) + PEM,
    "a key without its beginning": b"MIIE\n-----END RSA PRIVATE KEY-----\n" + PEM,
    "a key as Unicode": key(Encoding.PEM, OPEN, NONE).decode().encode("utf-16"),
    "a Java key store": bytes.fromhex("feedfeed00000002"),
}


@pytest.mark.parametrize("content", KEYS.values(), ids=KEYS)
def test_a_private_key_is_refused_by_what_it_is(content: bytes) -> None:
    assert refused(content) == "private-key"


@pytest.mark.parametrize(
    "name",
    ["a.p12", "a.pfx", "A.PFX", "証明書.cer.p12", "C:\\鍵\\a.Pfx", " a.p12 ", "a.key", "a.jks"],
)
def test_a_private_key_is_refused_by_its_name_before_it_is_read(name: str) -> None:
    def never() -> bytes:
        raise AssertionError(name)

    assert refused(DER, name) == "private-key"
    (item,) = read_all([(name, never)], within_limits).refused
    assert item.finding.code == "private-key"
    for words in ("秘密キー", "certmgr.msc", "「いいえ、秘密キーをエクスポートしません」", ".CER"):
        assert words in item.finding.message + item.finding.remedy


def request() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "端末")])
    builder = x509.CertificateSigningRequestBuilder().subject_name(name)
    return builder.sign(ec_key(), hashes.SHA256()).public_bytes(Encoding.DER)


def revocations() -> bytes:
    builder = x509.CertificateRevocationListBuilder().issuer_name(x509.Name([]))
    builder = builder.last_update(utc("2026-11-01")).next_update(utc("2026-12-01"))
    return builder.sign(ec_key(), hashes.SHA256()).public_bytes(Encoding.DER)


BUNDLE = bundle(DER, OTHER, ROOT)
BUNDLES = {
    "DER": BUNDLE,
    "PEM": bundle(DER, OTHER, ROOT, encoding=Encoding.PEM),
    "PEM of Microsoft": pem(BUNDLE, label="PKCS7"),
    "PEM with an old label": pem(BUNDLE, label="PKCS #7 SIGNED DATA"),
    "PEM of CMS": pem(BUNDLE, label="CMS"),
    "PEM called a certificate": pem(BUNDLE),
    "Base64 alone": b"\n".join(pem(BUNDLE).splitlines()[1:-1]),
    "PEM as Unicode": pem(BUNDLE, label="PKCS7").decode().encode("utf-16"),
    "BER": without_length(BUNDLE, 1),
    "several blocks": pem(DER, OTHER, ROOT),
    "a bundle and a certificate": pem(bundle(OTHER, ROOT), label="PKCS7") + PEM,
    "twice the same": pem(BUNDLE, BUNDLE, label="PKCS7") + PEM,
}


@pytest.mark.parametrize("content", BUNDLES.values(), ids=BUNDLES)
@pytest.mark.parametrize("name", ["証明書.p7b", "a.P7C", "a.cer"])
def test_every_client_certificate_of_a_bundle_is_read_and_authorities_are_reported(
    content: bytes, name: str
) -> None:
    found = read_from(content, name)
    assert found.refused == []
    reported = {(item.serial, item.common_name, item.left_out) for item in found.certificates}
    assert reported == {("0a12ab34", "端末", 1), ("03", "予備", 1)}
    assert {item.file for item in found.certificates} == {name}


def test_what_issued_another_certificate_is_an_authority_though_it_does_not_say_so() -> None:
    (found,) = read_from(bundle(DER, with_subject(ISSUER))).certificates
    assert (found.serial, found.left_out) == ("0a12ab34", 1)
    assert read(with_subject(ISSUER)).common_name == ISSUER


def with_subject(name: str, serial: int = 8) -> bytes:
    """Make an authority of version 1: it says nothing of itself but its name."""
    same = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(same).issuer_name(same).serial_number(serial)
    builder = builder.not_valid_before(utc("2020-01-01")).not_valid_after(utc("2040-01-01"))
    builder = builder.public_key(ec_key().public_key())
    return builder.sign(ec_key(), hashes.SHA256()).public_bytes(Encoding.DER)


def test_two_that_issued_themselves_under_one_name_are_no_authorities() -> None:
    before, after = with_subject("端末"), with_subject("端末", serial=9)
    assert len(read_from(bundle(before, after)).certificates) == 2


def test_one_that_cannot_be_used_stops_no_other_of_its_bundle() -> None:
    for_ever = made("暗号化ファイル", serial=7, ends="2126-11-24 00:00:00")
    found = read_from(pem(DER, for_ever, OTHER), "個人.p7b")
    assert [item.serial for item in found.certificates] == ["0a12ab34", "03"]
    (item,) = found.refused
    assert (item.file, item.finding.code) == ("個人.p7b（2件目の証明書）", "out-of-range")


def test_blocks_without_an_end_are_refused_at_once() -> None:
    content = b"-----BEGIN CERTIFICATE-----\n" * 34_000
    assert refused(content) == "damaged"


EMPTY_BUNDLE = bytes.fromhex(  # openssl crl2pkcs7 -nocrl -outform der
    "302306092a864886f70d010702a01630140201013100300b06092a864886f70d010701a1003100"
)
ENVELOPE = element(
    0x30, bytes.fromhex("06092a864886f70d010703"), element(0xA0, element(0x30, b"\2\1\0"))
)
PUBLIC_KEY = ec_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
REFUSED = {
    "nothing": (b"", "empty"),
    "line ends": (b"\r\n \n", "empty"),
    "a byte order mark": (codecs.BOM_UTF8, "empty"),
    "Unicode's mark": (codecs.BOM_UTF16_LE, "empty"),
    "a large file": (DER + bytes(MAX_BYTES), "too-large"),
    "a request": (request(), "request"),
    "a request in PEM": (pem(request(), label="CERTIFICATE REQUEST"), "request"),
    "a request from Windows": (pem(request(), label="NEW CERTIFICATE REQUEST"), "request"),
    "a request that is called a certificate": (pem(request()), "request"),
    "a revocation list": (revocations(), "revocation-list"),
    "a revocation list in PEM": (pem(revocations(), label="X509 CRL"), "revocation-list"),
    "an empty bundle": (EMPTY_BUNDLE, "bundle"),
    "an empty bundle in PEM": (pem(EMPTY_BUNDLE, label="PKCS7"), "bundle"),
    "half a bundle": (BUNDLE[: len(BUNDLE) // 2], "bundle"),
    "a bundle without its first bytes": (BUNDLE[4:], "no-certificate"),
    "the object identifier of a bundle": (bytes.fromhex("300b06092a864886f70d010702"), "bundle"),
    "an encrypted message": (ENVELOPE, "bundle"),
    "a bundle of authorities": (bundle(ROOT, MIDDLE), "ca-certificate"),
    "an authority": (ROOT, "ca-certificate"),
    "an authority in PEM": (pem(ROOT), "ca-certificate"),
    "two authorities": (pem(ROOT, MIDDLE), "ca-certificate"),
    "a cut-off certificate": (DER[:-1], "damaged"),
    "half a certificate": (DER[: len(DER) // 2], "damaged"),
    "a certificate and more": (DER + b"x", "damaged"),
    "half a PEM": (PEM[: len(PEM) // 2], "damaged"),
    "a PEM without its end": (PEM.partition(b"-----END")[0], "damaged"),
    "a PEM with a wrong letter": (PEM.replace(b"M", b"?", 1), "damaged"),
    "a PEM of nothing": (pem(b""), "no-certificate"),
    "one whole and one half": (PEM + pem(OTHER)[:200], "damaged"),
    "a public key": (PUBLIC_KEY, "no-certificate"),
    "a form": (b"PK\x03\x04" + bytes(100), "no-certificate"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "no-certificate"),
    "text": ("証明書のシリアル番号は 0A12AB34 です。".encode(), "no-certificate"),
    "a word": (b"certificate", "no-certificate"),
    "a name with half a character": (by_hand(common_name=element(0x1E, b"\xd8\x00")), "damaged"),
    "one byte": (b"0", "damaged"),
    "two bytes": (b"0\x80", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_client_certificate_is_refused_with_its_own_words(
    content: bytes, code: str
) -> None:
    assert refused(content) == code


def test_every_refusal_says_why_and_what_to_do() -> None:
    covered = {code for _, code in REFUSED.values()} | {"private-key", "out-of-range"}
    assert {refusal.code for refusal in CertificateRefusal} == covered
    whys = [refusal.value[0] for refusal in CertificateRefusal]
    assert len(set(whys)) == len(whys)
    for refusal in CertificateRefusal:
        for sentence in refusal.value:
            assert JAPANESE.search(sentence)
            assert sentence.endswith("。")
        assert str(refusal.error()) == refusal.value[0]


def tried(content: bytes, name: str = "a.cer") -> str:
    """Read whatever it is; anything else than certificates and refusals fails the test."""
    found = read_from(content, name)
    for certificate in found.certificates:
        assert re.fullmatch(r"([0-9a-f]{2})+", certificate.serial)
        assert 1986 <= certificate.last_day.year <= 2099
    return found.refused[0].finding.code if found.refused else "read"


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    tried(content, name)
    tried(b"0" + content, name)
    tried(pem(content), name)


@given(st.data())
def test_a_certificate_with_wrong_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([DER, PEM, BUNDLE, KEYS["PKCS #12"], by_hand()])))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    tried(bytes(content))


def test_a_certificate_is_refused_wherever_it_is_cut_off() -> None:
    for size in range(len(DER)):
        assert tried(DER[:size]) in {"empty", "damaged"}
    for size in range(len(PEM.rstrip())):
        assert tried(PEM[:size]) != "read"


strings = st.builds(element, st.integers(1, 30), st.binary(max_size=40))


@given(serial=st.binary(max_size=60), begins=strings, ends=strings, common_name=strings)
def test_any_content_of_the_fields_is_read_or_refused(
    serial: bytes, begins: bytes, ends: bytes, common_name: bytes
) -> None:
    tried(by_hand(serial=serial))
    tried(by_hand(begins=begins))
    tried(by_hand(ends=ends))
    tried(by_hand(common_name=common_name))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_date_is_read_or_out_of_range(day: date) -> None:
    ends = element(0x18, f"{day.year:04}{day:%m%d}145959Z".encode())
    if 1986 <= day.year <= 2099:
        assert read(by_hand(ends=ends)).last_day == day
    else:
        assert refused(by_hand(ends=ends)) == "out-of-range"
