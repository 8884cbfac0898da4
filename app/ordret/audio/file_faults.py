"""What the user is told about sound files. A file is named, never its folder."""

from ordret.errors import Fault, FaultCode

_COPY_AGAIN = "Kopiér eller hent den igen fra optageren, hvis den skulle være hel."


def missing(name: str) -> Fault:
    """There is nothing at that path."""
    return _unreadable(f"Filen »{name}« findes ikke.", "Se efter, om navn og mappe er rigtige.")


def a_folder(name: str) -> Fault:
    """The path is a folder's."""
    return _unreadable(f"»{name}« er en mappe.", "Vælg en fil i mappen.")


def forbidden(name: str) -> Fault:
    """The user may not read it."""
    return _unreadable(
        f"Du har ikke lov til at læse filen »{name}«.",
        "Bed den, der ejer filen, om adgang, eller kopiér den til din egen mappe.",
    )


def unreachable(name: str) -> Fault:
    """The disk or the network drive gives an error."""
    return _unreadable(
        f"Filen »{name}« kunne ikke læses, for disken eller netværksdrevet svarede med en fejl.",
        "Prøv igen, eller kopiér filen til maskinens egen disk.",
    )


def empty(name: str) -> Fault:
    """It has no bytes."""
    return _unreadable(f"Filen »{name}« er tom.", _COPY_AGAIN)


def not_sound(name: str) -> Fault:
    """It is in no format that is known, or so damaged that nothing can be had from it."""
    return _unreadable(
        f"Filen »{name}« kan ikke læses som lyd eller video. Den er beskadiget eller noget helt"
        " andet.",
        f"Prøv at afspille den i et andet program. {_COPY_AGAIN}",
    )


def without_sound(name: str) -> Fault:
    """It is sound or video, and there is no sound in it."""
    return _unreadable(f"Der er ingen lyd i filen »{name}«.", "Vælg en fil med lyd.")


def unknown_encoding(name: str) -> Fault:
    """There is sound, in an encoding that can't be decoded."""
    return _unreadable(
        f"Lyden i filen »{name}« er i et format, som Ordret ikke kan læse.",
        "Gem den som WAV, MP3 eller M4A i det program, den kommer fra.",
    )


def breaks_off(name: str, at_seconds: float) -> Fault:
    """The rest is missing or can't be read."""
    return _unreadable(
        f"Filen »{name}« bryder af ved {_clock(at_seconds)}. Alt før det er taget med.",
        _COPY_AGAIN,
    )


def skipped(name: str, at_seconds: float) -> Fault:
    """A piece in the middle can't be read."""
    return _unreadable(
        f"Filen »{name}« er beskadiget, første gang ved {_clock(at_seconds)}. Det, der ikke kan"
        " læses, er sprunget over; resten er taget med.",
        _COPY_AGAIN,
    )


def _unreadable(what: str, remedy: str) -> Fault:
    return Fault(FaultCode.AUDIO_FILE_UNREADABLE, what, remedy)


def _clock(seconds: float) -> str:
    """»05:32«, or »1:05:32« from an hour on."""
    minutes, whole_seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours}:{minutes:02}:{whole_seconds:02}" if hours else f"{minutes:02}:{whole_seconds:02}"
    )
