"""Prints docs/diktatkommandoer.md, made from the tables in app/ordret/danish/commands/."""

import sys
from importlib.resources import files
from itertools import groupby

from ordret.danish.commands.autotexts import merged_autotexts, read_autotexts
from ordret.danish.commands.file import read_commands
from ordret.danish.commands.table import Command, CommandTable, OverviewRow, merged, spoken_overview

HEAD = """\
<!-- Lavet af app/ordret/danish/commands/commands.toml og autotexts.toml. Ret dér og i
     docs/diktatkommandoer.py, og lav siden igen fra mappen med pyproject.toml:
     .venv/bin/python docs/diktatkommandoer.py > docs/diktatkommandoer.md -->

# Det, du kan sige

Du taler, som du plejer, og Ordret skriver. Ind imellem kan du sige en af kommandoerne herunder:
sætte et komma, begynde et nyt afsnit, rette noget eller hente en autotekst. Sig »hvad kan jeg
sige«, hvis du glemmer dem.

## Hvornår er det en kommando?

Ordret udfører kun det, der helt sikkert er en kommando. Resten bliver skrevet, som du sagde det.

- **Tegn, nye linjer og nye afsnit** kan du sige midt i en sætning: »borgeren er mødt *komma* men
  hun er træt *punktum*«. »Vi sætter punktum for sagen« og »der mangler et komma« bliver skrevet.
- **De fleste andre** siger du for sig selv: med et lille ophold før og efter, eller lige efter en
  anden kommando. »Vi skal slette det« og »hun har et stort behov« bliver skrevet.
- **De mest vidtgående**, for eksempel »slet alt« og »stop diktat«, virker kun med ophold på begge
  sider.

Kom der en kommando, hvor du mente ordet, så sig »fortryd«. Næste gang kan du sige »skriv ordet«
foran. Sætter talemodellen selv tegn, får du ikke det samme tegn to gange. Vælger du
`punctuation = "automatic"` i [indstillingerne](indstillinger.md), er »punktum«, »komma« og de andre
tegn under Tegnsætning almindelige ord.
"""

AUTOTEXTS = """
## Autotekster

En autotekst er en tekst, du tit skal bruge. Sig »indsæt« og dens navn. Disse følger med:

{names}

Det, der står i [ ], skal du selv udfylde: Sig »næste felt«, og sig det, der skal stå.

### Lav jeres egne

Skriv dem i filen `autotekster.toml`. Din egen ligger i mappen `skrivning` ved siden af din
`settings.toml`; organisationens ligger i den mappe, som indstillingen `writing.organisation_folder`
nævner. Gem med kodningen UTF-8.

```toml
[[autotext]]
name = "åbningstider"
say = ["telefontid"]
text = \"\"\"
Du kan ringe mandag til torsdag kl. 9-14 på telefon [telefonnummer].

Vi regner med at svare dig senest den {dato om 14 dage}.

{indsæt venlig hilsen}\"\"\"
```

| linje | hvad den gør |
|---|---|
| `name` | navnet, du siger efter »indsæt« |
| `say` | andre navne, der også virker; kan udelades |
| `text` | teksten, som den skal stå; tre anførselstegn før og efter |
| `enabled = false` | slår en autotekst fra, så `text` kan udelades |

| i teksten | hvad der kommer til at stå |
|---|---|
| `[frist]` | et felt, som du udfylder, når teksten er sat ind |
| `{dato}` | datoen i dag: 22. november 2026 |
| `{ugedag og dato}` | søndag den 22. november 2026 |
| `{dato om 14 dage}` | datoen om 14 dage; dage, uger, måneder eller år |
| `{dato for 2 uger siden}` | datoen for to uger siden |
| `{indsæt venlig hilsen}` | en anden autotekst |

Har to filer en autotekst af samme navn, gælder din egen før organisationens, og organisationens før
Ordrets.

## Lav jeres egne kommandoer

Skriv dem i filen `kommandoer.toml` i de samme mapper. Hver kommando begynder med sit navn i [ ].
Navnene på Ordrets egne står i tabellerne øverst.

```toml
# En ny måde at sige noget på.
[tak_komma]
say = ["kommategn"]
when = "anywhere"
action = { sign = ",", glue = "left" }
help = "komma: ,"

# En af Ordrets egne, som man skal sige på en anden måde.
[undo]
say = ["fortryd", "nej nej"]

# En af Ordrets egne, som ikke skal virke.
[asterisk]
enabled = false
```

Står kommandoen i forvejen, erstatter hver linje den linje, der hedder det samme, og resten bliver,
som det var. Din egen fil gælder før organisationens, og organisationens før Ordrets. Bruger en
senere fil de samme ord til en anden kommando, gælder den senere. I én fil må de samme ord kun stå
ét sted. Er der en fejl i filen, siger Ordret, hvilken linje den er på, og dikterer uden filen.

Linjerne kan være:

- `say`: det, man siger. Det første er det, der vises.
- `heard`: det, talemodellen kan finde på at skrive i stedet. Det vises ikke.
- `when`: hvor sikkert det skal være. `"anywhere"` er også midt i en sætning, `"apart"` for sig selv
  og `"alone"` kun med ophold på begge sider. `"between_numbers"` er mellem to tal eller for sig
  selv. Uden linjen er det `"apart"`.
- `not_after` og `not_before`: ord, som det ikke er en kommando lige efter eller lige foran.
- `ordinary`: hele vendinger, hvor det ikke er en kommando, for eksempel »sætter … punktum for«. Her
  er … op til fire andre ord.
- `action`: det, der sker. Se herunder.
- `help`: det, der står, når man spørger, hvad man kan sige.
- `category`: hvor det står. Uden linjen er det »Egne kommandoer«.
- `enabled = false`: slår kommandoen fra.

Det kan der ske:

- `{ sign = ",", glue = "left" }` skriver et tegn. Det står helt op ad ordet før (`left`), ordet
  efter (`right`), dem begge (`both`) eller ingen af dem (`none`).
- `{ break = "line" }` eller `"paragraph"` begynder en ny linje eller et nyt afsnit.
- `{ case = "capital_next" }`, `"lower_next"`, `"upper_next"`, `"capitals_on"` eller
  `"capitals_off"` skifter mellem store og små bogstaver.
- `{ delete = "last" }`, `"word"`, `"sentence"`, `"paragraph"` eller `"all"` sletter noget af det,
  du har dikteret.
- `{ list = "start" }`, `"start_numbered"`, `"item"` eller `"end"` er lister.
- `{ wish = "next_field" }`, `"previous_field"`, `"field_done"`, `"stop"`, `"save"` eller `"help"`
  er felter og diktatet.
- `"undo"` og `"repeat"` fortryder og gentager.
- `"replace"` retter ét til et andet. `say` skal have to …, som i `"ret … til …"`.
- `"autotext"`, `"go_to_field"` og `"spare"` indsætter, går til eller skriver det, man nævner. `say`
  skal slutte med …, som i `"indsæt …"`.
"""


def page() -> str:
    """The whole page as Markdown."""
    package = files("ordret.danish.commands")
    commands = (package / "commands.toml").read_text(encoding="utf-8")
    autotexts = (package / "autotexts.toml").read_text(encoding="utf-8")
    table = merged([read_commands(commands, "commands.toml")])
    kept = merged_autotexts([read_autotexts(autotexts, "autotexts.toml")])
    names = ", ".join(f"»{autotext.name}«" for autotext in kept.autotexts)
    return HEAD + _tables(table) + AUTOTEXTS.replace("{names}", f"{names}.")


def _tables(table: CommandTable) -> str:
    ids = {command.say: command for command in table.commands}
    sections = groupby(spoken_overview(table), key=lambda row: row.category)
    return "".join(
        f"\n## {category}\n\n| sig | så får du | navn |\n|---|---|---|\n"
        + "".join(_row(row, ids[row.say]) for row in rows)
        for category, rows in sections
    )


def _row(row: OverviewRow, command: Command) -> str:
    said = " · ".join(f"»{phrase}«" for phrase in row.say)
    return f"| {said} | {_escaped(row.gives)} | `{command.id}` |\n"


def _escaped(text: str) -> str:
    """Signs that Markdown would take as its own."""
    return "".join(f"\\{sign}" if sign in "\\*_|#<`" else sign for sign in text)


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode("utf-8"))
