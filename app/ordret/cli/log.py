"""The program's log: what went wrong with the program itself, without what was said.

A third party's exception, warning or log line may quote what it was given. So a bug is written down
with its type and its way through the code, and a library's line with where it comes from; never
with a message that is not Ordret's own.
"""

import logging
import platform
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST_BYTES = 500_000
_OLD_FILES = 2

_log = logging.getLogger(__name__)


class LogFile(RotatingFileHandler):
    """The log as a file, made when there is something to write; `broken` if that failed."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            file, maxBytes=_LARGEST_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True
        )
        self.setLevel(logging.WARNING)
        self.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self.broken = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`, in a folder that is made for the user alone where there is none."""
        try:
            Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            self.broken = True
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own
        """Remember it; logging's own way is to print a traceback."""
        self.broken = True


class _Discreet(logging.Formatter):
    """Leaves out what libraries say."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] == "ordret":
            return super().format(record)
        where = f"{record.pathname}:{record.lineno}"
        if record.name == "py.warnings":
            # »file:line: category: message«, as the standard library's formatwarning has it.
            where = ": ".join(record.getMessage().split(": ", 2)[:2])
        return f"{self.formatTime(record)} {record.levelname} {record.name}: {where}"


@contextmanager
def logging_to(file: Path) -> Iterator[LogFile]:
    """Until the end of the block, warnings of the program and of its libraries go to `file`."""
    handler = LogFile(file)
    root = logging.getLogger()
    root.addHandler(handler)
    logging.captureWarnings(capture=True)
    try:
        yield handler
    finally:
        logging.captureWarnings(capture=False)
        root.removeHandler(handler)
        handler.close()


def report_bug(error: BaseException) -> str:
    """Write `error` to the log, and return what was written."""
    report = describe_bug(error)
    _log.error("%s", report)
    return report


def describe_bug(error: BaseException) -> str:
    """Where `error` came from, and what led to it: types and lines of code, no message."""
    about = f"Ordret {version('ordret')}, Python {platform.python_version()}, {platform.platform()}"
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines = traceback.StackSummary.extract(traceback.walk_tb(seen.__traceback__)).format()
        number = f" errno {seen.errno}" if isinstance(seen, OSError) and seen.errno else ""
        name = f"{type(seen).__module__}.{type(seen).__qualname__}{number}"
        parts.append("".join([*lines, name]))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join([about, *reversed(parts)])
