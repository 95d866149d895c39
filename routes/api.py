"""The library's front door: read a case, build an atlas, show or save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, fields
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from routes import casefile, model, pipeline, plugins, signoff
from routes.alternatives import Networks
from routes.atomic import write_text
from routes.errors import Mistake, NotForPublication, UsageError
from routes.gazetteers import open_gazetteer
from routes.gazetteers.protocol import Gazetteer
from routes.wording import count

if TYPE_CHECKING:
    import geopandas as gpd

    from routes.show import Shown
    from routes.webmap.overview import Named, OverviewOut
    from routes.webmap.page import RouteMap

_PAGE = "html"


class Atlas(model.Atlas):
    """Everything to show for a case, and the ways to show it. Shows itself in Jupyter."""

    __slots__ = ()

    def __repr__(self) -> str:
        # Notebooks keep it, and whoever gets one reads it: nothing of the case, and no path.
        counted = (
            count(len(self.places), "place"),
            count(len(self.legs), "leg"),
            count(len(self.case.itineraries), "itinerary", "itineraries"),
            count(len(self.findings), "finding"),
        )
        return f"<Atlas: {self.release.profile}, {', '.join(counted)}>"

    def to_gdf(self, layer: str = "legs") -> gpd.GeoDataFrame:
        """A GeoDataFrame (lon, lat, EPSG:4326) of one layer.

        Layers are legs, places, areas, alternatives, claims and sources. The columns are
        documented in `routes.records.LAYERS`. Raises ValueError for another layer.
        """
        from routes.tables import to_gdf  # noqa: PLC0415  geopandas takes 0.3 s to import

        return to_gdf(self, layer)

    def map(self) -> RouteMap:
        """A folium map with this atlas drawn on it; other folium layers may be added.

        See `routes.webmap.page.RouteMap` for what adding layers costs.
        """
        from routes.webmap.compose import compose  # noqa: PLC0415  folium takes 0.4 s to import
        from routes.webmap.page import route_map  # noqa: PLC0415

        return route_map(compose(self))

    def explore(
        self, column: str = "basis", *, layer: str = "legs", tooltip: bool = True
    ) -> RouteMap:
        """The map, for those who know geopandas; see `routes.show.explore` for what it is not."""
        from routes import show  # noqa: PLC0415  as above

        return show.explore(self, column, layer=layer, tooltip=tooltip)

    def leg(self, name: str) -> Shown:
        """The leg of that id, to look at: shows itself in Jupyter, with who says so.

        Raises UnknownName, with the nearest id, where there is none.
        """
        from routes import show  # noqa: PLC0415  as above

        return show.leg(self, name)

    def place(self, name: str) -> Shown:
        """The place of that id, to look at: shows itself in Jupyter, with how sure it is.

        Raises UnknownName, with the nearest id, where there is none.
        """
        from routes import show  # noqa: PLC0415  as above

        return show.place(self, name)

    def html(self) -> str:
        """The interactive page as one self-contained document."""
        from routes.webmap.compose import compose  # noqa: PLC0415  as above
        from routes.webmap.page import html  # noqa: PLC0415

        return html(compose(self))

    def save(self, path: str | Path, *, layer: str | None = None) -> tuple[str, ...]:
        """Write the atlas to ``path``; the suffix says how: one of `formats`.

        Returns sentences on what the format cannot hold. ``layer`` is the table to write where a
        file holds one only, by default the legs. Raises UnknownName for another suffix,
        UsageError for a layer that there is not, and OutputError when the file cannot be written;
        an older file of that name is then intact.
        """
        target = Path(path)
        form = target.suffix.lower().removeprefix(".")
        check_format(form)
        if form not in formats():
            endings = [f".{name}" for name in formats()]
            raise plugins.unknown("file format", target.suffix, endings)
        return write(self, form, target, layer=layer)

    def _repr_html_(self) -> str:
        return self.map()._repr_html_()


def formats() -> tuple[str, ...]:
    """The formats that an atlas can be written in, by file ending without the dot, sorted."""
    return tuple(sorted({_PAGE, *plugins.names("exports")}))


def check_format(form: str) -> None:
    """Raise UsageError, with the reason, for a format that is refused."""
    from routes.exports.refused import REFUSED  # noqa: PLC0415  only where something is written

    if form in REFUSED:
        raise UsageError(REFUSED[form])


def write(atlas: Atlas, form: str, path: Path, *, layer: str | None = None) -> tuple[str, ...]:
    """Write ``atlas`` in the format ``form``, one of `formats`; what that cannot hold.

    ``layer`` is for formats whose files hold one table. Raises UnknownName for a format that there
    is not, UsageError for one that is refused or has no such layer, and OutputError.
    """
    check_format(form)
    if form not in formats():
        raise plugins.unknown("format", form, formats())
    check_layer(form, layer)
    if form == _PAGE:
        write_text(path, atlas.html(), private=atlas.release.is_internal)
        return ()
    which = {} if layer is None else {"layer": layer}
    return tuple(_writer(form)(atlas, path, **which) or ())


def check_layer(form: str, layer: str | None) -> None:
    """Raise UsageError where ``layer`` is asked of a format whose files hold every layer."""
    if layer is None:
        return
    if form == _PAGE or "layer" not in signature(_writer(form)).parameters:
        raise UsageError(f"a file of the format {form} holds every layer: leave the layer out")


def _writer(form: str) -> Callable[..., Sequence[str] | None]:
    return cast("Callable[..., Sequence[str] | None]", plugins.load("exports", form))


def read(path: str | Path) -> model.Case:
    """Read a case file. Raises InputError with every mistake in it."""
    return casefile.read(Path(path))


def build(
    case: model.Case | str | Path,
    *,
    gazetteer: Gazetteer | None = None,
    reference: Gazetteer | None = None,
    networks: Networks | None = None,
    profile: model.Profile = "public",
    today: str | None = None,
) -> Atlas:
    """Build the atlas of ``case`` (or of the case file at that path).

    With the ``profile`` public, as always unless ``internal`` is asked for, it holds only what may
    be published; a route in use that is too young on the ISO day ``today`` (by default that of the
    clock, in UTC) is refused, and so is what tells more than a release that was signed beside the
    case file: see docs/responsible-use.md. An internal one is for the desk alone, and whatever is
    written of it says so.

    Places are looked up in ``gazetteer``, by default the bundled one, which works
    offline; airport codes and areas always in ``reference``. That is the bundled one,
    opened and closed here unless it is given: give it to open it once for many cases.
    What is given stays open. ``networks`` are searched for the alternatives that the case
    asks for, by default those that ship with the program. What could not be resolved,
    drawn or answered is in ``atlas.findings``. Raises InputError for a case file with
    mistakes, NotForPublication, an InputError, for what may not be published, GeocoderError
    for a failing service, ArtefactError for a broken installation.
    """
    if not isinstance(case, model.Case):
        case = read(case)
    with ExitStack() as ours:
        if reference is None:
            reference = ours.enter_context(closing(open_gazetteer("bundled")))
        names = reference if gazetteer is None else gazetteer
        how: dict[str, Any] = {
            "gazetteer": names, "reference": reference, "networks": networks, "today": today,
        }  # fmt: skip
        if profile == "internal":
            return _shown(pipeline.build(case, **how, profile=profile))
        made = _drafted(case, pipeline.draft(case, **how))
    if made.refusals:
        raise NotForPublication(made.refusals)
    return made.atlas


@dataclass(frozen=True, slots=True)
class Draft:
    """A public atlas for the desk to look at: ``refusals`` say why it may not be published yet.

    ``found`` are the places that it was made from, secrets among them, by the ids of the case;
    ``called`` is what gazetteers call those whose names are withheld.
    """

    atlas: Atlas
    refusals: tuple[Mistake, ...]
    found: Mapping[str, model.Place] = field(repr=False)
    called: Mapping[str, tuple[str, ...]] = field(repr=False)


def draft(case: model.Case, *, gazetteer: Gazetteer, reference: Gazetteer) -> Draft:
    """The public atlas of ``case`` as `build` makes it, also where that refuses it.

    Raises NotForPublication where none can be made, and what `build` raises for a service and
    for a broken installation.
    """
    return _drafted(case, pipeline.draft(case, gazetteer=gazetteer, reference=reference))


def _drafted(case: model.Case, made: pipeline.Draft) -> Draft:
    """What was made of ``case``, held against what was signed beside its file."""
    refusals = made.refusals
    if case.file is not None:
        signed = signoff.refusals(case, made.atlas, Path(case.file), made.found)
        refusals = (*refusals, *signed)
    return Draft(_shown(made.atlas), refusals, made.found, made.called)


def _shown(built: model.Atlas) -> Atlas:
    return Atlas(**{f.name: getattr(built, f.name) for f in fields(built)})


class Overview:
    """A page of very many routes. Shows itself in Jupyter. Made by `overview`."""

    __slots__ = ("_payload",)

    def __init__(self, payload: OverviewOut) -> None:
        self._payload = payload

    def html(self) -> str:
        """The page as one self-contained document."""
        from routes.webmap.overview_page import html  # noqa: PLC0415  jinja takes a while to import

        return html(self._payload)

    def save(self, path: str | Path) -> None:
        """Write the page to ``path``.

        Raises OutputError when the file cannot be written; an older one is then intact.
        """
        write_text(Path(path), self.html())

    def _repr_html_(self) -> str:
        from routes.webmap.embed import inline_frame  # noqa: PLC0415  as above

        return inline_frame(self.html(), self._payload["title"])


def overview(
    lines: Any,
    *,
    title: str,
    groups: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    ends: tuple[Sequence[str], Sequence[str]] | None = None,
    summary: str | None = None,
    language: str = "en",
    credit: Sequence[str] = (),
) -> Overview:
    """A page of very many routes: each where they can be told apart, flows where not.

    ``lines`` is a GeoSeries or GeoDataFrame (in any CRS; without one in lon, lat), or an iterable
    of shapely lines or of arrays of lon, lat in degrees on WGS 84. A line of two points is drawn
    as a great circle of the sphere, any other along its vertices, to a thousandth of a degree
    (some 60 m).

    What is known of the routes has as many items as there are routes: ``groups`` get colours of
    their own and can be switched off, ``names`` are told under the pointer, ``ends`` are the names
    of the places where the routes begin, and of those where they end. ``credit`` is whom to
    thank. ``language`` is one of `routes.messages.tongue.LANGUAGES`.

    Raises UsageError where there is no route, a line is none or not on earth, there are not as
    many names as routes, more than 255 groups, or the page does not speak the language.
    """
    from routes.webmap.overview_compose import compose  # noqa: PLC0415  as above

    named: Named = {}
    if groups is not None:
        named["groups"] = _texts(groups)
    if names is not None:
        named["names"] = _texts(names)
    if ends is not None:
        named["starts"], named["ends"] = map(_texts, ends)
    return Overview(
        compose(lines, title=title, named=named, summary=summary, language=language, credit=credit)
    )


def _texts(values: Sequence[str]) -> list[str]:
    """A column of a table, too: what is missing there is the empty text."""
    return ["" if value is None or value != value else str(value) for value in values]  # noqa: PLR0124  only NaN differs from itself
