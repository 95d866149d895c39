"""What stands on everything that is for the desk alone."""

from __future__ import annotations

from routes.messages import say
from routes.records.row import Column

NOT_FOR_PUBLICATION = say("Internal: not for publication")

NOTICE = Column("notice", "says that the row is for the desk alone; files for the public have none")
"""One more column of each table that is not for publication."""
