"""What a request is that has to do with a ticket's dialogs, and so cannot wait for the inbox.

`interactions.py` makes these, `dialog_desk.py` answers them.
"""

from typing import NamedTuple, TypeAlias

from deskbell.adapters.slack.fields import Payload, channel_id, message_ts
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import ChannelId, InboxId, InstallId, PersonId, Ts
from deskbell.domain.settings.desk import Desk


class Origin(NamedTuple):
    """The card that a dialog belongs to, as it travels through Slack and back; trusted by nobody.

    `value` is `<ref>|<card revision>` as a button's; `inbox` was the ticket's when the card was
    drawn, and only chooses what is offered.
    """

    value: str
    inbox: InboxId
    channel: ChannelId
    thread_ts: Ts | None

    def written(self) -> str:
        """As a view's `private_metadata`."""
        return f"{self.value}|{self.inbox}|{self.channel}|{self.thread_ts or ''}"

    @classmethod
    def read(cls, text: str) -> "Origin":
        """Raises InputError."""
        parts = text.split("|")
        if len(parts) != 5:
            raise InputError("private_metadata is none of ours")
        ref, revision, inbox, channel, ts = parts
        place = {"channel": channel, "ts": ts}
        return cls(
            value=f"{ref}|{revision}",
            inbox=InboxId(inbox),
            channel=channel_id(place, "channel"),
            thread_ts=message_ts(place, "ts") if ts else None,
        )

    @classmethod
    def of_card(cls, value: str, channel: ChannelId, thread_ts: Ts | None) -> "Origin":
        """`value` is a card's button's: `<ref>|<card revision>`, and the inbox where it knows."""
        ref, _, rest = value.partition("|")
        revision, _, inbox = rest.partition("|")
        return cls(f"{ref}|{revision}", InboxId(inbox), channel, thread_ts)


class MenuWanted(NamedTuple):
    """Somebody pressed "More" on a card; `trigger` opens the menu within 3 s."""

    desk: Desk
    install: InstallId
    person: PersonId
    origin: Origin
    trigger: str


class DialogWanted(NamedTuple):
    """A dialog was chosen: on a card, or in the open menu `view_id`, whose place it takes."""

    dialog: Dialog
    desk: Desk
    install: InstallId
    person: PersonId
    origin: Origin
    trigger: str
    view_id: str | None


class EntryPressed(NamedTuple):
    """An entry of the menu that acts at once; the press goes to the inbox."""

    envelope: Envelope
    person: PersonId
    view_id: str


class DialogFilled(NamedTuple):
    """A submitted dialog, not judged yet; `state` is what Slack says its fields hold."""

    dialog: Dialog
    desk: Desk
    install: InstallId
    person: PersonId
    origin: Origin
    view_id: str
    view_hash: str
    state: Payload


DialogReading: TypeAlias = MenuWanted | DialogWanted | EntryPressed | DialogFilled
