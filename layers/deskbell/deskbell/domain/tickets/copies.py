"""Which comments stand on which surface: each public one once on each that it was not said at.

Every change of a comment ends here, so that no surface is forgotten, and no note crosses (A5-03,
C-19, C-20). What is decided here the relay carries out (usecases/outbox/comments.py).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice

from deskbell.domain.decision import Comment
from deskbell.domain.effects import MailComment, Place, ShowComment
from deskbell.domain.ids import ChannelId, Thread
from deskbell.domain.tickets.parts import parts_of
from deskbell.domain.tickets.ticket import Card, Ticket

INTERNAL = frozenset({Place.TRIAGE, Place.FALLBACK, Place.HANDLER})
"""What is said under the cards there is internal until somebody publishes it."""
IN_DIALOG = ChannelId("dialog")
"""Stands for the channel of what is said in a dialog, and is no message of Slack's."""
IN_MAIL = ChannelId("mail")
"""Stands for the channel of what came by mail."""
IN_API = ChannelId("api")
"""Stands for the channel of what a program has sent in somebody's name."""
IN_JIRA = ChannelId("jira")
"""Stands for the channel of what was said on its issue there."""
NOT_IN_SLACK = frozenset({IN_DIALOG, IN_MAIL, IN_API, IN_JIRA})
MOST_SHOWN = 60
"""Copies that one change asks for: the table takes a hundred rows in one transaction."""
MOST_BROUGHT = 25
"""Comments that one change brings along to new cards, for the same reason."""


def is_internal(place: Place | None) -> bool:
    """Whether what is said there is for the team alone, as long as nobody publishes it."""
    return place in INTERNAL


def said_at(ticket: Ticket, comment: Comment) -> Place | None:
    """The surface that shows the comment itself; an old row only knows whether it is internal."""
    if comment.channel is not None:
        return comment.place
    return Place.TRIAGE if comment.internal else ticket.home.place


def is_shown_at(ticket: Ticket, comment: Comment, place: Place) -> bool:
    """Whether a copy of it belongs there; a note only to the team's own surfaces."""
    if comment.internal and not is_internal(place):
        return False
    return place is not said_at(ticket, comment)


def show(
    ticket: Ticket, before: Comment | None, after: Comment, later: Sequence[Comment] = ()
) -> tuple[ShowComment | MailComment, ...]:
    """`before` has become `after`, on all surfaces; `later` are the ticket's comments after it.

    A post cannot be put between two others: what comes later is posted again behind a part that
    is new. Events hardly ever come out of order, so that is rare.
    """
    effects = (
        effect
        for card in ticket.cards
        if is_shown_at(ticket, after, card.place)
        for effect in _at(ticket, card, before, after, later)
    )
    shown = islice(chain(effects, _taken_back(ticket, before, after)), MOST_SHOWN)
    return (*shown, *_mailed(ticket, before, after))


def hide(ticket: Ticket, before: Comment, after: Comment) -> tuple[ShowComment, ...]:
    """It goes from where it may not be any more."""
    return tuple(
        ShowComment(card.place, after.message, part, change=True)
        for card in ticket.cards
        if is_shown_at(ticket, before, card.place) and not is_shown_at(ticket, after, card.place)
        for part in range(len(parts_of(before)))
    )


def _mailed(ticket: Ticket, before: Comment | None, after: Comment) -> Iterator[MailComment]:
    """Once, when everybody may read it: a mail that is out cannot be changed. What whoever it
    would go to has said themselves, they know."""
    was_public = before is not None and _is_public(before)
    if ticket.mail and _is_public(after) and not was_public and after.author != ticket.requester:
        yield MailComment(after.message)


def _is_public(comment: Comment) -> bool:
    return bool(comment.texts) and not comment.internal and comment.deleted_ts is None


def show_among(
    ticket: Ticket, new: Sequence[Comment], known: Sequence[Comment]
) -> tuple[ShowComment, ...]:
    """`new` ones, read from Slack all at once, stand among the `known` ones on all surfaces."""
    in_order = sorted((*new, *known), key=place_in_thread)
    fresh = {comment.message for comment in new}
    effects = (effect for card in ticket.cards for effect in _among(ticket, card, in_order, fresh))
    return tuple(islice(effects, MOST_SHOWN))


def bring_along(
    ticket: Ticket, comments: Sequence[Comment], cards: tuple[Card, ...]
) -> tuple[ShowComment, ...]:
    """The last of what was said comes to these cards, which are new. Some of it may stand there
    already, from before the ticket left them: then that goes where it belongs among the rest."""
    copies = show_among(replace(ticket, cards=cards), comments[-MOST_BROUGHT:], ())
    return tuple(replace(copy, again=True) for copy in copies)


def _taken_back(ticket: Ticket, before: Comment | None, after: Comment) -> Iterator[ShowComment]:
    """What is deleted goes from where a card was given up, too: it stood there until then."""
    places = {card.place for card in ticket.cards}
    if before and after.deleted_ts and not before.deleted_ts and Place.FALLBACK in places:
        for place in sorted({Place.THREAD, Place.REQUEST, Place.TRIAGE} - places):
            for part in range(len(parts_of(before))):
                yield ShowComment(place, after.message, part, change=True)


def place_in_thread(comment: Comment) -> tuple[datetime, Thread]:
    """The order of the comments, whatever order they came in."""
    return comment.at, comment.message


def _among(
    ticket: Ticket, card: Card, in_order: Sequence[Comment], fresh: Collection[Thread]
) -> Iterator[ShowComment]:
    behind = False
    for comment in in_order:
        is_new = comment.message in fresh
        if is_shown_at(ticket, comment, card.place) and (is_new or behind):
            behind = True
            for part in range(len(parts_of(comment))):
                yield ShowComment(card.place, comment.message, part, again=not is_new)


def _at(
    ticket: Ticket, card: Card, before: Comment | None, after: Comment, later: Sequence[Comment]
) -> Iterator[ShowComment]:
    had = before is not None and is_shown_at(ticket, before, card.place)
    old = len(parts_of(before)) if before and had else 0
    new = len(parts_of(after))
    for part in range(max(old, new)):
        yield ShowComment(card.place, after.message, part, change=part < old)
    if new <= old:
        return
    for comment in later:
        if is_shown_at(ticket, comment, card.place):
            for part in range(len(parts_of(comment))):
                yield ShowComment(card.place, comment.message, part, again=True)
