"""A letter as a Word file: the template's codes checked, then filled in by docxtpl.

The codes are Jinja, and few of them: a field, a handful of filters, and `if`. What else Jinja can
do (loops, calls, attributes, arithmetic) is refused by the kind of its syntax node before anything
is compiled, so that a template can neither reach out of its sandbox nor run for long. A template
is then filled in on trial, so that a mistake in it shows when it is chosen and not when a letter
is due.
"""

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ordret.documents.dates import danish_date, read_date, with_weekday
from ordret.documents.letter import (
    FieldKind,
    Letter,
    LetterField,
    LetterTemplate,
    missing_required,
)
from ordret.documents.word_package import damaged, has_code, inspect, unusable
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.files import save_atomically

_MAX_CODES = 1000
_MAX_CODE_CHARACTERS = 300
_MAX_DEPTH = 20
_EXCERPT_CHARACTERS = 60

_TRIAL_DATE = "2026-11-21"

_FILTERS = ("capitalize", "default", "lower", "trim", "upper")
_ALLOWED = frozenset(
    {
        nodes.And,
        nodes.Compare,
        nodes.CondExpr,
        nodes.Const,
        nodes.Filter,
        nodes.If,
        nodes.Name,
        nodes.Not,
        nodes.Operand,
        nodes.Or,
        nodes.Output,
        nodes.Template,
        nodes.TemplateData,
    }
)
_CODE = re.compile(
    rf"\{{\{{[^{{}}]{{0,{_MAX_CODE_CHARACTERS}}}?\}}\}}"
    rf"|\{{%[^{{}}]{{0,{_MAX_CODE_CHARACTERS}}}?%\}}"
    rf"|\{{#[^{{}}]{{0,{_MAX_CODE_CHARACTERS}}}?#\}}"
)
_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_ALONE = re.compile(r"\{[%#]p\s")
_UNSUPPORTED = re.compile(
    r"^\{\{(?:p|r|tc|tr)\s|^\{[%#](?:r|tc|tr)\s|^\{[{%]-|-[%}]\}$"
    r"|^\{%\s*(?:cellbg|colspan|hm|vm)\b"
)
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPHS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")

_WRITE_SIMPLY = (
    "Brug kun felter som {{ emne }} og betingelser som {% if emne %} … {% endif %}. "
    "Se docs/breve.md."
)


def render(letter: Letter, path: Path, *, overwrite: bool = False) -> None:
    """Write `letter` to the .docx `path`, whole or not at all.

    Raises RequestFault FIELD_MISSING that names the required fields that are empty, Fault
    TEMPLATE_INVALID, and what `save_atomically` raises.
    """
    template = letter.template
    if missing := missing_required(letter):
        labels = ", ".join(f"»{declared.label}«" for declared in missing)
        raise RequestFault(
            FaultCode.FIELD_MISSING,
            f"Brevet »{template.title}« er ikke færdigt. Her mangler der noget: {labels}.",
            "Udfyld det, og prøv igen.",
        )
    jinja = _LetterJinja(template.word_file.name, template.fields)
    values = {
        declared.id: _written(declared, letter.values[declared.id]) for declared in template.fields
    }
    filled = _fill(template.document, jinja, values)
    filled.docx.core_properties.title = template.title
    save_atomically(filled.save, path, overwrite=overwrite)


def try_out(document: bytes, fields: tuple[LetterField, ...], file_name: str) -> frozenset[str]:
    """The ids of the fields that the Word file `document` uses, after filling it in on trial.

    Raises Fault TEMPLATE_INVALID that names `file_name` where the file is not safe to open, has a
    mistake in its codes, uses a field that is not among `fields`, or breaks when it is filled in.
    """
    _check_codes(inspect(document, file_name), file_name)
    _check_opens(document, file_name)
    jinja = _LetterJinja(file_name, fields)
    for values in _trial_values(fields):
        filled = _fill(document, jinja, values)
    result = io.BytesIO()
    filled.save(result)
    if any(map(has_code, inspect(result.getvalue(), file_name))):
        raise unusable(
            file_name,
            "har et felt et sted, hvor Ordret ikke kan udfylde det, fx i en kommentar eller en "
            "slutnote.",
            "Flyt feltet ud i brevets tekst.",
        )
    return frozenset(jinja.used)


def check_template(template: LetterTemplate) -> tuple[str, ...]:
    """What is doubtful in a template that can be used, in Danish: fields that no text shows."""
    used = try_out(template.document, template.fields, template.word_file.name)
    return tuple(
        f"Feltet »{declared.id}« ({declared.label}) står i »{template.source.name}«, men bruges "
        "ikke i Word-filen. Det, der skrives i feltet, kommer ikke med i brevet."
        for declared in template.fields
        if declared.id not in used
    )


def _written(declared: LetterField, value: str) -> str:
    r"""`value` as docxtpl takes it: \a between paragraphs, \n for a line break."""
    if declared.kind is FieldKind.DATE and value:
        return danish_date(read_date(value))
    return _PARAGRAPHS.sub("\a", value)


def _weekday(written: str) -> str:
    """The filter that makes »torsdag den 3. december 2026« of a date field."""
    return with_weekday(read_date(written)) if written else ""


def _trial_values(fields: tuple[LetterField, ...]) -> Iterable[Mapping[str, str]]:
    """Values that take every branch a template is likely to have: nothing, then each choice."""
    yield {declared.id: "" for declared in fields}
    most_options = max((len(declared.options) for declared in fields), default=0)
    for choice in range(max(1, most_options)):
        yield {
            declared.id: declared.options[min(choice, len(declared.options) - 1)]
            if declared.options
            else _written(declared, _TRIAL_DATE if declared.kind is FieldKind.DATE else "prøve")
            for declared in fields
        }


def _check_opens(document: bytes, file_name: str) -> None:
    """Refuse a package whose parts python-docx can't fit together, or can't put back again."""
    try:
        opened = Document(io.BytesIO(document))
        # python-docx adds the properties where it finds none, under a name that may be taken.
        found = opened.core_properties is not None and opened.element.body is not None
        names = [part.partname for part in opened.part.package.iter_parts()]
        if found and len(names) == len(set(names)):
            opened.save(io.BytesIO())
            return
    except (OpcError, AttributeError, LookupError, TypeError, ValueError, SyntaxError) as error:
        # Only python-docx runs here; it meets parts and attributes that are not there with these.
        raise damaged(file_name) from error
    raise damaged(file_name)


def _check_codes(passages: Iterable[str], file_name: str) -> None:
    """Refuse codes that are not closed in their paragraph, too long, too many or unsupported."""
    count = 0
    for text in passages:
        for code in _CODE.findall(text):
            _check_code(code, text, file_name)
            count += 1
        rest = _CODE.sub(" ", text)
        if mark := _MARK.search(rest):
            raise unusable(
                file_name,
                "har en kode, som ikke begynder og slutter rigtigt: "
                f"»{_excerpt(rest[mark.start() :])}«.",
                "Skriv felter som {{ emne }} og betingelser som {% if emne %}, hver i ét afsnit.",
            )
    if count > _MAX_CODES:
        raise unusable(
            file_name, f"har mere end {_MAX_CODES} felter og betingelser.", _WRITE_SIMPLY
        )


def _check_code(code: str, paragraph: str, file_name: str) -> None:
    if _UNSUPPORTED.search(code):
        raise unusable(
            file_name, f"bruger en kode, som Ordret ikke kender: »{code}«.", _WRITE_SIMPLY
        )
    if _ALONE.match(code) and paragraph.strip() != code:
        raise unusable(
            file_name,
            f"har anden tekst i samme afsnit som »{code}«, og den ville forsvinde.",
            "Lad koden stå alene i sit afsnit, eller skriv den uden p: {% if … %}.",
        )


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT_CHARACTERS else f"{words[:_EXCERPT_CHARACTERS]}…"


class _LetterJinja(ImmutableSandboxedEnvironment):
    """Jinja with next to nothing in it; `used` collects the fields that the codes name."""

    def __init__(self, file_name: str, fields: tuple[LetterField, ...]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS} | {"ugedag": _weekday}
        self.file_name = file_name
        self.used: set[str] = set()
        self._declared = [declared.id for declared in fields]

    def from_string(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Template:
        """Compile `source` if it does no more than a letter needs. docxtpl brings all it fills in.

        Raises Fault TEMPLATE_INVALID.
        """
        try:
            self._check(self.parse(str(source)))
            return super().from_string(source, *args, **kwargs)
        except TemplateSyntaxError as error:
            lines = str(source).splitlines()
            near = _excerpt(_TAG.sub("", lines[min(error.lineno, len(lines)) - 1]))
            raise unusable(
                self.file_name,
                f"har en fejl i sine koder{f' nær »{near}«' if near else ''}.",
                "Se efter, at hver {% if … %} har sin {% endif %}, og at feltnavnene er skrevet "
                "rigtigt. " + _WRITE_SIMPLY,
            ) from error
        except RecursionError as error:
            raise self._too_deep() from error

    def _check(self, tree: nodes.Template) -> None:
        waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
        while waiting:
            node, depth = waiting.pop()
            if depth > _MAX_DEPTH:
                raise self._too_deep()
            if type(node) not in _ALLOWED:
                raise unusable(
                    self.file_name,
                    "bruger en kode, der kan mere end at udfylde et brev "
                    f"({type(node).__name__.lower()}).",
                    _WRITE_SIMPLY,
                )
            if isinstance(node, nodes.Name):
                self._check_name(node.name)
            waiting += ((child, depth + 1) for child in node.iter_child_nodes())

    def _check_name(self, name: str) -> None:
        self.used.add(name)
        if name not in self._declared:
            raise unusable(
                self.file_name,
                f"bruger feltet »{name}«, som ikke står i skabelonens liste over felter.",
                f"Ret navnet i Word-filen, eller tilføj feltet. Listen har: "
                f"{', '.join(self._declared)}.",
            )

    def _too_deep(self) -> Fault:
        return unusable(
            self.file_name, "har for mange betingelser inden i hinanden.", _WRITE_SIMPLY
        )


def _fill(document: bytes, jinja: _LetterJinja, values: Mapping[str, str]) -> DocxTemplate:
    """`document` with `values` in it. Raises Fault TEMPLATE_INVALID."""
    filling = DocxTemplate(io.BytesIO(document))
    filling.render_init()
    properties = filling.docx.core_properties
    # The office worker who made the template is not who the citizen hears from.
    properties.author = properties.last_modified_by = ""
    properties.subject = properties.comments = properties.keywords = ""
    try:
        # docxtpl would mend XML that does not fit together, and lose text in doing so.
        parse_xml(filling.build_xml(values, jinja))
        filling.render(values, jinja)
    except SyntaxError as error:
        # lxml's XMLSyntaxError is one.
        raise unusable(
            jinja.file_name,
            "har en betingelse, der begynder ét sted og slutter et sted, der ikke passer til.",
            "Sæt {%p if … %} og {%p endif %} hver for sig i et afsnit, eller begge i samme "
            "sætning eller tabelcelle.",
        ) from error
    except (AttributeError, LookupError) as error:
        # docxtpl counts on what Word always writes, such as the grid of a table.
        raise damaged(jinja.file_name) from error
    except (TemplateError, TypeError, ValueError) as error:
        raise unusable(
            jinja.file_name,
            "har en betingelse eller et filter, der ikke kan bruges på tekst.",
            _WRITE_SIMPLY,
        ) from error
    return filling
