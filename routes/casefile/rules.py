"""What must hold between the keys of one entry.

Works on nodes, so that it also runs on entries that are otherwise wrong.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingABC

from routes.casefile import codes, keys, values
from routes.casefile.countries import usual_name
from routes.casefile.nodes import Broken, Mapping, Node, Scalar, Sequence, Spot
from routes.casefile.quoting import quoted, shown
from routes.casefile.report import Path, Report
from routes.casefile.wrong import WrongValueError
from routes.model.alternative import REACH_MODES
from routes.model.place import (
    AREA_KINDS,
    AREA_PRECISIONS,
    LINE_KINDS,
    POINT_KINDS,
    POINT_PRECISIONS,
)

_WIDE_KINDS = (*AREA_KINDS, *LINE_KINDS)


def check_entries(spots: MappingABC[Path, Spot], report: Report) -> None:
    """Report every entry whose keys do not go together."""
    for path, spot in spots.items():
        if _lists_countries(path):
            _check_twice(path, spot, report)
        if not isinstance(spot.node, Mapping):
            continue
        entry = _Entry(path, spot, report)
        if path[-2:-1] == ("claims",):
            entry.need_one_of(("quote", "says"), "Give its words, or say in yours what it says.")
        elif len(path) == 2:
            _check_section_entry(entry)


def _check_section_entry(entry: _Entry) -> None:
    section = entry.path[0]
    if section == "sources":
        entry.need_one_of(("title", "publisher", "author"), "Say who or what the source is.")
    elif section == "places":
        entry.need_one_of(("name", "iata", "icao"), "Write the name as the reports have it.")
        _check_coordinates(entry)
        _check_unused(entry)
        _check_exactness(entry)
        _check_near(entry)
        _check_publish(entry)
    elif section == "people":
        _check_person(entry)
    elif section == "legs":
        _check_leg(entry)
        _check_closed(entry)
    elif section == "itineraries":
        _check_closed(entry)
    elif section == "alternatives":
        _check_alternative(entry)


class _Entry:
    """One mapping with its place in the file."""

    def __init__(self, path: Path, spot: Spot, report: Report) -> None:
        self.path, self.key, self.node, self._report = path, spot.key, spot.node, report
        self._values: dict[str, Node] = {}
        if isinstance(spot.node, Mapping):
            self._values = {key.name: value for key, value in spot.node.entries}

    def has(self, key: str) -> bool:
        """Whether the key, or a misspelling that is reported anyway, is there."""
        return key in self._values or keys.is_misspelt(key, self.path, self.node)

    def gives(self, key: str) -> bool:
        """Whether the key is there as it should be spelt."""
        return key in self._values

    def is_refused(self, key: str) -> bool:
        """Whether the value of the key has been reported already."""
        node = self._values.get(key)
        return isinstance(node, Broken) or (isinstance(node, Scalar) and node.is_null)

    def text(self, key: str) -> str | None:
        node = self._values.get(key)
        return node.name if isinstance(node, Scalar) and not node.is_null else None

    def number(self, key: str) -> float | None:
        try:
            return values.number(self.text(key))
        except WrongValueError:
            return None

    def mistake(self, key: str, message: str, hint: str) -> None:
        """Report at the value of the key, or at the entry when it is not there."""
        node = self._values.get(key)
        mark = node.mark if node is not None else self.key
        self._report.mistake(mark, (*self.path, key), message, hint)

    def need_one_of(self, wanted: tuple[str, ...], hint: str) -> None:
        if not any(self.has(key) for key in wanted):
            words = ", ".join(f"'{key}'" for key in wanted[:-1]) + f" or '{wanted[-1]}'"
            self._report.mistake(self.key, self.path, f"needs {words}.", hint)


def _check_coordinates(entry: _Entry) -> None:
    for have, lack in (("lon", "lat"), ("lat", "lon")):
        if entry.has(have) and not entry.has(lack):
            entry.mistake(have, f"needs '{lack}' with it.", f"Add '{lack}', or delete '{have}'.")
    lon, lat = entry.number("lon"), entry.number("lat")
    if lon is not None and lat is not None and abs(lat) > 90 >= abs(lon) and abs(lat) <= 180:
        hint = "Are lon and lat swapped? In Minsk they are lon: 27.6, lat: 53.9."
        entry.mistake("lat", "is not a latitude: it is beyond 90.", hint)
        return
    for key, value, limit in (("lon", lon, 180), ("lat", lat, 90)):
        if value is not None and abs(value) > limit:
            hint = f"Write decimal degrees from -{limit} to {limit}."
            entry.mistake(key, "is out of range.", hint)
    if entry.has("within") and entry.has("lon") and entry.has("lat"):
        hint = "Delete 'within', or delete 'lon' and 'lat'."
        entry.mistake("within", "makes the place vague, but lon and lat pin it to a point.", hint)


def _check_publish(entry: _Entry) -> None:
    """Report an exact point that is published without a reason, and a label that nobody sees.

    Nothing is said of keys that go with a class which itself is a mistake.
    """
    shown = _class_of(entry)
    if shown is None and entry.has("publish"):
        return
    if shown == "site" and entry.has("lon") and not entry.has("because"):
        hint = (
            "If all may know the spot, add 'because: ...', as in "
            "'because: the embassy gives its address itself'; else choose a coarser class."
        )
        entry.mistake("publish", "the exact point of 'site' needs 'because': why.", hint)
    if entry.has("because") and shown != "site":
        hint = "Delete it, or call it 'private'. Only 'publish: site', the exact spot, needs it."
        entry.mistake("because", "says why all may know the exact spot.", hint)
    if entry.has("public-label") and shown in (None, "site"):
        hint = "Add 'publish', as in 'publish: admin-1', or write 'label' for what the map shows."
        entry.mistake("public-label", "is only shown in place of a name that is withheld.", hint)


def _class_of(entry: _Entry) -> str | None:
    try:
        return values.precision_class(entry.text("publish"))
    except WrongValueError:
        return None


def _check_person(entry: _Entry) -> None:
    for key in ("also", "because"):
        if entry.has(key) and not entry.has("name"):
            entry.mistake(key, "needs 'name' with it.", f"Add 'name', or delete '{key}'.")


def _ways(entry: _Entry) -> list[str]:
    """The ways in which a place says where it is, the one that wins first."""
    pinned = entry.has("lon") and entry.has("lat")
    ways = ["'lon' and 'lat'"] if pinned else []
    return ways + [f"'{key}'" for key in ("within", "iata", "icao") if entry.has(key)]


def _check_unused(entry: _Entry) -> None:
    """Report keys that would be ignored because another says where the place is."""
    ways = _ways(entry)
    if not ways:
        return
    winner = ways[0]
    for key in ("iata", "icao", "query", "near"):
        is_code = key in ("iata", "icao") and winner in ("'iata'", "'icao'")
        helps = key == "near" and winner == "'within'"
        if entry.has(key) and not is_code and not helps:
            hint = f"Delete '{key}', or delete {winner}."
            entry.mistake(key, f"is not used, since {winner} says where it is.", hint)


def _check_exactness(entry: _Entry) -> None:
    """Report points that claim to be areas, and areas that claim to be points."""
    ways = _ways(entry)
    if not ways:
        return
    kind, precision = entry.text("kind"), entry.text("precision")
    if ways[0] == "'within'":
        if kind in POINT_KINDS:
            hint = "Delete 'kind', or write what the area is, such as 'country', 'region' or 'sea'."
            entry.mistake(
                "kind", f"'within' makes the place an area, but {shown(kind)} is none.", hint
            )
        if precision in POINT_PRECISIONS:
            hint = "Delete 'precision', or write 'region' or 'country'."
            message = f"{shown(precision)} is too exact for a place of which only an area is known."
            entry.mistake("precision", message, hint)
        return
    for key, value, wide in (
        ("kind", kind, _WIDE_KINDS),
        ("precision", precision, AREA_PRECISIONS),
    ):
        if value is not None and value in wide:
            area = quoted(value, "whole area")
            hint = f"Use 'within' for a {area}, or 'radius-m' for a point that is vague."
            entry.mistake(
                key, f"{ways[0]} makes the place a point, and no {quoted(value, 'area')}.", hint
            )
    if ways[0] in ("'iata'", "'icao'") and kind in POINT_KINDS and kind != "airport":
        hint = "Delete 'kind', or write 'airport'."
        entry.mistake("kind", f"{ways[0]} is for airports, and not for {shown(kind)}.", hint)


def _check_near(entry: _Entry) -> None:
    if entry.text("near") == str(entry.path[-1]):
        entry.mistake("near", "names the place itself.", "Name another place of the case.")


def _check_leg(entry: _Entry) -> None:
    if entry.text("basis") == "inferred" and not entry.has("reason"):
        hint = "Add 'reason': why we think that it went this way."
        entry.mistake("basis", "'inferred' needs a 'reason'.", hint)
    start = entry.text("from")
    if start is not None and start == entry.text("to"):
        hint = "Correct one of the two. What happened at one place is an event."
        entry.mistake("to", f"the leg begins and ends in {shown(start)}.", hint)


def _check_closed(entry: _Entry) -> None:
    status = entry.text("status")
    if status == "closed" and not entry.has("closed"):
        hint = "Add 'closed' with 'since' and 'claims': since when, and who says so."
        entry.mistake("status", "'closed' needs the key 'closed'.", hint)
    elif entry.has("closed") and status != "closed" and not entry.is_refused("status"):
        hint = "Write 'status: closed', or delete 'closed'."
        entry.mistake("closed", "is given, but the status is not 'closed'.", hint)


def _check_alternative(entry: _Entry) -> None:
    """Report ends that are missing or given twice, and what a reach has no use for."""
    if entry.has("leg"):
        for key in ("from", "to"):
            if entry.has(key):
                hint = f"Delete '{key}', or delete 'leg'."
                entry.mistake(key, "is given by the leg already.", hint)
    elif not entry.has("from"):
        hint = "Name a leg of the case, or the places where it begins and ends."
        entry.need_one_of(("leg", "from"), hint)
    elif not entry.has("to") and not entry.has("hours"):
        hint = "Say where it ends, or for how many hours it goes on."
        entry.need_one_of(("to", "hours"), hint)
    if entry.gives("hours"):
        _check_reach(entry)
    start = entry.text("from")
    if start is not None and start == entry.text("to"):
        entry.mistake("to", f"the path begins and ends in {shown(start)}.", "Correct one of them.")


def _check_reach(entry: _Entry) -> None:
    for key in ("to", "via", "count"):
        if entry.gives(key):
            message = "does not go with 'hours', which asks how far one gets in any direction."
            entry.mistake(key, message, f"Delete '{key}', or delete 'hours'.")
    mode = entry.text("by")
    if mode in values.NETWORKS and mode not in REACH_MODES:
        message = f"how far one gets in a time is not computed by {quoted(mode)}."
        entry.mistake("hours", message, "Write 'by: rail', 'by: road' or 'by: any'.")


def _lists_countries(path: Path) -> bool:
    return path == ("avoid",) or (path[:1] == ("alternatives",) and path[2:] == ("avoid",))


def _check_twice(path: Path, spot: Spot, report: Report) -> None:
    """Report a country that the same list names for the second time."""
    seen: set[str] = set()
    for number, item in enumerate(spot.node.items if isinstance(spot.node, Sequence) else ()):
        entry = _Entry((*path, number), Spot(item, item.mark), report)
        written = item.name if isinstance(item, Scalar) else entry.text("country")
        try:
            code = codes.country_or_name(written)
        except WrongValueError:
            continue  # reported by the document
        if code in seen:
            message = f"{quoted(usual_name(code), 'the country')} is in the list already."
            report.mistake(item.mark, (*path, number), message, "Delete one of the two.")
        seen.add(code)
