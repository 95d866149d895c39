"""Telephone numbers and e-mail addresses, also in disguise. Pure."""

# ruff: noqa: RUF001 - words and letters of other scripts
from __future__ import annotations

import re
from collections.abc import Iterator

from routes.publish.scan import harmless

__all__ = ["emails", "local_telephones", "said_telephones", "telephones"]

Span = tuple[int, int]

_SEP = r"[\s.\-/()]{0,3}"
_EXTENSION = (
    r"(?:[\s,;]{0,3}(?:ext(?:ension)?|x|доб(?:авочный)?|durchwahl|poste|내선|分机|;ext=)"
    r"[.:\s]{0,2}\d{1,6}|\s?\#\d{1,6})?"
)
_NOT_INSIDE = r"(?<![A-Za-z0-9.,:/=_-])"
_END = r"(?!\d|[.,:]\d|[A-Za-z])"

_INTERNATIONAL = re.compile(
    rf"(?:(?<![A-Za-z0-9])\(?\+\s?|(?<![A-Za-z0-9.,:-])(?:00|011\s?-?)(?=[1-9]))\(?\d(?:{_SEP}\d){{6,16}}(?!\d){_EXTENSION}",
    re.IGNORECASE,
)
_SCHEME = re.compile(
    r"\b(?:tel|sms|callto|fax):\s?\+?[\d(][\d().\-\s]{1,20}\d(?:;[^\s<>\"]*+)?", re.IGNORECASE
)
_SAID = re.compile(
    r"(?:\b(?:tel(?:ephone|efon|éfono|éfon|\.)?|téléphone|phone|mob(?:ile)?|cell(?:phone)?|handy|móvil|fax|whatsapp"
    r"|signal|viber|wechat|hotline|тел(?:ефон\w{0,2})?|моб(?:ильн\w{2,3})?|факс|전화(?:번호)?|휴대폰|핸드폰|팩스)|电话|電話|手机|手機|传真)"
    r"(?![A-Za-z])[.\s]{0,2}(?:(?:number|no|nr|num|номер|번호|号码)\b[.\s]{0,2})?(?:is\s|was\s|[:=\u2116#]\s?)?[\s\"']{0,2}"
    rf"(?P<number>[+(]{{0,2}}\d(?:{_SEP}\d){{5,16}}(?!\d){_EXTENSION})",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    rf"{_NOT_INSIDE}(?:"
    # A trunk 0, an area code, then groups: 02-381-1234, (0171) 123 45 67, 06 12 34 56 78.
    r"\(?0\d{1,4}\)?[\s./-]{1,3}\d{2,4}(?:[\s.-]\d{2,4}){1,3}"
    r"|\(?0\d{1,5}\)?\s?[\s/-]\s?\d{5,8}"
    r"|0\d{9,10}"
    # An area code in brackets: (202) 555-0123, (4212) 12-34-56.
    r"|(?:[18][\s-]?)?\((?!(?:19|20)\d\d\))\d{2,5}\)[\s-]?\d{2,4}[\s.-]\d{2,4}(?:[\s.-]\d{2,4})?"
    # 202-555-0123 and 1-800-555-0123.
    r"|(?:1[\s.-])?\d{3}[\s.-]\d{3,4}[\s.-]\d{4}"
    # Russia: 8 914 123-45-67, 123-45-67.
    r"|8[\s-]?\d{3,5}[\s-]\d{1,3}[\s-]\d{2}[\s-]\d{2}"
    r"|\d{3}-\d{2}-\d{2}"
    r"|8\d{10}"
    # China: a mobile number.
    r"|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}"
    # 555-0123
    r"|\d{3}-\d{4}"
    rf"){_END}(?!-\d){_EXTENSION}",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:\b(?:pp?|pages?|S|с|стр|art|nos?|nr)\b\.?|[:№#§])\s?$", re.IGNORECASE)
_IN_THREES = re.compile(r"\d{3}(?:[\s.]\d{3})+")
_THOUSANDS = re.compile(r"\+?\s?\d{1,3}(?:[\s.]\d{3})*[\s.]000")

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_AT = re.compile(
    rf"\s?(?:@|[\[({{<]\s?(?:at|@|ät|собака|arroba|arobase|골뱅이)\s?[\])}}>]|(?<=\s)at(?=\s)|(?<=\s)собака(?=\s))\s?"
    rf"(?P<domain>{_LABEL}(?P<dots>(?:\s?(?:\.|[\[({{<]\s?(?:dot|\.|punkt|punto|точка|점)\s?[\])}}>]"
    rf"|(?<=\s)(?:dot|точка)(?=\s))\s?{_LABEL}){{1,6}}))",
    re.IGNORECASE,
)
_LOCAL_PART = re.compile(r"\s?(?P<part>[\w.!#$%&'*+/=?^{|}~-]{1,64})")
_SPOKEN_DOT = re.compile(r"\s(?:dot|точка)\s|[\[({<]", re.IGNORECASE)
_MAILTO = re.compile(r"\bmailto:\s?[^\s<>\"?]{1,254}(?:\?[^\s<>\"]*+)?", re.IGNORECASE)
_CALLED_MAIL = re.compile(r"(?:e-?mail|почта|write to|contact)\W{1,3}$", re.IGNORECASE)


def telephones(text: str) -> Iterator[Span]:
    """Where numbers stand with the sign of international ones: ``+850 2 381 27``."""
    for found in _INTERNATIONAL.finditer(text):
        digits = sum(map(str.isdigit, found[0]))
        if digits <= 18 and not _THOUSANDS.fullmatch(found[0].lstrip("(")):
            yield _inside_brackets(found)
    for found in _SCHEME.finditer(text):
        yield found.span()


def said_telephones(text: str) -> Iterator[Span]:
    """Where numbers stand after a word for a telephone: ``tel. 1234567``."""
    for found in _SAID.finditer(text):
        if not harmless.dated(found["number"]):
            yield found.span("number")


def local_telephones(text: str) -> Iterator[Span]:
    """Where numbers of seven digits and more stand, in groups as telephone numbers are written."""
    for found in _LOCAL.finditer(text):
        if sum(map(str.isdigit, found[0])) < 7 or harmless.dated(found[0]):
            continue
        if _PAGES.search(text[max(0, found.start() - 8) : found.start()]) and len(found[0]) <= 8:
            continue
        if _IN_THREES.fullmatch(found[0]) and text[max(0, found.start() - 2)].isdigit():
            continue
        if not harmless.amount(text, found.start(), found.end()):
            yield _inside_brackets(found)


def emails(text: str) -> Iterator[Span]:
    """Where e-mail addresses stand, also as "name (at) example [dot] org"."""
    for found in _MAILTO.finditer(text):
        yield found.span()
    if "@" not in text and not re.search(
        r"at|собака|arroba|arobase|골뱅이|ät", text, re.IGNORECASE
    ):
        return
    for found in _AT.finditer(text):
        start = _local_start(text, found.start())
        if start is not None and _is_domain(text, found, start):
            yield start, found.end()


def _inside_brackets(found: re.Match[str]) -> Span:
    """The match, without a bracket that opens before it and does not close in it."""
    start = found.start() + (found[0].startswith("(") and ")" not in found[0])
    return start, found.end()


def _local_start(text: str, end: int) -> int | None:
    """Where the part before the "at" begins; None where there is none."""
    before = text[max(0, end - 66) : end][::-1]
    found = _LOCAL_PART.match(before)
    if not found:
        return None
    part = found["part"].rstrip(".!#$%&'*+/=?^{|}~-")
    return end - found.start("part") - len(part) if part else None


def _is_domain(text: str, found: re.Match[str], start: int) -> bool:
    """Whether what follows the "at" is a domain and not the rest of a sentence."""
    top = re.split(r"[\s.\])}>]", found["domain"])[-1]
    if len(top) < 2 or not any(map(str.isalpha, top)):
        return False
    spoken = not re.search(r"[@\[({<]", text[found.start() : found.start("domain")])
    if not spoken:
        at_once = "@" in text[found.start() : found.start("domain")]
        return at_once or "." in found["dots"] or bool(_SPOKEN_DOT.search(found["dots"]))
    return bool(_SPOKEN_DOT.search(found["dots"])) or bool(
        _CALLED_MAIL.search(text[max(0, start - 12) : start])
    )
