"""The document to the model's Case. Nothing can be wrong any more at this point."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath

from routes import model
from routes.casefile import document
from routes.casefile.alternatives import avoidances, wanted
from routes.casefile.nodes import Spot
from routes.casefile.references import chain_of
from routes.casefile.report import Path, dotted
from routes.casefile.validate import spot_at
from routes.errors import Mark


def assemble(
    doc: document.CaseFile,
    spots: Mapping[Path, Spot],
    file: FilePath,
    findings: tuple[model.Finding, ...],
) -> model.Case:
    """The case that a checked document describes. Its id is the file's name without suffix."""
    build = _Assembler(doc, spots)
    return model.Case(
        id=file.stem,
        title=doc.title,
        question=doc.question,
        summary=doc.summary,
        language=doc.language,
        languages=doc.languages or (),
        projection=doc.projection,
        sources={k: build.source(k, v) for k, v in doc.sources.items()},
        places={k: build.place(k, v) for k, v in doc.places.items()},
        legs={k: build.leg(k, v) for k, v in doc.legs.items()},
        itineraries={k: build.itinerary(k, v) for k, v in doc.itineraries.items()},
        events={k: build.event(k, v) for k, v in (doc.events or {}).items()},
        disputes={k: build.dispute(k, v) for k, v in (doc.disputes or {}).items()},
        checks=tuple(build.check(n, v) for n, v in enumerate(doc.checks or ())),
        notes=doc.notes or (),
        avoid=avoidances(doc, spots),
        alternatives=wanted(doc, spots),
        people={k: build.person(k, v) for k, v in (doc.people or {}).items()},
        publishing=build.publishing(doc.publish),
        findings=findings,
        file=file.as_posix(),
        marks=_tops(spots),
    )


def _tops(spots: Mapping[Path, Spot]) -> Mapping[str, Mark]:
    """Where the keys at the top stand, each of the notes, and each word to withhold."""
    return {
        dotted(path): spot.key
        for path, spot in spots.items()
        if len(path) == 1
        or (len(path) == 2 and path[0] == "notes")
        or path[:2] == ("publish", "withhold")
    }


class _Assembler:
    """Builds the parts of a case; knows chains of sources and positions."""

    def __init__(self, doc: document.CaseFile, spots: Mapping[Path, Spot]) -> None:
        self._spots = spots
        self._cited = {name: list(source.citing or ()) for name, source in doc.sources.items()}

    def _mark(self, *path: str | int) -> Mark:
        return spot_at(path, self._spots).key

    def source(self, name: str, doc: document.Source) -> model.Source:
        return model.Source(
            id=name,
            title=doc.title,
            publisher=doc.publisher,
            author=doc.author,
            issued=doc.issued,
            language=doc.language,
            url=doc.url,
            archive=doc.archive,
            reliability=doc.reliability,
            identity=doc.identity,
            read_in=doc.read_in,
            citing=self._chain(doc.citing or ()),
            sha256=doc.sha256,
            seed=doc.seed,
            withhold=doc.withhold,
            note=doc.note,
            mark=self._mark("sources", name),
        )

    def _chain(self, start: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(chain_of(list(start), self._cited))

    def place(self, name: str, doc: document.Place) -> model.Toponym:
        shown = doc.name or doc.iata or doc.icao or name
        return model.Toponym(
            id=name,
            name=shown,
            query=doc.query or shown,
            label=doc.label,
            country=doc.country,
            kind=doc.kind,
            iata=doc.iata,
            icao=doc.icao,
            lon=doc.lon,
            lat=doc.lat,
            radius_m=doc.radius_m,
            precision=doc.precision,
            within=doc.within or (),
            near=doc.near,
            publish=doc.publish,
            because=doc.because,
            public_label=doc.public_label,
            note=doc.note,
            mark=self._mark("places", name),
        )

    def leg(self, name: str, doc: document.Leg) -> model.Leg:
        path = ("legs", name)
        return model.Leg(
            id=name,
            start=doc.start,
            end=doc.end,
            mode=doc.mode,
            title=doc.title,
            when=doc.when,
            basis=doc.basis,
            reason=doc.reason,
            status=doc.status,
            closure=self._closure(path, doc.closed),
            claims=self._claims(path, doc.claims),
            note=doc.note,
            mark=self._mark(*path),
        )

    def itinerary(self, name: str, doc: document.Itinerary) -> model.Itinerary:
        path = ("itineraries", name)
        return model.Itinerary(
            id=name,
            title=doc.title,
            legs=doc.legs,
            summary=doc.summary,
            status=doc.status,
            closure=self._closure(path, doc.closed),
            claims=self._claims(path, doc.claims),
            note=doc.note,
            mark=self._mark(*path),
        )

    def event(self, name: str, doc: document.Event) -> model.Event:
        path = ("events", name)
        return model.Event(
            id=name,
            title=doc.title,
            place=doc.at,
            when=doc.when,
            claims=self._claims(path, doc.claims),
            note=doc.note,
            mark=self._mark(*path),
        )

    def dispute(self, name: str, doc: document.Dispute) -> model.Dispute:
        path = ("disputes", name)
        positions = tuple(
            model.Position(each.says, self._claims((*path, "positions", n), each.claims))
            for n, each in enumerate(doc.positions)
        )
        return model.Dispute(name, doc.question, positions, doc.note, self._mark(*path))

    def check(self, number: int, doc: document.Check) -> model.Check:
        return model.Check(
            id=f"check-{number + 1}",
            closer=doc.closer,
            than=doc.than,
            to=doc.to,
            source=doc.source,
            quote=_quote(doc.quote),
            note=doc.note,
            mark=self._mark("checks", number),
        )

    def person(self, name: str, doc: document.Person) -> model.Person:
        return model.Person(
            id=name,
            role=doc.role,
            name=doc.name,
            also=doc.also or (),
            because=doc.because,
            mark=self._mark("people", name),
        )

    def publishing(self, doc: document.Publish | None) -> model.Publishing:
        if doc is None:
            return model.Publishing()
        embargo = None
        if doc.embargo is not None:
            mark = self._mark("publish", "embargo")
            embargo = model.Embargo(doc.embargo.days, doc.embargo.because, mark)
        return model.Publishing(doc.withhold or (), embargo, doc.narrow or {})

    def _closure(self, path: Path, doc: document.Closed | None) -> model.Closure | None:
        if doc is None:
            return None
        return model.Closure(doc.since, self._claims((*path, "closed"), doc.claims))

    def _claims(
        self, path: Path, claims: tuple[document.Claim, ...] | None
    ) -> tuple[model.Claim, ...]:
        return tuple(
            self._claim((*path, "claims", number), doc) for number, doc in enumerate(claims or ())
        )

    def _claim(self, path: Path, doc: document.Claim) -> model.Claim:
        start = self._cited[doc.source] if doc.citing is None else doc.citing
        return model.Claim(
            source=doc.source,
            stance=doc.stance,
            quote=_quote(doc.quote),
            says=doc.says,
            citing=self._chain(tuple(start)),
            credibility=doc.credibility,
            when=doc.when,
            note=doc.note,
            mark=self._mark(*path),
        )


def _quote(doc: document.Quote | None) -> model.Quote | None:
    if doc is None:
        return None
    return model.Quote(doc.exact, doc.prefix, doc.suffix, doc.language, doc.translation)
