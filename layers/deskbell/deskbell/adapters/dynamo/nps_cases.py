"""All cases of low scores, for whoever asks who is to be surveyed again; the operator's command
does."""

from collections.abc import Iterator

from deskbell.adapters.dynamo.reading import scanned
from deskbell.adapters.dynamo.states import MAPPINGS
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.ids import Kind
from deskbell.domain.nps.case import Case


def dynamo_nps_cases() -> Iterator[Case]:
    """In no order, of the whole table. Raises StoreUnavailableError."""
    mapping = MAPPINGS[Kind.NPS]
    for raw in scanned(Row.kind == mapping.item().kind):
        state = mapping.to_state(mapping.item.from_raw_data(raw))
        if isinstance(state, Case):
            yield state
