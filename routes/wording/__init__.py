"""Values as words a reader understands: English that can be told in other languages. Pure."""

from routes.messages.text import MONTHS, day, listing
from routes.wording.certainty import confidence, how_sure, percent, precision
from routes.wording.counts import count
from routes.wording.dates import as_of, iso_date, since, when
from routes.wording.distances import hours, kilometres, leg_distance, route_distance
from routes.wording.kinds import KIND
from routes.wording.paths import (
    NO_SOURCE,
    crossing_status,
    link_kind,
    path_access,
    path_hours,
    path_length,
    path_reason,
    path_sharing,
    path_stitched,
    path_title,
    path_titles,
)
from routes.wording.support import (
    CREDIBILITY,
    RELIABILITY,
    corroboration,
    leg_rests_on,
    legs_rest_on,
    names,
    opposed,
    origins,
    shortlist,
    weighed,
)

__all__ = [
    "CREDIBILITY",
    "KIND",
    "MONTHS",
    "NO_SOURCE",
    "RELIABILITY",
    "as_of",
    "confidence",
    "corroboration",
    "count",
    "crossing_status",
    "day",
    "hours",
    "how_sure",
    "iso_date",
    "kilometres",
    "leg_distance",
    "leg_rests_on",
    "legs_rest_on",
    "link_kind",
    "listing",
    "names",
    "opposed",
    "origins",
    "path_access",
    "path_hours",
    "path_length",
    "path_reason",
    "path_sharing",
    "path_stitched",
    "path_title",
    "path_titles",
    "percent",
    "precision",
    "route_distance",
    "shortlist",
    "since",
    "weighed",
    "when",
]
