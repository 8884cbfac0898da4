"""What the user is told about microphones."""

from ordret.audio.device import MicrophoneDevice
from ordret.errors import Fault, FaultCode

_CHECK = (
    "Se efter, om den er slået fra på en knap, og om programmer må bruge mikrofonen"
    " (i Windows: Indstillinger > Beskyttelse af personlige oplysninger > Mikrofon)."
    " Skriv »ordret doctor« for at prøve mikrofonerne."
)


def none_there() -> Fault:
    """The system knows of no microphone."""
    return Fault(
        FaultCode.MICROPHONE_MISSING,
        "Der blev ikke fundet nogen mikrofon.",
        "Tilslut en mikrofon eller et headset, og prøv igen. Skriv »ordret doctor« for at se,"
        " hvad systemet kan finde.",
    )


def no_sound_system() -> Fault:
    """PortAudio itself is not there."""
    return Fault(
        FaultCode.MICROPHONE_MISSING,
        "Mikrofonen kan ikke bruges, for PortAudio mangler på denne maskine.",
        "Installér det (Debian og Ubuntu: »sudo apt install libportaudio2«), og prøv igen."
        " Lydfiler kan bruges uden.",
    )


def wont_open(device: MicrophoneDevice) -> Fault:
    """The system refuses to open it."""
    return Fault(
        FaultCode.MICROPHONE_SILENT,
        f"Mikrofonen »{device.name}« kunne ikke åbnes.",
        f"Luk andre programmer, der bruger den. {_CHECK}",
    )


def never_delivers(device: MicrophoneDevice, seconds: float) -> Fault:
    """It opened, and nothing came."""
    return Fault(
        FaultCode.MICROPHONE_SILENT,
        f"Mikrofonen »{device.name}« er åben, men har ikke sendt lyd i {_seconds(seconds)}.",
        _CHECK,
    )


def only_zeros(device: MicrophoneDevice) -> Fault:
    """Data comes, but it is silence such as no room has."""
    return Fault(
        FaultCode.MICROPHONE_SILENT,
        f"Der er helt stille i mikrofonen »{device.name}«.",
        f"Hvis du taler, bliver det ikke hørt. {_CHECK}",
    )


def sound_again(device: MicrophoneDevice) -> Fault:
    """After zeros there is sound."""
    return Fault(
        FaultCode.MICROPHONE_SILENT,
        f"Der er lyd i mikrofonen »{device.name}« igen.",
        "Sig det igen, som du nåede at sige imens.",
    )


def not_connected(name: str, used: MicrophoneDevice) -> Fault:
    """The chosen microphone was not there at the start."""
    return Fault(
        FaultCode.MICROPHONE_LOST,
        f"Mikrofonen »{name}« er ikke tilsluttet eller kan ikke åbnes. Dikteringen bruger"
        f" standardmikrofonen »{used.name}«.",
        f"Tilslut »{name}«, så bliver den brugt i stedet.",
    )


def went_on(lost: MicrophoneDevice, used: MicrophoneDevice, seconds: float) -> Fault:
    """The microphone stopped, and another took over."""
    return Fault(
        FaultCode.MICROPHONE_LOST,
        f"Mikrofonen »{lost.name}« holdt op med at sende lyd. Dikteringen fortsætter med"
        f" »{used.name}«; der mangler {_seconds(seconds)} imellem.",
        f"Sig det sidste igen, hvis det mangler. Tilslut »{lost.name}«, så bliver den brugt igen.",
    )


def delivers_again(device: MicrophoneDevice, seconds: float) -> Fault:
    """The microphone stopped, and the same one could be opened again."""
    return Fault(
        FaultCode.MICROPHONE_LOST,
        f"Mikrofonen »{device.name}« holdt op med at sende lyd i {_seconds(seconds)}, men"
        " virker igen.",
        "Sig det sidste igen, hvis det mangler.",
    )


def came_back(device: MicrophoneDevice) -> Fault:
    """The chosen microphone is in use again."""
    return Fault(
        FaultCode.MICROPHONE_LOST,
        f"Mikrofonen »{device.name}« er der igen og bliver brugt fra nu af.",
        "Du kan bare tale videre.",
    )


def none_to_go_on_with(lost: MicrophoneDevice) -> Fault:
    """The microphone stopped, and no other delivers."""
    return Fault(
        FaultCode.MICROPHONE_LOST,
        f"Mikrofonen »{lost.name}« holdt op med at sende lyd, og der er ingen anden at"
        " fortsætte med.",
        "Det, du sagde inden, er med. Tilslut mikrofonen igen, og begynd en ny diktering.",
    )


def dropped(seconds: float) -> Fault:
    """Sound was recorded but could not be taken in."""
    return Fault(
        FaultCode.AUDIO_OVERRUN,
        f"{_seconds(seconds)} af det sagte gik tabt, fordi maskinen havde for travlt.",
        "Sig det igen, hvis det mangler, og luk tunge programmer.",
    )


def overflowed() -> Fault:
    """The system lost sound and does not say how much."""
    return Fault(
        FaultCode.AUDIO_OVERRUN,
        "Et øjeblik af det sagte gik tabt, fordi maskinen havde for travlt.",
        "Sig det igen, hvis det mangler, og luk tunge programmer.",
    )


def looked_anew(seconds: float) -> Fault:
    """The list of microphones was read anew, and meanwhile none was open."""
    return Fault(
        FaultCode.AUDIO_OVERRUN,
        f"En mikrofon blev sat til eller taget fra. Mens det blev undersøgt, gik"
        f" {_seconds(seconds)} af det sagte tabt.",
        "Sig det sidste igen, hvis det mangler.",
    )


def _seconds(seconds: float) -> str:
    """»1,4 sekunder«."""
    number = f"{seconds:.1f}".replace(".", ",").removesuffix(",0")
    return f"{number} {'sekund' if number == '1' else 'sekunder'}"
