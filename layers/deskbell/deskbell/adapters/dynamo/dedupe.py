"""What the commit of an input has left, by which its repetition is known."""

from deskbell.adapters.dynamo import items, keys
from deskbell.adapters.dynamo.reading import read
from deskbell.domain.ids import EventKey, InstallId


def committed_by(install: InstallId, key: EventKey) -> str | None:
    """The `op_id` of the commit the input of this key already led to."""
    item = read(items.DedupeItem, keys.dedupe(install, key))
    return item.op_id if item else None


def is_done(install: InstallId, key: EventKey) -> bool:
    """Whether the input of this key has changed something."""
    return committed_by(install, key) is not None
