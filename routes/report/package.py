"""The ZIP around a document of Word: only what is needed, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile

from docx.document import Document
from docx.opc.part import Part
from docx.opc.rel import Relationships

_UNWANTED = ("thumbnail", "stylesWithEffects", "customXml", "webSettings")
"""Parts of the empty document that it comes from, and that say nothing of ours."""

_FIRST = "[Content_Types].xml"
_THEN = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP can tell: no file in it has a date."""

_REGULAR = 0o100600 << 16


def stripped(made: Document) -> None:
    """Leave out what the empty document has that ours does not need."""
    package = made.part.package
    if package is None:
        return
    for relations in (package.rels, made.part.rels):
        _strip(relations)
    for relation in package.rels.values():
        if relation.reltype.endswith("/extended-properties"):
            _say_program(relation.target_part)


def _strip(relations: Relationships) -> None:
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(_UNWANTED):
            del relations[name]


def _say_program(part: Part) -> None:
    """What made the file: no version of Word, no count of pages that is wrong."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    text = f'<Properties xmlns="{space}"><Application>reported-routes</Application></Properties>'
    part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def packed(content: bytes) -> bytes:
    """The ZIP ``content`` again, its files sorted and without dates."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda each: (each != _FIRST, each)):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = _REGULAR
            new.writestr(entry, old.read(name))
    return out.getvalue()
