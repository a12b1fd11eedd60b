"""A ticket as an item, and back; `states.py` lists it with the others."""

from collections.abc import Mapping

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys, rows
from deskbell.adapters.dynamo.items import TicketItem
from deskbell.domain.effects import Place
from deskbell.domain.ids import (
    ChannelId,
    FormId,
    InboxId,
    InstallId,
    PersonId,
    Ref,
    Thread,
    Ts,
)
from deskbell.domain.jira.issue import Issue
from deskbell.domain.tickets.aside import Aside
from deskbell.domain.tickets.correspondence import Correspondence
from deskbell.domain.tickets.flag import Flag
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.move import Move
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.published import Published
from deskbell.domain.tickets.sought import Sought
from deskbell.domain.tickets.survey import Survey
from deskbell.domain.tickets.ticket import (
    Answer,
    Card,
    FormAnswers,
    Priority,
    Privacy,
    Progress,
    Related,
    Snapshot,
    Status,
    Ticket,
    Undo,
)
from deskbell.domain.tickets.ties import NO_TIES, Ties


def ticket_to_item(ticket: Ticket) -> TicketItem:
    message, answers = ticket.message, ticket.answers
    waits = ticket.status is Status.NEW
    return TicketItem(
        *keys.state(ticket.ref),
        install=ticket.install,
        number=ticket.number,
        version=ticket.version,
        card_revision=ticket.card_revision,
        status=ticket.status,
        inbox=ticket.inbox,
        requester=ticket.requester,
        opener=ticket.opener,
        text=ticket.text,
        text_ts=ticket.text_ts or None,
        earlier=[{"ts": ts, "text": text} for ts, text in ticket.earlier] or None,
        opened_at=ticket.opened_at,
        cards=[_card_to_record(card) for card in ticket.cards],
        message_channel=message.channel if message else None,
        message_ts=message.ts if message else None,
        form=answers.form if answers else None,
        answers=answers.values if answers else None,
        assignee=ticket.assignee,
        followers=ticket.followers,
        solver=ticket.solver,
        assigned_at=ticket.assigned_at,
        solved_at=ticket.solved_at,
        closed_at=ticket.closed_at,
        comments=ticket.comments,
        progress=ticket.progress,
        generation=ticket.generation,
        close_due=ticket.close_due,
        escalated_to=ticket.escalated_to,
        merged_into=str(ticket.merged_into) if ticket.merged_into else None,
        before_merge=wire.encode(ticket.before_merge) if ticket.before_merge else None,
        ties=wire.encode(ticket.ties) if ticket.ties != NO_TIES else None,
        flag=wire.encode(ticket.flag) if ticket.flag else None,
        privacy=ticket.privacy,
        private_since=ticket.private_since or None,
        priority=ticket.priority,
        category=ticket.category,
        peer=ticket.peer,
        moves=[wire.encode(move) for move in ticket.moves] or None,
        asides=[wire.encode(aside) for aside in ticket.asides] or None,
        surveys=[wire.encode(survey) for survey in ticket.surveys] or None,
        hand_over=wire.encode(ticket.hand_over) if ticket.hand_over else None,
        pause=wire.encode(ticket.pause) if ticket.pause else None,
        paused_for={on: str(seconds) for on, seconds in ticket.paused_for.items()} or None,
        approval=wire.encode(ticket.approval) if ticket.approval else None,
        undo=wire.encode(ticket.undo) if ticket.undo else None,
        thanked_at=ticket.thanked_at,
        follows=wire.encode(ticket.follows) if ticket.follows else None,
        follow_up=wire.encode(ticket.follow_up) if ticket.follow_up else None,
        last_answer=wire.encode(ticket.last_answer) if ticket.last_answer else None,
        published=wire.encode(ticket.published) if ticket.published else None,
        emoji_ts=ticket.emoji_ts,
        shared=sorted(ticket.shared),
        mail=wire.encode(ticket.mail) if ticket.mail else None,
        issue=wire.encode(ticket.issue) if ticket.issue else None,
        request=str(ticket.request) if ticket.request else None,
        asked_at=ticket.asked_at,
        queue_partition=(
            keys.queue_partition(
                ticket.install,
                ticket.inbox,
                ticket.ref,
                restricted=ticket.privacy is Privacy.RESTRICTED,
            )
            if waits
            else None
        ),
        queue_rank=keys.queue_rank(rows.micros(ticket.started_at)) if waits else None,
    )


def ticket_from_item(item: TicketItem) -> Ticket:
    return Ticket(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        number=item.number,
        version=item.version,
        card_revision=item.card_revision,
        status=Status(item.status),
        inbox=InboxId(item.inbox),
        requester=_person(item.requester),
        opener=PersonId(item.opener),
        text=item.text,
        text_ts=item.text_ts or "",
        earlier=tuple((Ts(one["ts"]), one["text"]) for one in item.earlier or ()),
        opened_at=item.opened_at,
        cards=tuple(_card_from_record(record) for record in item.cards),
        message=(
            Thread(ChannelId(item.message_channel), Ts(item.message_ts))
            if item.message_channel
            else None
        ),
        answers=FormAnswers(FormId(item.form), item.answers) if item.form else None,
        assignee=_person(item.assignee),
        followers=tuple(PersonId(follower) for follower in item.followers or ()),
        solver=_person(item.solver),
        assigned_at=item.assigned_at,
        solved_at=item.solved_at,
        closed_at=item.closed_at,
        comments=item.comments,
        progress=Progress(item.progress) if item.progress else None,
        generation=item.generation,
        close_due=item.close_due,
        escalated_to=_person(item.escalated_to),
        merged_into=Ref.parse(item.merged_into) if item.merged_into else None,
        before_merge=wire.decode(item.before_merge, Snapshot) if item.before_merge else None,
        ties=wire.decode(item.ties, Ties) if item.ties else NO_TIES,
        flag=wire.decode(item.flag, Flag) if item.flag else None,
        privacy=Privacy(item.privacy or Privacy.PUBLIC),
        private_since=item.private_since or 0,
        priority=Priority(item.priority or Priority.NORMAL),
        category=item.category,
        peer=_person(item.peer),
        moves=tuple(wire.decode(move, Move) for move in item.moves or ()),
        asides=tuple(wire.decode(aside, Aside) for aside in item.asides or ()),
        surveys=tuple(wire.decode(survey, Survey) for survey in item.surveys or ()),
        hand_over=wire.decode(item.hand_over, HandOver) if item.hand_over else None,
        pause=wire.decode(item.pause, Pause) if item.pause else None,
        paused_for={PauseOn(on): int(seconds) for on, seconds in (item.paused_for or {}).items()},
        approval=wire.decode(item.approval, Sought) if item.approval else None,
        undo=wire.decode(item.undo, Undo) if item.undo else None,
        thanked_at=item.thanked_at,
        follows=wire.decode(item.follows, Related) if item.follows else None,
        follow_up=wire.decode(item.follow_up, Related) if item.follow_up else None,
        last_answer=wire.decode(item.last_answer, Answer) if item.last_answer else None,
        published=wire.decode(item.published, Published) if item.published else None,
        emoji_ts=Ts(item.emoji_ts) if item.emoji_ts else None,
        shared=frozenset(ChannelId(channel) for channel in item.shared or ()),
        mail=wire.decode(item.mail, Correspondence) if item.mail else None,
        issue=wire.decode(item.issue, Issue) if item.issue else None,
        request=Ref.parse(item.request) if item.request else None,
        asked_at=item.asked_at,
    )


def _card_to_record(card: Card) -> dict[str, str]:
    where = {"place": str(card.place), "channel": card.channel}
    return where | ({"thread_ts": card.thread_ts} if card.thread_ts else {})


def _card_from_record(record: Mapping[str, str]) -> Card:
    thread_ts = record.get("thread_ts")
    return Card(
        Place(record["place"]), ChannelId(record["channel"]), Ts(thread_ts) if thread_ts else None
    )


def _person(person: str | None) -> PersonId | None:
    return PersonId(person) if person else None
