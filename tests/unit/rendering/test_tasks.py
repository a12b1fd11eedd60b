"""What somebody is asked for by a guided request: a form, or a checklist, and what came of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.slack.rendering.tasks import task_message
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.request import Tick
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import ShowTask, TaskOver
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.slack_ports import Message
from tests.block_kit import assert_slack_takes
from tests.builders import ANA, BEN, LENA, NOW, a_desk
from tests.unit.catalogue.definitions import a_definition, a_field, a_finish, a_form, a_ticket
from tests.unit.catalogue.test_shipped import catalogue
from tests.unit.rendering.guided import a_checklist, a_guided_request, a_task
from tests.unit.rendering.people import people, tricksters

DEFINITIONS = {one.id: one for one in catalogue().values()}


def shown(
    request: GuidedRequest, language: str = "en", task: ShowTask | None = None, **changes: Any
) -> Message:
    definition = changes.pop("definition", None) or DEFINITIONS[request.course.workflow]
    task = task or a_task(request, **changes)
    message = task_message(request, definition, task, language, "Europe/Warsaw", a_desk(), people)
    assert_slack_takes(message)
    return message


def said(message: Message) -> str:
    """All that people read in it."""
    blocks: Any = message.blocks
    parts = [block["text"]["text"] for block in blocks if "text" in block]
    notes = [block["elements"] for block in blocks if block["type"] == "context"]
    return "\n".join([*parts, *(one["text"] for elements in notes for one in elements)])


def buttons(message: Message) -> list[Mapping[str, Any]]:
    blocks: Any = message.blocks
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    beside = [block["accessory"] for block in blocks if "accessory" in block]
    return [*(one for row in rows for one in row), *beside]


def test_in_a_thread_the_one_who_is_asked_is_mentioned() -> None:
    message = shown(a_guided_request())

    assert said(message).startswith(
        f"*Keyboard, mouse, monitor, headset*\n<@{ANA}>, please fill in “Accessory”."
    )
    assert "Step 1 of up to 4" in said(message)
    until = NOW + timedelta(days=7)
    assert f"until <!date^{int(until.timestamp())}^" in said(message)


def test_in_direct_messages_nobody_is_and_the_person_who_asks_is_named() -> None:
    request = a_guided_request(asks={"": LENA})
    message = shown(request, channel=direct_to(LENA), thread_ts=None)

    assert f"<@{LENA}>" not in said(message)
    assert "For Ana Reyes · Step 1" in said(message)
    assert [one["action_id"] for one in buttons(message)] == ["request.fill"]


def test_its_button_opens_the_form_with_what_it_depends_on() -> None:
    definition = a_definition(
        a_form("first", a_field("kind", "yes_no")),
        a_form("second", a_field("why", when={"kind": "yes"})),
        a_ticket(),
        a_finish(),
    )
    request = a_guided_request(definition, "second", answers={"kind": "yes"})
    fill, cancel = buttons(shown(request, definition=definition))

    assert (fill["action_id"], cancel["action_id"]) == ("request.fill", "request.cancel")
    claim = FormClaim.read(fill["value"])
    assert claim == FormClaim(
        *(str(request.ref), definition.id, definition.version, StepId("second")),
        generation=request.course.generation,
        facts={"kind": "yes"},
    )


def test_to_cancel_asks_once_more() -> None:
    _, cancel = buttons(shown(a_guided_request()))

    assert cancel["value"] == str(a_guided_request().ref)
    assert cancel["confirm"]["title"]["text"] == "Cancel this request?"
    assert cancel["confirm"]["deny"]["text"] == "Keep it"


@pytest.mark.parametrize(
    ("over", "says"),
    [
        (TaskOver.SENT, "“Accessory” is filled in."),
        (TaskOver.EXPIRED, "Nobody answered in time."),
        (TaskOver.CANCELLED, "The request was cancelled."),
    ],
)
def test_a_form_that_is_over_says_so_and_has_no_button(over: TaskOver, says: str) -> None:
    message = shown(a_guided_request(), over=over)

    assert said(message) == f"*Keyboard, mouse, monitor, headset*\n{says}"
    assert buttons(message) == []


def test_a_checklist_shows_each_item_with_who_does_it_and_a_button() -> None:
    request = a_checklist()
    message = shown(request)

    assert said(message).startswith("*Equipment for a new colleague*\nReady for Kim")
    assert "☐ Computer set up and tested · Lena Fischer" in said(message)
    assert [(one["action_id"], one["value"]) for one in buttons(message)] == [
        ("request.tick", f"{request.ref}|{request.course.generation}|{item}")
        for item in ("computer", "accounts", "desk")
    ]


def test_an_item_that_is_done_says_by_whom_and_when() -> None:
    message = shown(a_checklist(), ticks={"accounts": Tick(BEN, NOW)})

    assert f"✅ Accounts created\nBen Carter, <!date^{int(NOW.timestamp())}^" in said(message)
    assert [one["value"].rpartition("|")[2] for one in buttons(message)] == ["computer", "desk"]


def test_a_checklist_that_is_over_keeps_what_was_done_and_offers_nothing() -> None:
    done = shown(a_checklist(), ticks={"accounts": Tick(BEN, NOW)}, over=TaskOver.CANCELLED)

    assert "The request was cancelled." in said(done)
    assert "✅ Accounts created" in said(done)
    assert buttons(done) == []


def test_a_step_that_is_behind_counts_no_steps_any_more() -> None:
    message = shown(a_guided_request(), generation=0)

    assert "Step" not in said(message)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", ["x" * 150, "&<>*_" * 30, "한" * 150])
def test_slack_takes_the_longest_checklist(language: str, label: str) -> None:
    items = [
        {
            "id": f"{'item' * 9}{n:02}",
            "who": "lead it",
            "text": dict.fromkeys(LANGUAGES, label),
            "due": {"in": "2d"},
        }
        for n in range(20)
    ]
    checklist = {"id": "all", "do": "checklist", "title": dict.fromkeys(LANGUAGES, label)}
    definition = a_definition({**checklist, "items": items}, a_finish())
    request = a_guided_request(definition, asks={item["id"]: LENA for item in items})
    for done in (0, 10):
        ticks = {str(item["id"]): Tick(BEN, NOW) for item in items[:done]}
        message = task_message(
            *(request, definition, a_task(request, ticks=ticks), language, "UTC"),
            *(a_desk(), tricksters),
        )
        assert_slack_takes(message)
        assert len(buttons(message)) == len(items) - done
