"""From a case to what may be published of it: generalised, redacted, and not too early. Pure.

See docs/responsible-use.md for what this protects against, and what it cannot.
"""

from routes.publish.embargo import USUAL_DAYS, weigh_age
from routes.publish.generalise import Divisions, is_rounded, radius_m, rounded
from routes.publish.redact import redact
from routes.publish.regions import Region, Told
from routes.publish.released import by_own_ids, narrowed, together, told

__all__ = [
    "USUAL_DAYS",
    "Divisions",
    "Region",
    "Told",
    "by_own_ids",
    "is_rounded",
    "narrowed",
    "radius_m",
    "redact",
    "rounded",
    "together",
    "told",
    "weigh_age",
]
