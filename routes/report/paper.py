"""The paper of a document of Word: page, margins, styles, and what stands on every page."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from routes.report.blocks import Report, line
from routes.report.cleaning import clean
from routes.report.runs import EAST_ASIAN, LANGUAGES, LATIN, put

WIDTH_CM = 17.0
"""The width of what is printed: A4 without its margins."""

_FONT = "Arial"
_INK, _QUIET, _BLUE, _RED = "1A1A1A", "595959", "1F3864", "9C1C1C"
_UNUSED = ("Light ", "Medium ", "Dark ", "Colorful ")


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes and spaces in points, the indent in centimetres."""

    size: float
    before: float = 0.0
    after: float = 4.0
    colour: str = _INK
    bold: bool = False
    italic: bool = False
    indent: float = 0.0
    keeps_next: bool = False
    based_on: str | None = None


_LOOKS = {
    "Normal": _Look(10, after=5),
    "Title": _Look(22, after=4, colour=_BLUE, bold=True),
    "Subtitle": _Look(13, after=10, colour=_QUIET),
    "Heading 1": _Look(15, before=18, after=6, colour=_BLUE, bold=True, keeps_next=True),
    "Heading 2": _Look(11.5, before=12, after=3, colour=_BLUE, bold=True, keeps_next=True),
    "Heading 3": _Look(10, before=8, after=2, bold=True, keeps_next=True),
    "Caption": _Look(8.5, before=3, after=10, colour=_QUIET),
    "List Bullet": _Look(10, after=3),
    "List Bullet 2": _Look(9.5, after=2),
    "List Number": _Look(9.5, after=5),
    "Quote": _Look(10, after=2, italic=True, indent=0.8, keeps_next=True),
    "Header": _Look(8.5, after=0, colour=_RED, bold=True),
    "Footer": _Look(8, after=0, colour=_QUIET),
    "Lead": _Look(12, after=10, based_on="Normal"),
    "Attribution": _Look(10, before=6, after=2, keeps_next=True, based_on="Normal"),
    "Remark": _Look(9, after=4, colour=_QUIET, based_on="Normal"),
    "Mark": _Look(12, after=8, colour=_RED, bold=True, based_on="Normal"),
    "Figure": _Look(10, before=4, after=0, keeps_next=True, based_on="Normal"),
    "Table Title": _Look(
        9.5, before=8, after=4, colour=_QUIET, keeps_next=True, based_on="Caption"
    ),
    "Table End": _Look(3, after=0, based_on="Normal"),
    "Table Text": _Look(8.5, after=1, based_on="Normal"),
    "Table Head": _Look(8.5, after=1, colour=_BLUE, bold=True, based_on="Normal"),
}


def laid_out(made: Document, report: Report) -> None:
    """Give an empty document its page, its styles, its language and its properties."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21.0 - WIDTH_CM) / 2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    for style in list(made.styles):
        if (style.name or "").startswith(_UNUSED):
            style.delete()
    _speak(made, report.language)
    for name, look in _LOOKS.items():
        _style(made, name, look)
    _link_style(made)
    core = made.core_properties
    core.title, core.language = clean(report.title), report.language
    core.subject = clean(report.question or "")
    core.author, core.comments, core.keywords = "", "", ""
    for child in list(core._element):
        if child.tag in (qn("dcterms:created"), qn("dcterms:modified"), qn("cp:lastModifiedBy")):
            core._element.remove(child)


def put_foot(made: Document, report: Report) -> None:
    """What stands on every page: the mark of what is for the desk, the foot, the page's number."""
    section = made.sections[0]
    if report.mark:
        put(section.header.paragraphs[0], line(report.mark))
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    put(foot, line(report.foot))
    foot.add_run("\t")
    _page_number(foot)


def _page_number(paragraph: Paragraph) -> None:
    """The only field of a document: our own, with nothing of the case in it."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _speak(made: Document, language: str) -> None:
    """The language and the fonts of all text that does not say otherwise."""
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        return
    eastern, tag = EAST_ASIAN.get(language, EAST_ASIAN["ko"])
    fonts = defaults.find(qn("w:rFonts"))
    if fonts is not None:
        fonts.attrib.clear()
        for name, font in _faces(eastern).items():
            fonts.set(qn(name), font)
    spoken = defaults.find(qn("w:lang"))
    if spoken is not None:
        own = LATIN if language in EAST_ASIAN else LANGUAGES.get(language, language)
        spoken.set(qn("w:val"), own)
        spoken.set(qn("w:eastAsia"), tag)


def _faces(eastern: str) -> dict[str, str]:
    return {"w:ascii": _FONT, "w:hAnsi": _FONT, "w:eastAsia": eastern, "w:cs": _FONT}


def _style(made: Document, name: str, look: _Look) -> None:
    if look.based_on:
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles[look.based_on]
    else:
        style = made.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    _plain_fonts(style)
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = _colour(look.colour)
    font.cs_bold = look.bold
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = 1.15
    form.keep_with_next = look.keeps_next
    if look.indent:
        form.left_indent = Cm(look.indent)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(hexadecimal))


def _plain_fonts(style: ParagraphStyle) -> None:
    """No font of the theme, and no letters spaced out: every style has the document's."""
    for properties in style.element.findall(qn("w:rPr")):
        for name in ("w:rFonts", "w:spacing", "w:kern"):
            for found in properties.findall(qn(name)):
                properties.remove(found)


def _link_style(made: Document) -> None:
    style = made.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    if isinstance(style, CharacterStyle):
        style.font.color.rgb = _colour("1F4E9C")
        style.font.underline = True
