"""What opening the Home tab and using its controls means (A1-12).

Called by the use case for every opening and every control; pure, each answer with its reason.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from deskbell.domain.decision import Change, Decision, Event, ReadingLanguage, Row, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import Effect, Offer, SendDirect, SendNotice, ShowFound, ShowHome
from deskbell.domain.home.events import (
    HomePageTurned,
    HomeShown,
    LanguageChosen,
    LoanFormOffered,
    LoansSearched,
    OnCallLookedUp,
    RaiseFormOffered,
    TicketsSearched,
)
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import Dialog
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.domain.search_inputs import Sought
from deskbell.domain.texts import Mention, Name, Text

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
    among: Sought = Sought.TICKETS
    thread_ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class OfferLoanForm:
    """The person seems to need a laptop, as `by` has marked in `thread`; a reaction opens no form,
    but a button can. `why` is what they said."""

    ref: Ref
    install: InstallId
    person: PersonId
    by: PersonId
    thread: Thread
    why: str


@dataclass(frozen=True, slots=True)
class OfferRaiseForm:
    """The person has marked something as an outage; a reaction opens no form, but a button can."""

    ref: Ref
    install: InstallId
    person: PersonId
    claim: RaiseClaim


Offering = OfferLoanForm | OfferRaiseForm
HomeCommand = OpenHome | TurnPage | ChooseLanguage | Search | Offering | RetryDelivery


def decide(state: Home | None, command: HomeCommand) -> Decision:
    """A control of a tab that was never opened means nothing."""
    match command:
        case OpenHome(ref, install, person):
            before = state or Home(ref, install, 0, person)
            after = replace(before, pages={})
            return _shown(state, after, HomeShown(person), Text("reason.home_opened"))
        case Search():
            return _searched(state, command)
        case OfferLoanForm() | OfferRaiseForm():
            return _offered(state, command)
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


def _searched(state: Home | None, command: Search) -> Decision:
    person, among = command.person, command.among
    found = ShowFound(person, command.channel, command.query, among, command.thread_ts)
    match among:
        case Sought.TICKETS:
            why = Text("reason.searched")
            return _beside(state, command, TicketsSearched(person), why, found)
        case Sought.EDITS:
            why = Text("reason.looked_at_edits", {"ticket": command.query})
            return _beside(state, command, TicketsSearched(person), why, found)
        case Sought.READERS:
            why = Text("reason.looked_at_readers")
            return _beside(state, command, TicketsSearched(person), why, found)
        case Sought.LOANS:
            why = Text("reason.searched_loans")
            return _beside(state, command, LoansSearched(person), why, found)
        case Sought.ON_CALL:
            why = Text("reason.looked_who_is_on_call")
            return _beside(state, command, OnCallLookedUp(person), why, found)
    assert_never(among)


def _offered(state: Home | None, command: Offering) -> Decision:
    person = command.person
    if isinstance(command, OfferLoanForm):
        event = LoanFormOffered(person, command.by)
        why = Text("reason.loan_form_offered", {"by": Name(command.by)})
        return _beside(state, command, event, why, _loan_form(command))
    why = Text("reason.raise_form_offered", {"by": Name(person)})
    return _beside(state, command, RaiseFormOffered(person), why, _raise_form(command))


def _beside(
    state: Home | None,
    command: Search | Offering,
    event: Event,
    reason: Text,
    effect: Effect,
) -> Decision:
    """Something for that person alone, of which the tab itself shows nothing."""
    before = state or Home(command.ref, command.install, 0, command.person)
    after = replace(before, version=before.version + 1)
    return Decision((Change(state, after, event, reason, (effect,)),))


def _loan_form(wanted: OfferLoanForm) -> SendNotice:
    form = Offer(Dialog.LOAN_REQUEST, wanted.why, Text("button.loan_request"))
    return SendNotice(
        wanted.thread.channel,
        Text("notice.loan_form", {"person": Mention(wanted.person)}),
        thread_ts=wanted.thread.ts,
        offers=(form,),
    )


def _raise_form(wanted: OfferRaiseForm) -> SendDirect:
    label = Text("button.incident_raise")
    form = Offer(Dialog.INCIDENT_RAISE, wanted.claim.written(), label)
    return SendDirect(wanted.person, Text("dm.incident_form"), (form,))


def _shown(before: Home | None, after: Home, event: Event, reason: Text, *rows: Row) -> Decision:
    after = replace(after, version=after.version + 1)
    effects = (ShowHome(after.person),)
    return Decision((Change(before, after, event, reason, effects, rows=rows),))
