import time
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.commands.autotexts import merged_autotexts, read_autotexts
from ordret.danish.commands.file import read_commands
from ordret.danish.commands.interpretation import interpret, is_command_word, spared
from ordret.danish.commands.table import CommandTable, merged
from ordret.danish.edits import (
    Ask,
    Break,
    Case,
    Delete,
    Edit,
    Extent,
    Glue,
    Insert,
    ListEdit,
    ListMark,
    Repeat,
    Replace,
    SetCase,
    Sign,
    Step,
    Undo,
    Wish,
    Write,
)
from ordret.danish.style import Punctuation
from ordret.danish.tokens import PAUSE, Token, decided, tokens_of_line

TABLE_TEXT = (files("ordret.danish.commands") / "commands.toml").read_text(encoding="utf-8")
PACKAGE = read_commands(TABLE_TEXT, "commands.toml")
TABLE = merged([PACKAGE])
AUTOTEXTS = merged_autotexts(
    [
        read_autotexts(
            '[[autotext]]\nname = "klagevejledning"\ntext = "Klag senest {dato om 4 uger}."\n'
            '[[autotext]]\nname = "venlig hilsen"\ntext = "Venlig hilsen"\n',
            "autotekster.toml",
        )
    ]
)
LABELS = ("Begrundelse", "Oplysninger, parten kan udtale sig om", "Sagsnummer")


def steps_of(
    tokens: tuple[Token, ...],
    punctuation: Punctuation = Punctuation.BOTH,
    table: CommandTable = TABLE,
) -> tuple[Step, ...]:
    return interpret(
        spared(tokens, table),
        table,
        AUTOTEXTS,
        punctuation=punctuation,
        field_labels=LABELS,
        today=date(2026, 11, 22),
    )


def said(line: str, punctuation: Punctuation = Punctuation.BOTH) -> list[str | Edit | Ask]:
    """The steps, words as plain text with their marks."""
    return [
        step.action
        if not isinstance(step.action, Write)
        else " ".join(f"{each.before}{each.text}{each.after}" for each in step.action.tokens)
        for step in steps_of(tokens_of_line(line), punctuation)
    ]


STOP, COMMA = Sign(".", Glue.LEFT), Sign(",", Glue.LEFT)


@pytest.mark.parametrize(
    ("phrase", "action"),
    [
        ("punktum", STOP),
        ("Punktum.", STOP),
        ("komma", COMMA),
        ("kommaer", COMMA),
        ("spørgsmålstegn", Sign("?", Glue.LEFT)),
        ("Spørgsmåls tegn?", Sign("?", Glue.LEFT)),
        ("udråbstegn", Sign("!", Glue.LEFT)),
        ("kolon", Sign(":", Glue.LEFT)),
        ("semikolon", Sign(";", Glue.LEFT)),
        ("prik prik prik", Sign("…", Glue.LEFT)),
        ("Prik, prik, prik.", Sign("…", Glue.LEFT)),
        ("ny linje", Break(1)),
        ("Ny linie.", Break(1)),
        ("nyt afsnit", Break(2)),
        ("nytafsnit", Break(2)),
        ("apostrof", Sign("'", Glue.BOTH)),
        ("skråstreg", Sign("/", Glue.BOTH)),
        ("omvendt skråstreg", Sign("\\", Glue.BOTH)),
        ("snabel a", Sign("@", Glue.BOTH)),
        ("understregning", Sign("_", Glue.BOTH)),
        ("nummertegn", Sign("#", Glue.RIGHT)),
        ("anførselstegn begynd", Sign("»", Glue.RIGHT)),
        ("citationstegn start", Sign("»", Glue.RIGHT)),
        ("citat slut", Sign("«", Glue.LEFT)),
        ("parentes start", Sign("(", Glue.RIGHT)),
        ("højre parentes", Sign(")", Glue.LEFT)),
        ("bindestreg", Sign("-", Glue.BOTH)),
        ("tankestreg", Sign("–", Glue.NONE)),
        ("kort tankestreg", Sign("–", Glue.NONE)),
        ("lang tankestreg", Sign("—", Glue.NONE)),
    ],
)
def test_what_is_unambiguous_works_by_itself_and_in_running_speech(
    phrase: str, action: Edit
) -> None:
    assert said(phrase) == [action]
    assert said(f"han bor alene {phrase.lower().strip('.?')} hun ringer") == [
        "han bor alene",
        action,
        "hun ringer",
    ]


@pytest.mark.parametrize(
    ("phrase", "action"),
    [
        ("paragraf", Sign("§", Glue.NONE)),
        ("procent", Sign("%", Glue.NONE)),
        ("plus", Sign("+", Glue.NONE)),
        ("lig med", Sign("=", Glue.NONE)),
        ("stjerne", Sign("*", Glue.LEFT)),
        ("stort", SetCase(Case.CAPITAL_NEXT)),
        ("småt", SetCase(Case.LOWER_NEXT)),
        ("alt med stort", SetCase(Case.CAPITALS_ON)),
        ("alt med småt", SetCase(Case.CAPITALS_OFF)),
        ("slet det", Delete(Extent.LAST)),
        ("slet sidste ord", Delete(Extent.WORD)),
        ("slet sidste sætning", Delete(Extent.SENTENCE)),
        ("slet afsnit", Delete(Extent.PARAGRAPH)),
        ("slet alt", Delete(Extent.ALL)),
        ("fortryd", Undo()),
        ("gentag", Repeat()),
        ("punktopstilling", ListEdit(ListMark.START)),
        ("nummereret liste", ListEdit(ListMark.START_NUMBERED)),
        ("nyt punkt", ListEdit(ListMark.ITEM)),
        ("slut punktopstilling", ListEdit(ListMark.END)),
        ("næste felt", Ask(Wish.NEXT_FIELD)),
        ("forrige felt", Ask(Wish.PREVIOUS_FIELD)),
        ("feltet er færdigt", Ask(Wish.FIELD_DONE)),
        ("stop diktat", Ask(Wish.STOP)),
        ("gem", Ask(Wish.SAVE)),
        ("hvad kan jeg sige", Ask(Wish.HELP)),
        ("kommer", COMMA),
        ("gå til begrundelsen", Ask(Wish.GO_TO_FIELD, "Begrundelse")),
        ("indsæt venlig hilsen", Insert("venlig hilsen", "Venlig hilsen")),
    ],
)
def test_what_may_be_ordinary_words_works_only_when_set_apart(
    phrase: str, action: Edit | Ask
) -> None:
    assert said(phrase) == [action]
    assert said(f"{phrase.capitalize()}.") == [action]
    assert said(f"sagen er åben <pause> {phrase} <pause> hun ringer") == [
        "sagen er åben",
        action,
        "hun ringer",
    ]
    assert said(f"jeg mener {phrase} hun ringer") == [f"jeg mener {phrase} hun ringer"]


@pytest.mark.parametrize(
    "text",
    [
        "Sæt punktum for sagen",
        "i dag sætter vi endelig punktum for sagen",
        "der skal være punktum efter hver sætning",
        "der mangler et komma i brevet",
        "kommaet står forkert",
        "hun satte spørgsmålstegn ved afgørelsen",
        "han sætter hele tiden spørgsmålstegn ved hjælpen",
        "navnet staves med bindestreg",
        "det var en understregning af alvoren",
        "hun bad om et nyt afsnit i aftalen",
        "vi åbner en ny linje efter ferien",
        "det er et nyt punkt på dagsordenen",
        "hvilken paragraf gælder",
        "hvor mange procent drejer det sig om",
        "det er et plus at hun har kørekort",
        "det er ikke lig med et afslag",
        "vi sletter det i morgen",
        "kan du slette det",
        "Gentag venligst din adresse.",
        "Gem kvitteringen til senere.",
        "det står i parentes",
        "et citat fra borgeren",
        "hun har et stort behov",
        "det er et <pause> stort problem",
        "det er <pause> stort <pause> og dyrt",
        "hun <pause> kommer <pause> i morgen",
        "jeg har <pause> et nyt punkt til dagsordenen",
        "skriv det i næste felt",
        "han går til lægen",
        "Gå til lægen.",
        "indsæt et billede",
        "vi vil indsæt klagevejledning i brevet",
        "Borgeren har ret til aktindsigt.",
        "Har du ret til dagpenge?",
        "Hvad kan jeg sige til hende?",
        "Vi skal bare slet alt der er gammelt",
        "»Komma« er et svært ord",
        "Skriv (punktum) her",
        "»punktum«",
    ],
)
def test_ordinary_text_stays_as_it_was(text: str) -> None:
    written = said(text)

    assert " ".join(str(each) for each in written) == text.replace(f"{PAUSE} ", "")


def test_a_word_that_stands_with_an_article_is_a_command_when_it_is_set_apart() -> None:
    assert said("hun har kun et <pause> komma <pause> men han har to") == [
        "hun har kun et",
        COMMA,
        "men han har to",
    ]


def test_the_recognisers_mark_around_a_command_goes_with_it() -> None:
    assert said("Hun er mødt, komma, men hun er træt, ny linje – han ringer") == [
        "Hun er mødt",
        COMMA,
        "men hun er træt",
        Break(1),
        "– han ringer",
    ]


def test_a_mark_that_ends_a_sentence_or_clause_stays_with_its_word() -> None:
    assert said("Medbring: <pause> punktopstilling <pause> pas. ny linje tak") == [
        "Medbring:",
        ListEdit(ListMark.START),
        "pas.",
        Break(1),
        "tak",
    ]


def test_words_are_written_from_pause_to_pause() -> None:
    assert said("hun er mødt <pause> hun er træt <pause> slet det") == [
        "hun er mødt",
        "hun er træt",
        Delete(Extent.LAST),
    ]


def test_a_neighbouring_command_sets_a_command_apart() -> None:
    assert said("sagen er lukket punktum slet det punktum <pause> nyt punkt nyt punkt") == [
        "sagen er lukket",
        STOP,
        Delete(Extent.LAST),
        STOP,
        ListEdit(ListMark.ITEM),
        ListEdit(ListMark.ITEM),
    ]


def test_what_is_dangerous_needs_silence_and_not_only_a_neighbour() -> None:
    assert said("sagen er lukket punktum slet alt punktum") == [
        "sagen er lukket",
        STOP,
        "slet alt",
        STOP,
    ]


def test_arithmetic_signs_stand_between_numbers() -> None:
    twelve, eighteen = (
        decided(tokens_of_line(word), number) for word, number in (("tolv", "12"), ("atten", "18"))
    )
    plus = tokens_of_line("plus")

    (left, sign, right) = (step.action for step in steps_of((twelve, *plus, eighteen)))

    assert left == Write((twelve,))
    assert sign == Sign("+", Glue.NONE)
    assert right == Write((eighteen,))


def test_an_address_is_written_with_its_dots() -> None:
    assert said("skriv til jens punktum hansen snabel a odense punktum dk i dag") == [
        "skriv til jens",
        Sign(".", Glue.BOTH),
        "hansen",
        Sign("@", Glue.BOTH),
        "odense",
        Sign(".dk", Glue.LEFT),
        "i dag",
    ]


AUTOMATIC = Punctuation.AUTOMATIC


def test_with_automatic_punctuation_the_names_of_marks_are_words() -> None:
    assert said("hun er mødt komma men træt punktum", AUTOMATIC) == [
        "hun er mødt komma men træt punktum"
    ]
    assert said("hun er mødt <pause> kommer <pause> men træt", AUTOMATIC) == [
        "hun er mødt",
        "kommer",
        "men træt",
    ]


def test_with_automatic_punctuation_everything_else_still_works() -> None:
    assert said(
        "se parentes start bilag parentes slut ny linje post snabel a by punktum dk", AUTOMATIC
    )[1::2] == [
        Sign("(", Glue.RIGHT),
        Sign(")", Glue.LEFT),
        "post",
        "by",
    ]
    assert said("hun er mødt <pause> slet det", AUTOMATIC)[-1] == Delete(Extent.LAST)


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("ret Odense til Aarhus", "Odense", "Aarhus"),
        ("Ret Odense til Aarhus.", "Odense", "Aarhus"),
        ("ret Odense, <pause> til <pause> Aarhus", "Odense", "Aarhus"),
        ("erstat fru Jensen, født Holm med Karen Jensen", "fru Jensen, født Holm", "Karen Jensen"),
        ("ret brev til borger til brev til part", "brev til borger", "brev til part"),
        ("ret komma til punktum", "komma", "punktum"),
    ],
)
def test_a_correction_names_the_old_and_the_new(line: str, old: str, new: str) -> None:
    (edit,) = said(line)

    assert isinstance(edit, Replace)
    assert (edit.old, edit.new) == (old, new)
    assert edit.spoken == tokens_of_line(line)


def test_a_correction_ends_at_a_pause_or_a_command() -> None:
    for following in ("<pause> og ser ham", "punktum og ser ham", "nyt afsnit og ser ham"):
        first, *others = said(f"ret Aarhus til Vejle {following}")

        assert isinstance(first, Replace)
        assert first.new == "Vejle"
        assert others[-1] == "og ser ham"


@pytest.mark.parametrize(
    ("spoken", "label"),
    [
        ("gå til sags nummer", "Sagsnummer"),
        ("Gå til feltet begrundelse.", "Begrundelse"),
        ("gå til oplysninger", "Oplysninger, parten kan udtale sig om"),
        ("gå til begrunnelsen", "Begrundelse"),
    ],
)
def test_a_field_is_found_by_what_people_call_it(spoken: str, label: str) -> None:
    assert said(spoken) == [Ask(Wish.GO_TO_FIELD, label)]


def test_an_autotext_is_inserted_with_its_dates() -> None:
    assert said("sagen er lukket punktum indsæt klage vejledning nyt afsnit tak") == [
        "sagen er lukket",
        STOP,
        Insert("klagevejledning", "Klag senest 20. december 2026."),
        Break(2),
        "tak",
    ]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("der mangler et skriv ordet komma i brevet", "der mangler et komma i brevet"),
        ("der mangler et ordret punktum efter navnet", "der mangler et punktum efter navnet"),
        ("vælg skriv ordet gentag på skærmen", "vælg gentag på skærmen"),
        ("Skriv ordet, ny linje", "ny linje"),
        ("der skal stå skriv ordet tolv i feltet", "der skal stå tolv i feltet"),
        ("skriv ordet fortroligt på brevet", "skriv ordet fortroligt på brevet"),
        ("han citerede ordret fra afgørelsen", "han citerede ordret fra afgørelsen"),
        ("Udtalelsen er gengivet ordret.", "Udtalelsen er gengivet ordret."),
        ("hun gentog det ordret to gange", "hun gentog det ordret to gange"),
        ("har du skriv ordet", "har du skriv ordet"),
    ],
)
def test_a_word_that_is_asked_for_is_a_word(line: str, written: str) -> None:
    assert said(line) == [written]


def test_a_word_that_is_asked_for_is_decided() -> None:
    (token,) = spared(tokens_of_line("skriv ordet komma"), TABLE)

    assert token == Token("komma", decided=True)


def test_ordret_at_the_end_of_a_sentence_is_followed_by_its_mark() -> None:
    assert said("det står der ordret punktum") == ["det står der ordret", STOP]
    assert said("han gengav det ordret <pause> komma <pause> men") == [
        "han gengav det ordret",
        COMMA,
        "men",
    ]


def test_a_users_own_command_is_understood_and_one_that_is_switched_off_is_not() -> None:
    own = read_commands(
        '[komma_to]\nsay = ["hak"]\nwhen = "anywhere"\naction = { sign = ",", glue = "left" }\n'
        "[full_stop]\nenabled = false\n",
        "kommandoer.toml",
    )

    steps = steps_of(tokens_of_line("ja hak nej punktum"), table=merged([PACKAGE, own]))

    assert [step.command_id for step in steps] == ["", "komma_to", ""]


def test_a_step_tells_which_command_it_came_from() -> None:
    assert [step.command_id for step in steps_of(tokens_of_line("ja punktum"))] == ["", "full_stop"]


def test_the_words_of_commands_are_known() -> None:
    assert is_command_word("punktum", TABLE)
    assert is_command_word("snabel", TABLE)
    assert not is_command_word("borgeren", TABLE)


SOME_WORDS = """
    borgeren er mødt et med punktum komma ny linje nyt afsnit slet det alt ret til gå indsæt
    klagevejledning begrundelse skriv ordet ordret stort gem plus kommer prik parentes start slut
    venlig hilsen Punktum. komma, mødt. »komma« punkt um felt næste paragraf
"""
WORDS = st.sampled_from(SOME_WORDS.split())
LINES = st.lists(st.one_of(WORDS, st.just(PAUSE)), max_size=30).map(" ".join)


@given(LINES, st.sampled_from(Punctuation))
def test_every_word_is_written_or_part_of_a_command(line: str, punctuation: Punctuation) -> None:
    tokens = spared(tokens_of_line(line), TABLE)
    by_id = {command.id: command for command in TABLE.commands}
    rest = [token.text.casefold() for token in tokens]
    steps = interpret(
        tokens,
        TABLE,
        AUTOTEXTS,
        punctuation=punctuation,
        field_labels=LABELS,
        today=date(2026, 11, 22),
    )

    for step in steps:
        if isinstance(step.action, Write):
            words = [token.text.casefold() for token in step.action.tokens]
            assert words
        elif isinstance(step.action, Replace):
            words = [token.text.casefold() for token in step.action.spoken]
        else:
            command = by_id[step.command_id]
            phrases = sorted((*command.say, *command.heard), key=len, reverse=True)
            leads = [phrase.split("…")[0].split() for phrase in phrases]
            words = next(lead for lead in leads if rest[: len(lead)] == lead)
            if isinstance(step.action, Insert | Ask):
                named = getattr(step.action, "name", "") or getattr(step.action, "argument", "")
                words = [*words, *named.casefold().split()]
        assert rest[: len(words)] == words
        del rest[: len(words)]
    assert not rest


@given(LINES)
def test_sparing_leaves_out_only_the_words_that_ask(line: str) -> None:
    before, after = tokens_of_line(line), spared(tokens_of_line(line), TABLE)
    kept = iter(before)

    for token in after:
        assert any(each.text == token.text for each in kept)
    left_out = len(before) - len(after)
    assert left_out <= 2 * sum(token.decided for token in after)


def test_ten_thousand_words_take_time_in_proportion() -> None:
    words = "indsæt klage gå til ret sætter punktum for kommer skriv ordet slet det"
    hard = words.split()

    def seconds(words: int) -> float:
        tokens = tokens_of_line(" ".join((hard * (words // len(hard) + 1))[:words]))
        taken = []
        for _ in range(3):
            began = time.perf_counter()
            steps_of(tokens)
            taken.append(time.perf_counter() - began)
        return min(taken)

    assert seconds(10_000) < 40 * seconds(1_000)


def test_capitals_are_named_in_the_middle_of_what_is_said() -> None:
    assert said("store bogstaver til vigtigt store bogstaver fra ja stort alt nej") == [
        SetCase(Case.CAPITALS_ON),
        "vigtigt",
        SetCase(Case.CAPITALS_OFF),
        "ja",
        SetCase(Case.UPPER_NEXT),
        "nej",
    ]
    assert said("skriv med store bogstaver til ham") == ["skriv med store bogstaver til ham"]
    assert said("hvor stort alt var") == ["hvor stort alt var"]
