"""One line of what `ordret doctor` finds."""

from dataclasses import dataclass
from enum import StrEnum

from ordret.errors import Fault


class State(StrEnum):
    """How it is. Only an `ERROR` keeps something from working."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """`name` is for programs; `title`, `what` was found and the `remedy` are Danish."""

    name: str
    title: str
    state: State
    what: str
    remedy: str = ""


def from_fault(name: str, title: str, fault: Fault, state: State = State.ERROR) -> Check:
    """The check that met `fault`."""
    return Check(name, title, state, fault.what, fault.remedy)
