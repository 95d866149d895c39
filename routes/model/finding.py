"""Problems kept as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from routes.errors import Mark

Severity = Literal["error", "warning", "info"]

SERVICE_FAILED = "service-failed"
"""Code of a finding that says nothing about the case, only that a service did not answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem kept as data: the run goes on, and the reader is told.

    ``about`` is the key in the case, as in ``places.seoul``. ``hints`` are what
    would be right, best first.
    """

    code: str
    severity: Severity
    message: str
    about: str
    mark: Mark | None = None
    hints: tuple[str, ...] = ()
