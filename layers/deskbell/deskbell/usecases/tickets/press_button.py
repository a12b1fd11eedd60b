"""A button of a card: Take or Solve (A1-10).

The value names the ticket and the card revision that was pressed; both are only claims, so the
ticket is loaded and the person checked again (reliability.md 6.4).
"""

from typing import assert_never

from deskbell.domain.decision import Cause
from deskbell.domain.directs import direct_to
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.search_inputs import SearchAsked, Sought
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.moving import is_undone_by_moving
from deskbell.domain.tickets.ticket import Privacy, Ticket
from deskbell.usecases.announcements.use_announcement import (
    OF_ANNOUNCEMENTS,
    press_announcement,
)
from deskbell.usecases.approvals.vote import approve
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.press_feedback import OF_FEEDBACK, press_feedback
from deskbell.usecases.loans.press_loan import OF_LOANS, press_loan
from deskbell.usecases.nps.press_nps import OF_NPS, press_nps
from deskbell.usecases.oncall.use_rota import OF_ON_CALL, press_on_call
from deskbell.usecases.paging.press_incident import OF_INCIDENTS, press_incident
from deskbell.usecases.praise.give_praise import press_praise
from deskbell.usecases.rationale.change_notice import OF_CHANGES, press_change
from deskbell.usecases.requests.press_request import OF_REQUESTS, press_request
from deskbell.usecases.search.ask_search import ask_search
from deskbell.usecases.themes.press_theme import OF_THEMES, press_theme
from deskbell.usecases.tickets.acting import acting_on
from deskbell.usecases.tickets.capture_question import capture_question
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.claims import claim_of, is_ours
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for, load_ticket
from deskbell.usecases.tickets.duty import duty_of
from deskbell.usecases.tickets.move_by_emoji import inbox_before
from deskbell.usecases.tickets.one_tap import one_tap
from deskbell.usecases.tickets.survey_requester import SCORES


def press_button(  # noqa: C901 - one line a button
    ports: TicketPorts, press: ButtonPressed, cause: Cause
) -> Handled:
    """A ticket of another workspace, or none at all, is treated alike: it does not exist."""
    action = press.action
    if action is Button.APPROVE:
        return approve(ports, press, cause)
    if action is Button.CAPTURE:
        return capture_question(ports, press, cause)
    if action in OF_REQUESTS:
        return press_request(ports, press, cause)
    if action in OF_LOANS:
        return press_loan(ports, press, cause)
    if action in OF_INCIDENTS:
        return press_incident(ports, press, cause)
    if action in OF_ON_CALL:
        return press_on_call(ports, press, cause)
    if action in OF_NPS:
        return press_nps(ports, press, cause)
    if action in OF_FEEDBACK:
        return press_feedback(ports, press, cause)
    if action in OF_CHANGES:
        return press_change(ports, press, cause)
    if action in OF_THEMES:
        return press_theme(ports, press, cause)
    if action in OF_ANNOUNCEMENTS:
        return press_announcement(ports, press, cause)
    if action is Button.PRAISE_TAKE_BACK:
        return press_praise(ports, press, cause)
    claim = claim_of(press.value)
    if claim is None:
        return ignored("button_unreadable")
    ref, revision = claim
    if not is_ours(ports.aggregates, ref, cause):
        return ignored("no_such_ticket")
    if action is Button.EDITS:
        channel = press.channel or direct_to(press.person)
        asked = SearchAsked(press.person, channel, str(ref), Sought.EDITS, press.thread_ts)
        return ask_search(ports.aggregates, asked, cause)
    desk = ports.settings.current()
    at = c.Pressed(press.channel, press.thread_ts, revision)

    def command_for(state: Ticket | None) -> c.TicketCommand:  # noqa: C901 - one line a button
        inbox, window = inbox_for(desk, state), desk.undo_window
        who = acting_on(ports, cause.install, press.person, press.channel, state)
        if command := one_tap(action, who, at, inbox, window):
            return command
        match action:
            case Button.ACCEPT:
                return c.AcceptHandOver(who, at, inbox, window)
            case Button.DECLINE:
                return c.DeclineHandOver(who, at, inbox, window)
            case Button.REOPEN_ANYWAY:
                return c.ReopenAnyway(who, at, inbox, window)
            case Button.UNDO if state and is_undone_by_moving(state):
                comments = tuple(ports.aggregates.comments(ref))
                left = inbox_before(desk, state, inbox)
                return c.MoveBack(who, inbox, left, comments, window, at)
            case Button.UNDO:
                return c.Undo(who, at, inbox)
            case Button.CONCEAL:
                comments = tuple(ports.aggregates.comments(ref))
                return c.Conceal(who, at, inbox, Privacy.PRIVATE, comments)
            case Button.RECALL_APPROVAL:
                return c.RecallApproval(who, at)
            case Button.UNMERGE:
                into = state.merged_into if state else None
                other = load_ticket(ports.aggregates, into) if into else None
                talk = tuple(ports.aggregates.comments(other.ref)) if other else ()
                said = tuple(ports.aggregates.comments(ref))
                return c.Unmerge(who, at, other, inbox, inbox_for(desk, other), talk, said)
            case Button.UNLINK:
                tie = state.ties.parent if state else None
                parent = load_ticket(ports.aggregates, tie.ref) if tie else None
                return c.UnlinkParent(who, at, parent)
            case Button.SOLVE_ALL:
                return c.SolveAll(who, at, inbox, window)
            case Button.FLAG:
                return c.RaiseFlag(who, at, duty_of(desk, inbox))
            case Button.ANSWER_FLAG:
                return c.AnswerFlag(who.person, at)
            case Button.CSAT_GOOD | Button.CSAT_BAD:
                return c.GiveScore(who, at, inbox, revision, SCORES[action])
            case (
                Button.TAKE
                | Button.SOLVE
                | Button.WAIT
                | Button.RESUME
                | Button.REOPEN
                | Button.EDITS
                | Button.LOAN_ACCEPT
                | Button.LOAN_CANCEL
                | Button.LOAN_RECEIVED
                | Button.LOAN_RETURN
                | Button.LOAN_UNDO
                | Button.LOAN_SHIP
                | Button.LOAN_DESKSIDE
                | Button.LOAN_ELSEWHERE
                | Button.LOAN_SLOT
                | Button.REQUEST_FILL
                | Button.REQUEST_BEGIN
                | Button.REQUEST_TICK
                | Button.REQUEST_CANCEL
                | Button.ONCALL_ACCEPT
                | Button.ONCALL_DECLINE
                | Button.ONCALL_WITHDRAW
                | Button.INCIDENT_ACKNOWLEDGE
                | Button.INCIDENT_ESCALATE
                | Button.INCIDENT_RELEASE
                | Button.INCIDENT_RESOLVE
                | Button.INCIDENT_REVIEW
                | Button.INCIDENT_OPEN_CHANNEL
                | Button.INCIDENT_SOLVE_TICKETS
                | Button.NPS_TAKE
                | Button.NPS_CALLED
                | Button.NPS_CREDITED
                | Button.NPS_FIXED
                | Button.NPS_NO_CONTACT
                | Button.NPS_REOPEN
                | Button.NPS_ASKED_AGAIN
                | Button.NPS_DO_NOT_CONTACT
                | Button.NPS_MAY_CONTACT
                | Button.FEEDBACK_NEGATIVE
                | Button.FEEDBACK_NEUTRAL
                | Button.FEEDBACK_POSITIVE
                | Button.FEEDBACK_WITHHOLD
                | Button.FEEDBACK_TAKE_OUT
                | Button.THEME_TAKE
                | Button.THEME_DONE
                | Button.THEME_SHIP
                | Button.THEME_UNDO
                | Button.CHANGE_FOR
                | Button.CHANGE_AGAINST
                | Button.ANNOUNCEMENT_READ
                | Button.ANNOUNCEMENT_READERS
                | Button.ANNOUNCEMENT_WITHDRAW
                | Button.PRAISE_TAKE_BACK
            ):
                raise ValueError(f"{action} was sent on above")
        assert_never(action)

    return change_ticket(ports.aggregates, ref, cause, command_for)
