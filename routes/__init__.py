"""Put reported journeys on a map: every version, every source, every doubt.

>>> import routes
>>> atlas = routes.build("case.yaml")  # doctest: +SKIP
>>> atlas.save("case.html")  # doctest: +SKIP
"""

from __future__ import annotations

# Not from typing, whose loading takes longer than all else until an interrupt is heeded.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from routes.api import Atlas, Overview, build, overview, read
    from routes.casefile.frame import from_frame
    from routes.gazetteers.geocoder import BundledGeocoder

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "BundledGeocoder",
    "Overview",
    "__version__",
    "build",
    "from_frame",
    "overview",
    "read",
]


def __getattr__(name: str) -> Any:
    # Commands such as `routes geocode` must start fast: import only what is asked for.
    if name in ("Atlas", "Overview", "build", "overview", "read"):
        from routes import api  # noqa: PLC0415

        return getattr(api, name)
    if name == "from_frame":
        from routes.casefile.frame import from_frame  # noqa: PLC0415

        return from_frame
    if name == "BundledGeocoder":
        from routes.gazetteers.geocoder import BundledGeocoder  # noqa: PLC0415

        return BundledGeocoder
    raise AttributeError(f"module 'routes' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
