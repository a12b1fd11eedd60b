"""The decision function of an item of feedback: pure, exhaustive, each answer with its reason.

Whatever makes it one for everybody, here it comes into the queue of the next digest, in the same
transaction, and never again.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from deskbell.domain.decision import Change, Decision, Event, Link, nothing
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.feedback import commands as c
from deskbell.domain.feedback import events as e
from deskbell.domain.feedback.digest import Around, FeedbackDigest, queue
from deskbell.domain.feedback.effects import ShowFeedback
from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.feedback.item import (
    MOST_GIVERS,
    MOST_REACTIONS,
    FeedbackItem,
    Giver,
    Reaction,
    Status,
)
from deskbell.domain.feedback.words import reason, whisper
from deskbell.domain.ids import ChannelId, Ref
from deskbell.domain.people import Standing
from deskbell.domain.texts import ChannelName, Name, Text
from deskbell.domain.themes.joining import joined
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.permissions import Member, Surface

_WORST_FIRST = tuple(Sentiment)


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already."""

    item: FeedbackItem | None
    digest: FeedbackDigest | None
    theme: Theme | None = None
    """That it is about, or that this was merged into."""


def decide(ref: Ref, known: Known, command: c.FeedbackCommand, around: Around) -> Decision:
    """`ref` is what the item is called, whether there is one or not."""
    item = known.item
    if isinstance(command, c.Receive):
        return _receive(ref, known, command, around)
    if item is None or item.install != around.install:
        return nothing("no_such_feedback")
    match command:
        case c.Rate():
            return _rate(item, known, command, around)
        case c.Withhold():
            return _withhold(item, known, command, around)
        case c.React():
            return _react(item, command)
        case c.Learn():
            return _learn(item, known.theme)
    assert_never(command)


def _receive(ref: Ref, known: Known, command: c.Receive, around: Around) -> Decision:
    given, before = command.given, known.item
    giver = Giver(
        *(given.source, around.now, given.member, given.author, given.person),
        shared_by=command.shared_by,
    )
    said = (given.source, given.sentiment, given.category, given.person)
    category = frozenset({given.category}) if given.category else frozenset[str]()
    event: Event
    if before is None:
        after = FeedbackItem(
            ref=ref,
            install=around.install,
            version=0,
            channel=around.settings.channel,
            text=given.text,
            givers=(giver,),
            theme=given.theme,
            categories=category,
            sentiment=given.sentiment,
        )
        event, why = e.FeedbackReceived(*said), reason("received", source=given.source)
    else:
        after = replace(
            before,
            givers=(*before.givers, giver)[:MOST_GIVERS],
            seen=before.seen + 1,
            theme=before.theme or given.theme,
            categories=before.categories | category,
            sentiment=_worst(before.sentiment, given.sentiment),
        )
        event = e.FeedbackSeenAgain(*said, after.seen)
        why = reason("again", source=given.source, seen=after.seen)
    told = _thanks(command, after.channel)
    links = (Link(command.link, ref),)
    return _changed(known, after, event, why, around, *told, links=links)


def _worst(one: Sentiment | None, other: Sentiment | None) -> Sentiment | None:
    said = [each for each in (one, other) if each]
    return min(said, key=_WORST_FIRST.index) if said else None


def _thanks(command: c.Receive, channel: ChannelId) -> tuple[Effect, ...]:
    if command.shared_by is None or command.asked_in is None:
        return ()
    text = whisper("shared", channel=ChannelName(channel))
    return (Whisper(command.shared_by, command.asked_in, None, text),)


def _rate(item: FeedbackItem, known: Known, command: c.Rate, around: Around) -> Decision:
    """Once: what a source has said, nobody says otherwise."""
    if not is_ours(command.by):
        return refuse(item, command.by, command.channel, "rate")
    if item.sentiment is not None:
        return nothing("feedback_rated_already")
    person = command.by.person
    after = replace(item, sentiment=command.sentiment)
    event = e.FeedbackRated(person, command.sentiment)
    how = Text(f"status.feedback.{command.sentiment}")
    return _changed(known, after, event, reason("rated", by=Name(person), how=how), around)


def _withhold(item: FeedbackItem, known: Known, command: c.Withhold, around: Around) -> Decision:
    if not is_ours(command.by):
        return refuse(item, command.by, command.channel, "withhold")
    if item.withheld_by is not None:
        return nothing("feedback_withheld_already")
    person = command.by.person
    after = replace(item, withheld_by=person)
    why = reason("withheld", by=Name(person))
    return _changed(known, after, e.FeedbackWithheld(person), why, around)


def is_ours(who: Member) -> bool:
    """Everybody of our own company, where nobody of another one is."""
    return who.standing is Standing.MEMBER and who.at is not Surface.SHARED


def refuse(
    item: FeedbackItem,
    by: Member,
    channel: ChannelId | None,
    action: str,
    why: str = "not_yours",
) -> Decision:
    """Nothing changes; they are told why, and the history knows who wanted what."""
    after = replace(item, version=item.version + 1)
    told = (Whisper(by.person, channel, None, whisper(why)),) if channel else ()
    event = e.FeedbackActionRefused(by.person, action, why)
    said = reason("refused", by=Name(by.person))
    return Decision((Change(item, after, event, said, effects=told),))


def _learn(item: FeedbackItem, theme: Theme | None) -> Decision:
    """What it was told comes late, or again: it learns how things are now."""
    if theme is None or not theme.has(item.ref):
        return nothing("no_such_theme")
    if (item.about, item.status) == (theme.ref, theme.status):
        return nothing("theme_known_already")
    why = reason("stood", status=Text(f"status.theme.{theme.status}"))
    return Decision((stands(item, theme.status, theme.ref, why),))


def stands(item: FeedbackItem, status: Status, theme: Ref | None, why: Text) -> Change:
    after = replace(item, version=item.version + 1, status=status, about=theme)
    event = e.FeedbackStood(status, theme)
    return Change(item, after, event, why, effects=(ShowFeedback(item.channel),))


def _react(item: FeedbackItem, command: c.React) -> Decision:
    """One person counts once an emoji. What Slack tells late of an earlier moment is no news."""
    key = (command.emoji, command.person)
    had = next((one for one in item.reactions if (one.emoji, one.person) == key), None)
    if had and float(had.ts) >= float(command.ts):
        return nothing("feedback_reaction_old")
    if had is None and len(item.reactions) >= MOST_REACTIONS:
        return nothing("feedback_reactions_enough")
    others = tuple(one for one in item.reactions if one != had)
    reaction = Reaction(command.emoji, command.person, command.ts, command.on)
    after = replace(item, version=item.version + 1, reactions=(*others, reaction))
    event = e.FeedbackReacted(command.person, command.emoji, command.on)
    why = reason("reacted" if command.on else "unreacted", by=Name(command.person))
    return Decision((Change(item, after, event, why),))


def _changed(
    known: Known,
    after: FeedbackItem,
    event: Event,
    why: Text,
    around: Around,
    *effects: Effect,
    links: tuple[Link, ...] = (),
) -> Decision:
    """Its card shows it, and the next digest has it if it is for everybody from now on."""
    before = known.item
    is_news = not after.queued and after.is_for_everybody(around.settings.excluded)
    after = replace(
        after,
        version=before.version + 1 if before else 1,
        queued=after.queued or is_news,
        status=Status.SHARED if is_news and after.status is Status.NEW else after.status,
    )
    shown = (*effects, ShowFeedback(after.channel))
    change = Change(before, after, event, why, effects=shown, rows=links)
    queued = queue(known.digest, after.ref, around) if is_news else None
    theme = joined(known.theme, after, around.now) if known.theme else None
    return Decision(tuple(one for one in (change, queued, theme) if one))
