"""One row for each source."""

from __future__ import annotations

from routes.model import Source
from routes.records.row import Column, Row, joined

SOURCE_COLUMNS = (
    Column("source", "id of the source in the case"),
    Column("label", "what it is called: its publisher, author, title or id"),
    Column("title", "its title"),
    Column("publisher", "who published it"),
    Column("author", "who wrote it"),
    Column("issued", "EDTF date of it, as written"),
    Column("earliest", "first day that the date spans", "day"),
    Column("latest", "last day that the date spans", "day"),
    Column("language", "BCP 47 tag of its language"),
    Column("url", "its address"),
    Column("archive", "address of a copy that an archive keeps"),
    Column("reliability", "Admiralty code: A completely reliable to E unreliable, F unknown"),
    Column("identity", "how far it is known: named, anonymous or unidentified"),
    Column("read_in", "id of the source in which it was read, where nobody here saw it itself"),
    Column("citing", "ids of the sources that it relies on for all it says, nearest first"),
    Column("sha256", "SHA-256 of the document as it was read, in hexadecimal digits"),
    Column("note", "note in the case"),
)


def source_row(source: Source) -> Row:
    """What the case knows of a source; of one that is withheld, as little as may be told."""
    issued = source.issued
    return Row(
        "sources",
        {
            "source": source.id,
            "label": source.label,
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "issued": issued.edtf if issued else None,
            "earliest": issued.earliest if issued else None,
            "latest": issued.latest if issued else None,
            "language": source.language,
            "url": source.url,
            "archive": source.archive,
            "reliability": source.reliability,
            "identity": source.identity,
            "read_in": source.read_in,
            "citing": joined(source.citing),
            "sha256": source.sha256,
            "note": source.note,
        },
        None,
    )
