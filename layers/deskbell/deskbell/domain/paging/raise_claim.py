"""What a report of an outage begins with, on its way through Slack and back: the value of the
button or dialog for it, trusted by nobody."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, Kind, Ref, Thread, Ts

SAID_LIMIT = 500
"""Of what was said; a button's value has room for it."""


@dataclass(frozen=True, slots=True)
class RaiseClaim:
    """It is about a `message`, or about a `ticket`, or about neither; `said` is what there is to
    say already."""

    message: Thread | None = None
    ticket: Ref | None = None
    said: str = ""

    def written(self) -> str:
        """A ticket's card writes its own (`<ref>|<card revision>`)."""
        if self.ticket:
            return f"{self.ticket}|"
        channel, ts = (self.message.channel, self.message.ts) if self.message else ("", "")
        return f"{channel}|{ts}|{self.said[:SAID_LIMIT]}"

    @classmethod
    def read(cls, text: str) -> "RaiseClaim":
        """What is none of ours says nothing."""
        channel, _, rest = text.partition("|")
        ts, _, said = rest.partition("|")
        try:
            ticket = Ref.parse(channel)
        except ValueError:
            ticket = None
        if ticket and ticket.kind is Kind.TICKET:
            return cls(ticket=ticket)
        message = Thread(ChannelId(channel), Ts(ts)) if channel and ts and not ticket else None
        return cls(message, said=said[:SAID_LIMIT])
