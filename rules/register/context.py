"""What an application is held against: the register of its business."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules.register.fold import FoldedApplication, Register
from rules.register.holdings import Holdings
from rules.register.identity import person_key
from rules.register.parts import Touch, touches


@dataclass(frozen=True)
class RegisterContext:
    """What an application is held against.

    ``register`` is that of its code just before it is sent, ``others`` those of other codes;
    ``sender`` is the domain of the mail that brought it, empty where none did;
    ``before`` and ``after`` are what is registered on the day of its own expected registration,
    everything sent before it applied, without it and with it.
    """

    register: Register
    others: Sequence[Register]
    is_known: bool
    sender: str
    day: date
    before: Holdings
    after: Holdings

    @cached_property
    def present(self) -> frozenset[Touch]:
        """Who and what is registered or applied for, whatever an application under way ends."""
        contacts = (("contacts", person_key(one.name)) for one, _ in self.register.contacts)
        certificates = ((one.table, one.serial) for one, _ in self.register.certificates)
        return frozenset([*contacts, *certificates])

    @cached_property
    def under_way(self) -> Mapping[Touch, FoldedApplication]:
        """What applications touch that are sent and not yet registered, with the last of each."""
        return {
            touch: one
            for one in self.register.under_way
            for touch in touches(one.record.application)
        }
