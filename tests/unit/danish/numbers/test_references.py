from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("paragraf tyve stykke to nummer tre", "§ 20, stk. 2, nr. 3"),
        ("Paragraf 20, stykke 2, nummer 3.", "§ 20, stk. 2, nr. 3."),
        ("§20 stk 2 nr 3", "§ 20, stk. 2, nr. 3"),
        ("paragraf tolv a stykke tre", "§ 12 a, stk. 3"),
        ("paragraf 12a", "§ 12 a"),
        ("paragraf enogfyrre i serviceloven", "§ 41 i serviceloven"),
        ("paragraf toogtyve og fireogtyve i loven", "§§ 22 og 24 i loven"),
        ("paragraf tre til syv", "§§ 3-7"),
        ("artikel seks stykke et litra e", "artikel 6, stk. 1, litra e"),
        ("paragraf ti stykke et andet punktum", "§ 10, stk. 1, 2. pkt."),
        ("paragraf ti stykke et andet og tredje punktum", "§ 10, stk. 1, 2. og 3. pkt."),
        ("paragraf ti stykke et punktum", "§ 10, stk. 1 punktum"),
        ("efter stykke to", "efter stk. 2"),
        ("kapitel tre og fire", "kapitel 3 og 4"),
        ("bilag et", "bilag 1"),
        ("uge treogfyrre", "uge 43"),
        ("uge tolv til fjorten", "uge 12-14"),
        ("på side tolv", "på side 12"),
        ("sag nummer et to tre", "sag nr. 123"),
        ("lov nummer fire hundrede", "lov nr. 400"),
    ],
)
def test_references_have_their_written_form(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    "spoken",
    [
        "hvilken paragraf gælder",
        "et stykke papir",
        "hun tog et stykke to gange",
        "hver uge to gange",
        "bilag to gange",
        "hun har på sin side to advokater",
        "han er nummer et på listen",
        "§ 10, stk. 1, 2. pkt.",
        "§§ 22 og 24",
        "artikel 6, stk. 1, litra e",
    ],
)
def test_words_of_references_alone_and_written_ones_stay(
    write: Callable[..., str], spoken: str
) -> None:
    assert write(spoken) == spoken
