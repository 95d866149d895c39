"""What a place is, in a word."""

from __future__ import annotations

from collections.abc import Mapping

from routes.messages import Text, say
from routes.model.place import Kind

KIND: Mapping[Kind, Text] = {
    "city": say("city"),
    "airport": say("airport"),
    "station": say("station"),
    "crossing": say("crossing"),
    "facility": say("facility"),
    "country": say("country"),
    "region": say("region"),
    "river": say("river"),
    "lake": say("lake"),
    "sea": say("sea"),
    "border": say("border"),
    "site": say("site"),
    "address": say("address"),
    "unknown": say("unknown"),
}
