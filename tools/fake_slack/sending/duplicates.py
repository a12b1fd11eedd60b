"""Copies of one event, as Slack is known to send them: up to eleven, not quite alike.

Only the first carries the event's own id where the copies get new ones; deliveries.py sends them.
"""

from collections.abc import Iterator, Sequence

from tools.fake_slack.sending.fault_kinds import Do, Fault
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import Json, JsonObject


def with_copies(
    envelope: JsonObject, faults: Sequence[Fault], ids: Ids
) -> Iterator[tuple[JsonObject, float]]:
    """The event itself and its duplicates, each with the seconds to wait."""
    yield envelope, 0.0
    for fault in faults:
        if fault.do is Do.DUPLICATE:
            for number in range(1, fault.copies + 1):
                copy = _not_quite_alike(envelope, ids) if fault.new_event_ids else envelope
                yield copy, fault.seconds * number


def _not_quite_alike(envelope: JsonObject, ids: Ids) -> JsonObject:
    """The same happening, decided on anew: other ids, and blocks that were numbered again."""
    return {
        **envelope,
        "event": _with_new_block_ids(envelope["event"], ids),
        "event_id": ids.next("Ev0"),
    }


def _with_new_block_ids(value: Json, ids: Ids) -> Json:
    if isinstance(value, list):
        return [_with_new_block_ids(one, ids) for one in value]
    if isinstance(value, dict):
        return {
            name: ids.next("") if name == "block_id" else _with_new_block_ids(one, ids)
            for name, one in value.items()
        }
    return value
