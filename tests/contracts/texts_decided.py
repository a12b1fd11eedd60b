"""Every text that a decision has said to somebody, found by asking for every decision there is.

Every command is put to every ticket in every state, of a plain content; those that said something
new are put to the same ticket with the extremes. test_everything_sent.py knows whether a text of
the catalogues never came out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.decision import Decision
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import (
    CallHook,
    Effect,
    FollowUp,
    MailComment,
    Offer,
    Place,
    ReadPerson,
    ReadThread,
    ReleaseParked,
    RetireCard,
    SendDirect,
    SendGuide,
    SendMail,
    SendNotice,
    SetGroup,
    ShowAsk,
    ShowCard,
    ShowComment,
    ShowFound,
    ShowHome,
    ShowIssue,
    ShowStatus,
    ShowSurvey,
    ShowTask,
    Whisper,
)
from deskbell.domain.feedback.effects import SendFeedbackDigest, ShowFeedback, ShowTheme
from deskbell.domain.ids import InboxId, PersonId, Ts, ticket_ref
from deskbell.domain.jira.issue import Issue
from deskbell.domain.nps.effects import SendNpsWeek, ShowNpsCase
from deskbell.domain.paging.effects import (
    InviteTo,
    OpenChannel,
    PostReview,
    SendPages,
    ShowIncident,
    SoundAlarm,
)
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.rationale.effects import ShowChange
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.texts import Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.classification import Priority
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.permissions import Surface, member
from deskbell.domain.tickets.ticket import Progress, Ticket
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
    ROOT,
    ROOT_MESSAGE,
    a_reply,
    open_from_form,
    open_from_message,
)
from tests.contracts import (
    announcements,
    approvals,
    by_mail,
    by_settings,
    dogfooding,
    feedback,
    lending,
    loans,
    nps,
    on_call,
    outages,
    praise,
    privacy,
    rationale,
    requests,
    standups,
    states,
    surveys,
    themes,
    threads,
    together,
    triage,
)
from tests.unit.rendering.statuses import LATER

ACTORS = (ANA, BEN, LENA, MINJUN, OLA, ADAM)
CODE = "restricted_action_" + "x" * 237
"""As long as an error code of Slack's can be before it is none."""

Question = Callable[[], Decision]
Telling = Mapping[int, Collection[int]]
"""By situation, the numbers of some of its questions."""


def texts_decided(
    given: Sequence[Ticket], desk: Desk, telling: Telling
) -> Iterator[tuple[Text, tuple[Offer, ...]]]:
    """Each once, with the buttons below it; `telling` says which questions are worth asking."""
    found = {
        repr(said): said
        for situation, questions in enumerate(_situations(given, desk))
        if situation in telling
        for number, question in enumerate(questions)
        if number in telling[situation]
        for said in _texts(question())
    }
    yield from found.values()


def telling_questions(given: Sequence[Ticket], desk: Desk) -> Telling:
    """Everything asked of everything, once: what brings a text that nothing before it has.

    What a ticket says and who is called what changes the words of an answer, not which of the
    questions has it, so the same questions bring all texts of tickets with another content.
    """
    known: set[str] = set()
    telling: dict[int, set[int]] = {}
    for situation, questions in enumerate(_situations(given, desk)):
        for number, question in enumerate(questions):
            told = {repr(said) for said in _texts(question())} - known
            if told:
                known |= told
                telling.setdefault(situation, set()).add(number)
    return telling


def _situations(given: Sequence[Ticket], desk: Desk) -> Iterator[Iterator[Question]]:
    """All questions, by what they are about, in an order that does not depend on the content."""
    inbox = desk.inboxes[InboxId("it")]
    for ticket in given:
        for state in _states(ticket):
            yield (partial(_decided, state, command) for command in commands(state, desk))
        yield iter([partial(by_settings.offered, ticket, inbox)])
        yield (partial(_same, one) for one in approvals.decisions(ticket.text or ""))
        yield (partial(_same, one) for one in by_settings.digests(ticket, inbox, desk))
        yield (partial(_decided, *asked) for asked in privacy.asked(ticket, inbox, desk))
        admin = member(ADAM, desk, at=Surface.DIRECT)
        yield (partial(_decided, *asked) for asked in states.undone(ticket, admin, inbox, LATER))
    yield (partial(_same, one) for one in loans.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in requests.decisions(given[0].text or "", desk))
    yield (partial(_same, one) for one in on_call.decisions(given[0].text or "", desk))
    yield (partial(_same, one) for one in outages.decisions(given[0].text or "", desk))
    yield (partial(_same, one) for one in nps.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in feedback.decisions())
    yield (partial(_same, one) for one in themes.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in standups.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in rationale.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in dogfooding.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in announcements.decisions(given[0].text or ""))
    yield (partial(_same, one) for one in praise.decisions(given[0].text or ""))
    yield iter([partial(_same, lending.form_offered(given[0].text or ""))])


def _states(ticket: Ticket) -> Iterator[Ticket]:
    if ticket.answers is None:
        return iter([ticket])
    return (replace(ticket, progress=progress) for progress in Progress)


def _decided(state: Ticket, command: c.TicketCommand) -> Decision:
    is_new = isinstance(command, c.TicketOpening)
    return decide(None if is_new else state, command, LATER)


def _same(decision: Decision) -> Decision:
    return decision


def _texts(decision: Decision) -> Iterator[tuple[Text, tuple[Offer, ...]]]:
    for change in decision.changes:
        for effect in change.effects:
            text = said(effect)
            if text is not None:
                yield text, getattr(effect, "offers", ())


def said(effect: Effect) -> Text | None:
    """What it says to people in so many words; the other screens are in everything_sent.py."""
    match effect:
        case SendDirect(text=text) | SendNotice(text=text) | Whisper(text=text):
            return text
        case RetireCard(text=text) | SendNpsWeek(text=text):
            return text
        case ShowAsk() | ShowFound() | ShowComment() | ShowCard() | SendGuide() | ShowHome():
            return None
        case SendMail() | MailComment():
            return None  # test_letters.py
        case ShowTask() | ShowSurvey() | SetGroup() | ShowIssue():
            return None
        case SendPages() | ShowIncident() | PostReview() | SoundAlarm():
            return None
        case OpenChannel() | InviteTo() | ShowNpsCase() | ShowFeedback() | SendFeedbackDigest():
            return None
        case ShowTheme() | ShowAnnouncement() | ShowChange() | ShowPraise():
            return None
        case ShowStatus() | ReadThread() | ReadPerson() | ReleaseParked() | FollowUp() | CallHook():
            return None
    assert_never(effect)


def commands(ticket: Ticket, desk: Desk) -> Iterator[c.TicketCommand]:
    """At least one of every command, from everybody and about everything that can fail."""
    inbox = desk.inboxes[InboxId("it")]
    yield open_from_message(inbox=inbox, number=ticket.number)
    yield open_from_form(inbox=inbox, number=ticket.number)
    yield from by_settings.openings(ticket, inbox)
    yield requests.ticket_opening(ticket, inbox)
    yield outages.ticket_opening(ticket, inbox)
    yield standups.ticket_opening(ticket, inbox)
    yield _issue_opening(ticket, inbox)
    for person in ACTORS:
        by = member(person, desk)
        yield c.Follow(by, "ticket", inbox)
        yield c.Unfollow(by, "ticket")
        yield c.Cancel(by, 10**6)
        yield from by_settings.commands(by, inbox)
        for revision in (ticket.card_revision, 0):
            yield c.Take(by, IT_HAPPENS, ROOT.ts, revision)
            solve = c.Solve(by, inbox, IT_HAPPENS, ROOT.ts, revision)
            yield from (solve, c.HearOfMove(solve, 1))
            at = c.Pressed(IT_HAPPENS, ROOT.ts, revision)
            yield from triage.commands(ticket, by, at, inbox, desk)
            yield from surveys.commands(ticket, by, at, inbox)
            yield from approvals.commands(ticket, by, at, inbox, desk)
        at = c.Pressed(IT_HAPPENS, ROOT.ts, ticket.card_revision)
        yield from states.commands(ticket, by, at, inbox, LATER)
        yield from together.commands(by, ticket, inbox)
    message = a_reply("1795424500.000100", ticket.text or "")
    yield from threads.commands(message, ticket, desk)
    yield from states.replies(ticket, inbox)
    yield from privacy.visits(ticket, inbox)
    yield from by_mail.commands(ticket, inbox, desk)
    yield from (c.PartWith(person, inbox) for person in (ANA, BEN, ticket.assignee or BEN))
    yield c.AssignFromRequest(LENA)
    yield c.RecordText("Mended", Ts("1795424600.000100"), ANA, edited=True)
    yield c.RecordThread((ROOT_MESSAGE, message), (), None)
    yield from (c.ExpireTimer(name) for name in ("reminder", "escalation", "close", "workflow"))
    yield c.ExpireTimer("pause")
    yield c.AcknowledgeRequest()
    yield c.RouteRequest(inbox)
    yield c.RemindTriage(inbox)
    yield c.RemindTriage(inbox, JIWOO)
    yield c.RemindTriage(replace(inbox, triagers=(BEN,)))
    yield c.EscalateRequest(inbox)
    yield c.CloseRequest()
    yield c.LinkIssue("jira", "10002", "ITSD-2")
    yield c.TrackIssue("jira")
    for effect in _failing(ticket):
        yield c.RecordUndelivered(effect, CODE, IT_ONCALL, frozenset({ADAM}))
        yield RetryDelivery(f"{ticket.ref}/1/0", effect, CODE)


def _issue_opening(ticket: Ticket, inbox: Inbox) -> c.OpenFromIssue:
    """What an operator brings from Jira."""
    return c.OpenFromIssue(
        ref=ticket_ref(INSTALL, "jira", "10003"),
        install=INSTALL,
        number=ticket.number,
        inbox=inbox,
        by=ANA,
        text=ticket.text or "",
        issue=Issue("jira", "10003", "ITSD-3"),
        priority=Priority.URGENT,
    )


def _failing(ticket: Ticket) -> Iterator[Effect]:
    text = Text("whisper.help")
    yield from (ShowCard(place, IT_HAPPENS) for place in Place)
    yield from (SendDirect(PersonId(one), text) for one in (ticket.requester or ANA, LENA, ADAM))
    yield SendDirect(ticket.requester or ANA, states.a_nudge(ticket))
    yield SendNotice(IT_TRIAGE, text)
    yield ShowIssue("jira")
    yield Whisper(BEN, IT_HAPPENS, None, text)
