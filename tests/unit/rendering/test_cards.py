"""What a ticket's card shows at each place, in each status, and that Slack takes all of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.slack.actions import MORE
from deskbell.adapters.slack.rendering.cards import ticket_card
from deskbell.adapters.slack.rendering.ticket_words import permalink
from deskbell.domain.effects import Place
from deskbell.domain.ids import FormId, InboxId, PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Choice, Desk, FormSettings
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.move import Move
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.ticket import FormAnswers, Priority, Status, Ticket
from deskbell.usecases.slack_ports import Message
from tests.block_kit import assert_slack_takes
from tests.builders import (
    ANSWERS,
    BEN,
    IT_HAPPENS,
    LENA,
    ROOT,
    a_desk,
    a_request,
    a_ticket,
    an_inbox,
)
from tests.unit.rendering.people import people, tricksters
from tests.unit.rendering.statuses import LATER, in_status

HOSTILE = [
    "<!channel> <!here> <@U1> <!subteam^S1> <https://evil|https://bank.com>",
    "```\n*Solved* by Lena\n>quote\n",
    "&" * 12_000,
    "한" * 12_000,
    "👨‍👩‍👧‍👦" * 1_500,
    "Z" + "\u0301" * 5_000,
    "a\n" * 6_000,
    "x\u202e" * 6_000,
]


def card(ticket: Ticket, place: Place, desk: Desk | None = None) -> Message:
    return ticket_card(ticket, place, desk or a_desk(), people)


def words(message: Message) -> str:
    """Everything that the blocks say."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            if "type" in value and isinstance(value.get("text"), str):
                yield value["text"]
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    return "\n".join(texts(message.blocks))


def buttons(message: Message) -> dict[str, Any]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {button["action_id"]: button for row in rows for button in row}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("status", Status)
def test_slack_takes_every_card(status: Status, place: Place, language: str) -> None:
    desk = a_desk(language=language)
    for ticket in (a_ticket(), a_ticket(text=None, requester=None), a_request()):
        message = ticket_card(in_status(ticket, status), place, desk, people)
        assert_slack_takes(message)


@pytest.mark.parametrize("words_of_somebody", HOSTILE)
@pytest.mark.parametrize("place", Place)
def test_slack_takes_cards_with_the_worst_that_people_write(
    place: Place, words_of_somebody: str
) -> None:
    values = {
        **{name: words_of_somebody[:3_000] for name in ("help", "location")},
        **{"request": words_of_somebody[:150], "manager": LENA, "needed_by": "2026-12-01"},
        "urgency": "high",
    }
    request = a_request(answers=FormAnswers(FormId("it"), values), text=values["request"])
    for ticket in (a_ticket(text=words_of_somebody), request):
        for language in LANGUAGES:
            desk = a_desk(language=language)
            message = ticket_card(in_status(ticket, Status.ASSIGNED), place, desk, tricksters)
            assert_slack_takes(message)


def test_a_request_shows_its_answers_and_its_status() -> None:
    shown = words(card(a_request(), Place.REQUEST))
    assert shown.startswith("*#8* · A new monitor\n🆕 *New* · <!date^")
    facts = "Requested by: Ola Nowak · Office location: Warsaw · Team manager: Lena Fischer"
    assert f"\nMine flickers\n{facts} · Urgency: Normal\n" in shown
    assert "Needed by" not in shown
    assert card(a_request(), Place.REQUEST).text == "New IT request · #8 A new monitor · New"


def test_a_location_that_is_not_offered_any_more_is_shown_as_it_was_chosen() -> None:
    form = FormSettings(
        *(FormId("it"), "/it", "it_form", a_desk().forms[FormId("it")].inbox, IT_HAPPENS),
        locations=(Choice("seoul", "Seoul"),),
    )
    shown = words(card(a_request(), Place.REQUEST, a_desk(forms={FormId("it"): form})))
    assert "Office location: warsaw" in shown


def test_the_card_in_a_thread_is_small_and_says_what_happens_next() -> None:
    shown = words(card(a_ticket(), Place.THREAD))
    assert "*Ticket #7* · IT\n🆕 *New*" in shown
    assert "add details and files right here" in shown
    assert "laptop" not in shown


def test_the_triage_card_leads_to_the_message() -> None:
    ticket = a_ticket(text="My laptop is broken\nIt <@U0BEN00001> *really* is")
    shown = words(card(ticket, Place.TRIAGE))
    assert "*#7* · My laptop is broken" in shown
    assert "\n>It @Ben Carter ∗really* is\n" in shown
    link = f"<#{ROOT.channel}> · <{permalink(ROOT)}|Open the message>"
    assert f"\nRequested by: Ana Reyes · {link}" in shown


def test_a_text_that_its_title_says_in_full_is_not_quoted() -> None:
    shown = words(card(a_ticket(text="My laptop is broken"), Place.TRIAGE))
    assert shown.count("My laptop is broken") == 1


def test_a_triage_card_stays_short_however_much_was_written() -> None:
    rambling = a_ticket(text="\n".join(f"Line {number}" for number in range(40)))
    shown = words(card(rambling, Place.TRIAGE))
    assert "\n>Line 3\n>…\n" in shown
    assert len(words(card(a_ticket(text="word " * 400), Place.TRIAGE))) < 700
    over = words(card(in_status(rambling, Status.CLOSED), Place.TRIAGE))
    assert ">Line" not in over, "what is over needs no quote"


def test_who_asked_reads_what_to_do_while_it_waits() -> None:
    for_them = in_status(a_ticket(), Status.WAITING)
    assert "Ana Reyes, please answer in this thread" in words(card(for_them, Place.THREAD))
    assert "*Waiting* for Ana Reyes · with Ben Carter" in words(card(for_them, Place.THREAD))
    for_vendor = replace(for_them, pause=Pause(PauseOn.VENDOR, LATER, vendor="Lenovo"))
    shown = words(card(for_vendor, Place.THREAD))
    assert "Nothing to do for you: it goes on once Lenovo has answered" in shown
    assert "please answer" not in shown
    for_approval = replace(for_them, pause=Pause(PauseOn.APPROVAL, LATER))
    shown = words(card(for_approval, Place.THREAD))
    assert "Nothing to do for you: it goes on once that is decided" in shown


def test_a_team_that_gets_a_ticket_reads_from_whom_and_nobody_else_does() -> None:
    moved = a_ticket(moves=(Move(InboxId("gone"), BEN, LATER),))
    assert "Moved here from gone by Ben Carter" in words(card(moved, Place.TRIAGE))
    assert "Moved here" not in words(card(moved, Place.THREAD))
    over = in_status(moved, Status.SOLVED)
    assert "Moved here" not in words(card(over, Place.TRIAGE))


@pytest.mark.parametrize(
    ("text", "title"), [(None, "(text follows)"), ("", "(no text)"), (":fire:", "(no text)")]
)
def test_a_ticket_without_words_says_so(text: str | None, title: str) -> None:
    message = card(a_ticket(text=text), Place.TRIAGE)
    assert f"*#7* · {title}" in words(message)
    assert message.text == f"#7 {title} · New"


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (Status.NEW, "🆕 *New*"),
        (Status.ASSIGNED, "👀 *Taken* by Ben Carter"),
        (Status.SOLVED, "✅ *Solved* by Ben Carter"),
        (Status.CLOSED, "🔒 *Closed*"),
        (Status.MERGED, "🔀 *Merged* into another ticket"),
        (Status.CANCELLED, "↩️ *Cancelled*"),
    ],
)
def test_each_status_has_its_line(status: Status, line: str) -> None:
    for place in Place:
        assert line in words(card(in_status(a_ticket(), status), place))


def test_an_escalated_request_names_the_lead() -> None:
    shown = words(card(a_request(escalated_to=LENA), Place.REQUEST))
    assert "⏰ *New*, escalated to Lena Fischer" in shown


def test_a_card_offers_what_can_be_done_in_each_status() -> None:
    offered = {
        status: list(buttons(card(in_status(a_ticket(), status), Place.TRIAGE)))
        for status in Status
    }
    assert offered == {
        Status.NEW: [Button.TAKE, Button.SOLVE, MORE],
        Status.ASSIGNED: [Button.SOLVE, MORE],
        Status.WAITING: [Button.RESUME, Button.SOLVE, MORE],
        Status.SNOOZED: [Button.RESUME, Button.SOLVE, MORE],
        Status.SOLVED: [Button.REOPEN, MORE],
        Status.CLOSED: [Button.REOPEN, MORE],
        Status.MERGED: [],
        Status.CANCELLED: [],
    }


def test_a_card_says_how_soon_and_what_about_once_somebody_has_said_so() -> None:
    inbox = an_inbox(categories=(Choice("hardware", "Hardware"),))
    desk = a_desk(inboxes={inbox.id: inbox})
    ticket = a_ticket(priority=Priority.URGENT, category="hardware")
    for place in Place:
        assert "Priority: *Urgent* · Category: *Hardware*" in words(card(ticket, place, desk))
        assert "Priority" not in words(card(a_ticket(), place, desk))


def test_a_category_that_is_gone_from_the_settings_is_shown_as_it_was_chosen() -> None:
    assert "Category: *hardware*" in words(card(a_ticket(category="hardware"), Place.TRIAGE))


def test_a_button_names_the_ticket_and_the_revision_it_was_drawn_for() -> None:
    ticket = a_ticket(card_revision=3)
    assert buttons(card(ticket, Place.THREAD))[Button.TAKE]["value"] == f"{ticket.ref}|3"


def test_nobody_is_mentioned_on_a_card() -> None:
    for ticket in (a_ticket(text="<@U0BEN00001> help"), a_request(escalated_to=LENA)):
        for place in Place:
            assert "<@" not in words(card(in_status(ticket, Status.ASSIGNED), place))


def test_a_changed_block_has_a_new_id_and_an_unchanged_one_keeps_its_own() -> None:
    def ids(message: Message) -> dict[str, str]:
        return dict(str(block["block_id"]).split(".") for block in message.blocks)

    before, after = (
        ids(card(in_status(a_request(), status), Place.REQUEST))
        for status in (Status.NEW, Status.ASSIGNED)
    )
    assert before["answers"] == after["answers"]
    assert before["title"] != after["title"]


def test_a_card_in_the_fallback_channel_says_why_it_is_there() -> None:
    for ticket in (a_ticket(), a_request()):
        assert "Slack does not let it be posted" in words(card(ticket, Place.FALLBACK))


def test_a_manager_left_out_is_left_out_of_the_card() -> None:
    values = {name: value for name, value in ANSWERS.values.items() if name != "manager"}
    shown = words(card(a_request(answers=FormAnswers(FormId("it"), values)), Place.REQUEST))
    assert "Team manager" not in shown


def test_cards_speak_the_language_of_the_desk() -> None:
    shown = words(card(a_request(), Place.REQUEST, a_desk(language="pl")))
    assert "🆕 *Nowe*" in shown
    assert "Zgłasza: Ola Nowak" in shown


def test_somebody_unknown_is_called_so() -> None:
    assert "Requested by: unknown" in words(card(a_ticket(requester=None), Place.TRIAGE))
    assert PersonId("U1") in words(card(a_ticket(requester=PersonId("U1")), Place.TRIAGE))
