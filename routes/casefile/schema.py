"""The JSON Schema of the case file, which lets editors complete and check while one writes.

``python -m routes.casefile.schema`` writes the shipped file anew from the document models.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from routes.errors import ArtefactError

ID = "urn:reported-routes:case:1"
_NAME = "case.schema.json"
_TELLING = "Telling"


def text() -> str:
    """The shipped schema, as JSON text. Loads no model and no parser.

    Raises ArtefactError when its file is missing or cannot be read.
    """
    try:
        return files("routes").joinpath("_data", _NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ArtefactError(f"{_NAME}: {why}. Install the program again.") from error


def generate() -> dict[str, Any]:
    """The schema as the document models have it now."""
    # Here and not above, so that ``text`` stays fast.
    from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue  # noqa: PLC0415
    from pydantic_core import core_schema  # noqa: PLC0415

    from routes.casefile.document import CaseFile  # noqa: PLC0415
    from routes.casefile.fields import TELLING_SCHEMA  # noqa: PLC0415

    class Generator(GenerateJsonSchema):
        """No key may be null, and keys need no titles of their own."""

        def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
            return self.generate_inner(schema["schema"])

        def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
            made = super().default_schema(schema)
            return made if made.get("default") is not None else _without(made, "default")

        def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
            return False

    body = _named(CaseFile.model_json_schema(schema_generator=Generator), TELLING_SCHEMA)
    about = "Text in the language of the case, or texts by language tag: {en: ..., ko: ...}."
    body["$defs"] = {**body["$defs"], _TELLING: {"description": about, **TELLING_SCHEMA}}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "A case of reported-routes",
        "description": "Reports about one journey, the places they name and the legs they assert.",
    }
    return {**head, **_without(_without(body, "title"), "description")}


def dumps(schema: dict[str, Any]) -> str:
    """The schema as the text that is shipped."""
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def _named(schema: Any, telling: dict[str, Any]) -> Any:
    """``schema`` with what stands in it so often said once, under its name."""
    if isinstance(schema, list):
        return [_named(each, telling) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if telling.items() <= schema.items():
        rest = {key: value for key, value in schema.items() if key not in telling}
        return {"$ref": f"#/$defs/{_TELLING}", **rest}
    return {key: _named(value, telling) for key, value in schema.items()}


def _without(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != key}


def _write() -> None:
    target = Path(str(files("routes").joinpath("_data", _NAME)))
    target.write_text(dumps(generate()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
