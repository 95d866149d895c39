"""What looks like a position or a telephone number and is none: dates, amounts, identifiers."""

# ruff: noqa: RUF001 - words and letters of other scripts
from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["amount", "dated", "identifiers", "versioned"]

_UNIT = re.compile(
    r"\s{0,2}(?:%|‰|per ?cent|[kcmdµn]?m(?:[²³/]|\b)|kms\b|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|mi(?:les?)?\b|nmi\b|f(?:ee|oo)?t\b|inch|yards?|(?:k|m)?g\b|t\b|tons?\b|tonnes?|lbs?\b|ha\b"
    r"|hect|acres?|l\b|lit(?:er|re)|h\b|hrs?\b|hours?|min\b|minutes?|s\b|secs?\b|seconds?|days?\b"
    r"|weeks?|months?|years?|°\s?[CFKR]\b|[CFK]\b|[€$£¥₩₽₴]|(?:USD|EUR|RUB|KRW|KPW|CNY|GBP|JPY|CHF)\b"
    r"|dollars?|euros?|r[ou]ubles?|won\b|yuan|yen\b|million|billion|trillion|m(?:ln|rd)\b|bn\b"
    r"|thousand|Uhr\b|[ap]\.?m\b|GMT|UTC|[kMGT]?i?B\b|[kMG]?Hz|[kMG]?W[h]?\b|[kM]?V\b|points?\b|pts\b"
    r"|people|times\b|percentage|basis"
    r"|(?:к|с|м)?м(?:[²³/]|\b)|кг\b|тонн|тыс|млн|млрд|руб|час|мин\b|минут|сек|лет\b|год|раз\b"
    r"|킬로|미터|명|원|년|월|일|시간|톤|배|개|公里|千米|米|元|人|万|亿|吨|年|月|日)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:[$€£¥₩₽₴§#№]|\b(?:USD|EUR|RUB|KRW|KPW|CNY|GBP|JPY|CHF|US|No\.?|Nr\.?|Art(?:icle|\.)|Section"
    r"|Chapter|Table|Fig(?:ure|\.)|[pP]{1,2}\.?(?: ?[<=>])|[tFzrR] ?=|paras?\.?))\s?$"
)
_VERSION = re.compile(
    r"(?:\bv\.?|\bver\.?|versions?|releases?|python|firmware|[<>=~^]=)\s?$", re.IGNORECASE
)

_DATE = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d\d(?P<a>[-./])(?:0?[1-9]|1[0-2])(?P=a)(?:3[01]|[12]\d|0?[1-9])"
    r"|(?:3[01]|[12]\d|0?[1-9])(?P<b>[-./ ])(?:0?[1-9]|1[0-2])(?P=b)(?:(?:19|20)\d\d|(?<! )\d\d)"
    r"|(?:0?[1-9]|1[0-2])(?P<c>[-./ ])(?:3[01]|[12]\d|0?[1-9])(?P=c)(?:(?:19|20)\d\d|(?<! )\d\d)"
    r"|(?:19|20)\d\d-(?:0?[1-9]|1[0-2])"
    r"|(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d"
    r"|(?:19|20)\d\d ?[-/] ?(?:(?:19|20)\d\d|\d\d))(?!\d|[-./]\d\d(?!\d)[-./]?\d)"
)

_IDENTIFIER = re.compile(
    # Where the part after the slash is a number alone, it may be a pair of degrees.
    r"\b10\.\d{4,9}+/(?!\d{1,3}\.\d++(?![^\s,;)\]]))[^\s\"<>]++"
    r"|\bISBN[- ]?(?:1[03])?:?\s?[\dXx][\dXx -]{8,16}"
    r"|\b97[89][- ]?(?:\d[- ]?){9}[\dXx]\b"
    r"|\bISSN:?\s?\d{4}-?\d{3}[\dXx]"
    r"|\barXiv:\d{4}\.\d{4,5}"
    r"|\b[A-Z]{1,6}(?:/[A-Z0-9.()-]{1,20}){2,6}"
    r"|(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{128}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{56}"
    r"|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?![0-9A-Fa-f])"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\d.]\d)"
)


def amount(text: str, start: int, end: int) -> bool:
    """Whether the number from ``start`` to ``end`` has a unit, or counts money or paragraphs."""
    before = text[max(0, start - 12) : start]
    return bool(_UNIT.match(text, end) or _BEFORE.search(before))


def versioned(text: str, start: int) -> bool:
    """Whether the words before ``start`` say that a version of a program follows."""
    return bool(_VERSION.search(text[max(0, start - 14) : start]))


def dated(text: str) -> bool:
    """Whether the digits of ``text`` are those of dates and at most one time of day."""
    left, dates = _DATE.subn("", text)
    return dates > 0 and sum(map(str.isdigit, left)) <= 4


def identifiers(text: str) -> Iterator[tuple[int, int]]:
    """Where DOIs, ISBNs, document symbols, digests and the like stand."""
    for found in _IDENTIFIER.finditer(text):
        yield found.span()
