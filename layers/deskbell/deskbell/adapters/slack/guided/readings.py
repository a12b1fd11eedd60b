"""What a request of Slack's is that has to do with a guided request and cannot wait for the inbox.

`reading.py` makes these, `guided_desk.py` answers them.
"""

from typing import NamedTuple, TypeAlias

from deskbell.adapters.slack.fields import Payload, channel_id, message_ts
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import ChannelId, InstallId, PersonId, Ts
from deskbell.domain.settings.desk import Desk


class Where(NamedTuple):
    """Where somebody asks: a message and its thread, a channel alone, or neither (Home tab)."""

    channel: ChannelId | None = None
    thread_ts: Ts | None = None

    def written(self) -> str:
        return f"{self.channel or ''}|{self.thread_ts or ''}"

    @classmethod
    def read(cls, text: str) -> "Where":
        """Raises InputError."""
        channel, bar, ts = text.partition("|")
        place = {"channel": channel, "ts": ts}
        if not bar:
            raise InputError("private_metadata is none of ours")
        return cls(
            channel_id(place, "channel") if channel else None,
            message_ts(place, "ts") if ts else None,
        )


class Origin(NamedTuple):
    """The form that a modal shows, and where it was asked for, as they travel through Slack and
    back; trusted by nobody."""

    claim: FormClaim
    where: Where

    def written(self) -> str:
        """As a view's `private_metadata`."""
        return f"{self.where.written()}|{self.claim.written()}"

    @classmethod
    def read(cls, text: str) -> "Origin":
        """Raises InputError."""
        channel, _, rest = text.partition("|")
        ts, _, written = rest.partition("|")
        claim = FormClaim.read(written)
        if claim is None:
            raise InputError("private_metadata is none of ours")
        return cls(claim, Where.read(f"{channel}|{ts}"))


class Asker(NamedTuple):
    """Who wants it, of which desk."""

    desk: Desk
    install: InstallId
    person: PersonId


class GuidedFormWanted(NamedTuple):
    """A form of a request: it opens within 3 s by `trigger`, or takes the place of the open modal
    `view_id`. `in_words`: we can answer with text."""

    asker: Asker
    origin: Origin
    trigger: str
    view_id: str | None = None
    in_words: bool = False


class GuidedFormTouched(NamedTuple):
    """Something was chosen in an open form on which other fields may depend."""

    asker: Asker
    origin: Origin
    view_id: str
    state: Payload


class GuidedFormFilled(NamedTuple):
    """A submitted form, not judged yet; `state` is what Slack says its fields hold."""

    asker: Asker
    origin: Origin
    view_id: str
    view_hash: str
    state: Payload


class CatalogueWanted(NamedTuple):
    """Somebody wants to see what they can ask for, or another page of it in `view_id`."""

    asker: Asker
    where: Where
    trigger: str
    page: int = 0
    view_id: str | None = None


class ChosenBegun(NamedTuple):
    """What asks nothing first was chosen, in the open modal `view_id` or by a command's word."""

    envelope: Envelope
    person: PersonId
    view_id: str | None


GuidedReading: TypeAlias = (
    GuidedFormWanted | GuidedFormTouched | GuidedFormFilled | CatalogueWanted | ChosenBegun
)
