"""How else one could have got there: paths on real networks that no source reports. Pure."""

from routes.alternatives.asked import Answered, alternatives
from routes.alternatives.between import between
from routes.alternatives.means import Means, Networks

__all__ = ["Answered", "Means", "Networks", "alternatives", "between"]
