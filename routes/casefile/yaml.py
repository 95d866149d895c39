"""The YAML reader: a case file in YAML 1.2 to a Case."""

from __future__ import annotations

from pathlib import Path

from routes.casefile import nodes
from routes.casefile.assemble import assemble
from routes.casefile.caps import fits
from routes.casefile.discretion import CaseDiscretion
from routes.casefile.doubts import note_doubts
from routes.casefile.references import check_references
from routes.casefile.report import Report
from routes.casefile.rules import check_entries
from routes.casefile.validate import validate
from routes.model import Case


def read(path: Path) -> Case:
    """The case that the YAML file at ``path`` describes; its id is the file's stem.

    What is odd but not wrong is in ``Case.findings``. Raises InputError with every
    mistake of the file, in file order.
    """
    discretion = CaseDiscretion()
    report = Report(discretion)
    root = nodes.build(path, report)
    if root is None:
        report.check()
        raise AssertionError("a file without nodes has a mistake")
    discretion.learn(root)
    spots = nodes.index(root)
    if not fits(spots, report):
        report.check()  # what is too large is not looked at closely
    document = validate(spots, report)
    check_entries(spots, report)
    check_references(spots, report)
    report.check()
    if document is None:
        raise AssertionError("a document that does not fit has a mistake")
    note_doubts(document, spots, report)
    return assemble(document, spots, path, report.findings)
