"""An answer, with what only those know who looked for it."""

from __future__ import annotations

from dataclasses import dataclass

from routes.model import Alternative, Reach


@dataclass(frozen=True, slots=True)
class Noted:
    """Paths, or how far one gets, and sentences that belong beside them."""

    answer: tuple[Alternative, ...] | Reach
    notes: tuple[str, ...]
