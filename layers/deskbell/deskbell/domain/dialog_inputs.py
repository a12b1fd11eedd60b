"""What a dialog of a ticket tells, as an input (`inputs.py` has them all).

A dialog is a modal that a card's "More" leads to; the ingress shows and checks it
(adapters/slack/dialogs), and what it asks for is decided like a button's press.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import ChannelId, PersonId, Ts


class Dialog(StrEnum):
    """The dialogs of a ticket: Slack's `callback_id`, and the `action_id` of what opens one."""

    CLASSIFY = "ticket.classify"
    ASSIGN = "ticket.assign"
    MOVE = "ticket.move"
    REDIRECT = "ticket.redirect"
    DISMISS = "ticket.dismiss"
    REPLY = "ticket.reply"
    SAY = "ticket.say"
    CORRECT = "ticket.correct"
    MERGE = "ticket.merge"
    LINK = "ticket.link"
    NOTIFY = "ticket.notify"
    VENDOR = "ticket.vendor"
    SNOOZE = "ticket.snooze"
    PRIVACY = "ticket.privacy"
    ASK_APPROVAL = "ticket.ask_approval"
    ASIDE = "ticket.aside"
    ANSWER_ASIDE = "ticket.answer_aside"
    """Its value is `<ref>|<number of the question>`, not a card's."""
    CSAT_COMMENT = "csat.comment"
    """As `ANSWER_ASIDE`, of a question how satisfied somebody is."""
    REJECT = "approval.reject"
    DELEGATE = "approval.delegate"
    """As `REJECT`, of an approval: the value names that instead of a ticket."""
    LOAN_REQUEST = "loan.request"
    """Asks for a loan, so its value names none."""
    LOAN_VISIT = "loan.visit"
    """As all that follow, of a loan: the value names that; here `<loan>|<start>`."""
    LOAN_EXTEND = "loan.extend"
    LOAN_HAND_OUT = "loan.hand_out"
    LOAN_INSPECT = "loan.inspect"
    ONCALL_COVER = "oncall.cover"
    """Asks to be stood in for; its value is a schedule, or empty."""
    STANDUP_ANSWER = "standup.answer"
    """What somebody says in a stand-up: the value is its reference."""
    DOGFOOD = "dogfood.say"
    """Signs up for dogfooding, or says that it is done: the value is empty."""
    ANNOUNCE = "announcement.new"
    """Announces something: the value is empty."""
    ANNOUNCEMENT_REWRITE = "announcement.rewrite"
    """Changes what one says: the value is its reference."""
    PRAISE = "praise.give"
    """Praises somebody: the value is what there is of it already (`<people>|<text>`)."""
    REQUEST_FORM = "request.form"
    """A form of a guided request: the value is its `FormClaim`."""
    INCIDENT_RAISE = "incident.raise"
    """Reports an outage: the value is empty, or the `<channel>|<ts>` of the message about it."""
    INCIDENT_SNOOZE = "incident.snooze"
    """Of an incident, as all that follow: the value is its reference."""
    INCIDENT_REASSIGN = "incident.reassign"
    INCIDENT_UPDATE = "incident.update"
    INCIDENT_ROLE = "incident.role"
    INCIDENT_MERGE = "incident.merge"
    INCIDENT_URGENCY = "incident.urgency"
    INCIDENT_ACTION = "incident.action"
    """Something to be done that its review has found: it becomes a ticket."""
    FEEDBACK_GIVE = "feedback.give"
    """Says what somebody thinks of what we do: the value is empty."""
    FEEDBACK_THEME = "feedback.theme"
    """Of an item of feedback: the value is its reference."""
    THEME_HAND_OVER = "theme.hand_over"
    """Of a theme, as all that follow: the value is its reference."""
    THEME_TASK = "theme.task"
    THEME_TASK_DECLINE = "theme.task_decline"
    """Its value is `<ref>|<number of the task>`."""
    THEME_DECLINE = "theme.decline"
    THEME_MERGE = "theme.merge"
    CHANGE_COMMENT = "change.comment"
    """Of the notice of a change: the value is its reference."""


@dataclass(frozen=True, slots=True)
class DialogSubmitted:
    """A dialog was filled in well; `value` is the card's it was opened from, as a button's. Nobody
    is trusted by it. `values` by field name, empty ones left out. `channel` is None where nobody
    can be told something, as on the Home tab."""

    dialog: Dialog
    value: str
    person: PersonId
    channel: ChannelId | None
    thread_ts: Ts | None
    values: Mapping[str, str]
