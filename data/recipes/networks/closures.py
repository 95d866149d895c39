"""Reviewed closures of borders, crossings, links and straits."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from data.recipes.networks.table import Row, rows

FILE = Path("data/networks/closures.csv")

_COLUMNS = ("id", "what", "modes", "since", "until", "blocks", "source", "reason")
_MODES = frozenset({"rail", "road", "sea"})
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def closures(known: Collection[str], file: Path = FILE) -> list[dict[str, Any]]:
    """All rows as facts, by id. ``known`` is what may be closed: "border:" and so on.

    Raises ValueError that lists what is wrong.
    """
    table = rows(file, _COLUMNS)
    wrong = [str(row.wrong(why)) for row in table for why in _faults(row, known)]
    if wrong:
        raise ValueError("\n".join(wrong))
    return sorted(map(_fact, table), key=lambda fact: fact["id"])


def _faults(row: Row, known: Collection[str]) -> list[str]:
    faults = [f"no {column}" for column in ("what", "source", "reason") if not row[column]]
    if row["what"] and row["what"] not in known:
        faults.append(f"what: nothing is {row['what']!r}")
    if row["blocks"] not in ("yes", "no"):
        faults.append(f"blocks: {row['blocks']!r} is neither yes nor no")
    faults += [f"modes: no mode {m!r}" for m in row["modes"].split() if m not in _MODES]
    for column in ("since", "until"):
        if row[column] and not _DATE.fullmatch(row[column]):
            faults.append(f"{column}: {row[column]!r} is not like 2022-02-24")
    return faults


def _fact(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "what": row["what"],
        "modes": sorted(row["modes"].split()),
        "since": row["since"] or None,
        "until": row["until"] or None,
        "source": row["source"],
        "reason": row["reason"],
        "blocks": row["blocks"] == "yes",
    }
