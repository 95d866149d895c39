"""What a case file may hold, as pydantic models.

Field names are those of ``routes.model``; aliases are the keys of the file. The models
know nothing of positions and of other entries: see ``validate`` and ``references``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.json_schema import JsonSchemaValue

from routes.casefile import containers
from routes.casefile.fields import (
    LISTED,
    AlsoText,
    As,
    BasisWord,
    Chain,
    Country,
    CountryOrName,
    CredibilityCode,
    Date,
    Days,
    Degrees,
    Entry,
    FileName,
    Hours,
    Iata,
    Icao,
    Id,
    IdentityWord,
    InterfaceLanguages,
    KindWord,
    Language,
    Mode,
    NetworkWord,
    NotEmpty,
    PathCount,
    PrecisionClassWord,
    PrecisionWord,
    ProjectionWord,
    RadiusM,
    ReliabilityCode,
    Section,
    Sha256,
    StanceWord,
    StatusWord,
    Telling,
    Tellings,
    Text,
    TextOrTexts,
    Texts,
    Truth,
    Url,
    VersionNumber,
    key,
    one_required,
)


class Quote(Entry):
    """Exact words, and the words around them."""

    exact: Text = Field(description="The exact words, as short as possible.")
    prefix: Text | None = key("The words just before, to find the place in the text.")
    suffix: Text | None = key("The words just after.")
    language: Language | None = key("Language of the words, if not that of the source.")
    translation: Telling | None = key("The words in the language of the case.")


QuoteOrText = Annotated[Quote, BeforeValidator(containers.entry_or_text("exact")), AlsoText()]


class Claim(Entry):
    """One source that asserts, denies or doubts something. Needs 'quote' or 'says'."""

    model_config = one_required("quote", "says")

    source: Text = Field(description="Id of the source that speaks.")
    stance: StanceWord = Field("asserts", description="What it does: assert, deny or doubt.")
    quote: QuoteOrText | None = key("Its words: text, or exact words with what stands around.")
    says: Telling | None = key("What it says, in your words.")
    citing: Chain | None = key(
        "Whom it relies on here: a source id, or a list from the nearest to the origin. "
        "Without this key, the source's own 'citing' counts; [] says nobody."
    )
    credibility: CredibilityCode | None = key(
        "Admiralty code: 1 confirmed, 5 improbable, 6 cannot be judged."
    )
    when: Date | None = key("When that was said to happen (EDTF).")
    note: Telling | None = key("A note for the reader.")


Claims = Annotated[tuple[As[Claim], ...], *LISTED]


class Source(Entry):
    """A published report, or a voice that reports quote. Needs title, publisher or author."""

    model_config = one_required("title", "publisher", "author")

    title: Text | None = key("Title of the report.")
    publisher: Text | None = key("Who published it: a paper, an agency, a site.")
    author: Text | None = key("Who wrote or said it.")
    issued: Date | None = key("When it was published (EDTF).")
    language: Language | None = key("Its language: en, ru, ko, zh-Hant.")
    url: Url | None = key("Where it is: an http or https address.")
    archive: Url | None = key("Where an archived copy is.")
    reliability: ReliabilityCode | None = key(
        "Admiralty code: A completely reliable, E unreliable, F cannot be judged."
    )
    identity: IdentityWord = Field(
        "named",
        description="named; anonymous: one particular person, group or office whose name is "
        "withheld; unidentified: somebody a report mentions without saying who.",
    )
    read_in: Text | None = key("Id of the source this one was read in, if not seen itself.")
    citing: Chain | None = key(
        "Whom it relies on for all it says here: a source id, or a list from the nearest on."
    )
    sha256: Sha256 | None = key(
        "SHA-256 of the document as it was read: 64 digits from 0 to f, as sha256sum prints."
    )
    seed: FileName | None = key("File name of its record in the folder seeds.")
    withhold: Truth = Field(default=False, description="true: who is behind it is never published.")
    note: Telling | None = key("A note for the reader.")


class Place(Entry):
    """A place as the case asks for it. Needs a name, an IATA code or an ICAO code."""

    model_config = one_required("name", "iata", "icao")

    name: Text | None = key("Its name as the reports write it.")
    query: Text | None = key("What to look up, if not the name: 'Seoul, South Korea'.")
    label: Telling | None = key("What the map shows, if not the name.")
    country: Country | None = key("Country code of two capital letters (ISO 3166): RU.")
    kind: KindWord | None = key("What kind of place it is.")
    iata: Iata | None = key("IATA code of an airport: LED.")
    icao: Icao | None = key("ICAO code of an airport: ULLI.")
    lon: Degrees | None = key("Longitude in decimal degrees, east positive, WGS 84.")
    lat: Degrees | None = key("Latitude in decimal degrees, north positive, WGS 84.")
    radius_m: RadiusM | None = key("How far off it may be, in metres.")
    precision: PrecisionWord | None = key("How exactly the place is known.")
    within: TextOrTexts | None = key(
        "Somewhere in these areas, never a point: a name or a list of names."
    )
    near: Text | None = key(
        "Id of another place that it lies near, which helps to tell places of one name apart."
    )
    publish: PrecisionClassWord | None = key(
        "How exactly it may be published: withheld, country, admin-1, admin-2, 0.1, 0.01 or site. "
        "All but site withhold its name, too."
    )
    because: Text | None = key("Why it may be published so exactly.")
    public_label: Telling | None = key("What readers are told instead of its name.")
    note: Telling | None = key("A note for the reader.")


PlaceOrText = Annotated[Place, BeforeValidator(containers.entry_or_text("name")), AlsoText()]


class Person(Entry):
    """Somebody the texts speak of. Published as the role, unless it is said why by name."""

    role: Telling = Field(description="What readers are told instead of the name: a driver.")
    name: Text | None = key("The name, which is withheld wherever it stands.")
    also: TextOrTexts | None = key("Other spellings of the name, nicknames, initials.")
    because: Text | None = key("Why the name is needed; it is then published.")


PersonAlone = Annotated[Person, BeforeValidator(containers.person)]
People = Annotated[
    dict[Id, PersonAlone], BeforeValidator(containers.people), NotEmpty("minProperties")
]
Reasons = Annotated[dict[Id, Text], BeforeValidator(containers.reasons), NotEmpty("minProperties")]


class Embargo(Entry):
    """How old a route that is in use must be before it is published."""

    days: Days = Field(description="How old it must be, in days. Without an embargo: 365.")
    because: Text = Field(description="Why not 365 days. It goes into the sign-off.")


EmbargoAlone = Annotated[Embargo, BeforeValidator(containers.embargo)]


class Publish(Entry):
    """Words that are withheld, and times and places with rules of their own."""

    withhold: TextOrTexts | None = key("Words that are never published: names, plates, nicknames.")
    embargo: EmbargoAlone | None = key("How old a route that is in use must be.")
    narrow: Reasons | None = key(
        "Why a place may be published more exactly than it was, or a name be told that was "
        "withheld: by the id of the place, the person or the source; withhold for words."
    )


class Closed(Entry):
    """Since when something is closed, and who says so."""

    since: Date = Field(description="Since when (EDTF).")
    claims: Claims = Field(description="Who says so.")


class Leg(Entry):
    """Movement between two places by one mode."""

    title: Telling | None = key("A short title.")
    start: Text = Field(description="Id of the place where it begins.")
    end: Text = Field(description="Id of the place where it ends.")
    mode: Mode = Field("unknown", description="How: air, rail, road, sea, foot or unknown.")
    when: Date | None = key("When (EDTF): 2016-07, 2016-07~, 2016-07/2016-08.")
    basis: BasisWord = Field(
        "reported", description="reported: a source says so; inferred: our reading, with a reason."
    )
    reason: Telling | None = key("Why we think so; needed when the basis is inferred.")
    status: StatusWord = Field("open", description="open, closed, or hypothetical (nobody did it).")
    closed: As[Closed] | None = key("Since when it is closed, and who says so.")
    claims: Claims | None = key("Who says what about it.")
    note: Telling | None = key("A note for the reader.")


class Itinerary(Entry):
    """One telling of the journey: legs in order."""

    title: Telling = Field(description="A short title.")
    legs: Texts = Field(description="Ids of its legs in order; each begins where the last ends.")
    summary: Telling | None = key("What this telling says.")
    status: StatusWord = Field("open", description="open, closed, or hypothetical (nobody did it).")
    closed: As[Closed] | None = key("Since when it is closed, and who says so.")
    claims: Claims | None = key("Who tells it this way.")
    note: Telling | None = key("A note for the reader.")


class Event(Entry):
    """Something at one place that is not movement: an arrest, a stay."""

    title: Telling = Field(description="What happened.")
    at: Text = Field(description="Id of the place.")
    when: Date | None = key("When (EDTF).")
    claims: Claims | None = key("Who says so.")
    note: Telling | None = key("A note for the reader.")


class Position(Entry):
    """One answer to a disputed question."""

    says: Telling = Field(description="The answer.")
    claims: Claims = Field(description="Who gives it.")


class Dispute(Entry):
    """A question that the sources answer differently."""

    question: Telling = Field(description="The question.")
    positions: Annotated[
        tuple[As[Position], ...], BeforeValidator(containers.listed), NotEmpty()
    ] = Field(description="The answers.")
    note: Telling | None = key("A note for the reader.")


class Check(Entry):
    """A claim about distances: each of 'closer' is closer to 'to' than 'than' is."""

    closer: TextOrTexts = Field(description="Ids of the places said to be closer.")
    than: Text = Field(description="Id of the place said to be farther.")
    to: Text = Field(description="Id of the place that distances are measured to.")
    source: Text | None = key("Id of the source that says so.")
    quote: QuoteOrText | None = key("Its words.")
    note: Telling | None = key("A note for the reader.")


class Avoided(Entry):
    """A country to keep out of, and why."""

    country: CountryOrName = Field(description="Its ISO code or its name in English: CN, China.")
    reason: Telling | None = key("Why: 'returns people'.")


AvoidedOrText = Annotated[
    Avoided, BeforeValidator(containers.entry_or_text("country")), AlsoText(("CN", "China"))
]
AvoidedOrNone = Annotated[
    tuple[AvoidedOrText, ...], BeforeValidator(containers.avoided), AlsoText(("none",))
]
CountriesOrNone = Annotated[
    tuple[CountryOrName, ...], BeforeValidator(containers.avoided), AlsoText(("none",))
]


class Alternative(Entry):
    """How else a leg could have gone: paths that nobody reports, found on a network.

    Needs 'leg', or 'from' and 'to', or 'from' and 'hours'.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["leg"]},
                {"required": ["from", "to"]},
                {"required": ["from", "hours"]},
            ],
            "not": {
                "anyOf": [
                    {"required": ["leg", "from"]},
                    {"required": ["leg", "to"]},
                    {"required": ["hours", "to"]},
                    {"required": ["hours", "via"]},
                    {"required": ["hours", "count"]},
                    {"required": ["hours"], "properties": {"by": {"enum": ["air", "sea"]}}},
                ]
            },
        }
    )

    leg: Text | None = key("Id of the leg that it is an alternative to; gives both ends.")
    start: Text | None = key("Id of the place where it begins, without 'leg'.")
    end: Text | None = key(
        "Id of the place where it ends, without 'leg'. A country is reached at its border."
    )
    mode: NetworkWord = Field(
        description="By what: rail, road, sea, air, or any (rail and road, with changes)."
    )
    via: TextOrTexts | None = key("Id of a place that it goes through, or a list in order.")
    avoid: CountriesOrNone | None = key(
        "Countries to keep out of, instead of those of the case; none to keep out of nothing."
    )
    count: PathCount = Field(3, description="How many paths besides the best, at most: 0 to 8.")
    when: Date | None = key(
        "When (EDTF): decides what was closed. If left out, the date of the leg or of the case."
    )
    hours: Hours | None = key("How far one gets in so many hours, in place of paths to an end.")
    title: Telling | None = key("A short title.")
    note: Telling | None = key("A note for the reader.")


def _sources_or_bibliography(schema: JsonSchemaValue) -> None:
    schema["required"].remove("sources")
    schema["anyOf"] = [{"required": ["sources"]}, {"required": ["bibliography"]}]


class CaseFile(Entry):
    """The whole file. Needs sources of its own, or a bibliography."""

    model_config = ConfigDict(json_schema_extra=_sources_or_bibliography)

    version: VersionNumber = Field(description="Version of the file format: 1.")
    title: Telling = Field(description="Title of the case, as the map shows it.")
    question: Telling | None = key("What the map should answer.")
    summary: Telling | None = key("What the case is about, in a few sentences.")
    language: Language = Field("en", description="Language the case is written in.")
    languages: InterfaceLanguages | None = key(
        "Languages that the page offers besides that: en, ko, ru, de, fr, es, zh."
    )
    projection: ProjectionWord = Field(
        "auto", description="How the map is drawn; auto leaves the choice to what the case spans."
    )
    notes: Tellings | None = key("Notes for the reader, such as where documents contradict.")
    bibliography: FileName | None = key(
        "File name of a bibliography in CSL-JSON, beside this file: sources that are named here "
        "are taken from it; what stands below 'sources' wins."
    )
    sources: Section[As[Source]] = Field(description="The reports and voices, by id.")
    places: Section[PlaceOrText] = Field(description="The places, by id; text is a name.")
    legs: Section[As[Leg]] = Field(description="The movements from place to place, by id.")
    itineraries: Section[As[Itinerary]] = Field(description="The tellings, by id.")
    events: Section[As[Event]] | None = key("What happened at places, by id.")
    disputes: Section[As[Dispute]] | None = key("What the sources disagree on, by id.")
    checks: Annotated[tuple[As[Check], ...], *LISTED] | None = key(
        "Claims about distances, to be computed."
    )
    people: People | None = key("Whom the texts speak of, by id.")
    publish: As[Publish] | None = key("What may be published of the case.")
    avoid: AvoidedOrNone | None = key(
        "Countries that the alternatives keep out of: codes or English names, or with reasons."
    )
    alternatives: Annotated[tuple[As[Alternative], ...], *LISTED] | None = key(
        "How else legs could have gone: paths on networks that nobody reports."
    )
