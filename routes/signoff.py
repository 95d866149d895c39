"""The file in which two people sign what is published of a case; it stays at the desk.

It stands beside the case file and also says what was told of each place, so that the next release
can be held against it. It holds the ids of the case: it is readable by its owner alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from routes.atomic import write_text
from routes.casefile import suffixes
from routes.errors import InputError, Mark, Mistake, NotForPublication, UsageError
from routes.geodesy import Point
from routes.model import Atlas, Case, PrecisionClass
from routes.publish import Region, Told, check_release, together, told

_MOST_BYTES = 10_000_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _RegionOut(_Strict):
    precision: PrecisionClass
    ref: str
    center: Point | None
    radius_m: float
    country: str | None


class SignOff(_Strict):
    """What was signed. ``build`` is the SHA-256 of the map page, in hexadecimal digits."""

    version: Literal[1] = 1
    case: str
    build: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    signed_by: Annotated[tuple[str, ...], Field(min_length=2)]
    embargo: str | None = None
    narrowed: Mapping[str, str] = {}
    places: Mapping[str, _RegionOut]
    dates: Mapping[str, str]

    @property
    def told(self) -> Told:
        """What the build told, by the ids of the case."""
        return Told(
            {
                i: Region(r.precision, r.ref, r.center, r.radius_m, r.country)
                for i, r in self.places.items()
            },
            self.dates,
        )


def beside(file: Path) -> Path:
    """The sign-off of a case file."""
    return file.with_name(f"{file.stem}.signoff.json")


def sign(
    case: Case, atlas: Atlas, build: str, names: tuple[str, ...], before: SignOff | None = None
) -> SignOff:
    """What two people sign: the public ``atlas`` of ``case``, whose page has the SHA-256 ``build``.

    What was known by the sign-off ``before`` stays known.

    Raises UsageError unless there are two different names.
    """
    people = tuple(dict.fromkeys(" ".join(name.split()) for name in names))
    if len({name.casefold() for name in people}) < 2 or not all(people):
        raise UsageError("two people sign, each with a name of their own: --by NAME --by NAME")
    now, embargo = told(case, atlas), case.publishing.embargo
    if before is not None:
        now = together(before.told, now, case.publishing.narrow)
    return SignOff(
        case=case.id,
        build=build,
        signed_by=people,
        embargo=f"{embargo.days} days: {embargo.reason}" if embargo else None,
        narrowed=dict(case.publishing.narrow),
        places={
            i: _RegionOut(
                precision=r.precision,
                ref=r.ref,
                center=r.center,
                radius_m=r.radius_m,
                country=r.country,
            )
            for i, r in now.places.items()
        },
        dates=dict(now.dates),
    )


def read(path: Path) -> SignOff | None:
    """The sign-off in a file; None where there is no file. Raises InputError for any other."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _wrong(path, "it is too large for a sign-off.")
        return SignOff.model_validate_json(path.read_bytes(), strict=False)
    except FileNotFoundError:
        return None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "file"
        raise _wrong(path, f"{where}: {first['msg']}.") from None
    except OSError as error:
        raise _wrong(path, f"{error.strerror or error}.") from error


def write(path: Path, signed: SignOff) -> None:
    """Write a sign-off. Raises OutputError; a file that was there is then intact."""
    text = json.dumps(signed.model_dump(mode="json"), ensure_ascii=False, indent=2)
    write_text(path, f"{text}\n", private=True)


def check(case: Case, atlas: Atlas, file: Path) -> None:
    """Hold the public ``atlas`` of the case in ``file`` against what was signed before.

    Raises NotForPublication where both together tell more than the first; InputError for a
    sign-off that cannot be read.
    """
    before = read(beside(file))
    if before is not None:
        check_release(case, atlas, before.told)
    else:
        _refuse_renamed(file)


def _refuse_renamed(file: Path) -> None:
    """Raise NotForPublication where a sign-off has lost its case: this may be that case."""
    ending = ".signoff.json"
    for other in sorted(file.parent.glob(f"*{ending}")):
        stem = other.name.removesuffix(ending)
        if not any((file.parent / f"{stem}{suffix}").exists() for suffix in suffixes()):
            message = f"{other.name} stands beside it, and there is no such case any more."
            hint = "If the case was renamed, rename its sign-off, too; else put that elsewhere."
            raise NotForPublication([Mistake(Mark(str(file), 1), "sign-off", message, hint)])


def check_signed(file: Path, build: str) -> None:
    """Raise NotForPublication unless two people signed the page with the SHA-256 ``build``."""
    signed = read(beside(file))
    if signed is None:
        message, hint = "nobody signed it.", "Use `routes sign`."
    elif signed.build != build:
        message = f"what {' and '.join(signed.signed_by)} signed is another build."
        hint = "Look at it once more, and sign it with `routes sign`."
    else:
        return
    raise NotForPublication([Mistake(Mark(str(beside(file)), 1), "sign-off", message, hint)])


def _wrong(path: Path, message: str) -> InputError:
    hint = "Restore the file. Deleting it gives up what was known of earlier releases."
    return InputError([Mistake(Mark(str(path), 1), "sign-off", message, hint)])
