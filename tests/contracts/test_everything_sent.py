"""Slack takes everything we send: each screen, in each language, with the worst in it.

Screens, texts and commands are found, not listed: what is forgotten fails a test below.
"""

import gettext
import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from deskbell.adapters import languages
from deskbell.adapters.slack.rendering import words
from deskbell.domain.ids import InboxId
from deskbell.domain.texts import LANGUAGES, OWN_NAMES
from deskbell.domain.tickets.commands import TicketCommand
from deskbell.usecases.slack_ports import Message, Renderer
from tests.block_kit import markup_of
from tests.contracts import privacy
from tests.contracts.everything_sent import CASES, SCREENS, SHOWN, tickets
from tests.contracts.extremes import CONTENTS, STRANGER
from tests.contracts.texts_decided import commands
from tools.fake_slack.blocks.rules import faults_in_blocks, faults_in_view, too_large, too_long

NEVER_SHOWN = ("reason.", "mail.")
"""Texts of the history: `explain` prints them, Slack never sees them. Nor does it see mails, which
test_letters.py has."""
RAW = re.compile(f"{re.escape(STRANGER)}|<https://evil|&(?!amp;|lt;|gt;)")
"""Somebody's markup that nobody escaped, or an escape cut in two."""


@pytest.fixture(scope="module", autouse=True)
def _words_made_safe_once() -> Iterator[None]:
    """The same thousands of characters stand on each screen, in each language."""
    with pytest.MonkeyPatch.context() as mp:
        for pure in (words.says_something, words._shown):
            mp.setattr(words, pure.__name__, cache(pure))
        yield


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize(("screen", "language"), CASES)
def test_slack_takes_everything_we_send(screen: str, language: str, content: str) -> None:
    sent = list(SCREENS[screen](CONTENTS[content], language))

    assert sent
    assert {one.what: one.faults for one in sent if one.faults} == {}
    markup = [(one.what, text) for one in sent for text in markup_of(one.body)]
    assert [found for found in markup if RAW.search(found[1])] == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("content", ["plain", "everything at once"])
def test_the_fake_slack_takes_it_too(screen: str, content: str) -> None:
    for one in SCREENS[screen](CONTENTS[content], "pl"):
        body = one.body
        if isinstance(body, Message):
            assert faults_in_blocks(body.blocks) == [], one.what
            assert not too_long(body.blocks)
        elif "type" in body:
            assert faults_in_view(dict(body)) == [], one.what
            assert not too_large(dict(body))
        else:
            assert faults_in_blocks(body.get("blocks", [])) == [], one.what


def test_every_screen_that_the_relay_can_render_is_among_them() -> None:
    rendered = {name for name in vars(Renderer) if not name.startswith("_")}
    assert rendered - {"nps_picture"} == SHOWN.keys()  # it has no words


def test_every_command_of_a_ticket_is_asked_for() -> None:
    content = CONTENTS["plain"]
    ticket = next(tickets(content))
    desk = content.desk("en")
    asked = {type(command) for command in commands(ticket, desk)}
    asked |= {
        type(command) for _, command in privacy.asked(ticket, desk.inboxes[InboxId("it")], desk)
    }
    assert asked == set(get_args(TicketCommand))


def test_every_text_that_people_can_see_is_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: set[str] = set()

    class Watched(gettext.NullTranslations):
        """Every text is called by its key, and is told of."""

        def gettext(self, message: str) -> str:
            shown.add(message)
            return message

    monkeypatch.setattr(languages, "_catalogue", lambda _language: Watched())
    visible = set(_visible_keys())
    for content in CONTENTS.values():
        for screen in SCREENS.values():
            assert list(screen(content, "en"))
        if visible <= shown:
            break

    assert visible - shown == set()


def _visible_keys() -> Iterator[str]:
    path = languages.CATALOGUES / "en" / "LC_MESSAGES" / "deskbell.po"
    with path.open("rb") as source:
        for message in read_po(source, abort_invalid=True):
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key and not key.startswith(NEVER_SHOWN):
                yield key


def test_every_language_can_be_chosen_on_the_home_tab() -> None:
    assert OWN_NAMES.keys() == set(LANGUAGES)
