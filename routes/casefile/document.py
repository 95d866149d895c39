"""What a case file may hold, as pydantic models.

Field names are those of ``routes.model``; aliases are the keys of the file. The models
know nothing of positions and of other entries: see ``validate`` and ``references``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    PlainValidator,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from routes.casefile import values
from routes.messages.tongue import LANGUAGES
from routes.model import (
    Basis,
    Credibility,
    Identity,
    Kind,
    Precision,
    Reliability,
    Stance,
    Status,
    When,
)
from routes.model.alternative import MAX_COUNT, MAX_HOURS

# YAML editors read ``title: 1984`` as a number and ``NO`` as a truth value: all are text here.
TEXT_SCHEMA: JsonSchemaValue = {"type": ["string", "number", "boolean"]}
_DATE_SCHEMA = {
    "type": ["string", "number"],
    "examples": ["2016", "2016-07", "2016-07-15", "2016-07~", "2016-07/2016-08", "2016-07/.."],
}
_LANGUAGE_SCHEMA = {"type": ["string", "boolean"], "examples": ["en", "ru", "ko", "zh-Hant"]}

TELLING_SCHEMA: JsonSchemaValue = {
    "anyOf": [
        TEXT_SCHEMA,
        {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
            "additionalProperties": TEXT_SCHEMA,
            "minProperties": 1,
        },
    ]
}
_INTERFACE_SCHEMA = {"type": ["string", "boolean"], "enum": list(LANGUAGES)}

MODES = ("air", "rail", "road", "sea", "foot", "unknown")


def _text_like(*examples: str) -> JsonSchemaValue:
    return {**TEXT_SCHEMA, "examples": list(examples)} if examples else dict(TEXT_SCHEMA)


def _key(description: str) -> Any:
    """A key that may be left out."""
    return Field(default=None, description=description)


@dataclass(frozen=True)
class _NotEmpty:
    """Says in the JSON Schema that there is at least one item; ``values`` sees to it."""

    keyword: str = "minItems"

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), self.keyword: 1}


@dataclass(frozen=True)
class _AlsoText:
    """Adds plain text to the JSON Schema: the shorthand that the reader expands."""

    examples: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [_text_like(*self.examples), handler(core)]}


def _checked(check: Callable[[Any], object], schema: JsonSchemaValue) -> tuple[Any, ...]:
    return BeforeValidator(check), WithJsonSchema(schema)


def _words(*known: str, also: Mapping[str, str] | None = None) -> tuple[Any, ...]:
    return _checked(values.one_of(known, also), {"type": "string", "enum": list(known)})


Text = Annotated[str, *_checked(values.text, TEXT_SCHEMA)]
Language = Annotated[str, *_checked(values.language, _LANGUAGE_SCHEMA)]
Telling = Annotated[
    str,
    GetPydanticSchema(
        lambda _, handler: core_schema.with_info_wrap_validator_function(
            values.telling, handler.generate_schema(dict[Language, Text])
        )
    ),
    WithJsonSchema(TELLING_SCHEMA),
]
"""What readers are shown: text in the language of the case, or by language tag."""

Id = Annotated[str, BeforeValidator(values.identifier)]
Tellings = Annotated[tuple[Telling, ...], BeforeValidator(values.listed), _NotEmpty()]
Texts = Annotated[tuple[Text, ...], BeforeValidator(values.listed), _NotEmpty()]
TextOrTexts = Annotated[tuple[Text, ...], BeforeValidator(values.one_or_many), _AlsoText()]
Chain = Annotated[tuple[Text, ...], BeforeValidator(values.chain), _AlsoText()]
InterfaceLanguage = Annotated[str, *_checked(values.interface_language, _INTERFACE_SCHEMA)]
Date = Annotated[When, PlainValidator(values.when), WithJsonSchema(_DATE_SCHEMA)]
Url = Annotated[str, *_checked(values.url, {"type": "string", "pattern": "^https?://"})]
Country = Annotated[str, *_checked(values.country, {"type": ["string", "boolean"]})]
CountryOrName = Annotated[
    str, *_checked(values.country_or_name, _text_like("CN", "China", "North Korea"))
]
Iata = Annotated[str, *_checked(values.iata, {"type": "string", "pattern": "^[A-Z]{3}$"})]
Icao = Annotated[str, *_checked(values.icao, {"type": "string", "pattern": "^[A-Z][A-Z0-9]{3}$"})]
FileName = Annotated[str, *_checked(values.file_name, {"type": "string"})]
Degrees = Annotated[float, *_checked(values.number, {"type": "number"})]
RadiusM = Annotated[float, *_checked(values.radius_m, {"type": "number", "exclusiveMinimum": 0})]
CredibilityCode = Annotated[
    Credibility, *_checked(values.credibility, {"type": "integer", "minimum": 1, "maximum": 6})
]
PathCount = Annotated[
    int,
    *_checked(values.count, {"type": "integer", "minimum": 0, "maximum": MAX_COUNT}),
]
Hours = Annotated[
    float,
    *_checked(values.hours, {"type": "number", "exclusiveMinimum": 0, "maximum": MAX_HOURS}),
]
NetworkWord = Annotated[
    str, *_checked(values.network, {"type": "string", "enum": list(values.NETWORKS)})
]
VersionNumber = Annotated[Literal[1], *_checked(values.version, {"const": 1})]
Mode = Annotated[str, *_words(*MODES, also=values.MODE_SLIPS)]
BasisWord = Annotated[
    Basis, *_checked(values.basis, {"type": "string", "enum": ["reported", "inferred"]})
]
StatusWord = Annotated[Status, *_words(*get_args(Status))]
StanceWord = Annotated[Stance, *_words(*get_args(Stance))]
IdentityWord = Annotated[Identity, *_words(*get_args(Identity))]
ReliabilityCode = Annotated[Reliability, *_words(*get_args(Reliability))]
KindWord = Annotated[Kind, *_words(*get_args(Kind))]
PrecisionClass = Annotated[Precision, *_words(*get_args(Precision))]

_T = TypeVar("_T")
_As = Annotated[_T, BeforeValidator(values.entry)]
_Section = Annotated[dict[Id, _T], BeforeValidator(values.section), _NotEmpty("minProperties")]

_FIELD_KEYS = {"start": "from", "end": "to", "mode": "by"}


class Entry(BaseModel):
    """Anything with keys. Unknown keys are mistakes; nothing may be null."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: _FIELD_KEYS.get(name, name.replace("_", "-")),
        hide_input_in_errors=True,
        defer_build=True,  # one build for the whole file, not one for each part
    )


def _one_required(*names: str) -> ConfigDict:
    """For the JSON Schema: one of these keys must be there. ``rules`` checks it."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [name]} for name in names]})


class Quote(Entry):
    """Exact words, and the words around them."""

    exact: Text = Field(description="The exact words, as short as possible.")
    prefix: Text | None = _key("The words just before, to find the place in the text.")
    suffix: Text | None = _key("The words just after.")
    language: Language | None = _key("Language of the words, if not that of the source.")
    translation: Telling | None = _key("The words in the language of the case.")


QuoteOrText = Annotated[Quote, BeforeValidator(values.entry_or_text("exact")), _AlsoText()]


class Claim(Entry):
    """One source that asserts, denies or doubts something. Needs 'quote' or 'says'."""

    model_config = _one_required("quote", "says")

    source: Text = Field(description="Id of the source that speaks.")
    stance: StanceWord = Field("asserts", description="What it does: assert, deny or doubt.")
    quote: QuoteOrText | None = _key("Its words: text, or exact words with what stands around.")
    says: Telling | None = _key("What it says, in your words.")
    citing: Chain | None = _key(
        "Whom it relies on here: a source id, or a list from the nearest to the origin. "
        "Without this key, the source's own 'citing' counts; [] says nobody."
    )
    credibility: CredibilityCode | None = _key(
        "Admiralty code: 1 confirmed, 5 improbable, 6 cannot be judged."
    )
    when: Date | None = _key("When that was said to happen (EDTF).")
    note: Telling | None = _key("A note for the reader.")


Claims = Annotated[tuple[_As[Claim], ...], BeforeValidator(values.listed), _NotEmpty()]


class Source(Entry):
    """A published report, or a voice that reports quote. Needs title, publisher or author."""

    model_config = _one_required("title", "publisher", "author")

    title: Text | None = _key("Title of the report.")
    publisher: Text | None = _key("Who published it: a paper, an agency, a site.")
    author: Text | None = _key("Who wrote or said it.")
    issued: Date | None = _key("When it was published (EDTF).")
    language: Language | None = _key("Its language: en, ru, ko, zh-Hant.")
    url: Url | None = _key("Where it is: an http or https address.")
    archive: Url | None = _key("Where an archived copy is.")
    reliability: ReliabilityCode | None = _key(
        "Admiralty code: A completely reliable, E unreliable, F cannot be judged."
    )
    identity: IdentityWord = Field(
        "named",
        description="named; anonymous: one person whose name is withheld; "
        "unidentified: somebody a report mentions without saying who.",
    )
    read_in: Text | None = _key("Id of the source this one was read in, if not seen itself.")
    citing: Chain | None = _key(
        "Whom it relies on for all it says here: a source id, or a list from the nearest on."
    )
    seed: FileName | None = _key("File name of its record in the folder seeds.")
    note: Telling | None = _key("A note for the reader.")


class Place(Entry):
    """A place as the case asks for it. Needs a name, an IATA code or an ICAO code."""

    model_config = _one_required("name", "iata", "icao")

    name: Text | None = _key("Its name as the reports write it.")
    query: Text | None = _key("What to look up, if not the name: 'Seoul, South Korea'.")
    label: Telling | None = _key("What the map shows, if not the name.")
    country: Country | None = _key("Country code of two capital letters (ISO 3166): RU.")
    kind: KindWord | None = _key("What kind of place it is.")
    iata: Iata | None = _key("IATA code of an airport: LED.")
    icao: Icao | None = _key("ICAO code of an airport: ULLI.")
    lon: Degrees | None = _key("Longitude in decimal degrees, east positive, WGS 84.")
    lat: Degrees | None = _key("Latitude in decimal degrees, north positive, WGS 84.")
    radius_m: RadiusM | None = _key("How far off it may be, in metres.")
    precision: PrecisionClass | None = _key("How exactly the place is known.")
    within: TextOrTexts | None = _key(
        "Somewhere in these areas, never a point: a name or a list of names."
    )
    near: Text | None = _key(
        "Id of another place that it lies near, which helps to tell places of one name apart."
    )
    note: Telling | None = _key("A note for the reader.")


PlaceOrText = Annotated[Place, BeforeValidator(values.entry_or_text("name")), _AlsoText()]


class Closed(Entry):
    """Since when something is closed, and who says so."""

    since: Date = Field(description="Since when (EDTF).")
    claims: Claims = Field(description="Who says so.")


class Leg(Entry):
    """Movement between two places by one mode."""

    title: Telling | None = _key("A short title.")
    start: Text = Field(description="Id of the place where it begins.")
    end: Text = Field(description="Id of the place where it ends.")
    mode: Mode = Field("unknown", description="How: air, rail, road, sea, foot or unknown.")
    when: Date | None = _key("When (EDTF): 2016-07, 2016-07~, 2016-07/2016-08.")
    basis: BasisWord = Field(
        "reported", description="reported: a source says so; inferred: our reading, with a reason."
    )
    reason: Telling | None = _key("Why we think so; needed when the basis is inferred.")
    status: StatusWord = Field("open", description="open, closed, or hypothetical (nobody did it).")
    closed: _As[Closed] | None = _key("Since when it is closed, and who says so.")
    claims: Claims | None = _key("Who says what about it.")
    note: Telling | None = _key("A note for the reader.")


class Itinerary(Entry):
    """One telling of the journey: legs in order."""

    title: Telling = Field(description="A short title.")
    legs: Texts = Field(description="Ids of its legs in order; each begins where the last ends.")
    summary: Telling | None = _key("What this telling says.")
    status: StatusWord = Field("open", description="open, closed, or hypothetical (nobody did it).")
    closed: _As[Closed] | None = _key("Since when it is closed, and who says so.")
    claims: Claims | None = _key("Who tells it this way.")
    note: Telling | None = _key("A note for the reader.")


class Event(Entry):
    """Something at one place that is not movement: an arrest, a stay."""

    title: Telling = Field(description="What happened.")
    at: Text = Field(description="Id of the place.")
    when: Date | None = _key("When (EDTF).")
    claims: Claims | None = _key("Who says so.")
    note: Telling | None = _key("A note for the reader.")


class Position(Entry):
    """One answer to a disputed question."""

    says: Telling = Field(description="The answer.")
    claims: Claims = Field(description="Who gives it.")


class Dispute(Entry):
    """A question that the sources answer differently."""

    question: Telling = Field(description="The question.")
    positions: Annotated[tuple[_As[Position], ...], BeforeValidator(values.listed), _NotEmpty()] = (
        Field(description="The answers.")
    )
    note: Telling | None = _key("A note for the reader.")


class Check(Entry):
    """A claim about distances: each of 'closer' is closer to 'to' than 'than' is."""

    closer: TextOrTexts = Field(description="Ids of the places said to be closer.")
    than: Text = Field(description="Id of the place said to be farther.")
    to: Text = Field(description="Id of the place that distances are measured to.")
    source: Text | None = _key("Id of the source that says so.")
    quote: QuoteOrText | None = _key("Its words.")
    note: Telling | None = _key("A note for the reader.")


class Avoided(Entry):
    """A country to keep out of, and why."""

    country: CountryOrName = Field(description="Its ISO code or its name in English: CN, China.")
    reason: Telling | None = _key("Why: 'returns people'.")


AvoidedOrText = Annotated[
    Avoided, BeforeValidator(values.entry_or_text("country")), _AlsoText(("CN", "China"))
]
AvoidedOrNone = Annotated[
    tuple[AvoidedOrText, ...], BeforeValidator(values.avoided), _AlsoText(("none",))
]
CountriesOrNone = Annotated[
    tuple[CountryOrName, ...], BeforeValidator(values.avoided), _AlsoText(("none",))
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

    leg: Text | None = _key("Id of the leg that it is an alternative to; gives both ends.")
    start: Text | None = _key("Id of the place where it begins, without 'leg'.")
    end: Text | None = _key(
        "Id of the place where it ends, without 'leg'. A country is reached at its border."
    )
    mode: NetworkWord = Field(
        description="By what: rail, road, sea, air, or any (rail and road, with changes)."
    )
    via: TextOrTexts | None = _key("Id of a place that it goes through, or a list in order.")
    avoid: CountriesOrNone | None = _key(
        "Countries to keep out of, instead of those of the case; none to keep out of nothing."
    )
    count: PathCount = Field(3, description="How many paths besides the best, at most: 0 to 8.")
    when: Date | None = _key(
        "When (EDTF): decides what was closed. If left out, the date of the leg or of the case."
    )
    hours: Hours | None = _key("How far one gets in so many hours, in place of paths to an end.")
    title: Telling | None = _key("A short title.")
    note: Telling | None = _key("A note for the reader.")


class CaseFile(Entry):
    """The whole file."""

    version: VersionNumber = Field(description="Version of the file format: 1.")
    title: Telling = Field(description="Title of the case, as the map shows it.")
    question: Telling | None = _key("What the map should answer.")
    summary: Telling | None = _key("What the case is about, in a few sentences.")
    language: Language = Field("en", description="Language the case is written in.")
    languages: (
        Annotated[tuple[InterfaceLanguage, ...], BeforeValidator(values.one_or_many), _AlsoText()]
        | None
    ) = _key("Languages that the page offers besides that: en, ko, ru, de, fr, es, zh.")
    notes: Tellings | None = _key("Notes for the reader, such as where documents contradict.")
    sources: _Section[_As[Source]] = Field(description="The reports and voices, by id.")
    places: _Section[PlaceOrText] = Field(description="The places, by id; text is a name.")
    legs: _Section[_As[Leg]] = Field(description="The movements from place to place, by id.")
    itineraries: _Section[_As[Itinerary]] = Field(description="The tellings, by id.")
    events: _Section[_As[Event]] | None = _key("What happened at places, by id.")
    disputes: _Section[_As[Dispute]] | None = _key("What the sources disagree on, by id.")
    checks: (
        Annotated[tuple[_As[Check], ...], BeforeValidator(values.listed), _NotEmpty()] | None
    ) = _key("Claims about distances, to be computed.")
    avoid: AvoidedOrNone | None = _key(
        "Countries that the alternatives keep out of: codes or English names, or with reasons."
    )
    alternatives: (
        Annotated[tuple[_As[Alternative], ...], BeforeValidator(values.listed), _NotEmpty()] | None
    ) = _key("How else legs could have gone: paths on networks that nobody reports.")
