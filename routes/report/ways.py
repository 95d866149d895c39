"""How else one could have gone: computed paths as tables. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from routes.messages import say
from routes.report.blocks import Block, Column, Heading, Line, Paragraph, Point, Points, Table, line
from routes.report.ground import Ground
from routes.webmap.path_types import AlternativesOut, CrossingOut, PathOut, ReachOut


def ways(ground: Ground) -> Iterator[Block]:
    """All computed paths, which no source reports."""
    blocks = ground.payload["alternatives"]
    if not blocks:
        return
    is_beside = bool(ground.payload["variants"])
    title = say("How else it could have gone") if is_beside else say("Computed paths")
    yield Heading(1, ground.told(title))
    yield Paragraph(
        ground.told(say("Computed on transport networks. No source reports any of these paths."))
    )
    common = _shared(blocks)
    points = [Point(line(note)) for note in common] + [*_speeds(common, ground)]
    if points:
        yield Points(tuple(points))
    told = {*common, *(each.text for point in points for below in point.under for each in below)}
    reasons: set[str] = set()
    for block in blocks:
        yield from _block(block, told, reasons, ground)
        reasons |= {block["avoided"]["why"]} if block["avoided"] else set()


def _shared(blocks: Sequence[AlternativesOut]) -> list[str]:
    """The notes that all of ``blocks`` have."""
    return [n for n in blocks[0]["notes"] if all(n in block["notes"] for block in blocks)]


def _speeds(common: Sequence[str], ground: Ground) -> Iterator[Point]:
    """Which speeds the times of each mode rest on, and what else holds wherever one goes so."""
    blocks = ground.payload["alternatives"]
    for mode, said in {
        (mode, said): None for block in blocks for mode, said in block["speeds"].items()
    }:
        name = ground.mode(mode)
        capital = name[:1].upper() + name[1:]
        alike = [block for block in blocks if block["speeds"].get(mode) == said]
        is_alone = len(alike) > 1 and all(len(block["speeds"]) == 1 for block in alike)
        own = [note for note in _shared(alike) if note not in common] if is_alone else []
        sentence = ground.told(say("{mode}: {speeds}", mode=capital, speeds=said))
        yield Point(sentence, tuple(map(line, own)))


def _block(
    block: AlternativesOut, told: Set[str], reasons: Set[str], ground: Ground
) -> Iterator[Block]:
    """One question; what is ``told`` above is not told again, nor are ``reasons`` to avoid."""
    yield Heading(2, line(block["title"]))
    everywhere = _everywhere(block)
    if block["paths"]:
        titles = (
            (say("Path"), 0.16), (say("Length and time"), 0.19),
            (say("Countries, in order"), 0.15), (say("Border crossings"), 0.28),
            (say("What to know"), 0.22),
        )  # fmt: skip
        yield Table(
            ground.tell(say("Computed; no source reports this.")),
            tuple(Column(ground.tell(title), share) for title, share in titles),
            tuple(_path(path, everywhere, ground) for path in block["paths"]),
        )  # fmt: skip
    if block["reach"]:
        yield from _reach(block["reach"], ground)
    if block["refused"]:
        yield Paragraph(line(block["refused"]))
    noted = [ground.sentence(part) for part in everywhere]
    noted += _notes(block, told, reasons, ground)
    if noted:
        yield Points(tuple(Point(each) for each in noted))


def _everywhere(block: AlternativesOut) -> list[str]:
    """What is to be known of the ends of the paths, where it is the same for all of several."""
    if len(block["paths"]) < 2:
        return []
    first, *more = (path["access"] for path in block["paths"])
    return [each for each in first if all(each in access for access in more)]


def _path(path: PathOut, everywhere: Sequence[str], ground: Ground) -> tuple[tuple[Line, ...], ...]:
    time = (
        line(path["distance"]),
        ground.told(say("at least {time}", time=path["minimum"])),
        ground.told(say("usually about {time}, without waiting", time=path["usual"])),
    )
    stays = [line(f"{stay['name']} {stay['distance']}") for stay in path["stays"]]
    stays += [line(stay["note"]) for stay in path["stays"] if stay["note"]]
    crossed = tuple(_crossing(each, ground) for each in path["crossings"])
    return (
        (line(f"{path['number']} {path['title']}"),),
        time,
        tuple(stays),
        crossed or (ground.told(say("none")),),
        tuple(_to_know(path, everywhere, ground)),
    )


def _crossing(crossing: CrossingOut, ground: Ground) -> Line:
    told = ground.tell(
        say(
            "{name} ({between}): {says}",
            name=crossing["name"],
            between=crossing["between"],
            says=crossing["says"],
        )
    )
    more = [*crossing["remarks"], crossing["note"], crossing["source"]]
    return line(" · ".join([told, *(each for each in more if each)]))


def _to_know(path: PathOut, everywhere: Sequence[str], ground: Ground) -> Iterator[Line]:
    for whole in (path["why"], path["against"]):
        if whole:
            yield line(whole)
    for part in (path["sharing"], *path["access"], path["stitched"]):
        if part and part not in everywhere:
            yield ground.sentence(part)
    if len(path["parts"]) > 1:
        parts = [f"{ground.mode(part['mode'])} {part['distance']}" for part in path["parts"]]
        yield line(", ".join(parts))
    for link in path["links"]:
        if link["reason"] or link["source"]:
            said = [f"{link['name']} ({link['kind']}, {link['distance']})"]
            said += [each for each in (link["reason"], link["source"]) if each]
            yield line(" · ".join(said))


def _reach(reach: ReachOut, ground: Ground) -> Iterator[Block]:
    far = say("Up to {distance} on the network", distance=reach["distance"])
    told = ground.tell(say("{sentence}.", sentence=far))
    nobody = ground.tell(say("Computed; no source reports this."))
    yield Paragraph(line(f"{reach['number']} {told} {nobody}"))
    if reach["towns"]:
        yield Paragraph(
            ground.told(say("Some of the towns in our data, the furthest first")), "note"
        )
        towns = [line(f"{town['name']}, {town['distance']}") for town in reach["towns"]]
        yield Points(tuple(Point(each) for each in towns))
    if reach["against"]:
        yield Paragraph(line(reach["against"]))
    if reach["stops"]:
        yield Paragraph(ground.told(say("It ends at these borders:")))
        yield Points(tuple(Point(_crossing(each, ground)) for each in reach["stops"]))


def _notes(
    block: AlternativesOut, told: Set[str], reasons: Set[str], ground: Ground
) -> Iterator[Line]:
    if block["leg_title"] and block["straight"]:
        yield ground.told(
            say(
                "Instead of: {leg} (the leg as drawn, straight: {distance})",
                leg=block["leg_title"],
                distance=block["straight"],
            )
        )
    elif block["leg_title"]:
        yield ground.told(say("Instead of: {leg}", leg=block["leg_title"]))
    if block["via"]:
        yield ground.told(say("By way of {places}, as was asked for", places=block["via"]))
    if avoided := block["avoided"]:
        limit = f"; {avoided['limit']}" if avoided["limit"] else ""
        which = avoided["countries" if avoided["why"] in reasons else "why"]
        yield line(f"{avoided['label']} {which}{limit}")
    for note in block["notes"]:
        if note not in told:
            yield line(note)
    if block["note"]:
        yield line(block["note"])
