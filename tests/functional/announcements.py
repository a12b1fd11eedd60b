"""A desk whose people announce something, and what is seen of it."""

from datetime import timedelta
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted
from deskbell.domain.settings.desk import Desk
from tests.builders import ANA, BEN, BOT, IT_HAPPENS, JIWOO, LENA, OLA, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import buttons
from tests.unit.announcements.people import EVERYBODY_IN, TEAM, settings


class AnnouncingDesk(MemoryDesk):
    """Lena announces to Ana, Ben, Jiwoo, Ola and herself."""

    def __init__(self, desk: Desk | None = None, **changes: Any) -> None:
        super().__init__(desk or a_desk(**{"announcements": settings(), **changes}))
        self.slack.members[EVERYBODY_IN] = {BOT, ANA, BEN, JIWOO, LENA, OLA}

    def announces(self, by: PersonId = LENA, **said: str) -> None:
        values = {"audience": TEAM, "text_en": "Closed on <Friday>", **said}
        self.give(DialogSubmitted(Dialog.ANNOUNCE, "", by, IT_HAPPENS, None, values))

    def rewrites(self, by: PersonId = LENA, **said: str) -> None:
        post = self.direct(LENA)[-1]
        [value] = {str(one["value"]) for one in buttons(post, Dialog.ANNOUNCEMENT_REWRITE)}
        rewritten = DialogSubmitted(
            Dialog.ANNOUNCEMENT_REWRITE, value, by, EVERYBODY_IN, None, {"again": "no", **said}
        )
        self.give(rewritten)

    def reads(self, *people: PersonId) -> None:
        for person in people:
            self.give(self.press(person, Button.ANNOUNCEMENT_READ, self.post))

    def asks_for_readers(self, person: PersonId) -> str:
        self.give(self.press(person, Button.ANNOUNCEMENT_READERS, self.post))
        return self.slack.whispers[-1].shown.text

    def passes(self, time: timedelta) -> None:
        """In minutes, as the rule looks."""
        self.later(time)
        for _ in range(3):
            self.later(timedelta(minutes=1))

    @property
    def post(self) -> Post:
        [post] = self.posts
        return post

    @property
    def posts(self) -> list[Post]:
        return self.ours(EVERYBODY_IN)

    @property
    def shown(self) -> str:
        return str(self.post.shown.blocks)

    @property
    def announcement(self) -> Announcement:
        [one] = [one for one in self.table.states.values() if isinstance(one, Announcement)]
        return one

    def heard(self, person: PersonId) -> list[str]:
        return [one.shown.text for one in self.direct(person)]
