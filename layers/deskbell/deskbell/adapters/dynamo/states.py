"""Aggregates as items: for each kind, how its state is stored and read back.

A new aggregate adds its model to `items.py` and one line to `MAPPINGS`.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar, cast

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.approval_states import approval_from_item, approval_to_item
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
from deskbell.adapters.dynamo.request_states import request_from_item, request_to_item
from deskbell.adapters.dynamo.rota_states import rota_from_item, rota_to_item
from deskbell.adapters.dynamo.table import Row
from deskbell.adapters.dynamo.ticket_states import ticket_from_item, ticket_to_item
from deskbell.adapters.dynamo.whole_items import (
    AnnouncementItem,
    ChangeNoticeItem,
    DogfoodMonthItem,
    DogfoodTurnItem,
    FeedbackDigestItem,
    FeedbackItemItem,
    HeartbeatItem,
    IncidentItem,
    NpsCaseItem,
    NpsScoreItem,
    NpsTurnItem,
    NpsWeekItem,
    PagerItem,
    PraiseItem,
    PraiseRoundItem,
    StandUpItem,
    ThemeItem,
    WholeItem,
)
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.csat.surveyed import Surveyed
from deskbell.domain.decision import State
from deskbell.domain.dogfooding.turn import DogfoodMonth, DogfoodTurn
from deskbell.domain.feedback.digest import FeedbackDigest
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.flag_log.flag_log import Call, FlagLog
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import (
    ChannelId,
    InboxId,
    InstallId,
    Kind,
    PersonId,
    Ref,
)
from deskbell.domain.install.install import Install
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.turn import Turn
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.paging.heartbeat import Heartbeat
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.pager import Pager
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import PraiseRound
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.standups.stand_up import StandUp
from deskbell.domain.themes.theme import Theme
from deskbell.domain.welcome.welcome import Welcome


class OfInstall(State, Protocol):
    @property
    def install(self) -> InstallId: ...


R = TypeVar("R", bound=Row)
S = TypeVar("S", bound=State)
A = TypeVar("A", bound=OfInstall)
W = TypeVar("W", bound=WholeItem)


class StateMapping(NamedTuple):
    """How one kind of aggregate is stored."""

    item: type[Row]
    to_item: Callable[[State], Row]
    to_state: Callable[[Row], State]


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


def _mapping(item: type[R], to_item: Callable[[S], R], to_state: Callable[[R], S]) -> StateMapping:
    """Whoever looks a kind up does not know the types any more; here they still fit."""
    return StateMapping(
        item,
        cast("Callable[[State], Row]", to_item),
        cast("Callable[[Row], State]", to_state),
    )


def _whole(item: type[W], of: type[A]) -> StateMapping:
    return _mapping(
        item,
        lambda state: item(
            *keys.state(state.ref),
            install=state.install,
            version=state.version,
            state=wire.encode(state),
        ),
        lambda row: wire.decode(row.state, of),
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
    Kind.INCIDENT: _whole(IncidentItem, Incident),
    Kind.PAGER: _whole(PagerItem, Pager),
    Kind.HEARTBEAT: _whole(HeartbeatItem, Heartbeat),
    Kind.ROTA: _mapping(RotaItem, rota_to_item, rota_from_item),
    Kind.NPS: _whole(NpsCaseItem, Case),
    Kind.NPS_RESPONSE: _whole(NpsScoreItem, Response),
    Kind.NPS_TURN: _whole(NpsTurnItem, Turn),
    Kind.NPS_WEEK: _whole(NpsWeekItem, NpsWeek),
    Kind.FEEDBACK: _whole(FeedbackItemItem, FeedbackItem),
    Kind.THEME: _whole(ThemeItem, Theme),
    Kind.FEEDBACK_DIGEST: _whole(FeedbackDigestItem, FeedbackDigest),
    Kind.DOGFOOD: _whole(DogfoodTurnItem, DogfoodTurn),
    Kind.DOGFOOD_MONTH: _whole(DogfoodMonthItem, DogfoodMonth),
    Kind.CHANGE: _whole(ChangeNoticeItem, ChangeNotice),
    Kind.ANNOUNCEMENT: _whole(AnnouncementItem, Announcement),
    Kind.PRAISE: _whole(PraiseItem, Praise),
    Kind.PRAISE_ROUND: _whole(PraiseRoundItem, PraiseRound),
    Kind.STANDUP: _whole(StandUpItem, StandUp),
    Kind.REQUEST: _mapping(RequestItem, request_to_item, request_from_item),
}
