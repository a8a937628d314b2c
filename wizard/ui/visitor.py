"""The visitor: who uses the pages, as far as that can be known."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import streamlit as st

from wizard.core.hosts import is_loopback
from wizard.serving.proxies import FORWARDED_KEY, IDENTITY_KEY


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person: whoever sits at this machine (without a name), or whom a trusted proxy names."""

    name: str = ""


OWNER: Final = Visitor()


def visitor() -> Visitor | None:
    """Return who uses the page that runs; None where nobody has said who it is.

    The pages that are served on this machine's own address are its owner's, unless a proxy stands
    in between. Elsewhere it is whom a proxy names that the settings trust.
    """
    if is_loopback(st.get_option("server.address")) and not st.user.get(FORWARDED_KEY):
        return OWNER
    name = unquote(str(st.user.get(IDENTITY_KEY) or ""))
    return Visitor(name) if name else None
