"""The starter packs »Byg og miljø« and »Sundhed og ældre«: what a municipality gets in them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

PACKS = files("ordret") / "danish" / "vocabulary" / "packs"
OURS = ("building", "health")
SPOKEN = re.compile(r"[a-zæøå0-9]+( [a-zæøå0-9]+)*")


def pack(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / f"{name}.toml").read_text(encoding="utf-8"))


def terms(name: str) -> Iterator[str]:
    content = pack(name)
    for group in content["group"]:
        yield from group["terms"]
    for term in content["term"]:
        yield term["word"]


def heard(name: str) -> Iterator[str]:
    for term in pack(name)["term"]:
        yield from term.get("heard", [])


def every_pack() -> list[str]:
    return [p.name.removesuffix(".toml") for p in PACKS.iterdir() if p.name.endswith(".toml")]


def repeated(words: Iterator[str]) -> list[str]:
    return [word for word, times in Counter(w.casefold() for w in words).items() if times > 1]


@pytest.mark.parametrize("name", OURS)
def test_a_pack_has_just_the_keys_of_the_format(name: str) -> None:
    content = pack(name)
    assert content.keys() == {"title", "version", "group", "term"}
    assert content["version"] == 1
    for group in content["group"]:
        assert group.keys() == {"title", "context", "terms"}
    for term in content["term"]:
        assert {"word"} <= term.keys() <= {"word", "heard", "weight", "context"}


@pytest.mark.parametrize("name", OURS)
def test_a_pack_has_three_hundred_terms_in_named_groups(name: str) -> None:
    content = pack(name)
    assert len(list(terms(name))) >= 300
    assert 10 <= len(content["group"]) <= 20
    assert not repeated(group["title"] for group in content["group"])


@pytest.mark.parametrize("name", OURS)
def test_thirty_terms_or_more_say_how_they_are_heard(name: str) -> None:
    assert sum("heard" in term for term in pack(name)["term"]) >= 30


def test_no_term_is_there_twice_in_a_pack_or_in_both() -> None:
    assert not repeated(term for name in OURS for term in terms(name))


@pytest.mark.parametrize("name", OURS)
def test_a_heard_form_is_never_a_term_of_any_pack(name: str) -> None:
    written = {term.casefold() for other in every_pack() for term in terms(other)}
    assert not written.intersection(heard(name))


def test_a_heard_form_stands_for_one_term_only() -> None:
    assert not repeated(form for name in OURS for form in heard(name))


@pytest.mark.parametrize("name", OURS)
def test_a_heard_form_is_lower_case_without_marks(name: str) -> None:
    assert not [form for form in heard(name) if not SPOKEN.fullmatch(form)]


@pytest.mark.parametrize("name", OURS)
def test_context_words_are_lower_case(name: str) -> None:
    content = pack(name)
    entries = [*content["group"], *content["term"]]
    words = [word for entry in entries for word in entry.get("context", [])]
    assert words
    assert words == [word.casefold() for word in words]


@pytest.mark.parametrize("name", OURS)
def test_terms_are_printable_and_without_loose_spaces(name: str) -> None:
    for term in terms(name):
        assert term.isprintable()
        assert term == " ".join(term.split())
        assert term
