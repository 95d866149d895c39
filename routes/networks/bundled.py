"""The networks that ship with the program, each loaded when it is first asked for."""

from __future__ import annotations

from functools import cache

from routes.networks.joined import joined
from routes.networks.load import load
from routes.networks.router import Router


class Bundled:
    """The rail, road and sea networks in routes/_data. All objects share one copy of each."""

    def router(self, mode: str) -> Router:
        """The network of rail, road, sea, or any (rail and road), ready to be searched.

        Raises ArtefactError when its file is not what it should be, ValueError for another mode.
        """
        return _router(mode)


@cache
def _router(mode: str) -> Router:
    if mode == "any":
        return Router(joined(_router("rail").network, _router("road").network))
    if mode not in ("rail", "road", "sea"):
        raise ValueError(f"no network of mode {mode!r}")
    return Router(load(mode))
