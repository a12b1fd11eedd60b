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
    REJECT = "approval.reject"
    DELEGATE = "approval.delegate"
    """As `REJECT`, of an approval: the value names that instead of a ticket."""


@dataclass(frozen=True, slots=True)
class DialogSubmitted:
    """A dialog was filled in well; `value` is the card's it was opened from, as a button's. Nobody
    is trusted by it. `values` by field name, empty ones left out."""

    dialog: Dialog
    value: str
    person: PersonId
    channel: ChannelId
    thread_ts: Ts | None
    values: Mapping[str, str]
