"""The reader of tables: a case in a CSV file or in a workbook to a Case.

See docs/tables.md for the columns. Tables become the same nodes that YAML does, so that every rule
of a case file holds for them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from routes.casefile import bibliography
from routes.casefile.discretion import CaseDiscretion
from routes.casefile.document import CaseFile
from routes.casefile.nodes import Scalar
from routes.casefile.quoting import cut, opened
from routes.casefile.reading import Checked, check
from routes.casefile.report import Report, suggest
from routes.casefile.table_claims import ClaimRows
from routes.casefile.table_columns import SHEETS, head
from routes.casefile.table_grid import Grid, Places, is_own, load
from routes.casefile.table_tree import Draft
from routes.errors import InputError, Mark
from routes.model import Case

_OWN = "That with a row for each claim is 'claims'; one of your own begins with '#'."


def read(path: Path) -> Case:
    """The case in the CSV file or the workbook at ``path``; its id is the file's stem.

    Raises InputError with every mistake of the file, with its row and its cell, in file order.
    """
    return checked(path).case(path)


def checked(path: Path) -> Checked:
    """What the file holds, with the notes for the desk. Raises InputError as `read` does."""
    discretion = CaseDiscretion()
    report = Report(discretion)
    places, grids = load(path, report)
    return of_grids(grids, places, path, report, discretion)


def of_grids(
    grids: list[Grid],
    places: Places,
    path: Path,
    report: Report,
    discretion: CaseDiscretion,
    kind: type[CaseFile] = CaseFile,
) -> Checked:
    """What the tables hold; the case is called after ``path`` where it has no title.

    Raises InputError with every mistake, those noted in ``report`` before included.
    """
    try:
        draft = Draft(places, report)
        _fill(draft, _by_name(grids, places.start, report))
        if "title" not in draft.root.keys:
            title = " ".join(path.stem.replace("_", " ").replace("-", " ").split()) or path.stem
            draft.root.keys["title"] = (places.start, Scalar(title, places.start, plain=False))
        draft.root.keys.setdefault("version", (places.start, Scalar("1", places.start)))
        root = bibliography.merged(draft.done(), path, report)
        found = check(root, report, discretion, kind)
    except InputError as error:
        raise places.error(error) from None
    spots, findings = places.spots(found.spots), places.findings(found.findings)
    return replace(found, spots=spots, findings=findings)


def _fill(draft: Draft, grids: dict[str, Grid]) -> None:
    draft.learn(grids)
    for sheet in SHEETS:
        if sheet in grids and sheet != "claims":
            draft.read_sheet(sheet, grids[sheet])
    if "claims" in grids:
        ClaimRows(draft, grids["claims"]).read()


def _by_name(grids: list[Grid], start: Mark, report: Report) -> dict[str, Grid]:
    """The sheets by what they hold. The only sheet of a workbook may be called as it likes."""
    if len(grids) == 1 and head(grids[0].name).name not in SHEETS and not is_own(grids[0].name):
        return {"claims": grids[0]}
    found: dict[str, Grid] = {}
    for grid in grids:
        name = head(grid.name).name
        if is_own(grid.name):
            continue
        if name not in SHEETS:
            message = f"no sheet of a case is called {cut(grid.name)}."
            hint = f"{opened(suggest(name, SHEETS))} {_OWN}"
            report.mistake(grid.mark(), (), message, hint)
        elif name in found:
            message = f"two sheets are called {cut(name)}."
            report.mistake(grid.mark(), (), message, "Rename or delete one of them.")
        else:
            found[name] = grid
    if not {"claims", "legs"} & found.keys():
        if all(is_own(grid.name) for grid in grids):
            hint = "A sheet with a row for each claim is enough."
            report.mistake(start, (), "holds no table.", hint)
        report.check()  # that there are no legs then says nothing more
    return found
