"""Praise as people in Slack see it: posted, taken back, heard of, and told again once a week
(A1-21)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Fault, Post
from deskbell.adapters.slack.commands import read_command
from deskbell.adapters.slack.dialogs.readings import DialogWanted
from deskbell.adapters.slack.form_readings import HelpWanted
from deskbell.domain.envelope import Envelope
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    ReactionChanged,
)
from deskbell.domain.people import Person, Standing
from deskbell.domain.praise.policy import TEXT_LIMIT
from deskbell.domain.praise.praise import Praise
from deskbell.domain.settings.desk import Desk, EmojiAction
from deskbell.usecases.look_at_digests import look_at_digests
from deskbell.usecases.slack_ports import Later, Never, Undelivered
from tests.api_gateway import an_interaction, command_request, interaction_request
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    BOT,
    EVERYBODY,
    GUS,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    NOW,
    OLA,
    a_desk,
)
from tests.functional.memory_desk import MemoryDesk
from tests.ingress import Ingress
from tests.unit.praise.people import FOR, KUDOS, SETTINGS, WINDOW

CLAP = "clap"
WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)
GONE = Never(Undelivered.PERSON_UNREACHABLE, "user_not_found")
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
"""The desk of these tests is in UTC."""


def a_praising_desk(**changes: Any) -> Desk:
    emoji = {**a_desk().emoji, CLAP: EmojiAction.PRAISE}
    return a_desk(**{"praise": SETTINGS, "emoji": emoji, "zone": "UTC", **changes})


class PraisingDesk(MemoryDesk):
    def __init__(self, **changes: Any) -> None:
        super().__init__(a_praising_desk(**changes))
        self.slack.members[KUDOS] = {BOT, ANA, MINJUN, BEN, JIWOO, LENA, ADAM, OLA}

    def praises(self, *people: PersonId, by: PersonId = LENA, text: str = FOR) -> None:
        values = {"people": ",".join(people), "text": text}
        self.give(DialogSubmitted(Dialog.PRAISE, "", by, IT_HAPPENS, None, values))

    def claps(self, person: PersonId, ts: Any, *, on: bool = True, **more: Any) -> None:
        self.give(self.reaction(person, ts, CLAP, added=on, **more))

    def takes_back(self, by: PersonId = LENA) -> None:
        """By the button that they got."""
        self.give(self.press(by, Button.PRAISE_TAKE_BACK, self.direct(by)[-1]))

    def look(self) -> None:
        """The hour's rule."""
        look_at_digests(self.settings, self.queue, self.now)
        self.settle()

    def leaves(self, person: PersonId) -> None:
        known = next(one for one in EVERYBODY if one.id == person)
        self.slack.people[person] = replace(known, deactivated=True)
        self.ports.people.note_left(INSTALL, person)

    @property
    def posts(self) -> list[Post]:
        return self.ours(KUDOS)

    @property
    def shown(self) -> list[str]:
        return [str(one.shown.blocks) for one in self.posts]

    def heard(self, person: PersonId) -> list[str]:
        return [one.shown.text for one in self.direct(person)]

    @property
    def whispers(self) -> list[tuple[str, str]]:
        return [(one.person, one.shown.text) for one in self.slack.whispers]

    @property
    def praise(self) -> Praise:
        [one] = [one for one in self.table.states.values() if isinstance(one, Praise)]
        return one


@pytest.fixture
def desk() -> PraisingDesk:
    return PraisingDesk()


def test_it_is_posted_with_who_praises_whom_for_what_and_mentions_nobody(
    desk: PraisingDesk,
) -> None:
    desk.praises(BEN, OLA, text="for <!channel> and *all* of <@U0ANA00001>")
    [shown] = desk.shown
    assert "*Lena Fischer* praises *Ben Carter, Ola Nowak*" in shown
    assert "&lt;!channel&gt;" in shown
    assert "<@" not in shown
    assert "<!" not in shown


def test_the_post_is_in_the_language_of_the_channel() -> None:
    desk = PraisingDesk(language="ko")
    desk.praises(BEN)
    assert "*Lena Fischer* 님이 *Ben Carter* 님을 칭찬했어요" in desk.shown[0]


def test_whoever_is_praised_hears_of_it_in_their_own_language_when_it_is_final(
    desk: PraisingDesk,
) -> None:
    desk.praises(OLA, JIWOO)
    assert desk.heard(OLA) == []
    desk.later(WINDOW)
    [ola], [jiwoo] = desk.heard(OLA), desk.heard(JIWOO)
    assert "Lena Fischer chwali Cię na" in ola
    assert "Lena Fischer 님이" in jiwoo
    assert "for the &lt;quick&gt; fix" in ola
    desk.later(WINDOW)
    assert len(desk.heard(OLA)) == 1


def test_its_author_takes_it_back_for_two_minutes_and_nobody_hears_of_it(
    desk: PraisingDesk,
) -> None:
    desk.praises(OLA)
    assert "You can take it back until" in desk.heard(LENA)[-1]
    desk.takes_back()
    [shown] = desk.shown
    assert "taken back" in shown
    assert "Ola" not in shown
    assert "It is taken back" in desk.whispers[-1][1]
    desk.later(WINDOW)
    desk.later(WEEK)
    assert desk.heard(OLA) == []
    assert len(desk.posts) == 1


def test_after_that_or_by_somebody_else_it_stays(desk: PraisingDesk) -> None:
    desk.praises(OLA)
    value = str(desk.praise.ref)
    desk.give(ButtonPressed(Button.PRAISE_TAKE_BACK, value, BEN, IT_HAPPENS, None, None))
    assert "only whoever gave it" in desk.whispers[-1][1]
    desk.later(WINDOW)
    desk.takes_back()
    assert "they have heard of it by now" in desk.whispers[-1][1]
    assert desk.praise.stands


def test_nobody_praises_themselves_and_they_alone_are_told_so(desk: PraisingDesk) -> None:
    desk.praises(BEN, LENA)
    assert desk.posts == []
    [(person, text)] = desk.whispers
    assert (person, "nobody praises themselves" in text) == (LENA, True)
    desk.later(WEEK)
    assert [desk.heard(one) for one in (BEN, LENA)] == [[], []]


def test_guests_do_not_praise(desk: PraisingDesk) -> None:
    desk.praises(BEN, by=GUS)
    assert desk.posts == []
    assert "our own company" in desk.whispers[-1][1]


def test_no_app_and_nobody_who_has_left_is_praised(desk: PraisingDesk) -> None:
    robot = Person(PersonId("U0ROBOT001"), "Robot", None, None, Standing.BOT)
    desk.slack.people[robot.id] = robot
    desk.praises(robot.id)
    assert "only colleagues" in desk.whispers[-1][1]
    desk.leaves(BEN)
    desk.praises(BEN)
    assert "has left" in desk.whispers[-1][1]
    assert desk.posts == []


def test_who_leaves_afterwards_is_named_in_the_round_up_and_written_to_by_nobody(
    desk: PraisingDesk,
) -> None:
    desk.praises(BEN)
    desk.leaves(BEN)
    desk.later(WINDOW)
    desk.later(WEEK)
    assert not [one for one in desk.slack.posts.values() if "praises you" in one.shown.text]
    assert len(desk.posts) == 2
    assert "*Ben Carter*" in desk.shown[-1]


@pytest.mark.parametrize(("answer", "posts"), [(Later(1, "ratelimited"), 1), (GONE, 0)])
def test_somebody_whom_slack_does_not_know_is_nobody_unless_it_cannot_say_now(
    desk: PraisingDesk, answer: Later | Never, posts: int
) -> None:
    desk.praises(BEN)
    desk.slack.fail("users.info", Fault(answer))
    desk.praises(PersonId("U0UNKNOWN1"))
    assert len(desk.posts) == 1 + posts


def test_the_round_up_tells_all_of_a_week_by_person_once(desk: PraisingDesk) -> None:
    desk.praises(BEN, text="for the printer")
    desk.later(HOUR)
    desk.praises(OLA, by=ANA, text="for the coffee")
    desk.praises(BEN, by=ANA, text="for the talk")
    desk.praises(JIWOO, by=ANA, text="by mistake")
    desk.takes_back(ANA)
    desk.later(FRIDAY - timedelta(seconds=1) - desk.now)
    assert len(desk.posts) == 4
    desk.later(timedelta(seconds=1))
    *_, round_up = desk.posts
    said = round_up.shown.text
    assert "*Praise of the week*: 3" in said
    assert said.index("*Ben Carter*") < said.index("printer") < said.index("talk")
    assert said.index("talk – Ana Reyes") < said.index("*Ola Nowak*") < said.index("coffee")
    assert said.count("*Ben Carter*") == 1
    assert "mistake" not in said
    for _ in range(3):
        desk.look()
        desk.later(HOUR)
    desk.later(WEEK)
    desk.look()
    assert len(desk.posts) == 5


def test_what_comes_right_before_it_is_in_the_next_one(desk: PraisingDesk) -> None:
    desk.later(FRIDAY - timedelta(minutes=1) - desk.now)
    desk.praises(BEN)
    desk.later(WINDOW)
    desk.later(WEEK - HOUR)
    assert len(desk.posts) == 1
    desk.later(HOUR)
    assert "for the &lt;quick&gt; fix" in desk.shown[-1]
    assert len(desk.posts) == 2


def test_a_round_up_that_had_no_settings_when_it_was_due_comes_as_soon_as_there_are(
    desk: PraisingDesk,
) -> None:
    desk.praises(BEN)
    desk.later(WINDOW)
    settings = desk.settings.desk
    desk.settings.desk = replace(settings, praise=None)
    desk.later(WEEK)
    desk.look()
    assert len(desk.posts) == 1
    desk.settings.desk = settings
    desk.later(HOUR)
    assert len(desk.posts) == 1
    desk.look()
    assert len(desk.posts) == 2


def test_an_emoji_praises_whoever_wrote_the_message_for_what_it_says(desk: PraisingDesk) -> None:
    message = desk.say(ANA, "I have set up the <@U0BEN00001> printer\nfor all")
    desk.claps(LENA, message.ts)
    [shown] = desk.shown
    assert "*Lena Fischer* praises *Ana Reyes*" in shown
    assert "I have set up the @Ben Carter printer" in shown
    assert "for this message: <https://" in shown
    desk.claps(BEN, message.ts)
    assert len(desk.posts) == 1
    desk.claps(BEN, message.ts, on=False)
    assert desk.praise.stands
    desk.claps(LENA, message.ts, on=False)
    assert "taken back" in desk.shown[0]
    assert desk.whispers == []


def test_an_emoji_on_ones_own_message_is_no_praise_and_keeps_nobody_from_it(
    desk: PraisingDesk,
) -> None:
    message = desk.say(ANA, "I have set up the printer")
    desk.claps(ANA, message.ts)
    assert desk.posts == []
    assert "nobody praises themselves" in desk.whispers[-1][1]
    desk.claps(LENA, message.ts)
    assert "*Lena Fischer* praises *Ana Reyes*" in desk.shown[0]


def test_what_is_not_to_be_told_on_is_praised_by_no_emoji(desk: PraisingDesk) -> None:
    note = desk.say(BEN, "Our secret", channel=IT_TRIAGE)
    desk.claps(LENA, note.ts, channel=IT_TRIAGE)
    message = desk.say(BEN, "With others")
    clap = desk.reaction(LENA, message.ts, CLAP)
    assert isinstance(clap, ReactionChanged)
    desk.give(replace(clap, shared=True))
    assert desk.posts == []


def test_where_nobody_is_praised_nothing_happens() -> None:
    desk = PraisingDesk(praise=None)
    message = desk.say(ANA, "I have set up the printer")
    desk.claps(LENA, message.ts)
    desk.praises(BEN)
    desk.look()
    assert desk.table.states == {}


@pytest.mark.parametrize("value", ["", "T#ABC|1", "PRAISE#", "PRAISE#ABC", "PRAISES#T0DESK0001"])
def test_what_names_no_praise_means_nothing(desk: PraisingDesk, value: str) -> None:
    press = ButtonPressed(Button.PRAISE_TAKE_BACK, value, LENA, IT_HAPPENS, None, None)
    [handled] = desk.give(press)
    assert handled.ignored in ("button_unreadable", "no_such_praise")


def test_each_change_says_who_did_it_what_caused_it_and_why(desk: PraisingDesk) -> None:
    desk.praises(BEN)
    desk.later(WINDOW)
    rows = desk.history(desk.praise.ref)
    assert [row.event for row in rows] == ["PraiseGiven", "PraiseSettled"]
    assert rows[-1].actor == "timer:praise"
    assert all(row.cause and row.reason.key.startswith("reason.praise_") for row in rows)
    assert "quick" not in str([row.detail for row in rows])


# --- from Slack's side --------------------------------------------------------------------------


def _command(text: str, person: str = LENA, **changes: Any) -> object:
    fields = {
        **{"command": "/it", "text": text, "user_id": person},
        **{"channel_id": IT_HAPPENS, "trigger_id": "1.2.abc"},
    }
    return read_command(fields, a_praising_desk(**changes), NOW)


def test_the_command_praises_whom_it_names_for_what_follows(desk: PraisingDesk) -> None:
    for text in (
        "praise <@U0BEN00001|ben>, <@U0OLA00001> for this &amp; that, <https://a.example|here>",
        "kudos <@U0BEN00001|ben>   <@U0OLA00001|ola>\tfor this &amp; that, <https://a.example|here>",
    ):
        given = _command(text)
        assert isinstance(given, Envelope)
        assert given.input == DialogSubmitted(
            *(Dialog.PRAISE, "", LENA, ChannelId(IT_HAPPENS), None),
            {
                "people": f"{BEN},{OLA}",
                "text": "for this & that, here (https://a.example)",
            },
        )
    assert isinstance(given, Envelope)
    desk.give(given.input)
    assert "for this &amp; that" in desk.shown[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("praise", "|"),
        ("praise for the fix", "|for the fix"),
        ("praise <@U0BEN00001|ben>", f"{BEN}|"),
        ("praise <@U0BEN00001|ben> and <@U0OLA00001|ola>", f"{BEN},{OLA}|and @ola"),
        (f"praise <@U0BEN00001|ben> {'x' * 400}", f"{BEN}|{'x' * TEXT_LIMIT}"),
    ],
)
def test_a_command_that_is_not_clear_opens_the_form_with_what_it_says(
    text: str, value: str
) -> None:
    wanted = _command(text)
    assert isinstance(wanted, DialogWanted)
    assert (wanted.dialog, wanted.origin.value) == (Dialog.PRAISE, value)


def test_where_nobody_is_praised_the_word_is_part_of_a_request() -> None:
    assert isinstance(_command("praise <@U0BEN00001>", praise=None), HelpWanted)


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    ingress = Ingress(monkeypatch, capsys)
    ingress.settings = a_praising_desk()
    return ingress


def test_the_form_has_in_it_what_was_said_already(ingress: Ingress) -> None:
    ingress.send(command_request("praise <@U0BEN00001|ben> and <@U0OLA00001|ola>"))
    [(_, view)] = ingress.slack.opened
    people, text = (one["element"] for one in view["blocks"] if one["type"] == "input")
    assert people["initial_users"] == [BEN, OLA]
    assert (text["initial_value"], text["max_length"]) == ("and @ola", TEXT_LIMIT)


@pytest.mark.parametrize(
    ("people", "text", "wrong"),
    [
        ([MINJUN, BEN], "for all", {"people"}),
        ([], "", {"people", "text"}),
        ([BEN], "x" * (TEXT_LIMIT + 1), {"text"}),
        ([BEN, OLA, ANA, JIWOO, LENA, ADAM], "for all", {"people"}),
        ([BEN], "for all", set()),
    ],
)
def test_the_form_is_sent_back_with_what_is_wrong(
    ingress: Ingress, people: list[str], text: str, wrong: set[str]
) -> None:
    """Minjun fills it in."""
    fields = {
        "people": {"value": {"selected_users": people}},
        "text": {"value": {"value": text}},
    }
    view = {
        **{"id": "V0PRAISE01", "hash": "1.abc", "type": "modal"},
        **{"callback_id": "praise.give", "private_metadata": f"|||{IT_HAPPENS}|"},
        "state": {"values": fields},
    }
    answer = ingress.send(interaction_request(an_interaction("view_submission", view=view)))
    found = answer.json["errors"].keys() if wrong else set()
    assert set(found) == wrong
    assert len(ingress.inputs) == (0 if wrong else 1)
