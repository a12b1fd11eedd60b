"""What people hear of praise besides its post; `decide.py` and `round_up.py` ask. Everybody is
named, and nobody mentioned: who is praised hears of it alone."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from deskbell.domain.effects import Offer, SendDirect, SendNotice, Whisper
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.joining import lines, name_rows
from deskbell.domain.praise.praise import Praise
from deskbell.domain.texts import Argument, ChannelName, Instant, Name, Text

ROOM, ROOM_OF_A_NAME = 6_000, 100
"""For the praise in one post of a round-up, in characters of JSON (slack.md 5.4)."""


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.praise_{what}", args)


def whisper(person: PersonId, channel: ChannelId, what: str) -> Whisper:
    return Whisper(person, channel, None, Text(f"whisper.praise_{what}"))


def given(one: Praise) -> SendDirect:
    facts: dict[str, Argument] = {
        "names": name_rows(one.praised),
        "channel": ChannelName(one.channel),
        "until": Instant(one.final_at),
    }
    label = Text("button.praise_take_back")
    offers = (Offer(Button.PRAISE_TAKE_BACK, str(one.ref), label),)
    return SendDirect(one.author, Text("dm.praise_given", facts), offers)


def praised(one: Praise, person: PersonId) -> SendDirect:
    facts: dict[str, Argument] = {
        "author": Name(one.author),
        "channel": ChannelName(one.channel),
        "text": one.said,
    }
    return SendDirect(person, Text("dm.praised", facts))


def round_up(praises: Sequence[Praise], more: int, channel: ChannelId) -> tuple[SendNotice, ...]:
    """By whom it is for, whoever was praised first comes first; as many posts as it takes."""
    order = list(dict.fromkeys(one.praised for one in praises))
    batches = _batches(sorted(praises, key=lambda one: order.index(one.praised)))
    posts = [[_heading(len(praises) + more), *next(batches, ())], *map(list, batches)]
    if more:
        posts[-1].append(Text("notice.praise_more", {"count": more}))
    return tuple(SendNotice(channel, lines(said)) for said in posts) if praises else ()


def _heading(count: int) -> Text:
    return Text("notice.praise_round_up", {"count": count})


def _batches(praises: Sequence[Praise]) -> Iterator[Iterator[Text]]:
    batch, room = list[Praise](), ROOM
    for one in praises:
        size = len(json.dumps(one.text)) + ROOM_OF_A_NAME * (1 + len(one.praised))
        if batch and size > room:
            yield _of(batch)
            batch, room = [], ROOM
        batch.append(one)
        room -= size
    if batch:
        yield _of(batch)


def _of(batch: Sequence[Praise]) -> Iterator[Text]:
    for people, theirs in groupby(batch, key=lambda one: one.praised):
        yield Text("notice.praise_for", {"names": name_rows(people)})
        for one in theirs:
            said: dict[str, Argument] = {"text": one.said, "author": Name(one.author)}
            yield Text("notice.praise_line", said)
