"""What a file of data says of itself: title, version, for whom it is, and whose data it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from routes.exports.unheld import whole
from routes.model import Atlas
from routes.records import NOT_FOR_PUBLICATION, attribution, version_id


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of an atlas. ``notice`` is empty in what is for the public; ``withheld`` is
    how many things of each kind are, without those of which there are none.
    """

    title: str
    version: str
    profile: str
    notice: str
    withheld: Mapping[str, int]
    attribution: tuple[str, ...]

    def text(self, means: str) -> str:
        """As lines, for formats that hold a description; the first says what a table ``means``."""
        version = f"Version {self.version}, {self.profile}"
        lines = (self.notice, means, self.title, version, *self.attribution)
        return "\n".join(line for line in lines if line)

    @property
    def members(self) -> dict[str, object]:
        """As members of a collection in JSON."""
        return {
            "title": self.title,
            "version": self.version,
            "profile": self.profile,
            **({"notice": self.notice} if self.notice else {}),
            **({"withheld": dict(self.withheld)} if self.withheld else {}),
            "attribution": list(self.attribution),
        }

    @property
    def terms(self) -> dict[str, object]:
        """By terms of Dublin Core, which has none for what is withheld."""
        return {
            "title": self.title,
            "identifier": self.version,
            "accessRights": self.notice or self.profile,
            **({"withheld": dict(self.withheld)} if self.withheld else {}),
            "rights": list(self.attribution),
        }


def described(atlas: Atlas) -> Described:
    """What a file of ``atlas`` says of itself."""
    return Described(
        whole(atlas.case.title),
        version_id(atlas),
        atlas.release.profile,
        str(NOT_FOR_PUBLICATION) if atlas.release.is_internal else "",
        {kind: number for kind, number in asdict(atlas.release.withheld).items() if number},
        tuple(map(whole, attribution(atlas))),
    )
