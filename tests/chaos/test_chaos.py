"""What `make chaos` stands on: faults that can fire, gestures by seed, losses that are noticed."""

from dataclasses import replace
from random import Random

import botocore.session
import pytest

from deskbell.domain.ids import ChannelId, FormId, PersonId, ticket_ref
from deskbell.domain.tickets.ticket import FormAnswers, Privacy, Ticket
from deskbell.usecases.audit.books import Books
from tests.builders import INSTALL, a_request
from tests.chaos.aws_faults import AWS_FAULTS, AwsFault
from tests.chaos.people import WEIGHTS, People, drawn
from tests.chaos.promises import lost_or_doubled
from tests.chaos.slack_faults import SLACK_FAULTS
from tools.fake_slack.sending.fault_kinds import read_fault
from tools.fake_slack.state.messages import JsonObject

NOTHING = Books(
    at=0.0,
    bot=PersonId("U0BOT"),
    states={},
    audit={},
    comments={},
    links=[],
    outbox=[],
    posted={},
)
HELP = ChannelId("C0HELP")


@pytest.mark.parametrize("fault", AWS_FAULTS, ids=lambda fault: fault.name)
def test_each_fault_of_aws_names_a_service_and_an_operation_that_exist(fault: AwsFault) -> None:
    known = botocore.session.get_session().get_service_model(fault.service).operation_names
    assert fault.operation is None or fault.operation in known


@pytest.mark.parametrize("name", SLACK_FAULTS)
def test_each_fault_of_slack_is_one_that_the_fake_slack_knows(name: str) -> None:
    assert read_fault(SLACK_FAULTS[name]).times is None, "its hits are told while it stands"


def test_the_same_seed_draws_the_same_gestures_and_calls_to_strike() -> None:
    assert drawn(Random(7)) == drawn(Random(7)) != drawn(Random(8))
    rules = [[fault.rule(Random(seed)) for fault in AWS_FAULTS] for seed in (7, 7, 8)]
    assert rules[0] == rules[1] != rules[2]


def test_each_gesture_is_one_that_people_can_do() -> None:
    assert [kind for kind in WEIGHTS if not callable(getattr(People, kind, None))] == []
    assert {gesture.kind for gesture in drawn(Random(1))} == set(WEIGHTS)


def root(*emoji: str, **more: str) -> JsonObject:
    return {"ts": "1.000001", "reactions": [{"name": name} for name in emoji], **more}


@pytest.mark.parametrize(
    ("message", "is_lost"),
    [
        (root("ticket"), True),
        (root("eyes", "ticket", thread_ts="1.000001"), True),
        (root("eyes"), False),
        (root("ticket", thread_ts="1.000000"), False),
    ],
)
def test_a_marked_message_without_a_ticket_is_lost(message: JsonObject, *, is_lost: bool) -> None:
    found = lost_or_doubled(NOTHING, HELP, [message], forms=[])
    assert [one.invariant for one in found] == ["lost"] * is_lost


WORDS = "Mine flickers (1)"
FORM = a_request(answers=FormAnswers(FormId("it"), {"help": WORDS}))
AGAIN = replace(FORM, ref=ticket_ref(INSTALL, "again"))


def cards(count: int) -> list[JsonObject]:
    return [{"ts": f"{number}.0", "bot_id": "B0", "blocks": [WORDS]} for number in range(count)]


@pytest.mark.parametrize(
    ("privacy", "shown", "called"),
    [
        (Privacy.PUBLIC, 0, ["lost"]),
        (Privacy.PUBLIC, 1, []),
        (Privacy.PUBLIC, 2, ["doubled"]),
        (Privacy.PRIVATE, 0, []),
        (Privacy.PRIVATE, 1, ["doubled"]),
    ],
)
def test_an_accepted_form_has_one_card_as_long_as_it_is_not_private(
    privacy: Privacy, shown: int, called: list[str]
) -> None:
    books = replace(NOTHING, states={FORM.ref: replace(FORM, privacy=privacy)})
    found = lost_or_doubled(books, HELP, cards(shown), forms=[WORDS])
    assert [one.invariant for one in found] == called


@pytest.mark.parametrize(("tickets", "called"), [([], ["lost"]), ([FORM, AGAIN], ["doubled"])])
def test_an_accepted_form_is_one_ticket(tickets: list[Ticket], called: list[str]) -> None:
    books = replace(NOTHING, states={one.ref: one for one in tickets})
    found = lost_or_doubled(books, HELP, cards(1), forms=[WORDS])
    assert [one.invariant for one in found] == called
