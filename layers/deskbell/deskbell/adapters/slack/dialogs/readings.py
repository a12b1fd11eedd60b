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
    """What a dialog belongs to, as it travels through Slack and back; trusted by nobody.

    `value` is a button's: of a ticket's card, `<ref>|<card revision>`. `inbox` was the ticket's
    when the card was drawn, and only chooses what is offered. `channel` is None where there is
    nobody to be told something: on the Home tab, or for a shortcut.
    """

    value: str
    inbox: InboxId
    channel: ChannelId | None
    thread_ts: Ts | None

    def written(self) -> str:
        """As a view's `private_metadata`."""
        return f"{self.value}|{self.inbox}|{self.channel or ''}|{self.thread_ts or ''}"

    @classmethod
    def read(cls, text: str) -> "Origin":
        """Raises InputError."""
        parts = text.rsplit("|", 3)
        if len(parts) != 4:
            raise InputError("private_metadata is none of ours")
        value, inbox, channel, ts = parts
        place = {"channel": channel, "ts": ts}
        return cls(
            value=value,
            inbox=InboxId(inbox),
            channel=channel_id(place, "channel") if channel else None,
            thread_ts=message_ts(place, "ts") if ts else None,
        )

    @classmethod
    def of_card(cls, value: str, channel: ChannelId, thread_ts: Ts | None) -> "Origin":
        """`value` is a card's button's: `<ref>|<card revision>`, and the inbox where it knows."""
        ref, _, rest = value.partition("|")
        revision, _, inbox = rest.partition("|")
        return cls(f"{ref}|{revision}", InboxId(inbox), channel, thread_ts)

    @classmethod
    def of_value(
        cls, value: str, channel: ChannelId | None = None, thread_ts: Ts | None = None
    ) -> "Origin":
        """Of what is no ticket's: the value as it is."""
        return cls(value, InboxId(""), channel, thread_ts)


class MenuWanted(NamedTuple):
    """Somebody pressed "More" on a card, a ticket's or an outage's; `trigger` opens the menu within
    3 s."""

    desk: Desk
    install: InstallId
    person: PersonId
    origin: Origin
    trigger: str
    of_incident: bool = False


class DialogWanted(NamedTuple):
    """A dialog was chosen: on a card, or in the open menu `view_id`, whose place it takes.
    `in_words`: we can answer with text."""

    dialog: Dialog
    desk: Desk
    install: InstallId
    person: PersonId
    origin: Origin
    trigger: str
    view_id: str | None
    in_words: bool = False


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
