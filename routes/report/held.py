"""What documents cannot hold of a report, in sentences. Pure."""

from __future__ import annotations

from routes.messages import Text, plural
from routes.report.blocks import Report, lines_of
from routes.report.cleaning import untold


def lacks(report: Report) -> list[Text]:
    """A sentence on the characters of ``report`` that no document can hold, if there are any."""
    number = sum(
        any(untold(span.text) for span in line)
        for block in report.blocks
        for line in lines_of(block)
    ) + sum(untold(text or "") > 0 for text in (report.title, report.question))
    if not number:
        return []
    return [
        plural(
            "{n} line holds a control character: U+FFFD stands for it",
            "{n} lines hold control characters: U+FFFD stands for them",
            number,
        )
    ]
