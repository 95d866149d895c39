"""Alternative paths, or a reach, as a table in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from routes import wording
from routes.cli.terminal import WIDTH, pad, width, wrap
from routes.model.alternative import Alternative, Alternatives, Crossing, Link, Stay
from routes.wording import kilometres, listing

_BY: Mapping[str, str] = {
    "rail": "by rail",
    "road": "by road",
    "sea": "by sea",
    "air": "by air",
    "any": "by rail or road",
}
_NETWORK: Mapping[str, str] = {
    "rail": "railway",
    "road": "road",
    "sea": "sea lane",
    "air": "airport",
}
_BRIEF = 40
"""Details up to this length may be told again."""

_LABEL = 10
_INDENT = 4


def table(found: Alternatives) -> str:
    """What was asked, the paths or the reach, notes, and that nobody reports it."""
    teller = _Teller(found)
    blocks = [wrap(heading(found), rest="  ")]
    if found.refused is not None:
        return "\n\n".join([*blocks, _refused(found)])
    titled = zip(wording.path_titles(found.paths), found.paths, strict=True)
    blocks += [teller.path(number, *each) for number, each in enumerate(titled, 1)]
    if found.reach is not None:
        blocks.append(teller.reach())
    notes = [*teller.areas(), *(note for note in found.notes if note != wording.NO_SOURCE)]
    if notes:
        said = (wrap(note, first="  * ", rest="    ") for note in dict.fromkeys(notes))
        blocks.append("\n".join(["Notes:", *said]))
    return "\n\n".join([*blocks, not_reported(found)])


def heading(found: Alternatives) -> str:
    """What was asked for, as in "From Minsk to Brest by rail"."""
    wanted = found.wanted
    how = _BY.get(wanted.mode, f"by {wanted.mode}")
    if wanted.hours is not None:
        return f"From {found.start} {how} in {wording.hours(wanted.hours)}"
    return f"From {found.start} to {found.end} {how}"


def not_reported(found: Alternatives) -> str:
    """That no source says so, in a sentence that stands wherever the answer is shown."""
    if found.reach is not None:
        return "No source reports that anybody got so far."
    several = len(found.paths) > 1
    return f"No source reports {'any of these paths' if several else 'this path'}."


def _refused(found: Alternatives) -> str:
    """Why there is no path, and what would help where that is known."""
    refused = found.refused
    if refused is None:
        return ""
    lines = [wrap(f"No path ({refused.reason}): {refused.message}")]
    if refused.reason == "too-vague":
        lines.append("Name a town in it, or give LON,LAT in degrees.")
    # Where a country is kept out of, too, what is closed may not be all that is in the way.
    if refused.reason == "closed-link" and refused.names and not found.wanted.avoid:
        opened = " ".join(f"--open {name}" for name in refused.names)
        lines.append(wrap(f"To see the way all the same, add: {opened}", rest="  "))
    return "\n".join(lines)


class _Teller:
    """Words for the parts of one answer; what is long is told once, and then "as above"."""

    def __init__(self, found: Alternatives) -> None:
        self.found = found
        self.stays = [stay for path in found.paths for stay in path.stays if stay.area]
        self.told: set[str] = set()

    def path(self, number: int, title: str, path: Alternative) -> str:
        lines = [_head(number, title, path)]
        for label, said in (
            ("Time", [wording.path_hours(path)]),
            ("Through", [_through(path.stays)]),
            ("Borders", [self._crossing(each) for each in path.crossings]),
            ("Links", [*map(self._link, path.links), wording.path_stitched(path)]),
            ("Parts", _parts(path)),
            ("Compared", self._compared(path)),
            ("Access", self._access(path)),
        ):
            lines += _labelled(label, said)
        return "\n".join(lines)

    def reach(self) -> str:
        reach = self.found.reach
        if reach is None:
            return ""
        lines = [f"{' ' * _INDENT}up to {kilometres(reach.length_m)} at the usual pace"]
        towns = [f"{name} {kilometres(metres)}" for name, metres in reach.towns]
        lines += _labelled("Furthest", [", ".join(towns)])
        lines += _labelled("Ends at", [self._crossing(each) for each in reach.stops_at])
        return "\n".join(lines)

    def areas(self) -> list[str]:
        """What a reader must know of areas that the paths run through."""
        return [f"{stay.name}: {stay.note}" for stay in self.stays if stay.note]

    def _once(self, what: str, details: str) -> str:
        """``what`` with its details where it is met for the first time."""
        if what in self.told and len(details) > _BRIEF:
            return f"{what}: as above"
        self.told.add(what)
        return f"{what}: {details}" if details else what

    def _crossing(self, crossing: Crossing) -> str:
        first = crossing.from_name or crossing.from_area
        last = crossing.to_name or crossing.to_area
        between = "" if crossing.name.startswith("between ") else f" ({first} to {last})"
        status = wording.crossing_status(crossing, self.found.wanted.when)
        source = f"Source: {crossing.source}" if crossing.source else ""
        said = [each.rstrip(".") for each in (status, crossing.note or "", source) if each]
        return self._once(f"{crossing.name}{between}", ". ".join(said))

    def _link(self, link: Link) -> str | None:
        """A reviewed link with the reason for it; gaps and transfers are told elsewhere."""
        if link.kind not in ("link", "ferry"):
            return None
        what = f"{wording.link_kind(link.kind)}, {kilometres(link.length_m)}"
        return self._once(f"{link.name} ({what})", (link.reason or "").rstrip("."))

    def _compared(self, path: Alternative) -> list[str | None]:
        best = self.found.paths[0]
        return [wording.path_sharing(path), wording.path_reason(path, best)]

    def _access(self, path: Alternative) -> list[str | None]:
        ends = zip(path.access_m, (self.found.start, self.found.end), strict=True)
        network = _NETWORK.get(self.found.wanted.mode, "network")
        return [wording.path_access(metres, place, network) for metres, place in ends]


def _head(number: int, title: str, path: Alternative) -> str:
    """Number and title on the left, the length on the right, or in lines where it is long."""
    length = kilometres(path.length_m)
    left = f"{number:>2}  {title}"
    if width(left) + 2 + width(length) <= WIDTH:
        return pad(left, WIDTH - width(length)) + length
    return wrap(f"{title}; {length}", first=f"{number:>2}  ", rest="    ")


def _labelled(label: str, said: Sequence[str | None]) -> Iterator[str]:
    """Lines under one label, each thing said once; none where there is nothing to say."""
    rest = " " * (_INDENT + _LABEL)
    first = f"{' ' * _INDENT}{label:<{_LABEL}}"
    for each in dict.fromkeys(filter(None, said)):
        yield wrap(each, first=first, rest=f"{rest}  ")
        first = rest


def _through(stays: Sequence[Stay]) -> str:
    """The areas in the order of travel, and the water between; together the whole path."""
    return ", ".join(f"{stay.name} {kilometres(stay.length_m)}" for stay in stays)


def _parts(path: Alternative) -> list[str | None]:
    """How far the path runs on each network, and in which towns it changes."""
    if len(path.parts) < 2:
        return []
    runs = ", ".join(f"{part.mode} {kilometres(part.length_m)}" for part in path.parts)
    towns = [link.name for link in path.links if link.kind == "transfer"]
    return [f"{runs}; changes in {listing(towns)}" if towns else runs]
