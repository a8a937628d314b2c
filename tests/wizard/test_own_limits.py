"""Limits of this process: what takes too much is given up, and the limits of before return."""

import subprocess
import sys

import pytest

PROGRAM = """
import resource, signal
from wizard.core.workers import own_limits
from wizard.core.workers.too_costly import TooCostlyError

own_limits.MAX_CPU_SECONDS = 0.2

def spin():
    while True:
        pass

def grow():
    return bytearray(2_000_000_000)

def add(one, other):
    return one + other

before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
try:
    print(own_limits.within_own_limits({call}))
except TooCostlyError as error:
    print(error.code)
print(before == (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)))
print(signal.getitimer(signal.ITIMER_PROF))
"""


@pytest.mark.parametrize(
    ("call", "outcome"), [("spin", "too-costly"), ("grow", "too-costly"), ("add, 1, 2", "3")]
)
def test_what_takes_too_much_is_given_up(call: str, outcome: str) -> None:
    program = PROGRAM.replace("{call}", call)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == [outcome, "True", "(0.0, 0.0)"]
