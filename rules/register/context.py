"""What an application is held against: the register of its business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.register.fold import Register
from rules.register.holdings import Holdings


@dataclass(frozen=True, slots=True)
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
