"""Two tickets are one request: one of them goes on, the other says where, and it can be undone
(C-12, product.md 7 "Undo").

`thread.py` asks for it where a late reading of Slack shows it, `decide` where somebody says it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.copies import bring_along
from deskbell.domain.tickets.handling import FOLLOWER_LIMIT
from deskbell.domain.tickets.open_from_request import awaited
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.places import cards_of_work, confided, is_private, with_cards
from deskbell.domain.tickets.privacy import opened_up
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Snapshot, Status, Ticket
from deskbell.domain.tickets.ties import Duplicate, Survivor
from deskbell.domain.tickets.timers import retimed
from deskbell.domain.tickets.transition import brought_back, snapshot_of, step
from deskbell.domain.tickets.triage_timers import waiting_timers

DUPLICATE_LIMIT = 200
"""Tickets merged into one; an outage that makes more of them has a parent."""


def merge(ticket: Ticket, command: c.Merge) -> Decision:
    """By somebody who works on it. What they may not know of, there is not."""
    other, who = command.other, command.by.person
    if not can(command.by, Action.MERGE, ticket):
        return _refused(ticket, command, "not_allowed")
    if other is None or not can(command.by, Action.VIEW, other):
        return _refused(ticket, command, "no_such_ticket")
    if other.ref == ticket.ref:
        return _refused(ticket, command, "merge_itself")
    if not ticket.is_open:
        return _refused(ticket, command, "over")
    if ticket.ties.children:
        return _refused(ticket, command, "has_parts")
    if not other.is_open or len(other.ties.duplicates) >= DUPLICATE_LIMIT:
        return _refused(ticket, command, "merge_into_over", other)
    reason = Text("reason.merged_by", {"by": Name(who), "number": other.number})
    why = Text("reason.absorbed_by", {"by": Name(who), "number": ticket.number})
    people = [person for person in (ticket.requester, *ticket.followers) if person]
    return merged(ticket, other, people, reason, why, was=snapshot_of(ticket), inbox=command.inbox)


def merged(
    ticket: Ticket,
    other: Ticket,
    people: Sequence[PersonId],
    reason: Text,
    why: Text,
    *,
    was: Snapshot | None = None,
    inbox: Inbox | None = None,
) -> Decision:
    """`ticket` ends, `other` goes on: for `people` too, from the earlier start, and for as few as
    the more private of the two, in the places of `inbox`, its own, that are for those.
    `was`: where `ticket` stood, if the merge can be undone."""
    borrowed = {person for one in other.ties.duplicates for person in one.brought}
    own = set(other.followers) - borrowed
    room = max(FOLLOWER_LIMIT - len(other.followers), 0)
    brought = tuple([person for person in dict.fromkeys(people) if person not in own][:room])
    privacy = max(ticket.privacy, other.privacy, key=lambda one: one.rank)
    duplicate = Duplicate(
        ref=ticket.ref,
        number=ticket.number,
        started_at=ticket.started_at,
        privacy=ticket.privacy,
        brought=brought,
        privacy_before=other.privacy if privacy is not other.privacy else None,
        awaited=awaited(ticket),
    )
    duplicates = (*other.ties.duplicates, duplicate)
    survivor = Survivor(other.number, None if is_private(privacy) else other.message)
    end = step(
        ticket,
        replace(
            ticket,
            status=Status.MERGED,
            merged_into=other.ref,
            before_merge=was,
            ties=replace(ticket.ties, survivor=survivor),
        ),
        e.TicketMerged(other.ref),
        reason,
        timers=waiting_timers(ticket),
        shown=True,
    )
    after = replace(
        other,
        followers=tuple(dict.fromkeys((*other.followers, *brought))),
        privacy=privacy,
        ties=replace(other.ties, duplicates=duplicates),
    )
    if inbox and is_private(privacy):
        after = confided(with_cards(after, cards_of_work(privacy, inbox)))
    goes_on = step(
        other,
        after,
        e.DuplicateAbsorbed(ticket.ref, brought),
        why,
        shown=True,
    )
    return Decision(changes=(*end.changes, *goes_on.changes))


def unmerge(ticket: Ticket, command: c.Unmerge, now: datetime) -> Decision:
    """Both are again what they were: at once or whenever somebody who works here finds out."""
    other, who = command.other, command.by.person
    if not can(command.by, Action.MERGE, ticket):
        return _refused(ticket, command, "not_allowed")
    if ticket.status is not Status.MERGED or ticket.before_merge is None or other is None:
        return _refused(ticket, command, "stale")
    if other.status is Status.MERGED:
        return _refused(ticket, command, "merged_on", other)
    if all(one.ref != ticket.ref for one in other.ties.duplicates):
        return _refused(ticket, command, "stale")  # parted between the two reads; the commit fails
    former = tuple(dict.fromkeys((*ticket.ties.former, other.ref)))
    back = replace(
        brought_back(ticket, ticket.before_merge),
        merged_into=None,
        before_merge=None,
        ties=replace(ticket.ties, survivor=None, former=former),
    )
    again = step(
        ticket,
        back,
        e.TicketUnmerged(other.ref),
        Text("reason.unmerged_by", {"by": Name(who), "number": other.number}),
        # Merged at once, it may have had no card to say it below.
        effects=bring_along(back, command.said, back.cards),
        timers=retimed(ticket, back, command.inbox, now),
        shown=True,
    )
    alone = _without(other, ticket.ref)
    # What was said in the duplicate's threads, or to its lead, is as confidential as that one.
    own = tuple(one for one in command.comments if one.place not in (None, Place.HANDLER))
    alone, talk = opened_up(other, alone, command.others, own)
    without = step(
        other,
        alone,
        e.DuplicateReleased(ticket.ref),
        Text("reason.released_by", {"by": Name(who), "number": ticket.number}),
        effects=talk,
        shown=True,
    )
    return Decision(changes=(*again.changes, *without.changes))


def _without(other: Ticket, ref: Ref) -> Ticket:
    """Whoever came with the duplicate goes with it, unless another one brought them too."""
    [duplicate] = (one for one in other.ties.duplicates if one.ref == ref)
    rest = tuple(one for one in other.ties.duplicates if one is not duplicate)
    stay = {person for one in rest for person in one.brought}
    gone = set(duplicate.brought) - stay
    without = replace(
        other,
        followers=tuple(person for person in other.followers if person not in gone),
        ties=replace(other.ties, duplicates=rest),
    )
    return _lowered(without, duplicate)


def _lowered(other: Ticket, gone: Duplicate) -> Ticket:
    """The class is the one before that duplicate again, unless somebody has changed it since, or
    another duplicate needs it too: then it stays until that one goes."""
    if gone.privacy_before is None or other.privacy is not gone.privacy:
        return other
    rest = list(other.ties.duplicates)
    for index, one in enumerate(rest):
        if one.privacy is gone.privacy:
            rest[index] = replace(one, privacy_before=gone.privacy_before)
            return replace(other, ties=replace(other.ties, duplicates=tuple(rest)))
    return replace(other, privacy=gone.privacy_before)


def _refused(
    ticket: Ticket, command: c.Merge | c.Unmerge, why: str, other: Ticket | None = None
) -> Decision:
    args: dict[str, Argument] = {"other": other.number} if other else {}
    return refuse_press(ticket, command.by, command.at, Action.MERGE, why, **args)
