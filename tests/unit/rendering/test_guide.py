"""What the guide for whoever joins a help channel says, by settings and by language (A1-01)."""

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.slack.rendering.guide import guide
from deskbell.domain.ids import FormId, InboxId
from deskbell.domain.settings.desk import Desk, EmojiAction, OfficeHours, Weekday
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.slack_ports import Message
from tests.block_kit import assert_slack_takes
from tests.builders import IT_HAPPENS, a_desk, two_inboxes

IT = InboxId("it")


def shown(
    desk: Desk | None = None, language: str = "en", name: str = "IT", **welcome: Any
) -> Message:
    inbox = replace(two_inboxes(**welcome)[IT], name=name)
    assert inbox.welcome
    return guide(IT_HAPPENS, inbox, inbox.welcome, desk or a_desk(), language)


def words(message: Message) -> list[str]:
    """What its sections and its last line say."""
    blocks: list[dict[str, Any]] = message.blocks
    texts = [block.get("text") or block["elements"][0] for block in blocks]
    return [text["text"] for text in texts if text["type"] == "mrkdwn"]


def buttons(message: Message) -> list[dict[str, Any]]:
    return [
        element
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]  # type: ignore[attr-defined]
    ]


def test_the_guide_tells_how_to_ask_by_form_and_by_emoji_and_when_somebody_is_there() -> None:
    greeting, ways, hours = words(shown())

    assert greeting.startswith("👋 Welcome to <#C0ITHAPPEN>")
    assert "*IT*" in greeting
    by_form, by_ticket, by_solve, every = ways.split("\n")
    assert "`/it`" in by_form
    assert ":ticket:" in by_ticket
    assert ":white_check_mark:" in by_solve
    assert "number" in every
    assert hours == "🕘 Somebody is there Mon–Fri, 08:00–18:00 (America/New York time)."


def test_a_notification_says_the_greeting_and_the_first_way() -> None:
    message = shown()

    assert message.text.startswith("👋 Welcome to <#C0ITHAPPEN>")
    assert message.text.endswith("for anything you need.")


def test_its_buttons_open_the_form_and_the_form_with_its_urgency_chosen() -> None:
    [ordinary, urgent] = buttons(shown())

    assert (ordinary["action_id"], ordinary["value"]) == ("it_form.open", "it")
    assert (urgent["action_id"], urgent["value"]) == ("it_form.open_urgent", "it")
    assert (ordinary["style"], urgent["style"]) == ("primary", "danger")


def test_emoji_are_those_of_the_settings_and_what_only_agents_may_is_not_told() -> None:
    emoji = {"hand": EmojiAction.OPEN, "mag": EmojiAction.TAKE, "tada": EmojiAction.SOLVE}
    ways = words(shown(a_desk(emoji=emoji)))[1]

    assert ":hand:" in ways
    assert ":tada:" in ways
    assert ":mag:" not in ways


def test_a_desk_without_emoji_tells_of_the_form_alone() -> None:
    assert len(words(shown(a_desk(emoji={})))[1].split("\n")) == 2


def test_a_team_without_a_form_has_no_buttons_and_names_no_command() -> None:
    form = a_desk().forms[FormId("it")]
    other = a_desk(forms={form.id: replace(form, inbox=InboxId("x-team"))})
    message = shown(other)

    assert buttons(message) == []
    assert "/it" not in str(message.blocks)
    assert_slack_takes(message)


@pytest.mark.parametrize(
    ("first", "last", "language", "days"),
    [
        (Weekday.MON, Weekday.MON, "en", " Mon, "),
        (Weekday.SAT, Weekday.SUN, "en", " Sat–Sun, "),
        (Weekday.TUE, Weekday.THU, "pl", " wt.–czw., "),
        (Weekday.MON, Weekday.FRI, "ko", "월–금"),
    ],
)
def test_office_hours_name_their_days(
    first: Weekday, last: Weekday, language: str, days: str
) -> None:
    hours = OfficeHours(first, last, "09:30", "17:00")
    told = words(shown(language=language, office_hours=hours))[2]

    assert days in told
    assert "09:30–17:00" in told


def test_without_office_hours_nothing_is_said_of_them() -> None:
    assert [block["type"] for block in shown(office_hours=None).blocks] == [
        "section",
        "section",
        "actions",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["IT", "<!channel> & *IT*", "한" * 200])
def test_slack_takes_the_guide_in_every_language(name: str, language: str) -> None:
    assert_slack_takes(shown(language=language, name=name))
