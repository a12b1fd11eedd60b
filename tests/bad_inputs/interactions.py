"""Bad input 64 to 74: buttons, forms and commands, and who sends them when."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from deskbell.domain.ids import InstallId
from deskbell.domain.inputs import Button
from tests.api_gateway import (
    AT,
    Event,
    a_button_press,
    a_submission,
    an_interaction,
    command_request,
    event_request,
    interaction_request,
    json_request,
)
from tests.bad_inputs.case import (
    AnyCase,
    Builder,
    Case,
    Expected,
    accepted,
    answered,
    committed,
    each,
    ignored,
)
from tests.bad_inputs.workday import (
    a_form,
    a_message,
    a_press,
    a_reply,
    a_taken_ticket,
    a_ticket,
    an_emoji,
)
from tests.builders import JIWOO
from tests.functional.memory_desk import MemoryDesk

BY_MINJUN = committed("FormSubmitted", "TicketOpened", shows=("Kim Minjun",), hides=("Adam",))
SOMEBODY_ELSE = json.dumps({"person": "U0ADAM0001"})
TRY_AGAIN = "열지 못했"


def shortcut(_: object) -> list[Event]:
    return [interaction_request(an_interaction("shortcut", callback_id="it_form"))]


def press_open(_: object) -> list[Event]:
    """The button that opens the form."""
    payload = a_button_press(action_id="it_form.open", value="it")
    return [interaction_request(payload)]


def rate_limited(minute: object) -> Builder:
    body = {"type": "app_rate_limited", "team_id": "T0DESK0001", "api_app_id": "A0DESK0001"}
    return lambda _: [json_request(json.dumps({**body, "minute_rate_limited": minute}))]


def a_command(text: str = "", **fields: str) -> Builder:
    return lambda _: [command_request(text, **fields)]


def submitted(**blocks: dict[str, Any] | None) -> Builder:
    """The form with other blocks."""
    return lambda _: [interaction_request(a_submission(**blocks))]


def filled_in(**values: Any) -> Builder:
    """The form with other texts in its fields."""
    return submitted(**{name: {"value": value} for name, value in values.items()})


def pressed(value: Callable[[MemoryDesk], str]) -> Builder:
    return lambda desk: [a_press(desk, Button.TAKE, value=value(desk))]


def to_elsewhere(desk: MemoryDesk) -> None:
    """The ticket is another workspace's."""
    a_ticket(desk)
    [ref] = desk.table.states
    desk.table.states[ref] = replace(desk.ticket, install=InstallId("T0ACME0001"))


def an_organisation(desk: MemoryDesk) -> None:
    """The desk is installed for all of it."""
    here = desk.settings.desk
    workspace = replace(here.workspace, enterprise="E0DESK0001")
    desk.settings.desk = replace(here, workspace=workspace)
    a_message(desk)


def for_the_organisation(**fields: Any) -> Builder:
    """Slack may leave the workspace out."""

    def build(desk: MemoryDesk) -> list[Event]:
        body = json.loads(an_emoji(desk, user="W0ENTERPRS")["body"])
        install = {"enterprise_id": "E0DESK0001", "team_id": None}
        whole = {"team_id": None, "authorizations": [install], **fields}
        return [event_request(body["event"], **whole)]

    return build


CASES: list[AnyCase] = [
    *(
        Case(
            f"64-{code}",
            "a `trigger_id` older than 3 s",
            a_command(),
            Expected(((200, "failed", "form_not_opened"),), shows=(TRY_AGAIN, "it_form.open")),
            modal=code,
        )
        for code in ("expired_trigger_id", "exchanged_trigger_id", "no_answer")
    ),
    *each(
        "64",
        "a `trigger_id` older than 3 s",
        Expected(((503, "failed", "form_not_opened"),), body=""),
        {"shortcut": shortcut, "button": press_open},
        modal="expired_trigger_id",
        note="neither has a place for words: Slack itself says that it did not work",
    ),
    Case(
        "65",
        "a form that is sent twice",
        lambda _: a_form()(_) * 2,
        accepted(
            "FormSubmitted",
            "TicketOpened",
            "ticket_exists",
            keys=1,
            changed=("TicketOpened",),
            body="",
        ),
    ),
    Case(
        "65-other-hash",
        "a form that is sent twice",
        lambda _: [*a_form()(_), *a_form(hash="1795424459.other")(_)],
        accepted(
            "FormSubmitted", "TicketOpened", "ticket_exists", changed=("TicketOpened",), body=""
        ),
    ),
    *(
        Case(
            f"66-{name}",
            "missing or strange answers in a form",
            build,
            answered("form_stale", wrong=(field,), shows=("지금은 이 양식을 쓸 수 없어요",)),
        )
        for name, field, build in (
            ("renamed", "summary", submitted(request=None, summary={"value": "x"})),
            ("extra", "extra", submitted(extra={"value": "x"})),
            ("missing", "request", submitted(manager=None)),
            ("first-missing", "location", submitted(request=None)),
            ("other-form", "request", a_form(callback_id="hr_form")),
        )
    ),
    *(
        Case(
            f"66-{name}",
            "missing or strange answers in a form",
            build,
            answered("form_errors", wrong=(field,)),
        )
        for name, field, build in (
            ("no-words", "request", filled_in(request="\u200b \u00a0")),
            ("too-long", "help", filled_in(help="가" * 3001)),
            ("wrong-type", "request", filled_in(request=7)),
            ("no-choice", "location", submitted(location={"selected_option": {"value": "x"}})),
            ("a-list", "location", submitted(location={"selected_option": ["warsaw"]})),
            ("no-person", "manager", submitted(manager={"selected_user": "<!here>"})),
            ("an-object", "manager", submitted(manager={"selected_user": {"id": "U1"}})),
        )
    ),
    Case(
        "67-taken",
        "a button of a card as it was",
        lambda desk: [a_press(desk, Button.TAKE, JIWOO, value=f"{desk.ticket.ref}|1")],
        committed("ButtonPressed", "ActionRefused", shows=("Ben Carter",)),
        given=a_taken_ticket,
    ),
    *each(
        "68",
        "a button of a ticket elsewhere",
        accepted("ButtonPressed", "no_such_ticket"),
        {"": lambda desk: [a_press(desk, Button.TAKE)]},
        given=to_elsewhere,
    ),
    Case(
        "68-none",
        "a button of a ticket elsewhere",
        pressed(lambda _: "T#NOSUCH|1"),
        accepted("ButtonPressed", "no_such_ticket"),
        given=a_ticket,
    ),
    *each(
        "68",
        "a button of a ticket elsewhere",
        accepted("ButtonPressed", "button_unreadable"),
        {
            "no-ref": pressed(lambda _: "T#"),
            "other-kind": pressed(lambda _: "X#1|1"),
            "negative": pressed(lambda desk: f"{desk.ticket.ref}|-1"),
            "arabic-digit": pressed(lambda _: "🎫|٣"),
        },
        given=a_ticket,
    ),
    Case("69", "changed `private_metadata`", a_form(private_metadata=SOMEBODY_ELSE), BY_MINJUN),
    Case("69-long", "changed `private_metadata`", a_form(private_metadata="x" * 4000), BY_MINJUN),
    *each(
        "70",
        "anything typed behind `/it`",
        answered("help", shows=("/it",), hides=("@here", "unbalanced", "xxx")),
        {
            "long": a_command("x" * 8000),
            "ping": a_command("@here <!channel>"),
            "quotes": a_command('"unbalanced'),
            "blanks": a_command("   "),
            "no-break-space": a_command("\u00a0"),
            "zero-width": a_command("\u200b"),
        },
    ),
    *each(
        "70",
        "anything typed behind `/it`",
        answered("form_opened", body=""),
        {"": a_command()},
    ),
    *each(
        "71",
        "a strange `response_url`",
        committed("ButtonPressed", "TicketAssigned", body=""),
        {
            "metadata-service": lambda desk: [
                a_press(desk, Button.TAKE, response_url="http://169.254.169.254/latest")
            ],
            "user-info": lambda desk: [
                a_press(desk, Button.TAKE, response_url="https://hooks.slack.com@evil.example:1/")
            ],
            "no-text": lambda desk: [a_press(desk, Button.TAKE, response_url={"a": []})],
        },
        given=a_ticket,
        note="no `response_url` is ever called",
    ),
    Case(
        "72",
        "`app_rate_limited`",
        rate_limited(AT),
        committed("DeliveryLimited", "EventsDropped", body=""),
    ),
    *each(
        "72",
        "`app_rate_limited`",
        ignored("malformed"),
        {
            "no-minute": rate_limited(None),
            "a-text": rate_limited("now"),
            "a-boolean": rate_limited(True),
            "year-50000": rate_limited(1_515_722_400_000),
        },
    ),
    *each(
        "73",
        "an organisation: no `team_id`, `W…` people",
        committed("ReactionChanged", "TicketOpened"),
        {
            "": for_the_organisation(),
            "other-workspace": for_the_organisation(
                team_id="T0OTHERDES", enterprise_id="E0DESK0001"
            ),
        },
        given=an_organisation,
    ),
    *each(
        "74",
        "an event of 1970 or 2100",
        committed("MessagePosted", "CommentAdded", comments=("Mine too",)),
        {
            "1970": lambda desk: [a_reply(desk, ts="1.000100", event_ts="1.000100")],
            "2100": lambda desk: [a_reply(desk, ts="4102444800.000100")],
            "last": lambda desk: [a_reply(desk, ts="9999999999.999999")],
        },
        given=a_ticket,
    ),
]
