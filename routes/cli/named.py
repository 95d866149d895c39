"""What files for the desk and files for the public are called."""

from __future__ import annotations

from pathlib import Path

from routes.errors import UsageError
from routes.filenames import INTERNAL, is_internal
from routes.model import Profile


def check_name(output: Path, profile: Profile, *, nameless: str = "case") -> None:
    """Raise UsageError where an internal file is called like a public one, or the other way.

    ``nameless`` is what the file is advised to be called where nothing else is left of its name.
    """
    wanted = profile == "internal"
    if is_internal(output.stem) == wanted:
        return
    stem = f"{output.stem}{INTERNAL}" if wanted else output.stem[: -len(INTERNAL)]
    name = f"{stem or nameless}{output.suffix}"
    raise UsageError(f"-o: what is {profile} must not be called {output.name}: write {name}")
