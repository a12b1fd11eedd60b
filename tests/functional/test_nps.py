"""Closing the loop with members who gave a low score, as people in Slack see it (A1-23, A1-24)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.nps.case import Status
from deskbell.domain.nps.policy import Terms
from deskbell.usecases.slack_ports import Later, Unknown
from tests.builders import ADAM, ANA, BEN, IT_HAPPENS, JIWOO, LENA, MINJUN, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.functional.nps import NpsDesk, an_nps_desk
from tests.unit.nps.members import CLOSELOOP, SETTINGS, WHITE, a_score

HOUR = timedelta(hours=1)


def test_a_low_score_pings_in_the_words_that_people_know() -> None:
    desk = NpsDesk()
    desk.hears(3, experience="2026-11-22")
    assert desk.card.shown.text == (
        "Member 11672 has provided the following Net Promoter Score for an experience on "
        "11/22/26. Action required."
    )
    assert "*3* of 10" in desk.shown
    assert "Owner: Ben Carter · due" in desk.shown
    [told] = desk.direct(BEN)
    assert "it is your turn to call them back" in told.shown.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", "회원 11672 님이 2026. 11. 22. 이용 경험에"),
        (
            "pl",
            "ocenę Net Promoter Score za kontakt z dnia 22.11.2026",
        ),
    ],
)
def test_the_card_is_in_the_language_of_the_channel(language: str, words: str) -> None:
    desk = NpsDesk(an_nps_desk(language=language))
    desk.hears(3)
    [post] = desk.ours(CLOSELOOP)
    assert words in post.shown.text


def test_who_a_member_is_stands_neither_in_the_channel_nor_in_the_history() -> None:
    desk = NpsDesk()
    desk.hears(3, comment="I am Ana Kowalska, +48 601 100 100", segment="Ana Kowalska")
    assert ">I am [name], [phone number]" in desk.shown
    everything = str([post.shown for post in desk.slack.posts.values()])
    events = str([row.detail for case in desk.cases for row in desk.history(case.ref)])
    assert "Kowalska" not in everything + events
    assert "601" not in everything + events


@pytest.mark.parametrize(
    ("language", "comment", "shown"),
    [
        (
            "en",
            "Ben hung up. Nobody called <me> back",
            ">[name] hung up. Nobody called &lt;me&gt; back",
        ),
        ("en", "It took 3 weeks\nand *two* calls", ">It took 3 weeks\n>and ∗two* calls"),
        (
            "ko",
            "저는 문가온입니다. 박지우님께 010-1234-5678",
            ">저는 [이름]입니다. [이름]님께 [전화번호]",
        ),
        ("ko", "배송이 3주나 걸렸어요", ">배송이 3주나 걸렸어요"),
        (
            "pl",
            "Pani Lenie Fischer dziękuję. Pozdrawiam, Żaneta Góra",
            ">Pani [imię i nazwisko] dziękuję. Pozdrawiam, [imię i nazwisko]",
        ),
        ("pl", "Paczka szła 3 tygodnie", ">Paczka szła 3 tygodnie"),
    ],
)
def test_a_comment_is_shown_with_its_words_and_without_anybodys_name_or_number(
    language: str, comment: str, shown: str
) -> None:
    desk = NpsDesk(an_nps_desk(language=language))
    desk.hears(3, comment=comment)
    [post] = desk.ours(CLOSELOOP)
    blocks: Any = post.shown.blocks
    assert shown in [block["text"]["text"] for block in blocks if block["type"] == "section"]


@pytest.mark.parametrize("comment", ["+48 601 100 100", "ana@example.com, 601 100 100!"])
def test_a_comment_of_personal_data_alone_is_only_said_to_be_there(comment: str) -> None:
    desk = NpsDesk(an_nps_desk(language="pl"))
    desk.hears(3, comment=comment)
    [post] = desk.ours(CLOSELOOP)
    assert "Jest komentarz." in str(post.shown.blocks)
    assert "[" not in post.shown.text
    assert "601" not in str(post.shown)


def test_while_slack_does_not_tell_who_works_here_a_comment_is_not_shown() -> None:
    """Somebody whose name is not known yet might be named in it."""
    desk = NpsDesk(an_nps_desk(people={"nobody": PersonId("U0NOBODY01")}))
    desk.hears(3, comment="Nora hung up")
    assert "There is a comment." in desk.shown
    assert "Nora" not in desk.shown


@pytest.mark.parametrize(("score", "pings"), [(0, 1), (6, 1), (7, 0)])
def test_below_the_threshold_and_no_other_pings(score: int, pings: int) -> None:
    desk = NpsDesk()
    desk.hears(score, comment="")
    assert len(desk.ours(CLOSELOOP)) == pings


def test_the_same_webhook_five_times_is_one_ping() -> None:
    desk = NpsDesk()
    for number in range(5):
        desk.hears(3, key=f"signed anew {number}")
    for _ in range(5):
        desk.hears(3, key="sent again")
    assert len(desk.ours(CLOSELOOP)) == 1
    assert len(desk.direct(BEN)) == 1


def test_a_desk_without_the_setting_does_nothing_with_a_score() -> None:
    desk = MemoryDesk(a_desk())
    [handled] = desk.give(a_score())
    assert handled.ignored == "nps_not_set_up"


@pytest.mark.parametrize("emoji", [WHITE, "heavy_check_mark", "ballot_box_with_check"])
def test_an_agents_mark_stops_the_clock_and_the_card_says_by_whom(emoji: str) -> None:
    desk = NpsDesk()
    desk.hears()
    desk.marks(JIWOO, emoji)
    assert "✅ Handled by Park Jiwoo" in desk.shown
    assert "What was done?" in desk.shown
    assert "Action required" not in desk.shown
    desk.later(48 * HOUR)
    assert desk.direct(LENA) == []
    assert len(desk.cards) == 1


def test_the_mark_of_somebody_who_is_no_agent_changes_nothing_and_they_are_told() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.marks(MINJUN)
    assert "Action required" in desk.shown
    [told] = desk.whispers(MINJUN)
    assert told.startswith("Nothing has changed") or "바뀐 것은 없어요" in told
    desk.marks(MINJUN, added=False)
    assert desk.cases[0].status is Status.OPEN


def test_the_mark_taken_off_opens_it_again_with_all_its_times() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.later(HOUR)
    desk.marks(BEN)
    desk.later(HOUR)
    desk.marks(BEN, added=False)
    assert "Action required" in desk.shown
    desk.later(4 * HOUR)
    assert len(desk.direct(BEN)) == 2


def test_after_three_days_the_mark_taken_off_changes_nothing() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.marks(BEN)
    desk.later(73 * HOUR)
    desk.marks(BEN, added=False)
    assert desk.cases[0].status is Status.CLOSED
    assert "the time to open it again is over" in desk.whispers(BEN)[0]


def test_a_mark_that_came_off_before_it_is_told_of_leaves_it_open() -> None:
    """Bad input 57: Slack may tell of the two in the wrong order."""
    desk = NpsDesk()
    desk.hears()
    on = desk.reaction(BEN, desk.card.ts, WHITE, channel=CLOSELOOP)
    desk.later(timedelta(seconds=5))
    off = desk.reaction(BEN, desk.card.ts, WHITE, added=False, channel=CLOSELOOP)
    desk.give(off)
    desk.give(on)
    assert desk.cases[0].status is Status.OPEN


def test_of_two_agents_the_first_one_wins() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.marks(BEN)
    desk.marks(LENA)
    assert "Handled by Ben Carter" in desk.shown
    assert "Ben Carter has handled it already" in desk.whispers(LENA)[0]
    desk.marks(LENA, added=False)
    assert desk.cases[0].status is Status.HANDLED


def test_a_button_says_what_was_done_and_another_one_opens_it_again() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.presses(BEN, Button.NPS_CREDITED)
    assert "✅ Handled by Ben Carter" in desk.shown
    assert "gave a credit" in desk.shown
    desk.presses(JIWOO, Button.NPS_REOPEN)
    assert "Action required" in desk.shown
    desk.presses(JIWOO, Button.NPS_TAKE)
    assert "Owner: Park Jiwoo" in desk.shown


@pytest.mark.parametrize(
    "button", [Button.NPS_TAKE, Button.NPS_CALLED, Button.NPS_FIXED, Button.NPS_NO_CONTACT]
)
def test_nobody_else_can_use_its_buttons(button: Button) -> None:
    desk = NpsDesk()
    desk.hears()
    before = desk.cases[0]
    desk.presses(ANA, button)
    assert replace(desk.cases[0], version=before.version) == before
    assert len(desk.whispers(ANA)) == 1


def test_a_claim_that_is_none_is_ignored() -> None:
    desk = NpsDesk()
    desk.hears()
    press = desk.press(BEN, Button.NPS_CALLED, desk.card)
    assert isinstance(press, ButtonPressed)
    for value in ("", "NPS", "T#X", "NPS#OTHER", "🙂"):
        desk.give(replace(press, value=value))
    assert desk.cases[0].status is Status.OPEN


def test_its_owner_is_reminded_and_then_the_lead_is_told_and_the_card_says_so() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.later(4 * HOUR)
    assert "still waits for a call" in desk.direct(BEN)[-1].shown.text
    desk.later(20 * HOUR)
    assert "has not been called back" in desk.direct(LENA)[-1].shown.text
    assert "Not handled in time: Lena Fischer was told." in desk.shown
    desk.later(200 * HOUR)
    assert (len(desk.direct(BEN)), len(desk.direct(LENA))) == (2, 1)


def test_owners_take_turns_and_whoever_is_away_or_has_left_has_none() -> None:
    desk = NpsDesk()
    for number in range(3):
        desk.hears(event=str(number), member=str(number))
    assert [case.owner for case in desk.cases] == [BEN, JIWOO, BEN]
    away = NpsDesk(an_nps_desk(away=frozenset({BEN})))
    for number in range(2):
        away.hears(event=str(number), member=str(number))
    assert [case.owner for case in away.cases] == [JIWOO, JIWOO]


def test_a_second_score_stands_on_the_same_card() -> None:
    desk = NpsDesk()
    desk.hears(3)
    desk.hears(1, "2")
    assert "*1* of 10" in desk.shown
    assert "Before that: 3" in desk.shown


def test_another_low_score_after_the_mark_is_heard_in_the_channel() -> None:
    desk = NpsDesk()
    desk.hears(3)
    desk.marks(BEN)
    desk.hears(1, "2")
    assert "another low score, 1" in desk.ours(CLOSELOOP)[-1].shown.text
    assert "Action required" in desk.shown
    assert len(desk.cards) == 1


def test_after_the_window_the_same_member_gets_a_new_card() -> None:
    desk = NpsDesk()
    desk.hears(3)
    desk.marks(BEN)
    desk.later(73 * HOUR)
    desk.give(a_score(1, "2", experience="2026-11-25"))
    assert len(desk.cards) == 2


def test_a_card_that_somebody_deletes_is_posted_anew_while_it_is_open() -> None:
    desk = NpsDesk()
    desk.hears()
    desk.slack.remove(Thread(CLOSELOOP, desk.card.ts))
    desk.give(a_score(2))
    assert "*2* of 10" in desk.shown
    desk.marks(BEN)
    assert "Handled by Ben Carter" in desk.shown


def test_a_mark_elsewhere_in_the_channel_means_what_it_means_everywhere() -> None:
    desk = NpsDesk()
    said = desk.say(ANA, "Anything new?", channel=CLOSELOOP)
    [handled] = desk.give(desk.reaction(BEN, said.ts, WHITE, channel=CLOSELOOP))
    assert handled.ignored == "not_a_help_channel"
    root = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(ANA, root.ts, "ticket"), desk.reaction(BEN, root.ts, WHITE))
    assert desk.ticket.solver == BEN
    assert root.channel == IT_HAPPENS


def test_a_mark_that_comes_before_the_desk_knows_its_card_counts_all_the_same() -> None:
    """Slack has posted it and given no answer; who sees it does not wait for that."""
    desk = NpsDesk()
    lost = Fault(Unknown("timeout"), applied=True)
    desk.slack.fail("chat.postMessage", lost, lost)
    desk.hears()
    on = desk.reaction(BEN, desk.card.ts, WHITE, channel=CLOSELOOP)
    assert [one.ignored for one in desk.give(on)] == ["parked"]
    desk.later(timedelta(minutes=3))
    assert desk.cases[0].handled_by == BEN
    assert len(desk.cards) == 1


def test_an_admin_may_as_well_and_the_settings_say_whose_channel_it_is() -> None:
    desk = NpsDesk(an_nps_desk(replace(SETTINGS, threshold=9)))
    desk.hears(8)
    desk.marks(ADAM)
    assert desk.cases[0].handled_by == ADAM
    assert desk.events(desk.cases[0].ref) == ["NpsCaseOpened", "NpsCaseHandled"]


def test_slack_that_says_later_delays_the_card_and_loses_nothing() -> None:
    desk = NpsDesk()
    desk.slack.fail("chat.postMessage", Fault(Later(30.0, "ratelimited")))
    desk.hears()
    desk.later(timedelta(minutes=1))
    assert "*3* of 10" in desk.shown


AGAIN = replace(
    SETTINGS, terms=Terms(resurvey_after=30 * 24 * HOUR, survey_cooldown=30 * 24 * HOUR)
)


def handled_in(language: str = "en") -> NpsDesk:
    """A desk that asks again; Ben has called the member back."""
    desk = NpsDesk(an_nps_desk(AGAIN, language=language))
    desk.hears(3)
    desk.marks(BEN)
    return desk


def below(desk: NpsDesk) -> list[str]:
    """What stands in the thread of the card."""
    [card] = desk.ours(CLOSELOOP)
    return [post.shown.text for post in desk.ours(CLOSELOOP, card.ts)]


@pytest.mark.parametrize(
    ("language", "words", "recovered"),
    [
        ("en", "it is time to survey *member 11672* again", "Recovered: 3 → 9 (+6)"),
        ("ko", "*회원 11672* 님에게 설문을 다시 보낼 때예요", "회복됨: 3점 → 9점 (+6)"),
        ("pl", "pora ponownie zapytać *klienta 11672* o ocenę", "Odzyskany: 3 → 9 (+6)"),
    ],
)
def test_a_month_later_its_owner_is_asked_to_survey_the_member_again_and_sees_what_came_of_it(
    language: str, words: str, recovered: str
) -> None:
    desk = handled_in(language)
    desk.later(24 * HOUR)
    assert below(desk) == []
    desk.later(30 * 24 * HOUR)
    [asked] = below(desk)
    assert words in asked
    assert f"<@{BEN}>" in asked
    [card] = desk.ours(CLOSELOOP)
    desk.give(desk.press(BEN, Button.NPS_ASKED_AGAIN, card))
    desk.later(24 * HOUR)
    desk.hears(9, "2", experience="2026-12-23")
    assert recovered in str(card.shown.blocks)
    assert len(below(desk)) == 2


def test_the_button_below_the_card_says_too_that_the_survey_was_sent() -> None:
    desk = handled_in()
    desk.later(31 * 24 * HOUR)
    [asked] = desk.ours(CLOSELOOP, desk.card.ts)
    desk.give(desk.press(JIWOO, Button.NPS_ASKED_AGAIN, asked))
    assert "Surveyed again by Park Jiwoo" in desk.shown
    desk.give(desk.press(BEN, Button.NPS_ASKED_AGAIN, asked))
    assert "Park Jiwoo has sent this member the survey already" in desk.whispers(BEN)[0]


def test_who_answers_by_themselves_is_not_surveyed_again() -> None:
    desk = handled_in()
    desk.later(4 * 24 * HOUR)
    desk.hears(9, "2", experience="2026-11-26")
    assert "Recovered: 3 → 9 (+6)" in desk.shown
    desk.later(90 * 24 * HOUR)
    assert below(desk) == [
        "✅ *Member 11672* has answered again: 9 instead of 3. Recovered.",
    ]


def test_who_wants_no_contact_is_not_surveyed_until_somebody_takes_it_back() -> None:
    desk = handled_in()
    desk.presses(BEN, Button.NPS_DO_NOT_CONTACT)
    assert "Does not want to be contacted: no call, no survey." in desk.shown
    desk.later(31 * 24 * HOUR)
    assert below(desk) == []
    desk.presses(JIWOO, Button.NPS_MAY_CONTACT)
    assert "Does not want to be contacted" not in desk.shown
    assert len(below(desk)) == 1


def test_what_is_said_on_an_old_card_is_true_of_the_new_one() -> None:
    desk = handled_in()
    desk.presses(BEN, Button.NPS_DO_NOT_CONTACT)
    old = desk.card
    desk.later(31 * 24 * HOUR)
    desk.hears(2, "2", experience="2026-12-23")
    new = desk.cards[-1]
    assert "Does not want to be contacted" in str(new.shown.blocks)
    assert "연락을 원하지 않는 회원이니 전화하지 마세요" in desk.direct(JIWOO)[-1].shown.text
    desk.give(desk.press(BEN, Button.NPS_MAY_CONTACT, old))
    assert "Does not want to be contacted" not in str(new.shown.blocks)
