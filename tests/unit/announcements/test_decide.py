"""An announcement from its form to its reminder (A1-20)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.announcements import commands as c
from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.announcements.policy import AudienceId
from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.effects import SendDirect, SendNotice, Whisper
from deskbell.domain.ids import InstallId
from deskbell.domain.texts import Text
from tests.builders import ADAM, ANA, BEN, JIWOO, LENA, NOW, OLA
from tests.unit.announcements.people import DAY, EN, HOUR, KO, PL, Announcing, settings


def timer(people: Announcing) -> object:
    [found] = people.changes[-1].timers
    return found.due if isinstance(found, SetTimer) else found


def reminded(people: Announcing) -> list[str]:
    said = people.effects(SendDirect)
    return [one.person for one in said if one.text.key == "dm.announcement_reminder"]


def whispers(people: Announcing) -> list[str]:
    return [one.text.key for one in people.effects(Whisper)]


def test_without_a_time_it_is_posted_at_once_and_looked_at_a_day_later() -> None:
    people = Announcing()
    people.announces()
    assert people.events() == ["AnnouncementPosted"]
    assert len(people.effects(ShowAnnouncement)) == 1
    assert timer(people) == NOW + DAY
    assert people.announces().ignored == "announced_already"


def test_for_later_it_waits_and_nothing_of_it_is_posted_before() -> None:
    people = Announcing()
    people.announces(due=NOW + HOUR)
    assert timer(people) == NOW + HOUR
    people.look()
    people.reads(ANA)
    assert people.events() == ["AnnouncementScheduled"]
    people.now += HOUR
    people.look()
    assert people.events()[-1] == "AnnouncementPosted"
    assert timer(people) == NOW + HOUR + DAY


@pytest.mark.parametrize(
    ("by", "audience"), [(ANA, "x_team"), (ADAM, "x_team"), (BEN, "x_team"), (LENA, "others")]
)
def test_who_is_no_author_there_announces_nothing(by: str, audience: str) -> None:
    people = Announcing()
    decision = people.announces(type(LENA)(by), audience=AudienceId(audience))
    assert decision.ignored == "announcement_not_theirs"


def test_where_nobody_may_announce_nothing_is_posted() -> None:
    assert Announcing(settings=None).announces().ignored == "announcement_not_theirs"


def test_who_may_announce_no_more_when_it_is_due_hears_that_it_is_not_posted() -> None:
    people = Announcing()
    people.announces(due=NOW + HOUR)
    people.now, people.settings = NOW + HOUR, settings(authors=frozenset({BEN}))
    people.look()
    assert people.events()[-1] == "AnnouncementWithdrawn"
    assert people.effects(ShowAnnouncement) == []
    assert people.effects(SendDirect)[-1].text.key == "dm.announcement_not_posted"
    people.settings = settings()
    people.look()
    assert people.effects(ShowAnnouncement) == []


def test_a_reader_is_counted_once() -> None:
    people = Announcing()
    people.announces()
    people.reads(ANA, OLA, ANA)
    assert people.one.read_by == (ANA, OLA)
    assert people.events().count("AnnouncementRead") == 2
    assert whispers(people) == ["whisper.announcement_read"] * 2


def test_who_has_not_read_it_is_reminded_once_and_who_is_away_is_not() -> None:
    people = Announcing()
    people.announces()
    people.reads(ANA)
    people.now += DAY - timedelta(minutes=1)
    people.look(ANA, BEN, OLA)
    assert reminded(people) == []
    people.now += timedelta(minutes=1)
    people.look(ANA, BEN, LENA, absent=[OLA], more=True)
    assert reminded(people) == [BEN]
    assert timer(people) == people.now
    people.look(BEN, OLA, JIWOO)
    assert reminded(people) == [BEN, JIWOO]
    assert people.changes[-1].timers == (CancelTimer("announcement"),)
    people.now += DAY
    people.look(BEN, OLA, JIWOO, ADAM)
    assert reminded(people) == [BEN, JIWOO]


def test_a_change_asks_nobody_again_unless_its_author_says_so() -> None:
    people = Announcing()
    people.announces()
    people.reads(ANA)
    people.rewrites(("en", "On Monday"), KO)
    assert people.one.bodies == (("en", "On Monday"), PL, KO)
    assert people.one.read_by == (ANA,)
    assert people.effects(SendNotice) == []
    people.now += DAY
    people.look(ANA, BEN)
    assert reminded(people) == [BEN]
    people.rewrites(EN, again=True)
    assert not people.one.read_by
    assert [one.text.key for one in people.effects(SendNotice)] == ["notice.announcement_again"]
    assert timer(people) == people.now + DAY
    people.reads(ANA)
    assert people.one.read_by == (ANA,)
    assert len(people.one.readers) == 1
    people.now += DAY
    people.look(ANA, BEN)
    assert reminded(people) == [BEN, BEN]


def test_the_same_words_again_change_nothing() -> None:
    people = Announcing()
    people.announces()
    assert people.rewrites(EN).ignored == "announcement_unchanged"


def test_before_it_is_posted_it_can_be_changed_and_withdrawn_by_its_author_alone() -> None:
    people = Announcing()
    people.announces(due=NOW + HOUR)
    people.withdraws(BEN)
    people.rewrites(KO, by=BEN)
    assert whispers(people) == ["whisper.announcement_not_yours"] * 2
    people.rewrites(KO, again=True)
    assert (people.one.edition, timer(people)) == (1, NOW + HOUR)
    people.withdraws()
    assert people.changes[-1].timers == (CancelTimer("announcement"),)
    people.rewrites(EN)
    assert whispers(people)[-1] == "whisper.announcement_withdrawn"
    people.now += HOUR
    people.look()
    assert people.effects(ShowAnnouncement) == []


def test_what_is_posted_is_not_withdrawn_any_more() -> None:
    people = Announcing()
    people.announces()
    people.withdraws()
    assert whispers(people) == ["whisper.announcement_posted"]
    assert people.one.withdrawn_at is None


def test_of_another_workspace_and_of_none_there_is_none() -> None:
    people = Announcing()
    assert people.withdraws().ignored == "no_such_announcement"
    people.announces()
    people.state = replace(people.one, install=InstallId("T0OTHER001"))
    assert people.does(c.Read(ANA, None)).ignored == "no_such_announcement"


def test_a_post_that_an_operator_tries_again_is_sent_again() -> None:
    people = Announcing()
    people.announces()
    effect = SendDirect(ANA, Text("dm.announcement_reminder"))
    [change] = retried(people.one, RetryDelivery("x/1/0", effect, "code")).changes
    assert change.effects == (effect,)
