"""From a case to what may be published of it: generalised, redacted, and not too early. Pure.

See docs/responsible-use.md for what this protects against, and what it cannot.
"""

from routes.publish.embargo import USUAL_DAYS, check_embargo
from routes.publish.generalise import Divisions, radius_m
from routes.publish.redact import redact
from routes.publish.released import Region, Told, by_own_ids, check_release, together, told

__all__ = [
    "USUAL_DAYS",
    "Divisions",
    "Region",
    "Told",
    "by_own_ids",
    "check_embargo",
    "check_release",
    "radius_m",
    "redact",
    "together",
    "told",
]
