"""The CLI (command line): the same functions as the pages.

Exit status: 0 fine; 1 errors were found in what was given; 2 the call was wrong, or the only input
could not be read (one line, no traceback).
"""

import os
import sys

import click

from rules.errors import UserError
from wizard.commands.app import app
from wizard.commands.exits import INTERRUPTED, WRONG_CALL, complain
from wizard.commands.usage import in_japanese
from wizard.core.files import os_error_text


def main() -> None:
    """Run a command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = app.main(standalone_mode=False) or 0
        sys.stdout.flush()
        sys.exit(status)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        sys.exit(WRONG_CALL)
    except click.UsageError as error:
        complain(in_japanese(error))
        sys.exit(WRONG_CALL)
    except UserError as error:
        complain(str(error))
        sys.exit(WRONG_CALL)
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it is no more
        complain(f"結果を出力できません（{os_error_text(error)}）。")
        sys.exit(WRONG_CALL)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
