"""What people see who join a help channel, however many at once and whatever Slack does (A1-01)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.slack.readings import Ignored
from deskbell.domain.ids import ChannelId, PersonId, welcome_ref
from deskbell.domain.people import Person, Standing
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.builders import (
    ANA,
    BOT,
    CORA,
    GUS,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    MINJUN,
    OLA,
    X_TEAM,
    XENA,
    a_desk,
    an_inbox,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk

NEWCOMER = PersonId("U0NEW00001")
RATE_LIMITED = Fault(Later(30.0, "ratelimited"))
HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def desk() -> MemoryDesk:
    """Both help channels welcome whoever joins."""
    return MemoryDesk(a_desk(inboxes=two_inboxes()))


def a_newcomer(
    desk: MemoryDesk, person: PersonId = NEWCOMER, standing: Standing = Standing.MEMBER
) -> PersonId:
    """Somebody of whom Slack knows, and Deskbell does not yet."""
    desk.slack.people[person] = Person(person, f"New {person}", "pl-PL", "UTC", standing)
    return person


def set_up(desk: MemoryDesk, **welcome: object) -> None:
    """The admins push other settings for #it-happens."""
    desk.settings.desk = a_desk(inboxes=two_inboxes(**welcome))


def guides(desk: MemoryDesk, person: PersonId) -> list[str]:
    return [post.shown.text for post in desk.direct(person)]


def events(desk: MemoryDesk, person: PersonId, channel: ChannelId = IT_HAPPENS) -> list[str]:
    return desk.events(welcome_ref(INSTALL, channel, person))


def asked_for(desk: MemoryDesk, person: PersonId) -> int:
    return [(call.method, call.place) for call in desk.slack.calls].count(("users.info", person))


# --- 200 at once --------------------------------------------------------------------------------


def test_two_hundred_joinings_are_one_guide_for_each_of_170_people_and_none_for_bots(
    desk: MemoryDesk,
) -> None:
    people = [a_newcomer(desk, PersonId(f"U0NEW{number:05}")) for number in range(170)]
    bots = [a_newcomer(desk, PersonId(f"U0ROB{number:05}"), Standing.BOT) for number in range(5)]
    desk.slack.fail("users.info", *[RATE_LIMITED] * 90)
    desk.slack.fail("chat.postMessage", *[RATE_LIMITED] * 60)
    first = [desk.join(person) for person in (*people, *bots)]
    again = [desk.join(person, event_ts=f"{desk.wall() + 60:.6f}") for person in people[:10]]
    desk.receive(*first, *first[50:70], *again)
    assert 0 < sum(len(desk.direct(person)) for person in people) < 170, "Slack holds some back"
    for _ in range(5):
        desk.later(HALF_A_MINUTE)

    assert [len(desk.direct(person)) for person in people] == [1] * 170
    assert [desk.direct(bot) for bot in bots] == [[]] * 5
    assert sum(post.author == BOT for post in desk.slack.posts.values()) == 170
    assert {events(desk, person)[-1] for person in people} == {"MemberWelcomed"}


def test_answers_that_get_lost_make_no_second_guide(desk: MemoryDesk) -> None:
    """Slack takes each guide, and does not say so."""
    people = [a_newcomer(desk, PersonId(f"U0NEW{number:05}")) for number in range(20)]
    desk.slack.fail("chat.postMessage", *[Fault(Unknown("timeout"), applied=True)] * 20)
    desk.receive(*(desk.join(person) for person in people))
    for _ in range(6):
        desk.later(HALF_A_MINUTE)

    assert [len(desk.direct(person)) for person in people] == [1] * 20


# --- who is told what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "greeting", "urgent"),
    [(ANA, "Welcome to", "Urgent?"), (MINJUN, "환영", "급한가요?"), (OLA, "Witaj", "Pilne?")],
)
def test_the_guide_is_in_the_language_of_whoever_joins(
    person: PersonId, greeting: str, urgent: str, desk: MemoryDesk
) -> None:
    desk.receive(desk.join(person))

    [direct] = desk.direct(person)
    assert greeting in direct.shown.text
    assert f"<#{IT_HAPPENS}>" in direct.shown.text
    [buttons] = [block for block in direct.shown.blocks if block["type"] == "actions"]
    assert [
        (button["action_id"], button["value"])
        for button in buttons["elements"]  # type: ignore[attr-defined]
    ] == [("it_form.open", "it"), ("it_form.open_urgent", "it")]
    assert urgent in str(buttons)


def test_a_team_without_a_form_is_asked_by_emoji_alone(desk: MemoryDesk) -> None:
    desk.receive(desk.join(ANA, X_TEAM))

    [direct] = desk.direct(ANA)
    assert [block["type"] for block in direct.shown.blocks] == ["section", "section"]
    assert "X-Team" in direct.shown.text
    assert "/it" not in str(direct.shown.blocks)


def test_each_channel_has_a_guide_of_its_own(desk: MemoryDesk) -> None:
    desk.receive(desk.join(ANA), desk.join(ANA, X_TEAM))

    assert sorted("X-Team" in text for text in guides(desk, ANA)) == [False, True]


def test_nobody_sees_in_the_channel_that_somebody_is_welcomed(desk: MemoryDesk) -> None:
    desk.receive(desk.join(ANA))

    assert desk.ours(IT_HAPPENS) == []
    assert desk.slack.whispers == []


@pytest.mark.parametrize(
    ("person", "channel", "why"),
    [
        (GUS, IT_HAPPENS, "guest_not_welcomed"),
        (ANA, IT_TRIAGE, "not_a_help_channel"),
        (ANA, ChannelId("C0NPSCLOSE"), "not_a_help_channel"),
    ],
)
def test_guests_and_other_channels_stay_quiet(
    person: PersonId, channel: ChannelId, why: str, desk: MemoryDesk
) -> None:
    [handled] = desk.receive(desk.join(person, channel))

    assert handled.ignored == why
    assert desk.direct(person) == []
    assert desk.table.outbox == {}


def test_a_desk_may_welcome_its_guests(desk: MemoryDesk) -> None:
    set_up(desk, guests=True)
    desk.receive(desk.join(GUS))

    assert len(desk.direct(GUS)) == 1


def test_people_of_other_companies_are_not_written_to(desk: MemoryDesk) -> None:
    desk.receive(desk.join(CORA, X_TEAM))

    assert [call.method for call in desk.slack.calls] == ["users.info"]
    assert events(desk, CORA, X_TEAM) == ["MemberUnknown"]


def test_the_bot_welcomes_not_itself(desk: MemoryDesk) -> None:
    assert desk.join(BOT) == Ignored("own_joining")


def test_where_the_desk_welcomes_nobody_a_joining_is_only_counted(desk: MemoryDesk) -> None:
    desk.settings.desk = a_desk(inboxes={an_inbox().id: an_inbox(welcome=None)})
    [handled] = desk.receive(desk.join(ANA))

    assert handled.ignored == "no_welcome_here"
    assert desk.direct(ANA) == []


# --- again --------------------------------------------------------------------------------------


def test_whoever_leaves_and_comes_back_is_told_again_only_when_the_guide_has_changed(
    desk: MemoryDesk,
) -> None:
    told = []
    for guide in (1, 1, 2, 2):
        set_up(desk, guide=guide)
        desk.later(HALF_A_MINUTE)
        desk.receive(desk.join(ANA))
        told.append(len(desk.direct(ANA)))

    assert told == [1, 1, 2, 2]


def test_a_redelivery_that_does_not_say_when_is_found_done(desk: MemoryDesk) -> None:
    """Some events have no time of their own; then each delivery looks like another joining."""
    for _ in range(3):
        desk.receive(desk.join(ANA, event_ts=None))
        desk.later(HALF_A_MINUTE)

    assert len(desk.direct(ANA)) == 1


def test_whoever_left_before_slack_allowed_the_guide_gets_it_all_the_same_and_once(
    desk: MemoryDesk,
) -> None:
    desk.slack.fail("chat.postMessage", RATE_LIMITED)
    desk.receive(desk.join(ANA))
    desk.slack.members[IT_HAPPENS].remove(ANA)
    desk.later(HALF_A_MINUTE)

    assert len(desk.direct(ANA)) == 1


def test_a_guide_that_the_desk_gave_up_meanwhile_is_not_sent(desk: MemoryDesk) -> None:
    desk.slack.fail("chat.postMessage", RATE_LIMITED)
    desk.receive(desk.join(ANA))
    desk.settings.desk = a_desk(inboxes={an_inbox().id: an_inbox(welcome=None)})
    desk.later(HALF_A_MINUTE)

    assert desk.direct(ANA) == []
    assert desk.relay.outbox.due(desk.wall() + 3600, 10) == []


def test_a_guide_that_slack_refuses_is_sent_on_the_next_joining(desk: MemoryDesk) -> None:
    refusal = Fault(Never(Undelivered.PERSON_UNREACHABLE, "messages_tab_disabled"))
    desk.slack.fail("chat.postMessage", refusal)
    desk.receive(desk.join(ANA))
    assert events(desk, ANA) == ["MemberWelcomed", "WelcomeUndelivered"]
    desk.later(HALF_A_MINUTE)
    desk.receive(desk.join(ANA))

    assert len(desk.direct(ANA)) == 1


# --- when Slack does not say who it is ----------------------------------------------------------


def test_somebody_new_is_welcomed_when_slack_has_said_who_it_is(desk: MemoryDesk) -> None:
    person = a_newcomer(desk)
    desk.slack.fail("users.info", RATE_LIMITED, Fault(Unknown("timeout")))
    desk.receive(desk.join(person))
    assert desk.direct(person) == []
    for _ in range(4):
        desk.later(HALF_A_MINUTE)

    [text] = guides(desk, person)
    assert text.startswith("👋 Witaj"), "their language is known by now"
    assert events(desk, person) == ["MemberUnknown", "MemberWelcomed"]
    assert asked_for(desk, person) == 3


def test_who_is_asked_for_twice_is_welcomed_once(desk: MemoryDesk) -> None:
    person = a_newcomer(desk)
    desk.slack.fail("users.info", RATE_LIMITED)
    for seconds in (0, 5):
        desk.receive(desk.join(person, event_ts=f"{desk.wall() + seconds:.6f}"))
    desk.later(HALF_A_MINUTE)

    assert len(desk.direct(person)) == 1
    assert asked_for(desk, person) == 2, "once in vain; the second answer is known"


@pytest.mark.parametrize("standing", [Standing.BOT, Standing.EXTERNAL, Standing.GUEST])
def test_slack_says_that_it_is_nobody_to_welcome(standing: Standing, desk: MemoryDesk) -> None:
    person = a_newcomer(desk, standing=standing)
    desk.receive(desk.join(person))

    assert events(desk, person) == ["MemberUnknown"]
    assert "chat.postMessage" not in {call.method for call in desk.slack.calls}


def test_a_guest_who_became_a_member_is_welcomed_on_the_next_joining(desk: MemoryDesk) -> None:
    person = a_newcomer(desk, standing=Standing.GUEST)
    desk.receive(desk.join(person))
    desk.slack.people[person] = replace(desk.slack.people[person], standing=Standing.MEMBER)
    desk.later(timedelta(days=2))
    desk.receive(desk.join(person))

    assert len(desk.direct(person)) == 1


def test_whom_slack_does_not_know_is_a_stranger(desk: MemoryDesk) -> None:
    unknown = Never(Undelivered.PERSON_UNREACHABLE, "user_not_found")
    desk.slack.fail("users.info", Fault(unknown))
    person = a_newcomer(desk)
    desk.receive(desk.join(person))

    assert desk.direct(person) == []
    assert desk.relay.outbox.due(desk.wall() + 3600, 10) == []


def test_a_revoked_token_delays_the_guide_until_it_is_mended(desk: MemoryDesk) -> None:
    revoked = Never(Undelivered.INSTALL_BROKEN, "token_revoked")
    desk.slack.fail("users.info", Fault(revoked))
    person = a_newcomer(desk)
    desk.receive(desk.join(person))
    assert desk.direct(person) == []

    desk.later(timedelta(minutes=1))
    assert len(desk.direct(person)) == 1


def test_whoever_slack_refuses_to_tell_about_is_asked_about_on_the_next_joining(
    desk: MemoryDesk,
) -> None:
    desk.slack.fail("users.info", Fault(Never(Undelivered.FORBIDDEN, "access_denied")))
    person = a_newcomer(desk)
    desk.receive(desk.join(person))
    assert desk.direct(person) == []

    desk.later(timedelta(days=2))
    desk.receive(desk.join(person))
    assert len(desk.direct(person)) == 1


def test_an_agent_who_joins_is_welcomed_like_anybody(desk: MemoryDesk) -> None:
    desk.receive(desk.join(XENA, X_TEAM))

    assert len(desk.direct(XENA)) == 1
