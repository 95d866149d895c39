"""Keeps matplotlib to itself: no scan of the system's fonts, nothing written into a home folder.

When it is imported for the first time matplotlib reads a list of all fonts of the system, and where
there is none it makes one and keeps it in the home folder. Figures draw with two fonts of their own
and need no list. So a command, whose process ends with it, gives matplotlib a folder of its own
with a list of the fonts that come with matplotlib. A program that imports this library is not told
how to use matplotlib: there nothing is changed.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

_FOLDER = "MPLCONFIGDIR"
_VERSION = re.compile(r"^    __version__ = '([^']+)'", re.MULTILINE)


def stay_alone() -> None:
    """Call it in a command before matplotlib is imported; later it does nothing.

    Nor where the environment names a folder for matplotlib.
    """
    if "matplotlib" in sys.modules or _FOLDER in os.environ:
        return
    import atexit  # noqa: PLC0415  only where there is something to remove

    folder = Path(tempfile.mkdtemp(prefix="routes-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    os.environ[_FOLDER] = str(folder)
    _list_fonts(folder)


def _list_fonts(folder: Path) -> None:
    """Write the list that matplotlib would make, with one font of its own."""
    spec = find_spec("matplotlib.font_manager")
    if spec is None or spec.origin is None:
        return
    version = _VERSION.search(Path(spec.origin).read_text(encoding="utf-8"))
    if version is None:  # it then makes a list itself, in that folder
        return
    own = {
        "__class__": "FontEntry",
        "fname": "fonts/ttf/DejaVuSans.ttf",
        "index": 0,
        "name": "DejaVu Sans",
        "style": "normal",
        "variant": "normal",
        "weight": 400,
        "stretch": "normal",
        "size": "scalable",
    }
    fonts = {
        "__class__": "FontManager",
        "_version": version.group(1),
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [own],
    }
    path = folder / f"fontlist-v{version.group(1)}.json"
    path.write_text(json.dumps(fonts), encoding="utf-8")
