"""Who is welcomed on joining a help channel, who is not, and when again (A1-01)."""

from typing import Any

import pytest

from deskbell.domain.decision import Decision, Retried
from deskbell.domain.deliveries.events import DeliveryRetried
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import ReadPerson, SendGuide
from deskbell.domain.ids import InboxId, welcome_ref
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.welcome.decide import Greet, RecordUndelivered, Retry, decide
from deskbell.domain.welcome.events import MemberUnknown, MemberWelcomed, WelcomeUndelivered
from deskbell.domain.welcome.welcome import Welcome
from tests.builders import INSTALL, IT_HAPPENS, OLA, an_inbox, two_inboxes

REF = welcome_ref(INSTALL, IT_HAPPENS, OLA)
GUIDE = SendGuide(OLA, IT_HAPPENS)


def it(**welcome: Any) -> Inbox:
    return two_inboxes(**welcome)[InboxId("it")]


def joins(
    state: Welcome | None = None,
    *,
    standing: Standing | None = Standing.MEMBER,
    inbox: Inbox | None = None,
) -> Decision:
    """Ola joins #it-happens."""
    return decide(state, Greet(REF, INSTALL, IT_HAPPENS, OLA, inbox or it(), standing))


def after(decision: Decision) -> Welcome:
    [change] = decision.changes
    assert isinstance(change.after, Welcome)
    return change.after


def welcomed(guide: int = 1) -> Welcome:
    return after(joins(inbox=it(guide=guide)))


def test_whoever_joins_is_sent_the_guide() -> None:
    [change] = joins().changes

    assert change.before is None
    assert change.after == Welcome(REF, INSTALL, 1, IT_HAPPENS, OLA, InboxId("it"), guide=1)
    assert change.event == MemberWelcomed(OLA, IT_HAPPENS, 1)
    assert change.effects == (GUIDE,)
    assert change.reason.key == "reason.member_welcomed"


@pytest.mark.parametrize("standing", [Standing.MEMBER, Standing.BOT, None])
def test_whoever_comes_back_is_not_told_twice(standing: Standing | None) -> None:
    assert joins(welcomed(), standing=standing) == Decision(ignored="welcomed_before")


def test_a_new_guide_is_sent_on_the_next_joining() -> None:
    [change] = joins(welcomed(guide=1), inbox=it(guide=2)).changes

    assert change.event == MemberWelcomed(OLA, IT_HAPPENS, 2)
    assert change.effects == (GUIDE,)
    assert (change.after.version, after(joins(welcomed(), inbox=it(guide=2))).guide) == (2, 2)


def test_an_older_guide_is_not_sent_after_a_newer_one() -> None:
    assert joins(welcomed(guide=2), inbox=it(guide=1)).ignored == "welcomed_before"


@pytest.mark.parametrize("state", [None, welcomed()])
def test_nobody_is_told_where_the_desk_welcomes_nobody(state: Welcome | None) -> None:
    assert joins(state, inbox=an_inbox(welcome=None)).ignored == "no_welcome_here"


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing.BOT, "bot_not_welcomed"),
        (Standing.EXTERNAL, "stranger_not_welcomed"),
        (Standing.GUEST, "guest_not_welcomed"),
    ],
)
def test_bots_strangers_and_guests_are_not_welcomed(standing: Standing, why: str) -> None:
    assert joins(standing=standing) == Decision(ignored=why)


@pytest.mark.parametrize(
    ("standing", "sent"),
    [(Standing.GUEST, True), (Standing.BOT, False), (Standing.EXTERNAL, False)],
)
def test_a_desk_may_welcome_guests_but_never_bots_and_strangers(
    standing: Standing, sent: bool
) -> None:
    assert bool(joins(standing=standing, inbox=it(guests=True)).changes) is sent


def test_of_somebody_unknown_slack_is_asked_before_anything_is_said() -> None:
    [change] = joins(standing=None).changes

    assert change.event == MemberUnknown(OLA, IT_HAPPENS)
    assert change.effects == (ReadPerson(OLA),)
    assert after(joins(standing=None)).guide == 0
    assert change.reason.key == "reason.member_unknown"


def test_as_soon_as_slack_has_said_who_it_is_the_guide_goes_out_once() -> None:
    asked = after(joins(standing=None))
    told = joins(asked, standing=Standing.MEMBER)

    assert told.changes[0].effects == (GUIDE,)
    assert after(told).version == 2
    assert joins(after(told), standing=Standing.MEMBER).ignored == "welcomed_before"


@pytest.mark.parametrize("standing", [Standing.BOT, Standing.EXTERNAL, Standing.GUEST])
def test_slack_may_say_that_it_is_nobody_to_welcome(standing: Standing) -> None:
    asked = after(joins(standing=None))

    assert joins(asked, standing=standing).changes == ()


def test_somebody_unknown_is_asked_for_again_when_they_join_again() -> None:
    """Whoever was a guest then may be a member by now."""
    asked = after(joins(standing=None))

    assert joins(asked, standing=None).changes[0].effects == (ReadPerson(OLA),)


def test_a_guide_that_slack_did_not_take_is_sent_on_the_next_joining() -> None:
    [change] = decide(welcomed(), RecordUndelivered("user_disabled")).changes

    assert change.event == WelcomeUndelivered(OLA, "user_disabled")
    assert change.effects == ()
    assert change.reason.args == {"code": "user_disabled"}
    assert isinstance(change.after, Welcome)
    assert joins(change.after).changes[0].effects == (GUIDE,)


def test_a_guide_that_nobody_was_sent_cannot_be_undelivered() -> None:
    assert decide(None, RecordUndelivered("user_disabled")).ignored == "never_welcomed"


def test_nobody_has_anything_to_do_about_a_welcome() -> None:
    assert welcomed().people == frozenset()
    assert not welcomed().is_open
    assert welcomed().routing.inbox == "it"
    assert welcomed().routing.workflow is None


def test_a_guide_that_is_retried_is_sent_and_counts_as_welcomed_again() -> None:
    [lost] = decide(welcomed(), RecordUndelivered("user_disabled")).changes
    assert isinstance(lost.after, Welcome)
    delivery = RetryDelivery("WELCOME#x/1/0", GUIDE, "user_disabled")

    [change] = decide(lost.after, Retry(delivery, guide=1)).changes

    assert change.event == DeliveryRetried("SendGuide", "user_disabled", "WELCOME#x/1/0")
    assert change.effects == (GUIDE,)
    assert change.rows == (Retried("WELCOME#x/1/0"),)
    assert isinstance(change.after, Welcome)
    assert joins(change.after).ignored == "welcomed_before"


def test_asking_again_who_somebody_is_welcomes_nobody_yet() -> None:
    asked = after(joins(standing=None))
    delivery = RetryDelivery("WELCOME#x/1/0", ReadPerson(OLA), "user_not_found")

    [change] = decide(asked, Retry(delivery, guide=1)).changes

    assert change.effects == (ReadPerson(OLA),)
    assert isinstance(change.after, Welcome)
    assert change.after.guide == 0
