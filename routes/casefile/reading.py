"""The nodes of a case file to a case, whatever kind of file they were read from."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from pathlib import Path as FilePath

from routes.casefile import nodes
from routes.casefile.assemble import assemble
from routes.casefile.caps import fits
from routes.casefile.discretion import CaseDiscretion
from routes.casefile.document import CaseFile
from routes.casefile.doubts import note_doubts
from routes.casefile.nodes import Spot
from routes.casefile.references import check_references
from routes.casefile.report import Path, Report
from routes.casefile.rules import check_entries
from routes.casefile.validate import validate
from routes.model import Case, Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """A file without mistakes: its document, where each part of it stands, and what is odd."""

    document: CaseFile
    spots: MappingABC[Path, Spot]
    findings: tuple[Finding, ...]

    def case(self, path: FilePath) -> Case:
        """The case; its id is the stem of ``path``."""
        return assemble(self.document, self.spots, path, self.findings)


def check(
    root: nodes.Mapping,
    report: Report,
    discretion: CaseDiscretion,
    kind: type[CaseFile] = CaseFile,
) -> Checked:
    """What the nodes say. ``discretion`` is that of ``report``; ``kind`` says what may be there.

    Raises InputError with every mistake in file order, those noted in ``report`` before included.
    """
    discretion.learn(root)
    spots = nodes.index(root)
    if not fits(spots, report):
        report.check()  # what is too large is not looked at closely
    document = validate(spots, report, kind)
    check_entries(spots, report)
    check_references(spots, report)
    report.check()
    if document is None:
        raise AssertionError("a document that does not fit has a mistake")
    note_doubts(document, spots, report)
    return Checked(document, spots, report.findings)
