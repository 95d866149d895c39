"""What a case file says to its desk alone, which no `routes.model.Case` holds."""

from __future__ import annotations

from pathlib import Path

from routes.casefile import tree
from routes.casefile.report import Path as At


def notes(path: Path) -> dict[At, str]:
    """The private notes of a case file in YAML, CSV or XLSX by path; of another kind none.

    Raises InputError where the file has mistakes.
    """
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        from routes.casefile import yaml  # noqa: PLC0415  each reader loads what it needs

        return tree.private_notes(yaml.checked(path).document)
    if suffix in (".csv", ".xlsx"):
        from routes.casefile import table  # noqa: PLC0415  as above

        return tree.private_notes(table.checked(path).document)
    return {}
