"""The YAML reader: a case file in YAML 1.2 to a Case."""

from __future__ import annotations

from pathlib import Path

from routes.casefile import bibliography, nodes
from routes.casefile.discretion import CaseDiscretion
from routes.casefile.reading import Checked, check
from routes.casefile.report import Report
from routes.model import Case


def read(path: Path) -> Case:
    """The case that the YAML file at ``path`` describes; its id is the file's stem.

    What is odd but not wrong is in ``Case.findings``. Raises InputError with every
    mistake of the file, in file order.
    """
    return checked(path).case(path)


def checked(path: Path) -> Checked:
    """What the file holds, with the notes for the desk. Raises InputError as `read` does."""
    discretion = CaseDiscretion()
    report = Report(discretion)
    root = nodes.build(path, report)
    if root is None:
        report.check()
        raise AssertionError("a file without nodes has a mistake")
    root = bibliography.merged(root, path, report)
    return check(root, report, discretion)
