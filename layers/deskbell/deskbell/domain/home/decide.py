"""What opening the Home tab and using its controls means (A1-12).

Called by the use case for every opening and every control; pure, each answer with its reason.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from deskbell.domain.decision import Change, Decision, Event, ReadingLanguage, Row, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import ShowFound, ShowHome
from deskbell.domain.home.events import HomePageTurned, HomeShown, LanguageChosen, TicketsSearched
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.texts import Text

MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class OpenHome:
    """The person looks at it."""

    ref: Ref
    install: InstallId
    person: PersonId


@dataclass(frozen=True, slots=True)
class TurnPage:
    """The person wants another page of a list."""

    of: HomeList
    page: int


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """The person wants to be written to in `language`; None: as set in Slack."""

    language: str | None


@dataclass(frozen=True, slots=True)
class Search:
    """The person looks for tickets from `channel`, whether they have ever opened the tab or not."""

    ref: Ref
    install: InstallId
    person: PersonId
    channel: ChannelId
    query: str


HomeCommand = OpenHome | TurnPage | ChooseLanguage | Search | RetryDelivery


def decide(state: Home | None, command: HomeCommand) -> Decision:
    """A control of a tab that was never opened means nothing."""
    match command:
        case OpenHome(ref, install, person):
            before = state or Home(ref, install, 0, person)
            after = replace(before, pages={})
            return _shown(state, after, HomeShown(person), Text("reason.home_opened"))
        case Search(ref, install, person, channel, query):
            before = state or Home(ref, install, 0, person)
            after = replace(before, version=before.version + 1)
            effects = (ShowFound(person, channel, query),)
            reason = Text("reason.searched")
            return Decision((Change(state, after, TicketsSearched(person), reason, effects),))
        case _ if state is None:
            return nothing("home_never_opened")
        case TurnPage(of, page):
            page = min(max(page, 0), MOST_PAGES)
            after = replace(state, pages={**state.pages, of: page})
            event = HomePageTurned(state.person, of, page)
            return _shown(state, after, event, Text("reason.home_page", {"page": page + 1}))
        case ChooseLanguage(language):
            return _shown(
                state,
                replace(state, language=language),
                LanguageChosen(state.person, language),
                Text("reason.language_chosen"),
                ReadingLanguage(state.install, state.person, language),
            )
        case RetryDelivery():
            return _shown(state, state, command.event, command.reason, *command.rows)
    assert_never(command)


def _shown(before: Home | None, after: Home, event: Event, reason: Text, *rows: Row) -> Decision:
    after = replace(after, version=after.version + 1)
    effects = (ShowHome(after.person),)
    return Decision((Change(before, after, event, reason, effects, rows=rows),))
