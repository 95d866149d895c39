"""A report as one page of HTML: no script, no request, to be read, printed and archived."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from routes.atomic import write_text
from routes.figures import drawn
from routes.messages import say
from routes.messages.speaker import Speaker
from routes.model import Atlas
from routes.report.addresses import linked
from routes.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    References,
    Report,
    Span,
    Table,
)
from routes.report.cleaning import clean
from routes.report.content import report_of
from routes.report.drawing import inlined
from routes.report.held import lacks
from routes.webmap.compose import compose
from routes.webmap.links import REL
from routes.webmap.shell import ascii_only, source_of
from routes.webmap.tongues import offered

_TAGS = {1: "h2", 2: "h3", 3: "h4"}


def write(atlas: Atlas, path: Path) -> Sequence[str]:
    """Write the report on ``atlas`` as a page with its figure.

    Returns sentences on what the page does not hold. Raises OutputError when the file cannot be
    written; a file that was there is then intact.
    """
    payload = compose(atlas, languages=offered(atlas.case)[:1])
    report = report_of(payload)
    picture, notes = drawn(payload, "svg", key=False)
    write_text(path, html(report, picture), private=atlas.release.is_internal)
    return [*notes, *lacks(report)]


def html(report: Report, picture: bytes | None) -> str:
    """The page, ASCII only; ``picture`` is its figure as SVG. Same input, same bytes.

    Its policy allows its own stylesheet and nothing else.
    """
    root = ET.Element("html", {"lang": report.language})
    _head(ET.SubElement(root, "head"), report)
    body = ET.SubElement(root, "body")
    if report.mark:
        _text(body, "p", report.mark, {"class": "mark", "role": "note"})
    main = ET.SubElement(body, "main")
    _text(main, "h1", report.title, {"dir": "auto"})
    if report.question:
        _text(main, "p", report.question, {"class": "question", "dir": "auto"})
    label = Speaker(report.language).tell(say("Map"))
    is_listed = False
    for number, block in enumerate(report.blocks):
        if isinstance(block, Heading) and block.level == 1 and not is_listed:
            _contents(main, report)
            is_listed = True
        _block(main, block, number, picture, label)
    _text(ET.SubElement(body, "footer"), "p", report.foot)
    return f"<!doctype html>\n{ascii_only(ET.tostring(root, encoding='unicode', method='html'))}\n"


def _head(head: ET.Element, report: Report) -> None:
    style = _style()
    rules = f"default-src 'none'; style-src {source_of(style)}; base-uri 'none'; form-action 'none'"
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": rules})
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "generator": "reported-routes report",
        "referrer": "no-referrer",
        "color-scheme": "light dark",
    }
    if report.mark:
        named["robots"] = "noindex, nofollow, noarchive"
    for name, content in named.items():
        ET.SubElement(head, "meta", {"name": name, "content": content})
    titled = f"{report.mark} – {report.title}" if report.mark else report.title  # noqa: RUF001
    _text(head, "title", titled)
    ET.SubElement(head, "style").text = style


@cache
def _style() -> str:
    text = (resources.files("routes.report") / "page.css").read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _contents(parent: ET.Element, report: Report) -> None:
    label = Speaker(report.language).tell(say("Contents"))
    listed = ET.SubElement(ET.SubElement(parent, "nav", {"aria-label": label}), "ol")
    for number, block in enumerate(report.blocks):
        if isinstance(block, Heading) and block.level == 1:
            link = ET.SubElement(ET.SubElement(listed, "li"), "a", {"href": f"#part-{number}"})
            _put(link, block.line)


def _block(
    parent: ET.Element, block: Block, number: int, picture: bytes | None, label: str
) -> None:
    """A block; ``label`` is what the figure is called to who cannot see it."""
    match block:
        case Heading():
            where = {"id": f"part-{number}"} if block.level == 1 else {}
            _line(parent, _TAGS[block.level], block.line, where)
        case Paragraph(kind="quote"):
            _line(ET.SubElement(parent, "blockquote"), "p", block.line)
        case Paragraph():
            _line(parent, "p", block.line, {"class": block.kind} if block.kind != "text" else {})
        case Points():
            _points(parent, block)
        case Table():
            _table(parent, block)
        case Picture():
            figure = ET.SubElement(parent, "figure")
            if picture is not None:
                named = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": label}
                ET.SubElement(figure, "div", named).append(inlined(picture))
            _line(figure, "figcaption", block.caption)
        case References():
            listed = ET.SubElement(parent, "ol", {"class": "sources"})
            for item in block.items:
                entry = ET.SubElement(listed, "li", {"id": f"source-{item.number}"})
                for each in item.lines:
                    _line(entry, "p", each)


def _points(parent: ET.Element, block: Points) -> None:
    listed = ET.SubElement(parent, "ul")
    for point in block.items:
        entry = ET.SubElement(listed, "li")
        _line(entry, "span", point.line)
        if point.under:
            below = ET.SubElement(entry, "ul", {"class": "under"})
            for each in point.under:
                _line(below, "li", each)


def _table(parent: ET.Element, block: Table) -> None:
    """A table in a frame that scrolls; on a phone each cell stands after the name of its column."""
    frame = ET.SubElement(
        parent,
        "div",
        {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": clean(block.caption)},
    )
    table = ET.SubElement(frame, "table")
    _text(table, "caption", block.caption, {"dir": "auto"})
    head = ET.SubElement(ET.SubElement(table, "thead"), "tr")
    for column in block.columns:
        _text(head, "th", column.title, {"scope": "col"})
    body = ET.SubElement(table, "tbody")
    for row in block.rows:
        cells = ET.SubElement(body, "tr")
        for i, (column, lines) in enumerate(zip(block.columns, row, strict=True)):
            names = {"data-label": clean(column.title)}
            cell = ET.SubElement(
                cells, "td" if i else "th", names if i else names | {"scope": "row"}
            )
            for each in lines:
                _line(cell, "p", each)


def _line(
    parent: ET.Element, tag: str, line: Line, attributes: dict[str, str] | None = None
) -> None:
    _put(ET.SubElement(parent, tag, {"dir": "auto", **(attributes or {})}), line)


def _put(element: ET.Element, line: Line) -> None:
    for span in line:
        _span(element, span)


def _span(parent: ET.Element, span: Span) -> None:
    element = ET.SubElement(parent, "strong" if span.is_strong else "span")
    if span.language:
        element.set("lang", clean(span.language))
    if span.source is not None:
        element = ET.SubElement(element, "a", {"href": f"#source-{span.source}"})
    elif address := linked(span.address):
        element = ET.SubElement(element, "a", {"href": address, "rel": REL, "target": "_blank"})
    element.text = clean(span.text)


def _text(
    parent: ET.Element, tag: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    ET.SubElement(parent, tag, attributes or {}).text = clean(text)
