"""The types of the fields of a case file: how each is read, and what the JSON Schema says of it."""

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

from routes.casefile import codes, containers, values
from routes.casefile.classes import DEGREES
from routes.messages.tongue import LANGUAGES
from routes.model import (
    CLASSES,
    Basis,
    Credibility,
    Identity,
    Kind,
    Precision,
    PrecisionClass,
    ProjectionKind,
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


def key(description: str) -> Any:
    """A key that may be left out."""
    return Field(default=None, description=description)


@dataclass(frozen=True)
class NotEmpty:
    """Says in the JSON Schema that there is at least one item; ``values`` sees to it."""

    keyword: str = "minItems"

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), self.keyword: 1}


@dataclass(frozen=True)
class AlsoText:
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
Language = Annotated[str, *_checked(codes.language, _LANGUAGE_SCHEMA)]
Telling = Annotated[
    str,
    GetPydanticSchema(
        lambda _, handler: core_schema.with_info_wrap_validator_function(
            codes.telling, handler.generate_schema(dict[Language, Text])
        )
    ),
    WithJsonSchema(TELLING_SCHEMA),
]
"""What readers are shown: text in the language of the case, or by language tag."""

Id = Annotated[str, BeforeValidator(values.identifier)]
Tellings = Annotated[tuple[Telling, ...], BeforeValidator(containers.listed), NotEmpty()]
Texts = Annotated[tuple[Text, ...], BeforeValidator(containers.listed), NotEmpty()]
TextOrTexts = Annotated[tuple[Text, ...], BeforeValidator(containers.one_or_many), AlsoText()]
Chain = Annotated[tuple[Text, ...], BeforeValidator(containers.chain), AlsoText()]
InterfaceLanguage = Annotated[str, *_checked(codes.interface_language, _INTERFACE_SCHEMA)]
InterfaceLanguages = Annotated[
    tuple[InterfaceLanguage, ...], BeforeValidator(containers.one_or_many), AlsoText()
]
Date = Annotated[When, PlainValidator(values.when), WithJsonSchema(_DATE_SCHEMA)]
Url = Annotated[str, *_checked(values.url, {"type": "string", "pattern": "^https?://"})]
Country = Annotated[str, *_checked(codes.country, {"type": ["string", "boolean"]})]
CountryOrName = Annotated[
    str, *_checked(codes.country_or_name, _text_like("CN", "China", "North Korea"))
]
Iata = Annotated[str, *_checked(codes.iata, {"type": "string", "pattern": "^[A-Z]{3}$"})]
Icao = Annotated[str, *_checked(codes.icao, {"type": "string", "pattern": "^[A-Z][A-Z0-9]{3}$"})]
Sha256 = Annotated[str, *_checked(values.sha256, {"type": "string", "pattern": "^[0-9a-f]{64}$"})]
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
ProjectionWord = Annotated[ProjectionKind, *_words(*get_args(ProjectionKind))]
StanceWord = Annotated[Stance, *_words(*get_args(Stance))]
IdentityWord = Annotated[Identity, *_words(*get_args(Identity))]
ReliabilityCode = Annotated[Reliability, *_words(*get_args(Reliability))]
KindWord = Annotated[Kind, *_words(*get_args(Kind))]
PrecisionWord = Annotated[Precision, *_words(*get_args(Precision))]
PrecisionClassWord = Annotated[
    PrecisionClass,
    *_checked(
        values.precision_class,
        {"type": ["string", "number"], "enum": [*CLASSES, *DEGREES, 0.1, 0.01]},
    ),
]
Days = Annotated[
    int, *_checked(values.days, {"type": "integer", "minimum": 0, "maximum": values.MAX_DAYS})
]
Truth = Annotated[bool, *_checked(values.truth, {"type": "boolean"})]

_T = TypeVar("_T")
As = Annotated[_T, BeforeValidator(containers.entry)]
Section = Annotated[dict[Id, _T], BeforeValidator(containers.section), NotEmpty("minProperties")]

LISTED = (BeforeValidator(containers.listed), NotEmpty())
"""A list with at least one item."""

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

    private: Text | None = key("A note for the desk. It never leaves this file.")


def one_required(*names: str) -> ConfigDict:
    """For the JSON Schema: one of these keys must be there. ``rules`` checks it."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [name]} for name in names]})
