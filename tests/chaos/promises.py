"""What was asked for is there, once: what people did, held against what Slack shows in the end.

Beside the invariants (usecases/audit), which begin at what is stored.
"""

from collections.abc import Iterator, Sequence

from deskbell.domain.ids import ChannelId, Thread, Ts
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import RowState
from tools.fake_slack.state.messages import JsonObject


def lost_or_doubled(
    books: Books, channel: ChannelId, messages: Sequence[JsonObject], forms: Sequence[str]
) -> list[Violation]:
    """`messages` are those of the help channel, `forms` the words of those that were accepted."""
    return [
        *_marked_messages_are_tickets(books, channel, messages),
        *_forms_are_tickets(books, messages, forms),
        *_nothing_is_parked(books),
    ]


def _marked_messages_are_tickets(
    books: Books, channel: ChannelId, messages: Sequence[JsonObject]
) -> Iterator[Violation]:
    known = {ticket.message for ticket in books.states.values() if isinstance(ticket, Ticket)}
    for message in messages:
        names = [reaction["name"] for reaction in message.get("reactions", ())]
        is_root = message.get("thread_ts") in (None, message["ts"])
        if is_root and "ticket" in names and Thread(channel, Ts(message["ts"])) not in known:
            yield Violation("lost", message["ts"], "has the ticket emoji, and is no ticket")


def _forms_are_tickets(
    books: Books, messages: Sequence[JsonObject], forms: Sequence[str]
) -> Iterator[Violation]:
    """The card of one that somebody made private since says only that it goes on elsewhere."""
    cards = [str(message.get("blocks")) for message in messages if message.get("bot_id")]
    sent = [one for one in books.states.values() if isinstance(one, Ticket) and one.answers]
    for words in forms:
        tickets = [one for one in sent if one.answers and words in one.answers.values.values()]
        if len(tickets) != 1:
            yield Violation("doubled" if tickets else "lost", words, f"has {len(tickets)} tickets")
            continue
        count = sum(words in card for card in cards)
        if count != (0 if is_private(tickets[0].privacy) else 1):
            yield Violation("lost" if count == 0 else "doubled", words, f"has {count} cards")


def _nothing_is_parked(books: Books) -> Iterator[Violation]:
    """None of the faults is one for good."""
    for row in books.outbox:
        if row.state is RowState.PARKED:
            yield Violation("lost", row.id, "was given up")
