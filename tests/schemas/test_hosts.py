"""Host names: what an organization registers, and where anybody can have an address."""

import pytest

from schemas.hosts import is_shared_mail_domain, organization_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.co.jp", "example.co.jp"),
        ("Mail.Tokyo.EXAMPLE.co.jp", "example.co.jp"),
        ("a.example.ne.jp.", "example.ne.jp"),
        ("mail.example.jp", "example.jp"),
        ("mail.example.chiyoda.tokyo.jp", "example.chiyoda.tokyo.jp"),  # a geographic name
        ("a.b.example.com", "example.com"),
        ("mail.example.co.uk", "example.co.uk"),
        ("co.jp", "co.jp"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_what_an_organization_registers(host: str, domain: str) -> None:
    assert organization_domain(host) == domain


def test_anybody_can_have_an_address_at_a_provider() -> None:
    assert is_shared_mail_domain("GMAIL.com")
    assert is_shared_mail_domain("ocn.ne.jp")
    assert not is_shared_mail_domain("example.co.jp")
