"""An outage's own channel in Slack: when it is made, who is in it, what stands there (A1-05)."""

from dataclasses import replace

import pytest

from deskbell.adapters.memory.workspace import Fault, Post
from deskbell.domain.ids import ChannelId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.own_channel import name_of
from deskbell.domain.paging.policy import ServiceId
from deskbell.usecases.ports import RowState
from deskbell.usecases.slack_ports import Later, Never, Undelivered
from tests.builders import BEN, BOT, IT_TRIAGE, JIWOO, LENA, OLA
from tests.contracts.paging import a_first_incident
from tests.functional.paging import IT, PagedDesk, a_paged_desk

OPEN = Button.INCIDENT_OPEN_CHANNEL
WANTED = replace(IT, own_channel=True)


@pytest.fixture
def desk() -> PagedDesk:
    """Whose policy wants none."""
    return PagedDesk()


@pytest.fixture
def wanting() -> PagedDesk:
    return PagedDesk(a_paged_desk(policies={IT.id: WANTED}))


def own(desk: PagedDesk) -> ChannelId:
    [channel] = desk.slack.named.values()
    return channel


def posts(desk: PagedDesk) -> list[Post]:
    return desk.ours(own(desk))


def test_where_its_policy_says_so_what_is_urgent_has_a_channel_as_somebody_is_called(
    wanting: PagedDesk,
) -> None:
    wanting.give(wanting.report(OLA))
    assert list(wanting.slack.named) == ["inc-1-vpn"]
    assert wanting.slack.members[own(wanting)] == {BOT, BEN}, "who reports it hears of it elsewhere"
    [card] = posts(wanting)
    assert "*#1* · VPN" in card.shown.text
    [known] = [one for one in wanting.ours(IT_TRIAGE) if "*#1* · VPN" in one.shown.text]
    assert f"Its own channel: <#{own(wanting)}>" in str(known.shown.blocks)


def test_what_is_not_urgent_has_none_before_it_is(wanting: PagedDesk) -> None:
    wanting.give(wanting.report(OLA, urgency="low"))
    assert not wanting.slack.named
    wanting.give(wanting.choose_of_incident(BEN, Dialog.INCIDENT_URGENCY, urgency="high"))
    assert wanting.slack.named


def test_somebody_opens_one_from_the_menu_and_only_one(desk: PagedDesk) -> None:
    desk.give(desk.report(OLA))
    assert not desk.slack.named
    desk.give(desk.press_incident(BEN, OPEN))
    desk.give(desk.press_incident(LENA, OPEN))
    assert list(desk.slack.named) == ["inc-1-vpn"]
    assert len(posts(desk)) == 1
    assert desk.slack.members[own(desk)] == {BOT, BEN, LENA}, "who asks for it comes in"
    desk.give(desk.press_incident(LENA, OPEN))
    [told] = desk.slack.whispers
    assert (told.person, f"<#{own(desk)}>" in told.shown.text) == (LENA, True)


def test_its_card_there_can_be_used_and_stays_as_things_are(desk: PagedDesk) -> None:
    desk.give(desk.report(OLA))
    desk.give(desk.press_incident(BEN, OPEN))
    press = ButtonPressed(
        Button.INCIDENT_ACKNOWLEDGE, f"{desk.incident.ref}|0", BEN, own(desk), None, None
    )
    desk.give(press)
    [card] = posts(desk)
    assert "Ben Carter has had it since" in str(card.shown.blocks)


def test_whoever_has_to_do_with_it_later_comes_in(wanting: PagedDesk) -> None:
    wanting.give(wanting.report(OLA))
    wanting.minutes(5)
    assert wanting.slack.members[own(wanting)] == {BOT, BEN, LENA}
    role = wanting.choose_of_incident(BEN, Dialog.INCIDENT_ROLE, role="scribe", person=JIWOO)
    wanting.give(role)
    assert JIWOO in wanting.slack.members[own(wanting)]


def test_at_the_end_a_message_says_so(wanting: PagedDesk) -> None:
    wanting.give(wanting.report(OLA))
    wanting.give(wanting.press_incident(BEN, Button.INCIDENT_RESOLVE))
    _, over = posts(wanting)
    assert "Outage *#1* is over: VPN" in over.shown.text


def test_archived_after_the_end_it_is_left_alone(wanting: PagedDesk) -> None:
    wanting.give(wanting.report(OLA))
    wanting.give(wanting.press_incident(BEN, Button.INCIDENT_RESOLVE))
    wanting.slack.archived.add(own(wanting))
    wanting.give(wanting.press_incident(BEN, Button.INCIDENT_REVIEW))
    assert parked(wanting) == []


def test_archived_while_it_goes_on_nothing_is_parked(wanting: PagedDesk) -> None:
    wanting.give(wanting.report(OLA))
    wanting.slack.archived.add(own(wanting))
    wanting.minutes(5)
    wanting.give(wanting.press_incident(LENA, Button.INCIDENT_ACKNOWLEDGE))
    assert wanting.pages(LENA)
    assert parked(wanting) == []


def test_what_is_over_before_slack_has_made_it_gets_none(wanting: PagedDesk) -> None:
    wanting.slack.fail("conversations.create", Fault(Later(60, "ratelimited")))
    wanting.give(wanting.report(OLA))
    wanting.give(wanting.press_incident(BEN, Button.INCIDENT_RESOLVE))
    wanting.minutes(3)
    assert (wanting.slack.named, parked(wanting)) == ({}, [])


def test_made_twice_it_is_the_same(wanting: PagedDesk) -> None:
    lost = Fault(Never(Undelivered.FORBIDDEN, "restricted_action"), applied=True)
    wanting.slack.fail("conversations.create", lost)
    wanting.give(wanting.report(OLA))
    assert wanting.incident.own_channel is None
    wanting.give(wanting.press_incident(BEN, OPEN))
    assert wanting.incident.own_channel == own(wanting)


@pytest.mark.parametrize("code", ["restricted_action", "missing_scope", "name_taken"])
def test_where_the_workspace_allows_none_the_row_is_parked_and_the_search_goes_on(
    wanting: PagedDesk, code: str
) -> None:
    wanting.slack.fail("conversations.create", Fault(Never(Undelivered.FORBIDDEN, code)))
    wanting.give(wanting.report(OLA))
    assert parked(wanting) == ["OpenChannel"]
    wanting.minutes(5)
    assert wanting.pages(LENA)


def test_of_what_is_over_none_is_opened(desk: PagedDesk) -> None:
    desk.give(desk.report(OLA))
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    desk.give(desk.press_incident(BEN, OPEN))
    assert "over" in desk.slack.whispers[-1].shown.text
    assert not desk.slack.named


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("vpn", "inc-57-vpn"),
        ("VPN of Warsaw (old)", "inc-57-vpn-of-warsaw-old"),
        ("사내 위키", "inc-57"),
        ("x" * 90, f"inc-57-{'x' * 73}"),
    ],
)
def test_its_name_is_one_that_slack_takes(service: str, name: str) -> None:
    incident: Incident = replace(a_first_incident(), service=ServiceId(service))
    assert name_of(incident) == name


def parked(desk: PagedDesk) -> list[str]:
    rows = desk.table.outbox.values()
    return [type(row.effect).__name__ for row in rows if row.state is RowState.PARKED]
