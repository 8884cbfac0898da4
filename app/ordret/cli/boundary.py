"""Carries out one command, and turns whatever goes wrong into Danish and an exit status."""

import io
import json
import os
import sys
from collections.abc import Sequence

import typer
from rich.console import Group
from rich.text import Text

from ordret.cli import app
from ordret.cli.base import messages
from ordret.cli.log import LogFile, logging_to, report_bug
from ordret.errors import Cancelled, Fault
from ordret.paths import find_paths

_CANCELLED = 130
"""What a shell gives for a program that Ctrl+C ended: 128 and the number of SIGINT."""
_NOBODY_READS = 1


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
            _close_quietly()
            return _NOBODY_READS
        except Exception as error:  # noqa: BLE001 - a bug, and this is where bugs are written down
            _tell_bug(error, log, as_json=as_json)
            return 1


def _carry_out(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    status = command.main(list(arguments), prog_name="ordret", standalone_mode=False)
    sys.stdout.flush()
    return status if isinstance(status, int) else 0


def _tell(code: str, what: str, remedy: str, *, as_json: bool) -> None:
    if as_json:
        error = {"error": {"code": code, "message": what, "remedy": remedy}}
        sys.stderr.write(json.dumps(error, ensure_ascii=False) + "\n")
        return
    messages().print(Group(Text.assemble(("Fejl: ", "bold red"), what), Text(remedy)))


def _tell_bug(error: Exception, log: LogFile, *, as_json: bool) -> None:
    report = report_bug(error)
    what = "Der er en fejl i Ordret, så kommandoen blev ikke gjort færdig."
    if log.broken:
        remedy = (
            f"Den kunne ikke skrives i {log.baseFilename}. Giv dette til it-afdelingen:\n{report}"
        )
    else:
        remedy = (
            f"Den er skrevet i {log.baseFilename}, uden noget af det, der er dikteret. Giv filen "
            "til it-afdelingen."
        )
    _tell("bug", what, remedy, as_json=as_json)


def _close_quietly() -> None:
    """Nobody reads any more; without this Python complains of it when it ends."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
