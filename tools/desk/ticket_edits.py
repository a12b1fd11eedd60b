"""What each edit of a ticket changed, for its history; `./deskbell explain` shows it below that."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from deskbell.domain.ids import ChannelId, Thread, Ts
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.comments import one_of
from deskbell.domain.tickets.ticket import Privacy, Ticket
from deskbell.usecases.ports import Aggregates, AuditRow

WORDS_LIMIT = 300
_OF_COMMENTS, _OF_THE_REQUEST = e.CommentEdited.__name__, e.TicketTextEdited.__name__


def edits(history: Sequence[AuditRow], aggregates: Aggregates) -> Mapping[int, tuple[str, str]]:
    """What was there before and after it, by the version of the edit; of those whose text was kept.

    The words of private tickets stay out of it, and so does what was deleted.
    """
    edited = [row for row in history if row.event in (_OF_COMMENTS, _OF_THE_REQUEST)]
    ticket = aggregates.load(history[0].ref) if edited else None
    if not isinstance(ticket, Ticket) or ticket.privacy.rank > Privacy.TEAM.rank:
        return {}
    comments = aggregates.comments(ticket.ref)

    def texts_of(row: AuditRow) -> Sequence[tuple[str, str]]:
        if row.event == _OF_THE_REQUEST:
            return (*ticket.earlier, (ticket.text_ts, ticket.text or ""))
        channel, ts = str(row.detail.get("channel") or ""), str(row.detail["source"])
        comment = one_of(comments, Thread(ChannelId(channel), Ts(ts)))
        return comment.texts if comment and comment.deleted_ts is None else ()

    changed = {}
    for row in edited:
        for (_, before), (at, after) in pairwise(texts_of(row)):
            if at == row.detail["edited_ts"]:
                changed[row.version] = before, after
    return changed


def lines(change: tuple[str, str]) -> Iterator[str]:
    for word, text in zip(("before", "after"), change, strict=True):
        said = " ".join(text.split())
        cut = said if len(said) <= WORDS_LIMIT else f"{said[:WORDS_LIMIT]}…"
        yield f"      {f'{word}:':<6} {cut}"
