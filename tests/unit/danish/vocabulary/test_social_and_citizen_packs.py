import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import ordret.danish

PACKS = Path(ordret.danish.__file__).parent / "vocabulary" / "packs"
ALL_NAMES = sorted(path.stem for path in PACKS.glob("*.toml"))
LOWER_WORDS = re.compile(r"[^\W_]+(?: [^\W_]+)*")


def pack(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / f"{name}.toml").read_text(encoding="utf-8"))


def terms(name: str) -> list[str]:
    content = pack(name)
    grouped = [term for group in content["group"] for term in group["terms"]]
    return grouped + [entry["word"] for entry in content["term"]]


def heard_forms(name: str) -> list[str]:
    return [form for entry in pack(name)["term"] for form in entry.get("heard", [])]


def contexts(name: str) -> list[str]:
    content = pack(name)
    return [
        word for part in (*content["group"], *content["term"]) for word in part.get("context", [])
    ]


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


@pytest.mark.parametrize(
    ("name", "title"), [("social", "Social og beskæftigelse"), ("citizen", "Borgerservice")]
)
def test_a_pack_has_its_title_and_just_the_known_keys(name: str, title: str) -> None:
    content = pack(name)
    assert content["title"] == title
    assert content["version"] == 1
    assert set(content) == {"title", "version", "group", "term"}
    for group in content["group"]:
        assert set(group) == {"title", "context", "terms"}
        assert group["title"]
        assert group["context"]
        assert group["terms"]
    for entry in content["term"]:
        assert "word" in entry
        assert set(entry) <= {"word", "heard", "weight", "context"}
        assert 0 < entry.get("weight", 2.0) <= 5
        assert entry.get("weight") != 1.0


@pytest.mark.parametrize("name", ["social", "citizen"])
def test_a_pack_is_large_enough_to_start_with(name: str) -> None:
    assert len(terms(name)) >= 300
    assert sum("heard" in entry for entry in pack(name)["term"]) >= 30
    assert 10 <= len(pack(name)["group"]) <= 20


def test_no_term_stands_twice_in_any_of_the_packs() -> None:
    assert twice([term.casefold() for name in ALL_NAMES for term in terms(name)]) == []


def test_no_heard_form_is_itself_a_term_or_belongs_to_two_words() -> None:
    every_term = {term.casefold() for name in ALL_NAMES for term in terms(name)}
    every_form = [form for name in ALL_NAMES for form in heard_forms(name)]
    assert [form for form in every_form if form in every_term] == []
    assert twice(every_form) == []


@pytest.mark.parametrize("name", ["social", "citizen"])
def test_heard_forms_are_lower_case_words_without_marks(name: str) -> None:
    for form in heard_forms(name):
        assert LOWER_WORDS.fullmatch(form), form
        assert form == form.lower()


@pytest.mark.parametrize("name", ["social", "citizen"])
def test_context_is_single_lower_case_words(name: str) -> None:
    for word in contexts(name):
        assert LOWER_WORDS.fullmatch(word), word
        assert " " not in word
        assert word == word.lower()


@pytest.mark.parametrize("name", ["social", "citizen"])
def test_a_pack_is_plain_composed_text(name: str) -> None:
    text = (PACKS / f"{name}.toml").read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    for word in [*terms(name), *heard_forms(name), *contexts(name)]:
        assert word == " ".join(word.split())
        assert [letter for letter in word if unicodedata.category(letter).startswith("C")] == []
        assert word[0].isalnum()
