"""Memory use of a process."""

import resource
from pathlib import Path
from typing import Final

KIBIBYTE: Final = 1024 / 1e6  # in megabytes


def megabytes_held() -> float:
    """Return the peak memory of this process.

    Linux counts for ``getrusage`` what the process held that started this one, too; so its own
    account is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        held = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(held["VmHWM"].split()[0]) * KIBIBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE
