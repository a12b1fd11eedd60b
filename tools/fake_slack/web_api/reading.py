"""conversations.history and conversations.replies: what the app reads back of what was said."""

import re
from collections.abc import Sequence
from itertools import dropwhile, islice, takewhile

from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, JsonObject, Message
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import cursor_to, place_of
from tools.fake_slack.web_api.places import readable_channel

HISTORY, REPLIES = 999, 1000
_TIME = re.compile(r"\d+(\.\d{1,6})?")


def history(call: Call) -> JsonObject:
    """Newest first, without the replies in threads but those the channel was shown too."""
    channel = readable_channel(call)
    within, limit = _Span(call, channel), _limit(call.args, HISTORY, usual=100)
    name = f"history-{channel.id}"
    start = min(place_of(name, call.args) or within.latest, within.latest)
    newest_first = reversed(channel.messages.values())
    recent = dropwhile(lambda one: one.ts > start, newest_first)
    reached = takewhile(within.is_not_too_old, recent)
    shown = (one for one in reached if within.holds(one) and _in_channel(one))
    return _page(call, name, list(islice(shown, limit + 1)), limit) | {"pin_count": 0}


def replies(call: Call) -> JsonObject:
    """Oldest first, the root in front; a reply's own ts gives that reply alone."""
    channel = readable_channel(call)
    within, limit = _Span(call, channel), _limit(call.args, REPLIES, usual=REPLIES)
    asked = channel.messages.get(call.args.need("ts"))
    if asked is None or not within.is_there(asked):
        raise Refused("thread_not_found")
    thread = [asked] if asked.is_reply else channel.thread(asked.ts)
    name = f"replies-{asked.ts}"
    start = place_of(name, call.args)
    found = (one for one in thread if one.ts >= start and (one is asked or within.holds(one)))
    return _page(call, name, list(islice(found, limit + 1)), limit)


class _Span:
    """The time a call asks for; `read lag` hides what was said a moment ago."""

    def __init__(self, call: Call, channel: Channel) -> None:
        self._oldest = _time(call.args, "oldest", "0")
        self.latest = _time(call.args, "latest", "9999999999")
        self._inclusive = call.args.flag("inclusive")
        lag = call.slack.faults.read_lag(call.facts)
        self._hidden_since = f"{call.workspace.clock.now() - lag:.6f}" if lag else None

    def holds(self, message: Message) -> bool:
        ts = message.ts
        if self._inclusive and ts in (self._oldest, self.latest):
            return self.is_there(message)
        return self._oldest < ts < self.latest and self.is_there(message)

    def is_not_too_old(self, message: Message) -> bool:
        return message.ts >= self._oldest

    def is_there(self, message: Message) -> bool:
        return self._hidden_since is None or message.ts <= self._hidden_since


def _in_channel(message: Message) -> bool:
    return not message.is_reply or message.is_broadcast


def _limit(args: Arguments, most: int, *, usual: int) -> int:
    return args.number("limit", usual, most, "invalid_arguments")


def _time(args: Arguments, name: str, usual: str) -> str:
    """Padded like a ts, so that it compares as text."""
    value = args.text(name) or usual
    if not _TIME.fullmatch(value):
        raise Refused(f"invalid_ts_{name}")
    seconds, _, fraction = value.partition(".")
    return f"{seconds.zfill(10)}.{fraction.ljust(6, '0')}"


def _page(call: Call, name: str, found: Sequence[Message], limit: int) -> JsonObject:
    """`found` has one more than fits when there is another page, which starts with it."""
    with_metadata = call.args.flag("include_all_metadata")
    shown = [
        shapes.message_object(call.workspace, message, with_metadata=with_metadata)
        for message in found[:limit]
    ]
    has_more = len(found) > limit
    following = cursor_to(name, found[limit].ts) if has_more else ""
    return {
        "messages": shown,
        "has_more": has_more,
        "response_metadata": {"next_cursor": following},
    }
