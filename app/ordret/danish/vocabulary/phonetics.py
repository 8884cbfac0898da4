"""What the ear hears of a Danish word: a key that words spelled differently but heard alike share.

The facts are those of Danish pronunciation as handbooks describe it (H. Basbøll, »The Phonology of
Danish«, 2005; N. Grønnum, »Fonetik og fonologi«, 2005; Dansk Sprognævn on silent letters); the
choice of rules and their order is Ordret's own, made for what a recogniser writes when it does
not know a word:

- Stød is not written, so it can't be heard from letters. Double letters mark a short vowel only.
- p, t and k are told from b, d and g at the beginning of a syllable only, and where compounds are
  split nobody knows where that is: one sign for each pair, but at the very beginning.
- d is silent in nd, ld, rd, ds and dt, soft and easily lost after a vowel. g is silent after a
  vowel, l or r, and makes eg and øg a diphthong. h is silent in hv and hj. v is silent in lv.
- c, z and s; c, k, q and ch; sj, sh, and the ti and si of -tion and -sion: one sign each.
- i, e and æ are near each other, u, o and å too, and y and ø.
- The e of an unstressed syllable is weak: -er, -re, -rer and -ere sound the same, and so do -ende
  and -ene. So e counts only as the first vowel and after j.
- Spaces and hyphens are not heard: a compound is the same in one word and in three.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"é": "e", "è": "e", "ê": "e", "ë": "e", "ä": "æ", "á": "a", "à": "a", "ö": "ø", "ó": "o"}
    | {"ô": "o", "ü": "y", "û": "u", "ú": "u", "í": "i", "ï": "i", "ñ": "n", "ç": "s", "ß": "s"}
    | {"w": "v", "q": "k", "z": "s", "x": "ks"}
)
_SPELLINGS = (
    # Foreign spellings. S is the sound of »sjov«.
    {"tion": "Son", "ssion": "Son", "sion": "Son", "sch": "S", "sh": "S", "sj": "S", "ph": "f"}
    | {"th": "t", "ch": "k", "ck": "k", "cc": "ks", "ce": "se", "ci": "si", "cy": "sy", "cæ": "sæ"}
    | {"c": "k", "aa": "å"}
    # Silent consonants.
    | {"hv": "v", "hj": "j", "nds": "ns", "ndt": "nt", "nd": "n", "lds": "ls", "ldt": "lt"}
    | {"ld": "l", "rds": "rs", "rdt": "rt", "rd": "r", "dt": "t", "ds": "s", "lv": "l"}
    # A is the diphthong of »vej«, O that of »høj«, N the last sound of »seng«.
    | {"egn": "An", "ej": "A", "aj": "A", "øgn": "On", "øj": "O", "oj": "O", "ng": "N", "nk": "Nk"}
)
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))
_VOWELS = "aeiouyæøåAO"
_WEAK = re.compile(
    rf"(?<=[{_VOWELS}])dd?(?=e|$|[bfhklmnpstv])"
    rf"|(?<=[{_VOWELS}])g(?=e|$|[bdfhkmnpsv])"
    r"|(?<=[lr])g(?=e|$|[bdfhkmnpstv])"
    r"|(?<=e)[td]$"
)
_FIRST_VOWEL = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}]")
_WEAK_E = re.compile(r"(?<!j)e")
_CLASSES = str.maketrans("bdgeæuåy", "ptkiiooø")
_DOUBLE = re.compile(r"(.)\1+")
_VOICED = "bdg"
_ACRONYM = re.compile(r"\b[A-ZÆØÅ]{2,5}\b")
_SAYABLE = re.compile(r"[^AEIOUYÆØÅ][AEIOUYÆØÅ]+[^AEIOUYÆØÅ]")
_LETTER_NAMES = {
    "a": "a", "b": "be", "c": "se", "d": "de", "e": "e", "f": "ef", "g": "ge", "h": "hå", "i":
    "i", "j": "jåd", "k": "kå", "l": "el", "m": "em", "n": "en", "o": "o", "p": "pe", "q": "ku",
    "r": "ær", "s": "es", "t": "te", "u": "u", "v": "ve", "w": "dåbeltve", "x": "eks", "y": "y",
    "z": "sæt", "æ": "æ", "ø": "ø", "å": "å",
}  # fmt: skip


def sound_key(text: str) -> str:
    """The key of `text`, which may be several words; empty where nothing in it is heard.

    >>> sound_key("kontanthjælp") == sound_key("Kontant jelp")
    True
    """
    letters = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    letters = "".join(filter(str.isalnum, letters))
    heard = _WEAK.sub("", _SPELLING.sub(_replacement, letters))
    start = _FIRST_VOWEL.match(heard)
    split = start.end() if start else 0
    heard = heard[:split] + _WEAK_E.sub("", heard[split:])
    key = _DOUBLE.sub(r"\1", heard.translate(_CLASSES))
    return letters[0] + key[1:] if letters[:1] and letters[0] in _VOICED else key


def spelled_out(text: str) -> str:
    """`text` with its abbreviations in capitals as their letters are called; as it is without.

    >>> spelled_out("SSB-sag")
    'esesbe-sag'
    """
    return _ACRONYM.sub(
        lambda found: "".join(_LETTER_NAMES[letter] for letter in found[0].casefold()), text
    )


def pronunciations(text: str) -> tuple[str, ...]:
    """The ways to say `text`: abbreviations in capitals are spelled, and said if they can be."""
    spelled = spelled_out(text)
    if spelled == text:
        return (text,)
    if all(_SAYABLE.search(each) for each in _ACRONYM.findall(text)):
        return (text, spelled)
    return (spelled,)


def _replacement(found: re.Match[str]) -> str:
    return _SPELLINGS[found[0]]
