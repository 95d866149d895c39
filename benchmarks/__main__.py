"""Run all benchmarks, or those named: ``python -m benchmarks [build names ...]``."""

from __future__ import annotations

import sys
from importlib import import_module

ALL = (
    "build", "gazetteer", "names", "misspellings", "reverse", "marked", "confidence", "geodesy",
    "corridors", "networks", "routers", "web", "many", "pack",
)  # fmt: skip

for name in sys.argv[1:] or ALL:
    print(f"\n## {name}\n")
    import_module(f"benchmarks.{name}").main()
