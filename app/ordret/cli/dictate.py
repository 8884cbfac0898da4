"""`ordret dictate`: speech in, text out, while it is spoken."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ordret.cli.base import ChosenDevice, ModelName, Surroundings, find_surroundings
from ordret.errors import FaultCode, RequestFault

if TYPE_CHECKING:
    from ordret.audio.source import AudioSource


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dictate")(dictate)


def dictate(  # noqa: PLR0917 - the options of a command
    audio: Annotated[
        Path | None,
        typer.Option("--audio", metavar="FIL", help="Diktér en lyd- eller videofil."),
    ] = None,
    microphone: Annotated[
        bool,
        typer.Option("--microphone", help="Diktér i mikrofonen (gælder også, når intet er valgt)."),
    ] = False,
    device: Annotated[
        str | None,
        typer.Option(metavar="NAVN", help="Mikrofonens navn, som »ordret doctor« viser det."),
    ] = None,
    pace: Annotated[
        Literal["realtime", "fast"],
        typer.Option(help="En fils tempo: som talt, eller så hurtigt maskinen kan."),
    ] = "realtime",
    note: Annotated[bool, typer.Option("--note", help="Skriv et sagsnotat.")] = False,
    letter: Annotated[
        str | None,
        typer.Option(metavar="SKABELON", help="Skriv et brev efter skabelonen med dette id."),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="NAVN=VÆRDI", help="Udfyld et felt i notat eller brev. Må gentages."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FIL", help="Filen, teksten skal ende i: .docx eller .txt."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Overskriv filen, hvis den findes.")
    ] = False,
    model: ModelName = None,
    device_type: ChosenDevice = None,
    events: Annotated[
        bool, typer.Option("--events", help="Skriv hver hændelse som en linje JSON, når den sker.")
    ] = False,
) -> None:
    """Diktér, og få skrevet tekst, et sagsnotat eller et brev."""
    _refuse_contradictions(audio, microphone, device, note=note, letter=letter, fields=field)
    surroundings = find_surroundings(
        {
            "recognition.model": model,
            "recognition.device_type": device_type,
            "audio.microphone": device,
        }
    )
    from ordret.cli.dictating import Wish, carry_out  # noqa: PLC0415 - loads the recogniser

    wish = Wish(
        note=note,
        letter=letter,
        fields=tuple(_field(pair) for pair in field or ()),
        out=out,
        overwrite=overwrite,
        events=events,
    )
    if device is not None:
        _require_microphone(device)
    source, live = _source(surroundings, audio, pace)
    carry_out(surroundings, source, wish, spoken_live=live)


def _refuse_contradictions(
    audio: Path | None,
    microphone: bool,
    device: str | None,
    *,
    note: bool,
    letter: str | None,
    fields: list[str] | None,
) -> None:
    if audio is not None and (microphone or device is not None):
        raise _contradiction("--audio og --microphone", "Vælg enten en fil eller mikrofonen.")
    if note and letter is not None:
        raise _contradiction("--note og --letter", "Vælg enten et notat eller et brev.")
    if fields and not note and letter is None:
        raise _contradiction("--field uden --note eller --letter", "Tilføj --note eller --letter.")


def _contradiction(what: str, remedy: str) -> RequestFault:
    return RequestFault(
        FaultCode.REQUEST_INVALID, f"Du har skrevet {what}, og det hænger ikke sammen.", remedy
    )


def _field(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"»--field {pair}« mangler et lighedstegn.",
            "Skriv feltets navn, = og værdien, for eksempel --field emne=Boligstøtte.",
        )
    return name.strip(), value


def _require_microphone(name: str) -> None:
    """Raise `RequestFault` where no microphone is called `name`: it is likely a slip."""
    from ordret.audio.device import find_microphone  # noqa: PLC0415 - loads PortAudio
    from ordret.audio.portaudio import list_microphones  # noqa: PLC0415

    found = list_microphones()
    if find_microphone(name, found) is None:
        names = ", ".join(f"»{microphone.name}«" for microphone in found) or "ingen"
        raise RequestFault(
            FaultCode.MICROPHONE_MISSING,
            f"Der er ingen mikrofon, der hedder »{name}«.",
            f"Dem, der er nu: {names}.",
        )


def _source(
    surroundings: Surroundings, audio: Path | None, pace: Literal["realtime", "fast"]
) -> tuple["AudioSource", bool]:
    """Where the sound comes from, and whether it comes at speaking pace."""
    if audio is not None:
        from ordret.audio.file import AudioFile, Pace  # noqa: PLC0415 - loads PyAV

        return AudioFile(audio, Pace(pace)), pace == "realtime"
    from ordret.audio.microphone import Microphone  # noqa: PLC0415 - loads PortAudio

    return Microphone(surroundings.settings.audio.microphone or None), True
