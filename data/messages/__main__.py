"""``python -m data.messages``: see `data.messages`."""

from __future__ import annotations

import sys
from pathlib import Path

from data.messages import write


def main() -> None:
    """Bring the catalogues up to date, and say how complete they are."""
    for language, (done, total) in write(Path(__file__).resolve().parents[2]).items():
        sys.stdout.write(f"{language}: {done} of {total} translated\n")


if __name__ == "__main__":
    main()
