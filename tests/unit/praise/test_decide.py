"""Praise from its form to the week's round-up (A1-21)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.effects import SendDirect, SendNotice, Whisper
from deskbell.domain.ids import ChannelId, InstallId, PersonId, praise_ref
from deskbell.domain.people import Person, Standing
from deskbell.domain.praise import round_up
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.praise.policy import PraiseSettings
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.texts import Text
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, BEN, GUS, INSTALL, JIWOO, LENA, NOW, OLA, ROOT
from tests.unit.praise.people import KUDOS, WINDOW, Praising, person

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
"""At three in Warsaw."""


def refused(people: Praising) -> list[str]:
    assert people.effects(ShowPraise) == []
    return [key.removeprefix("whisper.praise_") for key in people.said(Whisper)]


def test_it_is_posted_at_once_and_its_author_alone_hears_of_it() -> None:
    people = Praising()
    people.praises(BEN, OLA)
    assert people.events() == ["PraiseGiven"]
    assert [one.channel for one in people.effects(ShowPraise)] == [KUDOS]
    assert [one.person for one in people.effects(SendDirect)] == [LENA]
    assert people.changes[-1].timers == (SetTimer("praise", 1, NOW + WINDOW),)
    assert people.praises(BEN).ignored == "praised_already"


def test_nobody_praises_themselves_alone_or_among_others() -> None:
    for chosen in ((LENA,), (BEN, LENA)):
        people = Praising()
        people.praises(*chosen)
        assert refused(people) == ["yourself"]
        assert people.events() == ["PraiseActionRefused"]
        assert people.settles().ignored == "no_such_praise"
        assert people.takes_back().ignored == "no_such_praise"


def test_apps_other_companies_and_whoever_has_left_are_not_praised() -> None:
    app = Person(PersonId("U0ROBOT001"), "Robot", None, None, Standing.BOT)
    for one, why in (
        (app, "no_colleague"),
        (replace(app, standing=Standing.EXTERNAL), "no_colleague"),
        (replace(person(BEN), deactivated=True), "gone"),
    ):
        people = Praising()
        people.praises(OLA, one)
        assert refused(people) == [why]


def test_guests_can_be_praised_and_do_not_praise() -> None:
    people = Praising()
    people.praises(GUS)
    assert people.events() == ["PraiseGiven"]
    people = Praising()
    people.praises(BEN, by=Member(GUS, standing=Standing.GUEST))
    assert refused(people) == ["not_yours"]


@pytest.mark.parametrize(("chosen", "text"), [((BEN,), "  \n"), ((BEN,) * 6, "for all")])
def test_what_no_form_sends_is_no_praise(chosen: tuple[PersonId, ...], text: str) -> None:
    assert Praising().praises(*chosen, text=text).ignored == "praise_says_nothing"


def test_what_was_refused_or_taken_back_can_be_given_by_somebody_else() -> None:
    people = Praising()
    people.praises(LENA, by=LENA, about=ROOT)
    people.praises(LENA, by=ANA, about=ROOT)
    people.takes_back(ANA)
    people.praises(LENA, by=OLA, about=ROOT)
    assert people.events() == [
        "PraiseActionRefused",
        "PraiseGiven",
        "PraiseTakenBack",
        "PraiseGiven",
    ]
    assert (people.one.stands, people.one.author) == (True, OLA)


def test_taken_back_in_time_nobody_else_hears_of_it() -> None:
    people = Praising()
    people.praises()
    people.now += WINDOW - timedelta(seconds=1)
    people.takes_back()
    assert people.said(Whisper) == ["whisper.praise_taken_back"]
    assert len(people.effects(ShowPraise)) == 2
    assert people.changes[-1].timers == (CancelTimer("praise"),)
    assert people.settles().ignored == "no_such_praise"
    assert people.round is None
    assert people.said(SendDirect) == ["dm.praise_given"]


def test_taken_back_by_its_author_alone_and_only_in_time() -> None:
    people = Praising()
    people.praises()
    people.takes_back(BEN)
    people.now += WINDOW
    people.takes_back()
    people.settles()
    people.takes_back()
    assert [key.rsplit(".", 1)[1] for key in people.said(Whisper)] == [
        "praise_not_yours_to_take_back",
        "praise_too_late",
        "praise_too_late",
    ]
    assert people.one.stands


def test_an_emoji_that_is_taken_off_late_or_by_others_says_nothing() -> None:
    people = Praising()
    people.praises()
    assert people.takes_back(BEN, None).ignored == "praise_not_yours_to_take_back"
    people.settles()
    assert people.takes_back(LENA, None).ignored == "praise_too_late"


def test_once_it_is_final_those_hear_of_it_whom_it_is_about_and_who_are_there() -> None:
    people = Praising()
    people.praises(BEN, OLA, JIWOO)
    people.now -= timedelta(seconds=1)
    assert people.settles().ignored == "timer_stale"
    people.settles(OLA)
    told = [one.person for one in people.effects(SendDirect) if one.text.key == "dm.praised"]
    assert told == [BEN, JIWOO]
    assert people.events()[1:] == ["PraiseSettled", "PraiseQueued"]
    assert people.settles().ignored == "timer_stale"


def test_the_round_up_comes_once_a_week_with_each_that_stands() -> None:
    people = Praising()
    people.praises()
    people.settles()
    people.praises(OLA, view="another")
    people.settles(view="another")
    assert people.round
    assert people.round.due == FRIDAY
    people.now = FRIDAY - DAY
    assert people.waits(DAY - timedelta(seconds=1)).ignored == "timer_stale"
    people.waits(timedelta(seconds=1))
    event = people.changes[-1].event
    assert getattr(event, "week", None) == "2026-W48"
    assert getattr(event, "praise", None) == tuple(
        praise_ref(INSTALL, view) for view in ("view", "another")
    )
    assert people.waits(timedelta(0)).ignored == "timer_stale"
    assert people.waits(WEEK).ignored == "timer_stale"
    people.praises(view="later")
    people.settles(view="later")
    people.waits(WEEK)
    assert len(people.effects(SendNotice)) == 2


def test_an_empty_week_has_none() -> None:
    assert Praising().waits(WEEK).ignored == "timer_stale"


def test_another_day_in_the_settings_makes_no_second_one_in_the_same_week() -> None:
    people = Praising()
    people.praises()
    people.settles()
    people.waits(4 * DAY + timedelta(hours=5))
    saturday = Appointment(Weekday.SAT, Weekday.SAT, "10:00")
    people.settings = PraiseSettings(ChannelId("C0OTHER001"), saturday)
    people.praises(view="later")
    people.settles(view="later")
    assert people.round
    assert people.round.due == datetime(2026, 12, 5, 9, 0, tzinfo=UTC)


def test_the_round_up_is_by_person_and_each_is_in_it_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(round_up, "MOST_WAITING", 3)
    people = Praising()
    for n, chosen in enumerate([(BEN,), (OLA, JIWOO), (BEN,), (OLA,)]):
        people.praises(*chosen, view=str(n), text=f"for {n}")
        people.settles(view=str(n))
    people.waits(WEEK)
    [notice] = people.effects(SendNotice)
    said = str(notice.text)
    places = [said.index(f"for {n}") for n in (0, 2, 1)]
    assert places == sorted(places)
    assert said.count("notice.praise_for") == 2
    assert "for 3" not in said
    assert "notice.praise_more" in said


def test_what_is_too_much_for_one_post_goes_on_in_the_next() -> None:
    people = Praising()
    for n in range(8):
        people.praises(view=str(n), text=f"{n}{'칭' * 299}")
        people.settles(view=str(n))
    people.waits(WEEK)
    notices = [str(one.text) for one in people.effects(SendNotice)]
    assert len(notices) > 1
    for n in range(8):
        assert sum(f"{n}칭" in one for one in notices) == 1


def test_of_another_workspace_there_is_none() -> None:
    people = Praising()
    people.praises()
    people.states[people.one.ref] = replace(people.one, install=InstallId("T0OTHER001"))
    assert people.takes_back().ignored == "no_such_praise"


def test_a_post_that_an_operator_tries_again_is_sent_again() -> None:
    people = Praising()
    people.praises()
    effect = SendDirect(BEN, Text("dm.praised"))
    [change] = retried(people.one, RetryDelivery("x/1/0", effect, "code")).changes
    assert change.effects == (effect,)
