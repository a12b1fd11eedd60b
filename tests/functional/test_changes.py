"""New and changed workflows and rules as people in Slack hear of them: why, who chose it, and what
they think of it (A3-06)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import PersonId, change_ref
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.rationale.published import TOLD_WITHIN, Automation, Changelog, Published
from deskbell.usecases.rationale.look_at_changes import look_at_changes
from tests.builders import ADAM, ANA, BEN, BOT, GUS, INSTALL, JIWOO, LENA, MINJUN, NOW, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import buttons
from tests.unit.rationale.notices import CHANGES, a_change

HOUR = timedelta(hours=1)


class ChangingDesk(MemoryDesk):
    """`pushed` is what `./deskbell push` has just changed."""

    def __init__(self, **desk: Any) -> None:
        super().__init__(a_desk(**{"changes_channel": CHANGES, **desk}))
        self.slack.members[CHANGES] = {BOT, ANA, MINJUN, BEN, JIWOO, LENA, ADAM, GUS}

    def pushed(self, *changes: Published) -> None:
        self.settings.desk = replace(self.settings.desk, changelog=Changelog(changes))

    def look(self) -> None:
        """The hour's rule."""
        look_at_changes(self.settings, self.queue, self.now)
        self.settle()

    def presses(self, person: PersonId, button: Button) -> None:
        self.give(self.press(person, button, self.notice))

    def comments(self, person: PersonId, text: str) -> None:
        [value] = {str(one["value"]) for one in buttons(self.notice, Dialog.CHANGE_COMMENT)}
        dialog = Dialog.CHANGE_COMMENT
        self.give(DialogSubmitted(dialog, value, person, CHANGES, None, {"text": text}))

    @property
    def notices(self) -> list[Post]:
        return self.ours(CHANGES)

    @property
    def notice(self) -> Post:
        [notice] = self.notices
        return notice

    @property
    def shown(self) -> str:
        return str(self.notice.shown.blocks)

    @property
    def thread(self) -> list[str]:
        return [one.shown.text for one in self.ours(CHANGES, self.notice.ts)]


def told(**change: Any) -> ChangingDesk:
    desk = ChangingDesk()
    desk.pushed(a_change(**change))
    desk.look()
    return desk


def test_the_channel_hears_what_changed_why_and_who_chose_it() -> None:
    desk = told()
    for words in (
        "Changed workflow: A new chair",
        ">Backs hurt.",
        "Version a1a1a1a → b2b2b2b",
        "Chosen by Lena",
        "Owned by IT",
        "Object in this thread",
    ):
        assert words in desk.shown
    assert "👎 " not in desk.shown, "nobody has pressed a thumb"


def test_it_is_told_in_the_language_of_the_channel() -> None:
    for language, words in (("ko", "바뀐 절차: 새 의자"), ("pl", "Zmieniony proces: Nowe krzesło")):
        desk = ChangingDesk(language=language)
        desk.pushed(a_change())
        desk.look()
        assert words in desk.shown


def test_a_new_rule_is_told_without_a_version_before() -> None:
    desk = told(kind=Automation.RULE, before=None, title={"en": "printers"}, team="")
    assert "New rule: printers" in desk.shown
    assert "Version b2b2b2b" in desk.shown
    assert "Owned by" not in desk.shown


def test_each_version_is_told_once_however_often_somebody_looks() -> None:
    desk = told()
    for _ in range(3):
        desk.later(HOUR)
        desk.look()
    assert len(desk.notices) == 1
    newer = a_change(before="b2b2b2b2b2b2", version="c3c3c3c3c3c3", at=desk.now)
    desk.pushed(a_change(), newer)
    desk.look()
    assert len(desk.notices) == 2


def test_its_history_says_by_what_it_was_told_and_who_voted() -> None:
    desk = told()
    desk.presses(ANA, Button.CHANGE_FOR)
    change = a_change()
    ref = change_ref(INSTALL, change.kind, change.name, change.version)
    assert desk.events(ref) == ["ChangeAnnounced", "ChangeVoted"]


def test_what_was_pushed_long_ago_is_not_told_to_a_channel_that_is_named_later() -> None:
    desk = ChangingDesk(changes_channel=None)
    desk.pushed(a_change())
    desk.look()
    assert not desk.ours(CHANGES)
    desk.settings.desk = replace(desk.settings.desk, changes_channel=CHANGES)
    desk.now = NOW + TOLD_WITHIN + HOUR
    desk.look()
    assert not desk.ours(CHANGES)


def test_thumbs_are_counted_each_person_once() -> None:
    desk = told()
    for person, button in (
        (ANA, Button.CHANGE_FOR),
        (MINJUN, Button.CHANGE_FOR),
        (MINJUN, Button.CHANGE_FOR),
        (BEN, Button.CHANGE_AGAINST),
    ):
        desk.presses(person, button)
    assert "👍 2 · 👎 1" in desk.shown
    desk.presses(MINJUN, Button.CHANGE_AGAINST)
    assert "👍 1 · 👎 2" in desk.shown


def test_a_guest_does_not_count_and_hears_why() -> None:
    desk = told()
    desk.presses(GUS, Button.CHANGE_AGAINST)
    assert "👎 " not in desk.shown.replace('"👎"', "")
    assert "only people of our own company" in str(desk.slack.whispers)


def test_somebody_objects_without_their_name() -> None:
    desk = told()
    desk.comments(ANA, "Mine <squeaks>")
    [said] = desk.thread
    assert "without their name" in said
    assert "Mine &lt;squeaks&gt;" in said
    assert "Ana" not in said
    assert ANA not in said
    [notice] = [one for one in desk.table.states.values() if isinstance(one, ChangeNotice)]
    assert notice.comments == 1
