"""The part of a channel or thread that a window shows: a page of messages, however many there are.

Work grows with what is shown, not with the channel; only finding a place copies its timestamps.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from tools.fake_slack.browser.unread import in_channel
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, Ephemeral, JsonObject, Message
from tools.fake_slack.state.whispers import whispers_to
from tools.fake_slack.state.workspace import Workspace

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page: before or after a timestamp, around one, or (all None) the newest."""

    before: str | None = None
    after: str | None = None
    around: str | None = None
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class _Page:
    """`low` and `high` enclose it, so that whispers of that time join it; None is without end."""

    stamps: list[str]
    at_start: bool
    at_end: bool
    low: str | None
    high: str | None


def channel_page(workspace: Workspace, user: str, channel: Channel, wanted: Wanted) -> JsonObject:
    def shown(ts: str) -> bool:
        return in_channel(channel.messages[ts])

    page = _page(channel.messages, wanted, shown)
    whispers = [one for one in _whispers(workspace, user, channel) if not one.thread_ts]
    return _answer(workspace, channel, page, whispers)


def thread_page(
    workspace: Workspace, user: str, channel: Channel, root: str, wanted: Wanted
) -> JsonObject:
    thread = {message.ts: message for message in channel.thread(root)}
    page = _page(thread, wanted, lambda _ts: True)
    whispers = [one for one in _whispers(workspace, user, channel) if one.thread_ts == root]
    return _answer(workspace, channel, page, whispers)


def touched(workspace: Workspace, user: str, channel: Channel, stamps: Sequence[str]) -> JsonObject:
    """Those messages as they are now; `gone` are the others."""
    kept = [channel.messages[ts] for ts in stamps if ts in channel.messages]
    whispers = [one for one in _whispers(workspace, user, channel) if one.ts in stamps]
    there = {one.ts for one in kept} | {one.ts for one in whispers}
    return {
        "messages": [
            *(shapes.message_object(workspace, message, whole_files=True) for message in kept),
            *(shapes.ephemeral_object(workspace, whisper) for whisper in whispers),
        ],
        "gone": [ts for ts in stamps if ts not in there],
    }


def stamp_before(channel: Channel, ts: str) -> str:
    """The newest message older than this; an empty text when there is none."""
    stamps = list(channel.messages)
    place = bisect_left(stamps, ts)
    return stamps[place - 1] if place else ""


def _whispers(workspace: Workspace, user: str, channel: Channel) -> list[Ephemeral]:
    return [one for one in whispers_to(workspace, user) if one.channel == channel.id]


def _page(known: dict[str, Message], wanted: Wanted, shown: Callable[[str], bool]) -> _Page:
    if wanted.before is not None:
        stamps = list(known)
        older, at_start = _take(_down(stamps, bisect_left(stamps, wanted.before)), shown, wanted)
        low = None if at_start else older[-1]
        return _Page(older[::-1], at_start, at_end=False, low=low, high=wanted.before)
    if wanted.after is not None:
        stamps = list(known)
        newer, at_end = _take(_up(stamps, bisect_right(stamps, wanted.after)), shown, wanted)
        high = None if at_end else newer[-1]
        return _Page(newer, at_start=False, at_end=at_end, low=wanted.after, high=high)
    if wanted.around is not None:
        stamps = list(known)
        place = bisect_left(stamps, wanted.around)
        older, at_start = _take(_down(stamps, place), shown, wanted)
        newer, at_end = _take(_up(stamps, place), shown, wanted)
        low, high = None if at_start else older[-1], None if at_end else newer[-1]
        return _Page([*older[::-1], *newer], at_start, at_end, low, high)
    newest, at_start = _take(reversed(known), shown, wanted)
    low = None if at_start else newest[-1]
    return _Page(newest[::-1], at_start, at_end=True, low=low, high=None)


def _take(
    stamps: Iterable[str], shown: Callable[[str], bool], wanted: Wanted
) -> tuple[list[str], bool]:
    """The first that are shown, and whether there are no more."""
    found = list(islice(filter(shown, stamps), wanted.limit + 1))
    return found[: wanted.limit], len(found) <= wanted.limit


def _down(stamps: Sequence[str], place: int) -> Iterable[str]:
    return (stamps[index] for index in range(place - 1, -1, -1))


def _up(stamps: Sequence[str], place: int) -> Iterable[str]:
    return (stamps[index] for index in range(place, len(stamps)))


def _answer(
    workspace: Workspace, channel: Channel, page: _Page, whispers: Collection[Ephemeral]
) -> JsonObject:
    messages = [
        shapes.message_object(workspace, channel.messages[ts], whole_files=True)
        for ts in page.stamps
    ]
    messages += [
        shapes.ephemeral_object(workspace, one)
        for one in whispers
        if (page.low is None or one.ts > page.low) and (page.high is None or one.ts < page.high)
    ]
    messages.sort(key=lambda message: str(message["ts"]))
    return {"messages": messages, "at_start": page.at_start, "at_end": page.at_end}
