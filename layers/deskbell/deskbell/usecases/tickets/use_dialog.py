"""A ticket's dialog was filled in; adapters/slack/dialogs has all of them.

As with a button, its value is only a claim, and `decide` asks whether the person may.
"""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Privacy, Ticket
from deskbell.usecases.announcements.use_announcement import (
    DIALOGS_OF_ANNOUNCEMENTS,
    use_announcement_dialog,
)
from deskbell.usecases.approvals.vote import OF_APPROVALS, vote_in_dialog
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.dogfooding import change_turn
from deskbell.usecases.feedback.give_feedback import give_feedback
from deskbell.usecases.loans.use_loan_dialog import DIALOGS_OF_LOANS, use_loan_dialog
from deskbell.usecases.oncall.use_rota import ask_for_cover
from deskbell.usecases.paging.use_incident_dialog import (
    DIALOGS_OF_INCIDENTS,
    use_incident_dialog,
)
from deskbell.usecases.praise.give_praise import use_praise_dialog
from deskbell.usecases.rationale.change_notice import comment_on_change
from deskbell.usecases.requests.fill_request import fill_request
from deskbell.usecases.requests.redirect_ticket import redirect_ticket
from deskbell.usecases.standups.answer_stand_up import answer_stand_up
from deskbell.usecases.themes.press_theme import DIALOGS_OF_THEMES, use_theme_dialog
from deskbell.usecases.tickets import triage_dialogs
from deskbell.usecases.tickets.acting import acting_on
from deskbell.usecases.tickets.aside_in_dialog import answer_aside, ask_aside
from deskbell.usecases.tickets.ask_approval import ask_approval
from deskbell.usecases.tickets.change_ticket import change_the_one_that_goes_on, change_ticket
from deskbell.usecases.tickets.claims import claim_of, is_ours
from deskbell.usecases.tickets.correct_in_dialog import correct_in_dialog
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for
from deskbell.usecases.tickets.named_ticket import named_ticket
from deskbell.usecases.tickets.pauses import snooze, wait_for_vendor
from deskbell.usecases.tickets.prepared_reply import prepared_reply
from deskbell.usecases.tickets.say_in_dialog import say_in_dialog


def use_dialog(  # noqa: C901 - one line a kind
    ports: TicketPorts, submitted: DialogSubmitted, cause: Cause
) -> Handled:
    """A ticket of another workspace, or none at all, is treated alike: it does not exist."""
    if submitted.dialog in OF_APPROVALS:
        return vote_in_dialog(ports, submitted, cause)
    if submitted.dialog is Dialog.REQUEST_FORM:
        return fill_request(ports, submitted, cause)
    if submitted.dialog is Dialog.ONCALL_COVER:
        return ask_for_cover(ports, submitted, cause)
    if submitted.dialog is Dialog.STANDUP_ANSWER:
        return answer_stand_up(ports, submitted, cause)
    if submitted.dialog is Dialog.FEEDBACK_GIVE:
        return give_feedback(ports, submitted, cause)
    if submitted.dialog is Dialog.DOGFOOD:
        return change_turn.say(ports, submitted, cause)
    if submitted.dialog in DIALOGS_OF_ANNOUNCEMENTS:
        return use_announcement_dialog(ports, submitted, cause)
    if submitted.dialog is Dialog.PRAISE:
        return use_praise_dialog(ports, submitted, cause)
    if submitted.dialog is Dialog.REDIRECT:
        return redirect_ticket(ports, submitted, cause)
    if submitted.dialog in DIALOGS_OF_LOANS:
        return use_loan_dialog(ports, submitted, cause)
    if submitted.dialog in DIALOGS_OF_INCIDENTS:
        return use_incident_dialog(ports, submitted, cause)
    if submitted.dialog is Dialog.CHANGE_COMMENT:
        return comment_on_change(ports, submitted, cause)
    if submitted.dialog in DIALOGS_OF_THEMES:
        return use_theme_dialog(ports, submitted, cause)
    claim = claim_of(submitted.value)
    if claim is None:
        return ignored("dialog_unreadable")
    ref, revision = claim
    if not is_ours(ports.aggregates, ref, cause):
        return ignored("no_such_ticket")
    desk = ports.settings.current()
    at = c.Pressed(submitted.channel, submitted.thread_ts, revision)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        who = acting_on(ports, cause.install, submitted.person, submitted.channel, state)
        return _command(ports, submitted, who, at, desk, state, cause.at)

    if submitted.dialog is Dialog.SAY:
        return change_the_one_that_goes_on(ports.aggregates, ref, cause, command_for)
    return change_ticket(ports.aggregates, ref, cause, command_for)


def _command(  # noqa: C901 - one line a dialog
    ports: TicketPorts,
    submitted: DialogSubmitted,
    who: Member,
    at: c.Pressed,
    desk: Desk,
    state: Ticket | None,
    now: datetime,
) -> c.TicketCommand:
    values = submitted.values
    match submitted.dialog:
        case Dialog.CLASSIFY:
            return triage_dialogs.classify(ports, values, who, at, state)
        case Dialog.ASSIGN:
            return triage_dialogs.assign(ports, values, who, at, state)
        case Dialog.MOVE:
            return triage_dialogs.move(ports, values, who, at, state)
        case Dialog.DISMISS:
            return c.Dismiss(who, at, values.get("word", ""), desk.undo_window)
        case Dialog.MERGE:
            other = named_ticket(ports.aggregates, desk.workspace.install, values["number"])
            return c.Merge(who, at, other, inbox_for(desk, other))
        case Dialog.REPLY:
            return prepared_reply(ports, values["reply"], who, at, state, now)
        case Dialog.SAY:
            return say_in_dialog(ports, values, who, at, state, now)
        case Dialog.CORRECT:
            return correct_in_dialog(ports, values.get("text", ""), who, at, state)
        case Dialog.ASIDE:
            return ask_aside(ports, values, who, at, state, now)
        case Dialog.ANSWER_ASIDE:
            return answer_aside(ports, values, who, at, state, now)
        case Dialog.CSAT_COMMENT:
            return c.CommentScore(who, at, inbox_for(desk, state), at.revision, values["text"])
        case Dialog.LINK:
            install = desk.workspace.install
            return c.LinkParent(who, at, named_ticket(ports.aggregates, install, values["number"]))
        case Dialog.NOTIFY:
            return c.NotifyAll(who, at, values["text"])
        case Dialog.VENDOR:
            return wait_for_vendor(submitted, who, at, desk, state)
        case Dialog.SNOOZE:
            return snooze(ports, submitted, who, at, state, now)
        case Dialog.ASK_APPROVAL:
            return ask_approval(ports, values, who, at, state)
        case Dialog.PRIVACY:
            privacy = Privacy(values["privacy"])
            comments = tuple(ports.aggregates.comments(state.ref)) if state else ()
            if state and privacy.rank < state.privacy.rank:
                why = values.get("why", "")
                return c.Reveal(who, at, inbox_for(desk, state), privacy, why, comments)
            return c.Conceal(who, at, inbox_for(desk, state), privacy, comments)
        case Dialog.LOAN_REQUEST | Dialog.LOAN_VISIT | Dialog.LOAN_EXTEND:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.LOAN_HAND_OUT | Dialog.LOAN_INSPECT | Dialog.REQUEST_FORM:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.INCIDENT_RAISE | Dialog.INCIDENT_SNOOZE | Dialog.INCIDENT_REASSIGN:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.INCIDENT_UPDATE | Dialog.INCIDENT_ROLE | Dialog.INCIDENT_MERGE:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.INCIDENT_URGENCY | Dialog.INCIDENT_ACTION:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.FEEDBACK_THEME | Dialog.THEME_HAND_OVER | Dialog.THEME_MERGE:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.THEME_TASK | Dialog.THEME_TASK_DECLINE | Dialog.THEME_DECLINE:
            raise ValueError(f"{submitted.dialog} is of no ticket")
        case Dialog.REDIRECT:
            raise ValueError(f"{submitted.dialog} changes a request as well")
        case Dialog.REJECT | Dialog.DELEGATE | Dialog.ONCALL_COVER:
            raise ValueError(f"{submitted.dialog} is of no ticket")  # use_dialog sends them on
        case Dialog.ANNOUNCE | Dialog.ANNOUNCEMENT_REWRITE | Dialog.CHANGE_COMMENT:
            raise ValueError(f"{submitted.dialog} is of no ticket")  # use_dialog sends them on
        case Dialog.STANDUP_ANSWER | Dialog.DOGFOOD | Dialog.FEEDBACK_GIVE | Dialog.PRAISE:
            raise ValueError(f"{submitted.dialog} is of no ticket")  # use_dialog sends them on
    assert_never(submitted.dialog)
