"""Lines as runs of a paragraph of Word: languages, fonts of scripts, links, bookmarks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from routes.report.addresses import linked
from routes.report.blocks import Line, Span
from routes.report.cleaning import clean

LANGUAGES: Mapping[str, str] = {
    "en": "en-GB", "ko": "ko-KR", "ru": "ru-RU", "de": "de-DE", "fr": "fr-FR", "es": "es-ES",
    "zh": "zh-CN", "ja": "ja-JP", "uk": "uk-UA", "be": "be-BY", "ar": "ar-SA", "he": "he-IL",
    "fa": "fa-IR",
}  # fmt: skip
"""Languages as Word wants them, with a country; any other is written as it is."""

LATIN = "en-GB"
"""The language of Latin letters in an East Asian document: they break between words alone."""

EAST_ASIAN: Mapping[str, tuple[str, str]] = {
    "ko": ("Malgun Gothic", "ko-KR"),
    "ja": ("Yu Gothic", "ja-JP"),
    "zh": ("Microsoft YaHei", "zh-CN"),
}
"""A font that Word has, for each language whose letters are East Asian."""

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def put(paragraph: Paragraph, line: Line) -> None:
    """Add ``line`` to ``paragraph``; one that begins with a letter of Arabic or Hebrew is set so.

    Text goes in as runs: nothing in it is markup, a field or a style.
    """
    if _is_rightward(line) is False:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for span in line:
        _put(paragraph, span)


def bookmark(paragraph: Paragraph, number: int) -> None:
    """Mark ``paragraph`` as the source with that number; references point at it."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (begin, end):
        each.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), _anchor(number))
    paragraph._p.extend((begin, end))


def _put(paragraph: Paragraph, span: Span) -> None:
    text = clean(span.text)
    address = linked(span.address)
    if span.source is None and address is None:
        _dress(paragraph.add_run(text), span)
        return
    link = OxmlElement("w:hyperlink")
    if span.source is not None:
        link.set(qn("w:anchor"), _anchor(span.source))
    elif address is not None:
        name = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), name)
    run = paragraph.add_run(text, style="Hyperlink")
    _dress(run, span)
    link.append(run._r)
    paragraph._p.append(link)


def _anchor(number: int) -> str:
    return f"source{number}"


def _dress(run: Run, span: Span) -> None:
    """Weight, language, direction, and the font of its script.

    The order of the elements is that of the schema (ECMA-376, 17.3.2).
    """
    properties = run._r.get_or_add_rPr()
    own = _tag(span.language)
    script = _script(span.text, own)
    if script:
        fonts = _child("w:rFonts")
        fonts.set(qn("w:eastAsia"), EAST_ASIAN[script][0])
        _first(properties, fonts)
    if span.is_strong:
        run.bold = True
    if _strong_class(span.text) in ("R", "AL"):
        properties.append(_child("w:rtl"))
    if own or script:
        language = _child("w:lang")
        if own and own.partition("-")[0] not in EAST_ASIAN:
            language.set(qn("w:val"), LANGUAGES.get(own, own))
        if script:
            language.set(qn("w:eastAsia"), EAST_ASIAN[script][1])
        if own and _strong_class(span.text) in ("R", "AL"):
            language.set(qn("w:bidi"), LANGUAGES.get(own, own))
        properties.append(language)


def _first(properties: BaseOxmlElement, element: BaseOxmlElement) -> None:
    """Put ``element`` right after the style of the run."""
    style = properties.find(qn("w:rStyle"))
    properties.insert(0 if style is None else 1, element)


def _child(name: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    return made


def _tag(language: str | None) -> str | None:
    return language if language and _TAG.fullmatch(language) else None


def _script(text: str, language: str | None) -> str | None:
    """Whose East Asian letters a text has; characters alone are those of its language."""
    if _HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return "ja"
    if not _HAN.search(text):
        return None
    main = (language or "zh").partition("-")[0]
    return main if main in EAST_ASIAN else "zh"


def _is_rightward(line: Line) -> bool | None:
    """Whether a line begins with a letter of a script that runs to the right; None without one."""
    for span in line:
        if found := _strong_class(span.text):
            return found == "L"
    return None


def _strong_class(text: str) -> str:
    """The direction of the first letter that has one (UAX #9): L, R or AL; "" without any."""
    for char in text:
        if (found := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
            return found
    return ""
