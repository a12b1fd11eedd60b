"""What Slack tells of its own delivering, as an input (`inputs.py` has them all).

Apart from the others for the ingress's sake: to make a class takes a third of a millisecond, and
a cold start makes only what its event needs (performance.md).
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DeliveryLimited:
    """Slack had too many events for us in the minute that begins then, and dropped some."""

    minute: datetime
