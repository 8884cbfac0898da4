"""Carries out one command, and turns whatever goes wrong into Danish and an exit status."""

import errno
import io
import os
import sys
from collections.abc import Sequence

import typer
from rich.text import Text

from ordret.cli import app
from ordret.cli.base import messages, write_json_error
from ordret.cli.log import LogFile, logging_to, report_bug
from ordret.errors import Cancelled, Fault, FaultCode
from ordret.paths import find_paths

_CANCELLED = 130
"""What a shell gives for a program that Ctrl+C ended: 128 and the number of SIGINT."""
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def run(arguments: Sequence[str]) -> int:
    """Carry out the command in `arguments` and return its exit status.

    0: done. 1: the surroundings are at fault, or the program. 2: the request is. 130: broken off
    by the user. With `--json`, an error is a JSON object on stderr.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without æ, ø or » shows »?« there, and nothing breaks off.
            stream.reconfigure(errors="replace")
    as_json = "--json" in arguments
    with logging_to(find_paths(os.environ).log_file) as log:
        try:
            return _carry_out(arguments)
        except Fault as fault:
            _tell(fault.code.value, fault.what, fault.remedy, as_json=as_json)
            return fault.exit_status
        except (Cancelled, KeyboardInterrupt, typer.Abort):
            return _CANCELLED
        except BrokenPipeError:
            _write_no_more()
            return 1
        except Exception as error:  # noqa: BLE001 - a bug, and this is where bugs are written down
            if isinstance(error, OSError) and error.errno in _NO_SPACE:
                _write_no_more()
                what = "Disken er fuld, så kommandoen blev ikke gjort færdig."
                remedy = "Frigør plads, og prøv igen."
                _tell(FaultCode.DISK_FULL.value, what, remedy, as_json=as_json)
            else:
                _tell_bug(report_bug(error), log, as_json=as_json)
            return 1


def _carry_out(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    status = command.main(list(arguments), prog_name="ordret", standalone_mode=False)
    sys.stdout.flush()
    return status if isinstance(status, int) else 0


def _tell(code: str, what: str, remedy: str, *, as_json: bool) -> None:
    if as_json:
        write_json_error(code, what, remedy)
    else:
        messages().print(Text.assemble(("Fejl: ", "bold red"), f"{what}\n{remedy}"))


def _tell_bug(report: str, log: LogFile, *, as_json: bool) -> None:
    what = "Der er en fejl i Ordret, så kommandoen blev ikke gjort færdig."
    if log.broken:
        remedy = f"Giv dette til it-afdelingen; det kunne ikke skrives i {log.baseFilename}."
        what = f"{what}\n{report}"
    else:
        remedy = (
            f"Den er skrevet i {log.baseFilename}, uden noget af det, der er dikteret. Giv filen "
            "til it-afdelingen."
        )
    _tell("bug", what, remedy, as_json=as_json)


def _write_no_more() -> None:
    """Let go of what stdout can't take; Python would try again, and complain, when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
