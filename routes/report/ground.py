"""What every part of a document is written from: the payload, the speaker, the numbers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routes.messages import say
from routes.messages.speaker import Speaker
from routes.report.blocks import Line, Span, line
from routes.webmap.payload_types import LegOut, Payload


@dataclass(frozen=True, slots=True)
class Ground:
    """``legs`` and ``versions`` are the numbers of legs and of versions by their ids, in order.

    ``sources`` are the numbers of the sources by theirs.
    """

    payload: Payload
    speaker: Speaker
    legs: Mapping[str, str]
    versions: Mapping[str, str]
    sources: Mapping[str, int]

    def tell(self, text: str) -> str:
        """A sentence of the program in the language of the document."""
        return self.speaker.tell(text)

    def told(self, text: str) -> Line:
        """The same as a line."""
        return line(self.tell(text))

    def sentence(self, part: str) -> Line:
        """A piece of a sentence as a whole one."""
        return self.told(say("{sentence}.", sentence=part[:1].upper() + part[1:]))

    def reference(self, source: str) -> Line:
        """``[3]``, which points at a source; nothing for one that is not listed."""
        number = self.sources.get(source)
        return () if number is None else (Span(" "), Span(f"[{number}]", source=number))

    def numbered(self, leg: str, title: str) -> str:
        """The title of a leg after its number, if it has one."""
        number = self.legs.get(leg)
        return f"{number}. {title}" if number else title

    def in_order(self) -> list[LegOut]:
        """The legs by their numbers."""
        known = {leg["id"]: leg for leg in self.payload["legs"]}
        return [known[name] for name in self.legs if name in known]

    def mode(self, name: str) -> str:
        """How one goes, in words."""
        known = {mode["id"]: mode["label"] for mode in self.payload["modes"]}
        return known.get(name, name)

    def in_language(self, document: str, tag: str | None) -> str:
        """In whose words a quote is, and in which language."""
        if not tag:
            return self.tell(say("in the words of {document}", document=document))
        language = self.speaker.name_of(tag)
        return self.tell(
            say("in the words of {document} ({language})", document=document, language=language)
        )
