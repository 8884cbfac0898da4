"""Letter templates on disk: a Word file, and beside it the TOML file that declares its fields.

The file's name is the template's id: `afgoerelse.docx` and `afgoerelse.toml`. A template of the
organisation's wins over Ordret's own of the same id. One that is broken is told of and keeps its
id, so that a letter is never made from another template than the one that was meant.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ordret.documents.declaration import read_declaration
from ordret.documents.letter import LetterTemplate
from ordret.documents.letter_docx import try_out
from ordret.documents.word_package import MAX_FILE_BYTES, unusable
from ordret.errors import Fault, FaultCode, RequestFault

OWN_TEMPLATES = Path(__file__).parent / "templates"

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_OTHER_WORD_SUFFIXES = (".docm", ".dotx", ".dotm", ".doc", ".dot")
_SUFFIXES = frozenset({".toml", ".docx", *_OTHER_WORD_SUFFIXES})
_WORD_LOCK_PREFIX = "~$"


@dataclass(frozen=True, slots=True)
class FoundTemplates:
    """The templates that can be used, sorted by title, and the faults of those that can't.

    `notices` are Danish sentences that say which of Ordret's own templates are replaced.
    """

    templates: tuple[LetterTemplate, ...]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]
    _by_id: Mapping[str, LetterTemplate | Fault] = field(repr=False)

    def named(self, name: str) -> LetterTemplate:
        """The template whose id is `name`, in any case, with æ, ø and å or ae, oe and aa.

        Raises the template's own fault where it is broken, and RequestFault REQUEST_INVALID that
        lists the ids there are where it is unknown.
        """
        found = self._by_id.get(_id(name))
        if isinstance(found, LetterTemplate):
            return found
        if isinstance(found, Fault):
            raise found
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"Der er ingen skabelon, der hedder »{name}«.",
            f"Vælg en af disse: {', '.join(template.id for template in self.templates)}.",
        )


def find_templates(folders: Iterable[Path] = (), *, own: Path = OWN_TEMPLATES) -> FoundTemplates:
    """Every template in Ordret's `own` folder and in the organisation's `folders`; later wins.

    Raises nothing for what can't be read; it is among the faults.
    """
    by_id: dict[str, LetterTemplate | Fault] = {}
    faults: list[Fault] = []
    notices: list[str] = []
    for folder in (own, *folders):
        try:
            files = sorted(folder.iterdir())
        except OSError as error:
            faults.append(_unreadable("Mappen med brevskabeloner", folder, error))
            continue
        for template_id, declaration in _declarations(files).items():
            if template_id in by_id:
                notices.append(
                    f"Skabelonen »{template_id}« tages fra »{folder}« i stedet for Ordrets egen."
                )
            try:
                by_id[template_id] = load_template(declaration)
            except Fault as fault:
                by_id[template_id] = fault
    templates = [found for found in by_id.values() if isinstance(found, LetterTemplate)]
    faults += [found for found in by_id.values() if isinstance(found, Fault)]
    return FoundTemplates(
        tuple(sorted(templates, key=lambda template: template.title.casefold())),
        tuple(faults),
        tuple(notices),
        by_id,
    )


def load_template(declaration: Path) -> LetterTemplate:
    """The template of the TOML file `declaration` and the .docx of the same name, checked.

    Raises Fault TEMPLATE_INVALID that names the file and what is wrong in it, or FILE_UNREADABLE.
    """
    declared = read_declaration(_read(declaration), declaration.name)
    word_file = declaration.with_suffix(".docx")
    document = _read(word_file)
    try_out(document, declared.fields, word_file.name)
    return LetterTemplate(
        id=_id(declaration.stem),
        title=declared.title,
        help=declared.help,
        fields=declared.fields,
        dictation_field=declared.dictation_field,
        source=declaration,
        document=document,
    )


def _id(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold().translate(_ASCII)


def _declarations(files: Iterable[Path]) -> dict[str, Path]:
    """Where each template of a folder is declared, by id; also where only a Word file is."""
    return {
        _id(file.stem): file.with_suffix(".toml")
        for file in files
        if file.suffix.lower() in _SUFFIXES and not file.name.startswith(_WORD_LOCK_PREFIX)
    }


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            # One byte more than allowed tells that there is more.
            return opened.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise _missing(file) from error
    except OSError as error:
        raise _unreadable("Filen", file, error) from error


def _missing(file: Path) -> Fault:
    """The fault that one of a template's two files is not there, said of the one that is."""
    declaration, document = file.with_suffix(".toml"), file.with_suffix(".docx")
    others = (file.with_suffix(suffix) for suffix in _OTHER_WORD_SUFFIXES)
    other = next((each for each in others if each.exists()), None)
    if other is not None and not document.exists():
        return unusable(
            other.name,
            "er ikke gemt som et almindeligt Word-dokument uden makroer (.docx).",
            f"Gem den i Word som »Word-dokument (.docx)« med navnet »{document.name}«.",
        )
    if file == document:
        return unusable(
            declaration.name,
            f"har intet Word-dokument: »{document.name}« findes ikke.",
            f"Læg »{document.name}« i samme mappe, eller slet »{declaration.name}«.",
        )
    return unusable(
        document.name,
        f"har ingen liste over felter: »{declaration.name}« findes ikke.",
        f"Skriv filen »{declaration.name}«, som docs/breve.md viser det, eller flyt Word-filen.",
    )


def _unreadable(what: str, path: Path, error: OSError) -> Fault:
    reason = "findes ikke" if isinstance(error, FileNotFoundError) else "kan ikke læses"
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"{what} »{path}« {reason}.",
        "Se efter, at drevet er forbundet, og at du har adgang, eller ret indstillingen "
        "documents.templates_folder.",
    )
