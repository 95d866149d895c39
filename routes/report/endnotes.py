"""What stands at the end of a document: checks, notes, sources, method, how to cite. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from routes.messages import say
from routes.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Point,
    Points,
    Reference,
    References,
    Span,
    line,
)
from routes.report.ground import Ground
from routes.report.program import program
from routes.webmap.article import VERDICTS, how_drawn, used
from routes.webmap.payload_types import CheckOut, SourceOut


def checks(ground: Ground) -> Iterator[Block]:
    """Claims about geography, with the numbers that were computed."""
    if not ground.payload["checks"]:
        return
    yield Heading(1, ground.told(say("Claims about geography, checked")))
    told = [_check(each, ground) for each in ground.payload["checks"]]
    yield Points(tuple(told))


def _check(check: CheckOut, ground: Ground) -> Point:
    verdict = ground.tell(VERDICTS[check["holds"]])
    under: list[Line] = []
    if check["quote"]:
        under.append(ground.told(say("“{title}”", title=check["quote"])))
    if check["translation"]:
        under.append(ground.told(say("In translation: “{text}”", text=check["translation"])))
    under += [line(each) for each in (check["source"], check["note"]) if each]
    # The verdict is strong and the rest is not, so the colon stands in the line, not in a sentence.
    return Point((Span(f"{verdict}: ", is_strong=True), Span(check["statement"])), tuple(under))


def notes(ground: Ground) -> Iterator[Block]:
    """Where the versions part, and what the case or the program notes."""
    payload = ground.payload
    parted = [line(each["sentence"]) for each in payload["divergences"]]
    noted = [line(note) for note in payload["notes"]]
    noted += [line(each["message"]) for each in payload["findings"]]
    for title, told in ((say("Where the versions part"), parted), (say("Notes"), noted)):
        if told:
            yield Heading(1, ground.told(title))
            yield Points(tuple(Point(each) for each in told))


def sources(ground: Ground) -> Iterator[Block]:
    """The numbered sources, and what their letters mean."""
    if not ground.payload["sources"]:
        return
    yield Heading(1, ground.told(say("Sources")))
    listed = sorted(ground.payload["sources"], key=lambda source: source["number"])
    yield References(tuple(_source(each, ground) for each in listed))
    if any(source["reliability"] for source in listed):
        yield Paragraph(
            ground.told(
                say(
                    "Reliability is that of a source, from A (completely reliable) to F (cannot "
                    "be judged); credibility is that of what it says, from 1 (confirmed) to 6 "
                    "(cannot be judged): the Admiralty code. Both are judgements of the author of "
                    "the case."
                )
            ),
            "note",
        )
    yield Paragraph(
        ground.told(
            say(
                "Reports that go back to one origin are counted as one. Where it is not known "
                "whether two origins are the same, the count is a range."
            )
        ),
        "note",
    )


def _source(source: SourceOut, ground: Ground) -> Reference:
    about = [each for each in (source["author"], source["publisher"], source["issued"]) if each]
    title = source["title"] or source["label"]
    first = (Span(title, is_strong=True, address=source["url"]),)
    lines: list[Line] = [(*first, Span(f". {', '.join(about)}.")) if about else (*first, Span("."))]
    if source["url"]:
        lines.append((Span(source["url"], address=source["url"]),))
    if source["archive"]:
        archived = ground.tell(say("Archived copy"))
        lines.append((Span(f"{archived}: "), Span(source["archive"], address=source["archive"])))
    if remarks := [*_remarks(source, ground)]:
        lines.append(line(" ".join(remarks)))
    if source["sha256"]:
        lines.append(
            ground.told(say("SHA-256 of the document as read: {hash}", hash=source["sha256"]))
        )
    return Reference(source["number"], tuple(lines))


def _remarks(source: SourceOut, ground: Ground) -> Iterator[str]:
    if source["read_in"]:
        yield ground.tell(say("Read in {source}.", source=source["read_in"]))
    code, label = source["reliability"], source["reliability_label"]
    if code and label:
        yield ground.tell(say("Reliability {code}: {label}.", code=code, label=label))
    elif code:
        yield ground.tell(say("Reliability {code}.", code=code))
    if source["note"]:
        yield source["note"]


def method(ground: Ground) -> Iterator[Block]:
    """How the lines are drawn, whom to thank, and how to cite the document."""
    payload = ground.payload
    yield Heading(1, ground.told(say("How the lines are drawn")))
    if grammars := used(payload):
        yield Points(
            tuple(
                Point((Span(f"{each['label']}: ", is_strong=True), Span(each["explains"])))
                for each in grammars
            )
        )
    yield Paragraph(line(" ".join(ground.tell(each) for each in how_drawn(payload))))
    yield Heading(1, ground.told(say("Credits")))
    named = dict.fromkeys([*payload["credits"], payload["basemap"]["credit"]])
    yield Points(tuple(Point(line(each)) for each in named))
    yield Heading(1, ground.told(say("How to cite this")))
    yield Paragraph(line(citation(ground)))
    yield Paragraph(
        ground.told(
            say(
                "The version tells which state of the case this is: it changes with every word "
                "and every place of what is published. Whoever cites an address adds the day on "
                "which it was read."
            )
        ),
        "note",
    )


def citation(ground: Ground) -> str:
    """How the document is cited: without a day, which is the reader's to add."""
    return ground.tell(
        say(
            "{title}. Map and report, version {version}. Made with reported-routes {program}.",
            title=ground.payload["title"].rstrip(" ."),
            version=ground.payload["version_id"],
            program=program(),
        )
    )
