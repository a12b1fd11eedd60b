"""Aggregates as items: for each kind, how its state is stored and read back.

A new aggregate adds its model to `items.py` and one line to `MAPPINGS`.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar, cast

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys, rows
from deskbell.adapters.dynamo.approval_states import approval_from_item, approval_to_item
from deskbell.adapters.dynamo.feedback_items import FeedbackDigestItem, FeedbackItemItem
from deskbell.adapters.dynamo.feedback_states import (
    digest_from_item,
    digest_to_item,
    feedback_from_item,
    feedback_to_item,
)
from deskbell.adapters.dynamo.items import (
    ApprovalItem,
    FlagLogItem,
    HomeItem,
    InstallItem,
    RequestItem,
    RotaItem,
    SurveyedItem,
    TicketItem,
    WelcomeItem,
)
from deskbell.adapters.dynamo.loan_items import LoanItem, StockItem
from deskbell.adapters.dynamo.loan_states import (
    loan_from_item,
    loan_to_item,
    stock_from_item,
    stock_to_item,
)
from deskbell.adapters.dynamo.nps_items import NpsCaseItem, NpsScoreItem, NpsTurnItem
from deskbell.adapters.dynamo.nps_states import (
    case_from_item,
    case_to_item,
    score_from_item,
    score_to_item,
    turn_from_item,
    turn_to_item,
)
from deskbell.adapters.dynamo.paging_items import HeartbeatItem, IncidentItem, PagerItem
from deskbell.adapters.dynamo.paging_states import (
    heartbeat_from_item,
    heartbeat_to_item,
    incident_from_item,
    incident_to_item,
    pager_from_item,
    pager_to_item,
)
from deskbell.adapters.dynamo.request_states import request_from_item, request_to_item
from deskbell.adapters.dynamo.rota_states import rota_from_item, rota_to_item
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.csat.surveyed import Surveyed
from deskbell.domain.decision import State
from deskbell.domain.effects import Place
from deskbell.domain.flag_log.flag_log import Call, FlagLog
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import (
    ChannelId,
    FormId,
    InboxId,
    InstallId,
    Kind,
    PersonId,
    Ref,
    Thread,
    Ts,
)
from deskbell.domain.install.install import Install
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
from deskbell.domain.welcome.welcome import Welcome

R = TypeVar("R", bound=Row)
S = TypeVar("S", bound=State)


class StateMapping(NamedTuple):
    """How one kind of aggregate is stored."""

    item: type[Row]
    to_item: Callable[[State], Row]
    to_state: Callable[[Row], State]


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
        request=Ref.parse(item.request) if item.request else None,
        asked_at=item.asked_at,
    )


def welcome_to_item(welcome: Welcome) -> WelcomeItem:
    return WelcomeItem(
        *keys.state(welcome.ref),
        install=welcome.install,
        version=welcome.version,
        channel=welcome.channel,
        member=welcome.person,
        inbox=welcome.inbox,
        guide=welcome.guide,
    )


def welcome_from_item(item: WelcomeItem) -> Welcome:
    return Welcome(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        channel=ChannelId(item.channel),
        person=PersonId(item.member),
        inbox=InboxId(item.inbox),
        guide=item.guide,
    )


def home_to_item(home: Home) -> HomeItem:
    return HomeItem(
        *keys.state(home.ref),
        install=home.install,
        version=home.version,
        member=home.person,
        language=home.language,
        pages={of: str(page) for of, page in home.pages.items()},
    )


def home_from_item(item: HomeItem) -> Home:
    return Home(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        person=PersonId(item.member),
        language=item.language,
        pages={HomeList(of): int(page) for of, page in item.pages.items()},
    )


def surveyed_to_item(surveyed: Surveyed) -> SurveyedItem:
    return SurveyedItem(
        *keys.state(surveyed.ref),
        install=surveyed.install,
        version=surveyed.version,
        member=surveyed.person,
        ticket=str(surveyed.ticket),
        asked_at=surveyed.asked_at,
    )


def surveyed_from_item(item: SurveyedItem) -> Surveyed:
    return Surveyed(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        person=PersonId(item.member),
        ticket=Ref.parse(item.ticket),
        asked_at=item.asked_at,
    )


def flag_log_to_item(log: FlagLog) -> FlagLogItem:
    return FlagLogItem(
        *keys.state(log.ref),
        install=log.install,
        version=log.version,
        inbox=log.inbox,
        calls=tuple(map(wire.encode, log.calls)),
        digest_at=log.due,
    )


def flag_log_from_item(item: FlagLogItem) -> FlagLog:
    return FlagLog(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        inbox=InboxId(item.inbox),
        calls=tuple(wire.decode(call, Call) for call in item.calls or ()),
        due=item.digest_at,
    )


def install_to_item(install: Install) -> InstallItem:
    return InstallItem(*keys.state(install.ref), install=install.install, version=install.version)


def install_from_item(item: InstallItem) -> Install:
    return Install(Ref.parse(item.pk), InstallId(item.install), item.version)


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


def _mapping(item: type[R], to_item: Callable[[S], R], to_state: Callable[[R], S]) -> StateMapping:
    """Whoever looks a kind up does not know the types any more; here they still fit."""
    return StateMapping(
        item,
        cast("Callable[[State], Row]", to_item),
        cast("Callable[[Row], State]", to_state),
    )


MAPPINGS: dict[Kind, StateMapping] = {
    Kind.TICKET: _mapping(TicketItem, ticket_to_item, ticket_from_item),
    Kind.WELCOME: _mapping(WelcomeItem, welcome_to_item, welcome_from_item),
    Kind.HOME: _mapping(HomeItem, home_to_item, home_from_item),
    Kind.INSTALL: _mapping(InstallItem, install_to_item, install_from_item),
    Kind.APPROVAL: _mapping(ApprovalItem, approval_to_item, approval_from_item),
    Kind.LOAN: _mapping(LoanItem, loan_to_item, loan_from_item),
    Kind.FLAGS: _mapping(FlagLogItem, flag_log_to_item, flag_log_from_item),
    Kind.SURVEYED: _mapping(SurveyedItem, surveyed_to_item, surveyed_from_item),
    Kind.STOCK: _mapping(StockItem, stock_to_item, stock_from_item),
    Kind.INCIDENT: _mapping(IncidentItem, incident_to_item, incident_from_item),
    Kind.PAGER: _mapping(PagerItem, pager_to_item, pager_from_item),
    Kind.HEARTBEAT: _mapping(HeartbeatItem, heartbeat_to_item, heartbeat_from_item),
    Kind.ROTA: _mapping(RotaItem, rota_to_item, rota_from_item),
    Kind.NPS: _mapping(NpsCaseItem, case_to_item, case_from_item),
    Kind.NPS_RESPONSE: _mapping(NpsScoreItem, score_to_item, score_from_item),
    Kind.NPS_TURN: _mapping(NpsTurnItem, turn_to_item, turn_from_item),
    Kind.FEEDBACK: _mapping(FeedbackItemItem, feedback_to_item, feedback_from_item),
    Kind.FEEDBACK_DIGEST: _mapping(FeedbackDigestItem, digest_to_item, digest_from_item),
    Kind.REQUEST: _mapping(RequestItem, request_to_item, request_from_item),
}
