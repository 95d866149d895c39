"""The file in which two people sign what is published of a case; it stays at the desk.

It stands beside the case file and also says what was told of each place and what was withheld, so
that the next release can be held against it. It holds ids of the case, names that are withheld, and
is as secret as the case: it is readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from routes.atomic import write_text
from routes.casefile import suffixes
from routes.errors import InputError, Mark, Mistake, NotForPublication, UsageError
from routes.gazetteers.fold import fold
from routes.model import Atlas, Case, Place, PrecisionClass
from routes.publish import Region, Told, narrowed, together, told

_MOST_BYTES = 10_000_000

_DAY = r"(\.\.|[0-9]{4}-[0-9]{2}-[0-9]{2})"
_Span = Annotated[str, Field(pattern=f"^{_DAY}/{_DAY}$")]
_Lon = Annotated[float, Field(ge=-180, le=180)]
_Lat = Annotated[float, Field(ge=-90, le=90)]


# Shown as nothing, although they count as letters or marks.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _RegionOut(_Strict):
    precision: PrecisionClass
    ref: str
    center: tuple[_Lon, _Lat] | None
    radius_m: Annotated[float, Field(ge=0)]
    country: str | None
    named: bool | None = None


class SignOff(_Strict):
    """What was signed. ``build`` is the SHA-256 of the map page, in hexadecimal digits.

    ``seal`` is that of all else here, so that a slip of the hand is noticed. Version 1 has none,
    and says nothing of names.
    """

    version: Literal[1, 2] = 2
    case: str
    build: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    signed_by: Annotated[tuple[str, ...], Field(min_length=2)]
    embargo: str | None = None
    narrowed: Mapping[str, str] = {}
    places: Mapping[str, _RegionOut]
    dates: Mapping[str, _Span]
    ends: Mapping[str, tuple[str, ...]] = {}
    withheld: Mapping[str, tuple[str, ...]] = {}
    seal: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is as it was written, as far as it can tell."""
        return self.version == 1 or self.seal == self.digest

    @property
    def digest(self) -> str:
        """The SHA-256 of all but the seal."""
        text = json.dumps(self.model_dump(mode="json", exclude={"seal"}), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def told(self) -> Told:
        """What the build told, by the ids of the case."""
        return Told(
            {
                i: Region(r.precision, r.ref, r.center, r.radius_m, r.country, r.named)
                for i, r in self.places.items()
            },
            self.dates,
            self.ends,
            self.withheld,
        )


def beside(file: Path) -> Path:
    """The sign-off of a case file: of a link, that of the file that it leads to."""
    file = file.resolve() if file.is_symlink() else file
    return file.with_name(f"{file.stem}.signoff.json")


def sign(
    case: Case, atlas: Atlas, build: str, names: tuple[str, ...], before: SignOff | None = None
) -> SignOff:
    """What two people sign: the public ``atlas`` of ``case``, whose page has the SHA-256 ``build``.

    What was known by the sign-off ``before`` stays known.

    Raises UsageError unless there are two different names.
    """
    people = signers(names)
    now, embargo = told(case, atlas), case.publishing.embargo
    if before is not None:
        now = together(before.told, now, case.publishing.narrow)
    signed = SignOff(
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
                named=r.is_named,
            )
            for i, r in now.places.items()
        },
        dates=dict(now.dates),
        ends=dict(now.ends),
        withheld=dict(now.names),
    )
    return signed.model_copy(update={"seal": signed.digest})


def signers(names: tuple[str, ...]) -> tuple[str, ...]:
    """Who signs. Raises UsageError unless there are two different names."""
    people: dict[str, str] = {}
    for name in names:
        people.setdefault(_letters(name), " ".join(name.split()))
    if len(people) < 2 or "" in people:
        raise UsageError("two people sign, each with a name of their own: --by NAME --by NAME")
    return tuple(people.values())


def _letters(name: str) -> str:
    """What is left of a name when case, width, accents, signs and what is invisible are gone."""
    return "".join(c for c in fold(_BLANK.sub("", name)) if unicodedata.category(c)[0] in "LMN")


def read(path: Path) -> SignOff | None:
    """The sign-off in a file; None where there is no file. Raises InputError for any other."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _wrong(path, "it is too large for a sign-off.")
        signed = SignOff.model_validate_json(path.read_bytes(), strict=False)
    except FileNotFoundError:
        return None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "file"
        raise _wrong(path, f"{where}: {first['msg']}.") from None
    except OSError as error:
        raise _wrong(path, f"{error.strerror or error}.") from error
    if not signed.is_whole:
        raise _wrong(path, "it is not as it was written: something in it was changed.")
    return signed


def write(path: Path, signed: SignOff) -> None:
    """Write a sign-off. Raises OutputError; a file that was there is then intact."""
    text = json.dumps(signed.model_dump(mode="json"), ensure_ascii=False, indent=2)
    write_text(path, f"{text}\n", private=True)


def refusals(
    case: Case, atlas: Atlas, file: Path, found: Mapping[str, Place] | None = None
) -> tuple[Mistake, ...]:
    """Why the public ``atlas`` of the case in ``file`` may not follow what was signed before.

    Both together may not tell more than the first. ``found`` are the places that the atlas was
    made from, by the ids of the case. Raises InputError for a sign-off that cannot be read.
    """
    before = read(beside(file))
    if before is None:
        return tuple(_renamed(file))
    return narrowed(case, atlas, before.told, found)


def _renamed(file: Path) -> Iterator[Mistake]:
    """A sign-off that has lost its case, or is called nearly like this one: it may be of it."""
    ending = ".signoff.json"
    own = beside(file)
    for other in sorted(own.parent.glob(f"*{ending}")):
        stem = other.name.removesuffix(ending)
        if _alike(other.name) == _alike(own.name):
            message = f"{other.name} stands beside it, and is called like it but for its letters."
            hint = "Call both alike. If it is of another case, call that otherwise."
        elif not any((other.parent / f"{stem}{suffix}").exists() for suffix in suffixes()):
            message = f"{other.name} stands beside it, and there is no such case any more."
            hint = "If the case was renamed, rename its sign-off, too; else put that elsewhere."
        else:
            continue
        yield Mistake(Mark(str(file), 1), "sign-off", message, hint)


def _alike(name: str) -> str:
    """A name as file systems take it that know no case, or take letters apart."""
    return unicodedata.normalize("NFC", name).casefold()


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
    hint = "Restore the file. Without it nothing is known of earlier releases."
    return InputError([Mistake(Mark(str(path), 1), "sign-off", message, hint)])
