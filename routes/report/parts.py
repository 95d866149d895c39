"""What a pack consists of. Without imports, so that asking for help costs nothing."""

from __future__ import annotations

PARTS = ("map", "documents", "figures", "geodata")
"""Any of them can be left out."""
