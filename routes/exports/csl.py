"""CSL-JSON (Citation Style Language 1.0.2): the sources as items of a bibliography.

The fields are those of csl-data.json of https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from routes import wording
from routes.atomic import write_text
from routes.exports.bibliography import Work, losses, plain, works
from routes.messages import plural
from routes.model import Atlas, When


class Name(TypedDict):
    """A name that is not taken apart."""

    literal: str


_DateParts = TypedDict("_DateParts", {"date-parts": list[list[int]]}, total=False)


class Issued(_DateParts, total=False):
    """A date: one point or two in ``date-parts``, or words."""

    season: int
    circa: bool
    literal: str


_Dashed = TypedDict("_Dashed", {"container-title": str}, total=False)


class Item(_Dashed, total=False):
    """An item of a bibliography."""

    id: str
    type: str
    title: str
    author: list[Name]
    issued: Issued
    publisher: str
    language: str
    URL: str
    archive_location: str
    note: str


_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_TAG = re.compile(r"<(?=/?(?:i|b|sup|sub|sc|span)\b)", re.IGNORECASE)
JOINER = "\u2060"
"""Stands behind a "<" that would begin markup to programs that format citations; not visible."""

_FIRST_SEASON = 21
_LAST_SEASON = 24


def write(atlas: Atlas, path: Path) -> Sequence[str]:
    """Write the sources of ``atlas`` as a list of items; what that cannot hold, in sentences.

    One for the desk says so in the note of every item, and is readable by its owner alone. Raises
    OutputError when the file cannot be written; a file that was there is then intact.
    """
    found = works(atlas)
    write_text(path, text(found), private=atlas.release.is_internal)
    vague = sum(each.issued is not None and _edtf_back(each.issued) is None for each in found)
    told = plural(
        "{n} date does not fit into the numbers of CSL: it stands in the note as EDTF.",
        "{n} dates do not fit into the numbers of CSL: they stand in the notes as EDTF.",
        vague,
    )
    return (*losses(found), *([told] if vague else []))


def text(found: Sequence[Work]) -> str:
    """The list of items as JSON, one item after another, the same for the same works."""
    items = [_item(work) for work in found]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def date_parts(when: When) -> Issued:
    """A date in numbers where they can say it, else in words.

    ``circa`` stands for what EDTF calls approximate and for what it calls uncertain.
    """
    sides = [re.sub(r"[~?%]", "", side) for side in when.edtf.split("/")]
    points = [_POINT.fullmatch(side) for side in sides]
    parts = [[int(n) for n in point.groups() if n] for point in points if point]
    issued: Issued = {}
    if len(parts) < len(sides):
        return {"literal": str(wording.when(when) or when.edtf)}
    months = [part[1] for part in parts if len(part) > 1]
    if any(month > 12 for month in months):
        if len(parts) > 1 or not _FIRST_SEASON <= months[0] <= _LAST_SEASON:
            return {"literal": str(wording.when(when) or when.edtf)}
        issued = {"date-parts": [parts[0][:1]], "season": months[0] - _FIRST_SEASON + 1}
    else:
        issued = {"date-parts": parts}
    if when.approximate or when.uncertain:
        issued["circa"] = True
    return issued


def _edtf_back(when: When) -> str | None:
    """The EDTF that a reader makes of `date_parts`, if it is the same as was written."""
    plainly = re.fullmatch(r"[\d-]+(?:/[\d-]+)?", when.edtf.removesuffix("~"))
    is_told = "literal" not in date_parts(when) and plainly is not None
    is_range = "/" in when.edtf and when.edtf.endswith("~")
    return when.edtf if is_told and not is_range else None


def _item(work: Work) -> Item:
    item: Item = {"id": work.id, "type": work.kind}
    if work.title:
        item["title"] = _unmarked(work.title)
    if work.publisher and work.kind == "webpage":
        item["container-title"] = _unmarked(work.publisher)
    elif work.publisher:
        item["publisher"] = _unmarked(work.publisher)
    if work.author:
        item["author"] = [{"literal": _unmarked(work.author)}]
    if work.issued:
        item["issued"] = date_parts(work.issued)
    if work.language:
        item["language"] = work.language
    if work.url:
        item["URL"] = work.url
    if work.archive:
        item["archive_location"] = work.archive
    if note := "\n".join(f"{key}: {value}" for key, value in _facts(work)):
        item["note"] = _unmarked(note)
    return item


def _facts(work: Work) -> list[tuple[str, str]]:
    facts = list(work.facts)
    if work.issued and _edtf_back(work.issued) is None:
        facts.append(("edtf", plain(work.issued.edtf)))
    return facts


def _unmarked(text: str) -> str:
    return _TAG.sub(f"<{JOINER}", text)
