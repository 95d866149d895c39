"""Reports for tests: of the invented case, and one whose every text is hostile."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from routes.report.blocks import (
    Column,
    Heading,
    Paragraph,
    Picture,
    Point,
    Points,
    Reference,
    References,
    Report,
    Span,
    Table,
    line,
)
from routes.report.content import report_of
from tests.browser.sample import sample

MORE = (
    "{{< include secrets.md >}}", "\\textbf{a} $x$ \\(y\\) \\[z\\]", "@fig-map [-@other]", "1. one",
    "(1) one", "a) b", "(@good) c", "#. d", "- e", "+ f", "% g", ": h", "~ i", "::: {.note}", "---",
    "===", "| a | b |", "> j", "# k", "```{=html}", "`l`{=html}", "^[m]", "[^1]: n", "<!-- o -->",
    "https://p.example/q www.r.example s@t.example", "it's \"u\" -- and... ---", ":smile:", "x\\",
    "![v](w)", "[x]: y", "&amp; &#60;b&#62;", "~z~ ^a^ ==b==", "Table: c", "\u202eabc", "a\0b\x1bc",
    "=1+1", "javascript:alert(1)", '" onload="x', "]]>", "</style><script>x</script>", "a  b   c",
)  # fmt: skip
"""What means something to Pandoc, Quarto, TeX, XML or a browser."""


@cache
def hostile() -> tuple[str, ...]:
    """Strings that look like something other than text."""
    file = Path(__file__).parents[1] / "data" / "strings.json"
    told = json.loads(file.read_text("utf-8"))["strings"]
    return (*MORE, *(each["text"] for each in told if each["text"].strip()))


def plain() -> Report:
    """The report on the invented case."""
    return report_of(sample())


def poisoned(texts: tuple[str, ...]) -> Report:
    """A report with each of ``texts`` in every kind of block; three blocks each."""
    blocks = [
        block
        for text in texts
        for block in (
            Heading(2, line(text)),
            Paragraph((Span(text, is_strong=True, address="https://a.example/"),), "quote"),
            Points((Point(line(text), (line(text),)),)),
        )
    ]
    columns = (Column("A", 0.5), Column(texts[0], 0.5))
    rows = tuple(((line(text),), (line(text), line(text))) for text in texts)
    return Report(
        title=texts[0],
        question=texts[1],
        mark=None,
        language="en",
        foot=texts[2],
        blocks=(
            Picture(texts[3], line(texts[4])),
            *blocks,
            Table(texts[5], columns, rows),
            References((Reference(1, (line(texts[6]),)),)),
        ),
    )
