"""How often each workflow was used, as the commits have counted it; `./deskbell workflow usage`
asks.
"""

from collections.abc import Iterator
from datetime import date

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import TallyItem
from deskbell.domain.ids import InstallId
from deskbell.domain.requests.usage import Day


def tallies(install: InstallId) -> Iterator[Day]:
    """One row a workflow and day, of all days. Raises StoreUnavailableError."""
    with translated(f"counting for {install}"):
        for item in TallyItem.query(keys.tallies(install), consistent_read=True):
            workflow, day = item.sk.rsplit("#", 1)
            counted = (item.begun, item.done, item.refused, item.cancelled)
            yield Day(workflow, date.fromisoformat(day), *(int(one or 0) for one in counted))
