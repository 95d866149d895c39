"""Days and months that a text names in words or digits, in the languages of the page. Pure.

It errs on the side of a find: what is found is only warned of. See
docs/decisions/days-in-words.md.
"""

# ruff: noqa: RUF001 - words and signs of other scripts
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from routes.messages.tongue import LANGUAGES

Named = Literal["day", "month"]

_D = "(?:0?[1-9]|[12][0-9]|3[01])"
_M = "(?:0?[1-9]|1[0-2])"
_Y = "(?:19|20)[0-9]{2}"
_NO_DIGIT = "(?<![0-9])"
_NO_MORE = "(?![0-9])"
_LETTER = r"[^\W\d_]"
_BEFORE = f"(?<!{_LETTER})"
_AFTER = f"(?!{_LETTER})"

_CAPITAL = {"en", "de"}
"""Languages that write months with a capital; the others do so only where a sentence begins."""
_MONTH_FIRST = ("en", "es")
"""Languages in which a day may follow its month."""
_AMBIGUOUS = ("may", "march", "mai", "mars")
"""Names of months that are words of their own: a capital or a word before has to speak for it."""
_RUSSIAN_ENDINGS = ("а", "я", "е", "у", "ю", "ом", "ем")
"""What the cases of a month end in; CLDR knows two of them."""

_ON = (
    "on", "since", "until", "till", "before", "after", "am", "vom", "zum", "bis", "seit", "le",
    "du", "au", "el", "al", "del", "dia", "с", "со", "до", "от",
)  # fmt: skip
"""What stands before a day, folded."""
_IN = (
    "in", "on", "since", "until", "till", "by", "before", "after", "from", "during", "last",
    "next", "early", "late", "mid", "of", "im", "vom", "bis", "seit", "ab", "anfang", "mitte",
    "ende", "des",
)  # fmt: skip
"""What stands before a month, folded."""
_GOES_ON = (
    "he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "the", "a", "an", "and",
    "or", "to", "of", "in", "at", "by", "from", "with", "when", "as", "after", "before", "for",
    "was", "were", "had", "but", "er", "sie", "es", "ein", "eine", "und", "oder", "nach", "mit",
    "von", "aus", "war", "wurde", "fuhr", "il", "elle", "ils", "un", "une", "et", "ou", "de", "a",
    "dans", "avec", "en", "y", "o", "se", "con", "по", "и", "в", "из", "на", "он", "она", "они",
    "был", "была", "были",
)  # fmt: skip
"""What goes on after a day that is told by its number alone, folded: no noun that it counts."""
_UNITS = r"\s?(?:%|km\b|км\b|m\b|kg\b|mil|tsd|тыс|млн|h\b|uhr\b|percent|prozent|por ciento)"


def named(text: str) -> Named | None:
    """What a text names: a day, or else a month, or neither. A weekday alone is neither."""
    folded, found = _folded(text), _patterns()
    if found.day.search(folded):
        return "day"
    return "month" if found.month.search(folded) else None


@dataclass(frozen=True, slots=True)
class _Patterns:
    day: re.Pattern[str]
    month: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    months = {tag: _months(tag) for tag in LANGUAGES}
    day = (
        *_digits(),
        *_slashed(),
        *_east(),
        *_ordinals(),
        *_day_and_name(months),
        *_in_words(months),
    )
    month = (*_month_in_digits(), *_month_by_name(months))
    return _Patterns(re.compile("|".join(day)), re.compile("|".join(month)))


def _folded(text: str) -> str:
    """The text with accents, width and signs that show nothing as if they were not there."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    kept = (
        "-" if unicodedata.category(c) == "Pd" else c
        for c in apart
        if unicodedata.category(c) not in ("Mn", "Cf")
    )
    return unicodedata.normalize("NFC", "".join(_plain_digit(c) for c in kept))


def _plain_digit(sign: str) -> str:
    return sign if sign.isascii() or not sign.isdecimal() else str(unicodedata.decimal(sign))


@dataclass(frozen=True, slots=True)
class _Months:
    """What the months are called in a language, folded and without a full stop."""

    wide: tuple[str, ...]
    short: tuple[str, ...]


def _months(language: str) -> _Months:
    from babel import Locale  # noqa: PLC0415  only loaded where a date was made coarser

    told = Locale.parse(language).months
    kinds = ("format", "stand-alone")
    wide = [_folded(name) for kind in kinds for name in told[kind]["wide"].values()]
    short = [
        _folded(name).rstrip(".") for kind in kinds for name in told[kind]["abbreviated"].values()
    ]
    if language == "en":
        short.append("Sept")
    if language == "ru":
        stems = {name.rstrip("аья") for name in wide if len(name) > 3}
        wide += [f"{stem}{ending}" for stem in sorted(stems) for ending in _RUSSIAN_ENDINGS]
        wide += ["мае", "маю", "маем"]
    return _Months(
        *(tuple(dict.fromkeys(n for n in each if _is_word(n))) for each in (wide, short))
    )


def _is_word(name: str) -> bool:
    """Whether a name of a month has letters alone: those with digits are found as digits are."""
    return not any(sign.isdigit() for sign in name) and name[-1] != "月"


def _digits() -> Iterable[str]:
    """Dates that tell their year, in digits."""
    yield rf"{_NO_DIGIT}{_Y}\s?[-/.]\s?{_M}\s?[-/.]\s?{_D}{_NO_MORE}"
    yield rf"{_NO_DIGIT}{_Y}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]){_NO_MORE}"
    year = f"(?:{_Y}|[0-9]{{2}})"
    for first, second in ((_D, _M), (_M, _D)):
        yield rf"(?<![0-9.,/-]){first}/{second}/{year}(?![0-9/])"
        yield rf"(?<![0-9.,/-]){first}\.\s?{second}\.\s?{year}(?!\.?[0-9])"
        yield rf"(?<![0-9.,/-]){first}-{second}-{_Y}(?!-?[0-9])"
    yield rf"(?<![0-9.])(?:[0-9]{{2}}\. )?{_M}\. {_D}\.(?!\s?[0-9])"  # as in Korean


def _slashed() -> Iterable[str]:
    """A day and a month in digits, without a year: what is no fraction, nor a number."""
    edge, end = "(?<![0-9.,/-])", rf"(?![0-9/]|[.,][0-9]|{_UNITS}|\s+of\s)"
    over = "(?:1[3-9]|2[0-9]|3[01])"
    two = "(?:0[1-9]|1[0-2])"
    since = f"{_BEFORE}(?i:{'|'.join(_ON)})\\s+(?:the\\s+)?"
    yield rf"{edge}(?!24/7|16/9){over}/{_M}{end}"
    yield rf"{edge}{_M}/{over}{end}"
    yield rf"{edge}(?:0[1-9]/{_D}|{_D}/0[1-9]|{two}/{two}){end}"
    yield rf"{since}(?:{_D}/{_M}|{_M}/{_D}){end}"
    yield rf"{since}{_D}\.\s?{_M}(?:\.(?![0-9])|(?![0-9.])){end}"
    yield rf"{edge}[0-3][0-9]\.{two}\.(?!\s?[0-9]){end}"


def _east() -> Iterable[str]:
    """Dates of Korean, Chinese and Japanese."""
    digits = "一二三四五六七八九"
    month = f"(?:{_NO_DIGIT}{_M}|十[一二]?|[{digits}])"
    day = f"(?:{_D}|(?:二?十|三十)[{digits}]?|廿[{digits}]?|[{digits}])"
    yield rf"{month}\s?月\s?{day}\s?[日号號]"
    yield rf"{_NO_DIGIT}{_M}\s?월\s?{_D}\s?일"
    no_span = "[间間内內后後前]|本(?![报報台])"
    yield rf"{_NO_DIGIT}(?<![.,第]){_D}\s?日(?!{no_span})"
    several = f"(?:二?十[{digits}]|[二三]十[一]?)"
    yield rf"(?<![{digits}十百千万]){several}日(?!{no_span})"
    lasting = r"(?:간|째|차|치|장|제|분)|\s?(?:동안|만에|만|후|뒤|이내|이상|이하|정도|쯤|가량|내내)"
    yield rf"{_NO_DIGIT}(?<![.,]){_D}일(?!{lasting}|\s전(?![가-힣]))"


def _ordinals() -> Iterable[str]:
    """A day by its number alone: on the 14th, am 14., le 14, el 14, 14 числа."""
    goes_on = (
        rf"(?=\s*(?:$|[^\s\w.,:%°€$£-]|[.,:](?![0-9])|-\s)|\s+(?i:{'|'.join(_GOES_ON)}){_AFTER})"
    )
    no_unit = f"(?!{_UNITS})"
    before = "on|since|until|till|before|after|from|to|through|of|by|between|and"
    yield rf"{_BEFORE}(?i:{before})\s+(?i:the)\s+{_D}(?i:st|nd|rd|th){_AFTER}{goes_on}"
    yield rf"{_BEFORE}(?i:on)\s+(?i:the)\s+{_D}(?i:st|nd|rd|th)\s+(?=[A-Z])(?!(?:{_COUNTED}))"
    yield rf"{_BEFORE}(?i:am|vom|zum|bis zum|seit dem|ab dem)\s+{_D}\.(?=\s+[a-z]|\s*$|\s?[,;:)])"
    yield rf"{_BEFORE}(?i:le)\s+(?:1er|{_D}){no_unit}{goes_on}"
    yield rf"{_BEFORE}(?i:el)\s+(?:(?i:dia)\s+)?{_D}{no_unit}{goes_on}"
    yield rf"{_NO_DIGIT}{_D}(?:-?г?о)?\s+числ[ао]"
    yield rf"{_NO_DIGIT}{_D}-?го{_AFTER}{goes_on}"


_COUNTED = (
    "Division|Brigade|Army|Regiment|Battalion|Corps|Congress|Party|Floor|Street|Avenue|Parallel|"
    "Century|Amendment|District|Ward|Fleet|Infantry|Bureau|Department|Session|Plenum"
)


def _day_and_name(months: Mapping[str, _Months]) -> Iterable[str]:
    """A day with the name of its month, in either order."""
    every = [n for each in months.values() for n in (*each.wide, *each.short)]
    plain, capital = _apart(every)
    number = rf"{_NO_DIGIT}{_D}(?i:\s?(?:st|nd|rd|th|er|e|o|a|°|-?го|-?ое|-?е))?"
    joint = r"\.?[\s/-]{0,2}(?:(?i:of|de|del|d'|d’)\s*(?:(?i:the)\s+)?)?"
    yield rf"{number}{joint}(?:(?i:{plain})|{capital}){_AFTER}"
    yield rf"{number}{joint}(?i:{'|'.join(_AMBIGUOUS)})\.?,?\s+(?:(?i:de|del)\s+)?{_Y}{_NO_MORE}"
    yield rf"{_BEFORE}(?i:on|el)\s+{number}{joint}(?i:{'|'.join(_AMBIGUOUS)}){_AFTER}"
    yield rf"{number}\s+(?i:of|de)\s+(?i:{'|'.join(_AMBIGUOUS)}|mayo){_AFTER}"
    first = [n for tag in _MONTH_FIRST for n in months[tag].wide]
    plain, capital = _apart([*first, *months["en"].short])
    follows = rf"(?:st|nd|rd|th)?(?!{_LETTER}|[0-9]|[.:][0-9]|,[0-9]{{1,3}}(?![0-9])|{_UNITS})"
    yield rf"{_BEFORE}(?:(?i:{plain})|{capital})\.?[\s-]{{1,2}}(?i:the\s+)?{_D}{follows}"


def _in_words(months: Mapping[str, _Months]) -> Iterable[str]:
    """The fourth of March, March the fourth."""
    month = f"(?i:{'|'.join(months['en'].wide)})"
    tens = "(?:twenty|thirty)[ -](?:fir|seco|thi|four|fif|six|seven|eigh|nin)(?:st|nd|rd|th)"
    ones = "first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th"
    day = f"(?i:{tens}|{ones}|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir)tieth)"
    yield rf"{_BEFORE}{day}\s+(?i:of)\s+{month}{_AFTER}"
    yield rf"{_BEFORE}{month}\s+(?i:the\s+)?{day}{_AFTER}"


def _apart(names: Iterable[str]) -> tuple[str, str]:
    """Names that mean nothing but a month, and the others as they are with a capital."""
    known = {name.casefold() for name in names}
    plain = sorted(known.difference(_AMBIGUOUS), key=lambda n: (-len(n), n))
    capital = sorted(known.intersection(_AMBIGUOUS), key=lambda n: (-len(n), n))
    # French writes "mai" and "mars" small, and they are nothing else after a number.
    small = [n for n in capital if n in ("mai", "mars")]
    shown = [*small, *(n.capitalize() for n in capital), *(n.upper() for n in capital)]
    return "|".join(plain), "(?:" + "|".join(shown) + ")"


def _month_in_digits() -> Iterable[str]:
    yield rf"{_NO_DIGIT}{_Y}\s?[-/.]\s?{_M}(?![0-9]|[-/.][0-9])"
    yield rf"(?<![0-9.,/-]){_M}[-/.]{_Y}{_NO_MORE}"
    written = "(?<![一二三四五六七八九十个個])(?:十[一二]?|[一二三四五六七八九])"
    yield rf"(?:{_NO_DIGIT}{_M}|{written})\s?月(?![球亮台])"
    yield rf"{_NO_DIGIT}{_M}\s?월"


def _month_by_name(months: Mapping[str, _Months]) -> Iterable[str]:
    """A month by its name: as its language writes it, or with a year."""
    for tag, each in months.items():
        sure = [n for n in each.wide if not (tag in _CAPITAL and n.casefold() in _AMBIGUOUS)]
        shown = {n for name in sure for n in (name, name.upper())}
        if shown:
            yield f"{_BEFORE}(?:{'|'.join(sorted(shown))}){_AFTER}"
    every = {n.casefold() for each in months.values() for n in (*each.wide, *each.short)}
    names = "|".join(sorted(every, key=lambda n: (-len(n), n)))
    yield rf"{_BEFORE}(?i:{names})\.?,?\s?(?:(?i:of|de|del)\s+)?(?:{_Y}|'[0-9]{{2}}){_NO_MORE}"
    wide = "|".join(sorted({n.casefold() for n in (*months["en"].wide, *months["de"].wide)}))
    yield rf"{_BEFORE}(?i:{'|'.join(_IN)})[\s-]+(?i:{wide}){_AFTER}"
