"""What the vocabulary does to terms and to everything else, with the embedded model.

    .venv/bin/python benchmarks/vocabulary.py

Sentences are rendered by espeak-ng, and recorded ones are read from `--data`. What is measured and
how: README.md beside this file. The figures go to RESULTS.md.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path

from faster_whisper.audio import decode_audio
from measuring import results
from measuring.words import align

from ordret.assembly.engine import engine_for
from ordret.danish.tokens import Token, phrases, tokens_of, tokens_of_line
from ordret.danish.vocabulary.correction import corrected
from ordret.danish.vocabulary.lists import read_toml
from ordret.danish.vocabulary.ordinary import ORDINARY_WORDS
from ordret.danish.vocabulary.relevance import hints, without_echo
from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary, spelling
from ordret.events import Word
from ordret.paths import find_paths
from ordret.settings.declaration import Recognition
from ordret.speech.recogniser import Effort, Recogniser
from ordret.speech.scoring import comparable_words

FOLDER = Path(__file__).parent
SENTENCES = FOLDER / "vocabulary_sentences.tsv"
DATA = FOLDER.parents[1] / "shared" / "data" / "dev"
HEARD = FOLDER / ".recordings" / "vocabulary.json"
PACKS = ("social", "citizen", "building", "health")
VOICES = (("-v", "da", "-s", "110", "-g", "4"), ("-v", "da+m7", "-s", "120", "-p", "30"))
RECORDED_SUBJECT = "Personale og arbejde"
RECORDED_PREFIXES = ("nst_", "piper_")
TERM_LETTERS = 9
DOCS = FOLDER.parent / "docs"
DOUBT = 0.5
MOST_HINTS = 8
WAYS = ("as heard", "corrected", "told terms", "told terms and corrected")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its terms in braces; `audio` is a recording, or the arguments of a voice."""

    part: str
    kind: str
    subject: str
    marked: str
    audio: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is spoken."""
        return re.sub("[{}]", "", self.marked)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms in it."""
        return tuple(re.findall(r"\{(.*?)\}", self.marked))


@dataclass(frozen=True, slots=True)
class Count:
    """Terms said and missed; other words said, missed and invented; right ones made wrong."""

    terms: int = 0
    terms_missed: int = 0
    words: int = 0
    word_edits: int = 0
    spoilt: int = 0

    def __add__(self, other: "Count") -> "Count":
        pairs = zip(asdict(self).values(), asdict(other).values(), strict=True)
        return Count(*(mine + others for mine, others in pairs))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder with manifest.tsv")
    parser.add_argument("--part", choices=("tuning", "heldout"), help="measure only one, no report")
    parser.add_argument("--again", action="store_true", help="recognise anew")
    parser.add_argument("--show", action="store_true", help="print what was changed")
    given = parser.parse_args()
    parts = (given.part,) if given.part else ("tuning", "heldout")
    sentences = [each for each in _sentences(given.data) if each.part in parts]
    vocabulary = _vocabulary(sentences)
    told = {each.subject: hints(vocabulary, each.subject, MOST_HINTS) for each in sentences}
    heard = _heard(sentences, told, again=given.again)
    counts = {(part, kind, way): Count() for part in parts for kind in _kinds() for way in WAYS}
    spent: list[float] = []
    for sentence, plain, hinted in heard:
        tokens = tokens_of(plain)
        started = time.perf_counter()
        fixed = corrected(tokens, vocabulary, is_protected=lambda _: False)
        spent.append(time.perf_counter() - started)
        told_tokens = tokens_of(without_echo(hinted, told[sentence.subject]))
        told_fixed = corrected(told_tokens, vocabulary, is_protected=lambda _: False)
        if given.show:
            _show(sentence, tokens, fixed)
            _show(sentence, told_tokens, told_fixed)
        outputs = (
            (tokens, tokens),
            (fixed, tokens),
            (told_tokens, tokens),
            (told_fixed, told_tokens),
        )
        for way, (output, before) in zip(WAYS, outputs, strict=True):
            counts[sentence.part, sentence.kind, way] += _count(sentence, output, before)
    doubted = _doubted(sentences)
    body = _report(counts, len(vocabulary.terms), spent, doubted, parts)
    print(body)
    if not given.part:
        results.write_section("vocabulary", body)
    return 0


def _kinds() -> tuple[str, ...]:
    return ("rendered", "recorded")


def _sentences(data: Path) -> Iterator[Sentence]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for voice in VOICES:
                yield Sentence(row["set"], "rendered", row["subject"], row["text"], voice)
    with (data / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t")
            if row["file"].startswith(RECORDED_PREFIXES)
        ]
    for number, row in enumerate(rows):
        part = ("tuning", "heldout")[number % 2]
        marked = re.sub(r"\w+", _marked, row["text"])
        yield Sentence(part, "recorded", RECORDED_SUBJECT, marked, (str(data / row["file"]),))


def _marked(found: re.Match[str]) -> str:
    word = found[0]
    special = len(word) >= TERM_LETTERS and word.casefold() not in ORDINARY_WORDS
    return f"{{{word}}}" if special else word


def _vocabulary(sentences: Sequence[Sentence]) -> Vocabulary:
    """The packs, and a list with the terms of the sentences that the packs lack."""
    folder = resources.files("ordret.danish.vocabulary") / "packs"
    packs = [
        read_toml((folder / f"{name}.toml").read_text(encoding="utf-8"), name) for name in PACKS
    ]
    known = {spelling(term.word) for pack in packs for term in pack.terms}
    own = {
        spelling(term): Term(term if term.isupper() else term[:1].lower() + term[1:])
        for sentence in sentences
        for term in sentence.terms
        if spelling(term) not in known
    }
    return Vocabulary.of(*packs, TermList("own", "own", tuple(own.values())))


def _heard(
    sentences: Sequence[Sentence], told: dict[str, tuple[str, ...]], *, again: bool
) -> Iterator[tuple[Sentence, tuple[Word, ...], tuple[Word, ...]]]:
    """Each sentence as it was recognised, without being told of terms and with."""
    kept: dict[str, list[list[object]]] = {}
    if HEARD.exists() and not again:
        kept = json.loads(HEARD.read_text(encoding="utf-8"))
    recogniser: Recogniser | None = None
    with tempfile.TemporaryDirectory() as folder:
        for sentence in sentences:
            both: list[tuple[Word, ...]] = []
            for hinted in ((), told[sentence.subject]):
                key = "\t".join((sentence.text, *sentence.audio, *hinted))
                if key not in kept:
                    recogniser = recogniser or _recogniser()
                    audio = _audio(sentence, Path(folder))
                    session = recogniser.start_session(hinted)
                    hypothesis = session.decode(decode_audio(str(audio)), Effort.FINAL)
                    words = hypothesis.words if hypothesis else ()
                    kept[key] = [list(asdict(word).values()) for word in words]
                both.append(tuple(Word(*values) for values in kept[key]))
            yield sentence, both[0], both[1]
    HEARD.parent.mkdir(exist_ok=True)
    HEARD.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _recogniser() -> Recogniser:
    return engine_for(Recognition(device_type="cpu"), find_paths(os.environ)).load().recogniser


def _audio(sentence: Sentence, folder: Path) -> Path:
    if sentence.kind == "recorded":
        return Path(sentence.audio[0])
    audio = folder / "spoken.wav"
    subprocess.run(["espeak-ng", *sentence.audio, "-w", audio, sentence.text], check=True)
    return audio


def _doubted(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """How many right words there are in all texts, and how many are changed where doubted.

    The vocabulary is the packs alone, so most words of the texts are none of its terms.
    """
    vocabulary = _vocabulary(())
    pages = [page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))]
    lines = [line for page in pages for line in page.splitlines() if not set(line) & set("|`<")]
    words = changed = 0
    for line in dict.fromkeys((*(sentence.text for sentence in sentences), *lines)):
        for phrase in phrases(tokens_of_line(line)):
            sure = corrected(phrase, vocabulary, is_protected=lambda _: False)
            unsure = tuple(replace(token, probability=DOUBT) for token in sure)
            found = corrected(unsure, vocabulary, is_protected=lambda _: False)
            said, written = (
                [piece for token in tokens for piece in comparable_words(token.text)]
                for tokens in (sure, found)
            )
            right, _ = _right(said, written)
            words += len(said)
            changed += len(said) - len(right)
    return words, changed


def _count(sentence: Sentence, output: Sequence[Token], before: Sequence[Token]) -> Count:
    """What is right in `output`; spoilt is what was right in `before` and no longer is."""
    said: list[str] = []
    terms: list[range] = []
    for piece in re.split(r"(\{.*?\})", sentence.marked):
        words = comparable_words(piece)
        if piece.startswith("{"):
            terms.append(range(len(said), len(said) + len(words)))
        said.extend(words)
    written = comparable_words(" ".join(token.text for token in output))
    right, matched = _right(said, written)
    was_right, _ = _right(said, comparable_words(" ".join(token.text for token in before)))
    in_terms = {place for term in terms for place in term}
    others = [place for place in range(len(said)) if place not in in_terms]
    return Count(
        terms=len(terms),
        terms_missed=sum(not all(place in right for place in term) for term in terms),
        words=len(others),
        word_edits=sum(place not in right for place in others) + len(written) - matched,
        spoilt=len(was_right - right),
    )


def _right(said: Sequence[str], written: Sequence[str]) -> tuple[set[int], int]:
    matches = align(said, written)
    right = {place for place, match in enumerate(matches) if match and match.equal}
    return right, sum(match is not None for match in matches)


def _show(sentence: Sentence, before: Sequence[Token], after: Sequence[Token]) -> None:
    if before != after:
        print(sentence.marked)
        for tokens in (before, after):
            print("   ", " ".join(f"{token.text}({token.probability:.1f})" for token in tokens))


def _report(
    counts: dict[tuple[str, str, str], Count],
    terms: int,
    spent: Sequence[float],
    doubted: tuple[int, int],
    parts: Sequence[str],
) -> str:
    rows = []
    for part in parts:
        for kind in _kinds():
            for way in WAYS:
                count = counts[part, kind, way]
                rows.append(
                    [
                        f"{part}, {kind}: {way}",
                        f"{count.terms_missed / count.terms:.3f} of {count.terms}",
                        f"{count.word_edits / count.words:.3f} of {count.words}",
                        str(count.spoilt),
                    ]
                )
    return "\n\n".join(
        [
            "## Vocabulary",
            results.circumstances(),
            f"{terms} terms. Correcting a sentence took {1000 * sum(spent) / len(spent):.1f} ms on "
            f"average, {1000 * max(spent):.1f} ms at most, the index included. Of {doubted[0]} "
            f"right words, all with probability {DOUBT}, {doubted[1]} were changed.",
            results.table(["sentences", "terms wrong", "rest wrong", "right words spoilt"], rows),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
