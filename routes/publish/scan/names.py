"""Withheld names in a text, however they are written. Pure."""

# ruff: noqa: RUF001 - names in other scripts, and their endings
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from unicodedata import normalize

from routes.gazetteers.generics import says_nothing
from routes.publish.scan.letters import GAP, Letters, letters, script
from routes.publish.scan.parts import LEAST_ALONE, counts_alone, given_name, runs

__all__ = ["SENTENCE_START", "SMALL_WORDS", "Names"]

_MOST_PARTS = 4  # whose orders are all tried

# Folded: the endings of nouns and adjectives have no other letters.
_RUSSIAN_ENDING = "аеиоуыэюямхвгьї"
_FIRST_CASE = "ая яя ии ыи ои ое ее ые ие а е и о у ы э ю я ь"
"""Folded letters at the end of a name that its other cases replace."""
_HANGUL_PARTICLES = (
    "께서는|께서|에게서|에게는|에게|에서는|에서도|에서|으로부터|으로는|으로|로부터|이라는|라는|이라고|라고|이었다|이다|입니다|였다"
    "|부터|까지|처럼|보다|하고|이나|조차|마저|밖에|씨|님|군|양|은|는|이|가|을|를|의|에|께|와|과|도|만|로|나|야|아|랑|들"
)

# Words of two or three letters that are also names; in lower case they are taken as words.
_SMALL = """
    a i an am as at be by do go he hi if in is it me my no of oh on or so to up us we
    and any are but can did for had has her him his how its may not now off old one our
    out own per say see she son sun the too two was way who why yes yet you man min mid
    der die das den dem des ein im um zu ob so was wer wie von vom zum zur mit bei bis auf aus
    le la les un une du de des et en ou au on il ne se sa son mon ton par sur que qui pas
    el los las una y o al lo mi tu su si no con por sin che di da in con per
    и в с на не но по за от до из он мы вы то же ли бы или их ее его она они это как так что где чем
"""
SMALL_WORDS = frozenset(_SMALL.split())

_VISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
SENTENCE_START = re.compile(r"(?:^|[.!?\u2026:;\n\u2022]|[\"'(\[])[\s\"'(\[]*$")


_Parts = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class _Sought:
    """One way to write a name, as a pattern over letters."""

    pattern: re.Pattern[str]
    ref: int
    alone: bool  # one word of several
    joined: bool  # of parts, with a hyphen or the like
    length: int  # letters
    open_ended: bool  # any letter may follow: three Hangul syllables and more


@dataclass(slots=True)
class _Known:
    """All that is looked for, by its first two letters; one for names of one letter."""

    by_start: dict[str, list[_Sought]] = field(default_factory=dict)
    _starts: re.Pattern[str] | None = None

    def first(self, text: str) -> Iterator[re.Match[str]]:
        """Where something that is known may begin."""
        if self._starts is None:
            self._starts = re.compile(f"(?={'|'.join(map(re.escape, sorted(self.by_start)))})")
        return self._starts.finditer(text)


class Names:
    """What is looked for: all spellings of each withheld thing, compiled once for a case.

    ``persons`` are the indices of the entries that name persons: a part of such a name
    counts alone (the family name, say). Without it, entries that look like persons do:
    two to four words, none of them with a small first letter or a word for a kind of
    place.
    """

    def __init__(
        self, entries: Sequence[Sequence[str]], *, persons: Collection[int] | None = None
    ) -> None:
        self._known = (_Known(), _Known())
        for ref, spellings in enumerate(entries):
            for spelling in dict.fromkeys(spellings):
                parts_count = _like_person(spelling) if persons is None else ref in persons
                self._learn(spelling, ref, parts_count=parts_count)

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and index of the entry, for each name in a text; they may overlap."""
        if not self._known[0].by_start:
            return
        small: dict[str, bool] = {}
        read = Letters("", [])
        for twins in (False, True):
            if twins and text.isascii() and not self._has_twins():
                continue
            read = read if twins and text.isascii() else letters(text, twins=twins)
            for sought, start, end in _matches(read, self._known[twins]):
                first, last = read.at[start], read.at[end - 1] + 1
                written = text[first:last]
                if twins and sought.length < LEAST_ALONE and not _mixes_scripts(written):
                    continue
                if not _is_word(text, first, written, sought, small):
                    yield first, last, sought.ref

    def _has_twins(self) -> bool:
        """Whether some name has other letters when look-alikes are taken as one."""
        return self._known[0].by_start.keys() != self._known[1].by_start.keys()

    def _learn(self, spelling: str, ref: int, *, parts_count: bool) -> None:
        # "the man with one ear" describes, and "The man" is no name of his.
        given = spelling.split()
        rows = len(given) <= _MOST_PARTS and not any(word[0].islower() for word in given)
        for twins in (False, True):
            cases = (spelling, spelling.upper(), spelling.lower()) if twins else (spelling,)
            for written in dict.fromkeys(cases):
                words = [_parts(word, twins) for word in re.split(r"[\s,]+", written)]
                named = [word for word in words if word]
                self._add(named, ref, twins)
                for parts in _alone(named, rows=rows) if parts_count else ():
                    self._keep(parts, ref, twins, alone=True)

    def _add(self, words: list[_Parts], ref: int, twins: bool) -> None:
        several = len(words) > 1
        orders = permutations(words) if several and len(words) <= _MOST_PARTS else [words]
        for order in orders:
            self._keep([part for word in order for part in word], ref, twins, alone=False)

    def _keep(self, parts: _Parts, ref: int, twins: bool, alone: bool) -> None:
        if not parts:
            return
        joined = _joined(parts)
        is_long = len(joined) >= LEAST_ALONE
        patterns = [_inflected(part, twins, russian and is_long) for part, russian in parts]
        sought = _Sought(
            pattern=re.compile(f"{GAP}?".join(patterns)),
            ref=ref,
            alone=alone,
            joined=len(parts) > 1,
            length=len(joined),
            open_ended=script(joined[-1]) == "hangul" and len(joined) > 2,
        )
        kept = self._known[twins].by_start.setdefault(parts[0][0][:2], [])
        if all((each.pattern, each.ref) != (sought.pattern, ref) for each in kept):
            kept.append(sought)


def _parts(word: str, twins: bool) -> _Parts:
    """The parts of a word between hyphens and the like, folded, and whether each is Russian."""
    return [
        (folded, any("\u0400" <= letter <= "\u052f" for letter in part))
        for part in re.split(r"[\W_]+", _VISIBLE.sub("", normalize("NFKC", word)))
        for folded in letters(part, twins=twins).text.split()
    ]


def _alone(words: Sequence[_Parts], *, rows: bool) -> Iterator[_Parts]:
    """What of a person's name counts alone: longer words, with ``rows`` several short ones, too."""
    given = given_name(_joined(words[0])) if len(words) == 1 else None
    if given is not None:
        yield [(given, False)]
    several = [[word] for word in words] if len(words) > 1 else []
    for row in (*several, *(runs(words) if rows else ())):
        parts = [part for word in row for part in word]
        joined = _joined(parts)
        if counts_alone(joined) and not says_nothing(joined):
            yield parts


def _joined(parts: _Parts) -> str:
    return "".join(part for part, _ in parts)


def _like_person(spelling: str) -> bool:
    words = spelling.split()
    if not 2 <= len(words) <= 4 or "," in spelling:
        return False
    folded = [letters(word, twins=False).text for word in words]
    capitals = not any(word[0].islower() for word in words)
    return capitals and not any(map(says_nothing, folded))


def _inflected(part: str, twins: bool, russian: bool) -> str:
    """A pattern for a part of a name with the endings that its language may put to it."""
    endings = letters(_RUSSIAN_ENDING, twins=twins).text if russian else ""
    if russian and 1 < len(part) < LEAST_ALONE:  # of a longer name: Ын of "Ким Чен Ын"
        return f"{re.escape(part)}[{endings}]{{0,2}}"
    if len(part) >= LEAST_ALONE and russian:
        first_case = letters(_FIRST_CASE, twins=twins).text.replace(GAP, "|")
        stem = re.sub(rf"(?<=..)(?:{first_case})$", "", part)
        return f"{re.escape(stem)}[{endings}]{{0,3}}"
    if len(part) >= LEAST_ALONE and part[-1].isascii() and part[-1].isalpha():
        return f"{re.escape(part)}(?:e?s)?"
    if len(part) >= 2 and script(part[-1]) == "hangul":
        return f"{re.escape(part)}(?:{_HANGUL_PARTICLES}){{0,3}}"
    return re.escape(part)


def _matches(read: Letters, known: _Known) -> Iterator[tuple[_Sought, int, int]]:
    text = read.text
    for at in (found.start() for found in known.first(text)):
        for key in (text[at : at + 2], text[at]):
            for sought in known.by_start.get(key, ()):
                end = _end(text, at, sought)
                if end:
                    yield sought, at, end


def _end(text: str, at: int, sought: _Sought) -> int | None:
    """Where the name that begins here ends; None if another word begins or goes on here."""
    mixed = sought.length >= LEAST_ALONE  # "2016Secret" has the name in it, "2Kim" has not
    kind, before = script(text[at]), script(text[at - 1 : at])
    if kind == before and kind != "unspaced" and not (kind == "hangul" and sought.open_ended):
        return None
    if {kind, before} == {"letter", "digit"} and not mixed:
        return None
    for end in _ends(text, at, sought):
        last, after = script(text[end - 1]), script(text[end : end + 1])
        if last != after or last == "unspaced" or (last == "hangul" and sought.open_ended):
            if {last, after} == {"letter", "digit"} and not mixed:
                continue
            return end
    return None


def _ends(text: str, at: int, sought: _Sought) -> Iterator[int]:
    """The ends to try, the longest first: endings are bounded, so these are few."""
    found = sought.pattern.match(text, at)
    while found:
        yield found.end()
        found = sought.pattern.match(text, at, found.end() - 1)


def _mixes_scripts(written: str) -> bool:
    plain = [letter.isascii() for letter in written if letter.isalpha()]
    return any(plain) and not all(plain)


def _is_word(text: str, at: int, written: str, sought: _Sought, small: dict[str, bool]) -> bool:
    """Whether an ordinary word of the text is meant and not the name it could be."""
    lower = written.lower()
    if written == written.upper():
        return False
    if sought.length < LEAST_ALONE:
        return written == lower and lower in SMALL_WORDS
    words = written.split()
    if not sought.alone or not all(map(str.isalpha, words)) or (sought.joined and len(words) == 1):
        return False  # "secret-canary" and "secretcanary" are no words
    if written == lower:
        return True
    if lower not in small:
        small[lower] = bool(re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", text))
    return small[lower] and bool(SENTENCE_START.search(text[max(0, at - 12) : at]))
