"""What is wrong with a command as it was typed, in Danish. Typer tells it in English only."""

import difflib
from collections.abc import Iterable, Sequence

import typer
from pydantic import ValidationError
from typer.core import TyperArgument, TyperOption

from ordret.errors import FaultCode, RequestFault

Parameter = TyperOption | TyperArgument

_NUMBERS = {
    "int_parsing": "Skriv et helt tal.",
    "int_from_float": "Skriv et helt tal.",
    "float_parsing": "Skriv et tal, med punktum som decimaltegn.",
    "greater_than_equal": "Skriv et tal, der er mindst {ge}.",
    "less_than_equal": "Skriv et tal, der er højst {le}.",
}
"""What to do about pydantic's kinds of mistakes, which Typer keeps as the cause of its own."""


def unknown_command(name: str, path: str, there: Iterable[str]) -> RequestFault:
    """The fault for a command that there is not; `path` is what stands before it."""
    return _fault(f"Kommandoen »{path} {name}« findes ikke.", _meant(name, there), path)


def too_many(rest: Sequence[str], path: str) -> RequestFault:
    """The fault for arguments that the command has no use for."""
    return _fault(f"»{path}« kan ikke bruge »{' '.join(rest)}«.", "", path)


def explain(error: typer.TyperException, params: Iterable[object], path: str) -> RequestFault:
    """The fault for what Typer refuses about the command `path`, which takes `params`."""
    if isinstance(error, typer.BadParameter) and isinstance(error.param, Parameter):
        return _explain_parameter(error, error.param, path)
    # The classes of the others are Typer's own secret, their attributes are not.
    option = getattr(error, "option_name", None)
    if option is None:
        return _fault("Kommandoen er ikke skrevet, så Ordret forstår den.", "", path)
    if hasattr(error, "possibilities"):
        near = _meant(option, error.possibilities or ())
        return _fault(f"»{path}« har ikke noget, der hedder »{option}«.", near, path)
    if any(isinstance(each, TyperOption) and _is_flag(each, option) for each in params):
        return _fault(f"»{option}« tager ingen værdi.", f"Skriv kun »{option}«.", path)
    return _fault(f"»{option}« mangler en værdi.", "Skriv den lige efter.", path)


def label(param: Parameter) -> str:
    """What the value of `param` is called, or what it may be: `DATO`, `day|week`; "" of a flag."""
    if isinstance(param, TyperOption) and (param.is_flag or param.count):
        return ""
    if param.metavar:
        return param.metavar
    return "|".join(_choices(param)) or param.name.upper()


def _explain_parameter(error: typer.BadParameter, param: Parameter, path: str) -> RequestFault:
    name = f"»{param.opts[0]}«" if isinstance(param, TyperOption) else label(param)
    if not error.message:
        return _fault(f"»{path}« mangler {name}.", "", path)
    if not isinstance(error.__cause__, ValidationError):
        return _fault(f"Det, du har skrevet som {name}, kan ikke bruges.", "", path)
    mistake = error.__cause__.errors()[0]
    remedy = _NUMBERS.get(mistake["type"], "").format(**mistake.get("ctx", {}))
    if choices := _choices(param):
        remedy = f"Vælg mellem {', '.join(choices)}."
    return _fault(f"{name} kan ikke være »{mistake['input']}«.", remedy, path)


def _is_flag(option: TyperOption, name: str) -> bool:
    return option.is_flag and name in (*option.opts, *option.secondary_opts)


def _choices(param: Parameter) -> list[str]:
    return [str(getattr(choice, "value", choice)) for choice in param.type_descriptor.choices or ()]


def _meant(name: str, there: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(there), n=1)
    return f"Mente du »{near[0]}«?" if near else ""


def _fault(what: str, remedy: str, path: str) -> RequestFault:
    page = f"»{path} --help« viser, hvad der kan skrives."
    return RequestFault(FaultCode.REQUEST_INVALID, what, f"{remedy} {page}".strip())
