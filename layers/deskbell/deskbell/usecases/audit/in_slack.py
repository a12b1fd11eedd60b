"""The invariants that take a look at Slack; `invariants.py` lists them.

They hold at rest: when all inputs are handled and all effects are sent or parked.
"""

from collections import Counter
from collections.abc import Iterator

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, Ref, Thread, Ts
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Shown, ShownPost, Violation
from deskbell.usecases.ports import RowState


def i2_nothing_is_said_twice(books: Books, shown: Shown) -> Iterator[Violation]:
    """One outbox row is one post, whatever was repeated to get it there."""
    times = Counter(post.outbox_id for post in shown.posts if post.outbox_id)
    for row_id, count in times.items():
        if count > 1:
            yield Violation("I2", row_id, "is shown more than once")


def i2_what_is_sent_is_shown(books: Books, shown: Shown) -> Iterator[Violation]:
    """The post that a row names is there, unless somebody took it away, and it is the row's."""
    by_thread = {_thread(post): post for post in shown.posts}
    for row in books.outbox:
        if row.state is not RowState.SENT or row.post is None or row.post in shown.deleted:
            continue
        post = by_thread.get(row.post)
        if post is None or post.outbox_id != row.id:
            yield Violation("I2", row.id, f"is not shown at {_name(row.post)}")


def i2_what_is_shown_was_decided(books: Books, shown: Shown) -> Iterator[Violation]:
    """Nothing is said that no commit has asked for. Of a row that is forgotten by now its aggregate
    still tells."""
    rows = {row.id: row for row in books.outbox}
    for post in shown.posts:
        if post.outbox_id is None:
            continue
        row, state = rows.get(post.outbox_id), books.states.get(_ref(post.outbox_id))
        if state is None or state.version < _version(post.outbox_id):
            yield Violation("I2", post.outbox_id, "is shown, and nothing asked for it")
        elif row and row.state is RowState.SENT and row.post != _thread(post):
            yield Violation("I2", post.outbox_id, "is shown where its row does not say")


def i3_comments_are_the_thread(books: Books, shown: Shown) -> Iterator[Violation]:
    """What people wrote under a ticket's message or card is its comments: all of it and nothing
    else, with the last edit; what they deleted is a tombstone."""
    known = {(ref, one.source): one for ref, of_ref in books.comments.items() for one in of_ref}
    threads = {_linked(link.key): link for link in books.links}
    said = set[tuple[Ref, Ts]]()
    for post in shown.posts:
        link = threads.get(Thread(post.channel, post.thread_ts or post.ts))
        if link is None or not post.is_human or post.thread_ts in (None, post.ts):
            continue
        said.add((link.ref, post.ts))
        comment = known.get((link.ref, post.ts))
        wrong = _differs(comment, post, internal=link.place is Place.TRIAGE)
        if wrong:
            yield Violation("I3", str(link.ref), f"{post.ts} {wrong}")
    for (ref, source), comment in known.items():
        if (ref, source) not in said and comment.deleted_ts is None:
            yield Violation("I3", str(ref), f"{source} is a comment, and no person's reply")


def i3_the_text_is_that_of_the_message(books: Books, shown: Shown) -> Iterator[Violation]:
    """A ticket of a message says what that says now. Empty: Slack would never tell it."""
    by_thread = {_thread(post): post for post in shown.posts if post.is_human}
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket) or ticket.message is None or ticket.text == "":
            continue
        post = by_thread.get(ticket.message)
        if post and post.thread_ts in (None, post.ts) and post.text != ticket.text:
            yield Violation(
                "I3", str(ticket.ref), f"does not say what {_name(ticket.message)} says"
            )


def i12_no_bot_becomes_a_comment(books: Books, shown: Shown) -> Iterator[Violation]:
    """Nothing that carries an outbox id of ours is a ticket's message or a comment."""
    ours = {_thread(post): post.ts for post in shown.posts if post.outbox_id}
    sources = set(ours.values())
    for ticket in books.states.values():
        if isinstance(ticket, Ticket) and ticket.message in ours:
            yield Violation("I12", str(ticket.ref), "is made of a message of our own")
    for ref, comments in books.comments.items():
        for comment in comments:
            if comment.source in sources:
                yield Violation("I12", str(ref), f"{comment.source} is a message of our own")


def _differs(comment: Comment | None, post: ShownPost, *, internal: bool) -> str | None:
    if comment is None:
        return "is no comment"
    if comment.deleted_ts is not None:
        return "is deleted, and still there"
    if not comment.texts or comment.texts[-1][1] != post.text:
        return "does not have its last text"
    if comment.author != post.author:
        return "is not its author's"
    if comment.internal != internal:
        return "is internal where it should not be, or the other way round"
    return None


def _thread(post: ShownPost) -> Thread:
    return Thread(post.channel, post.ts)


def _name(thread: Thread) -> str:
    return f"{thread.channel}:{thread.ts}"


def _linked(key: str) -> Thread | None:
    """The message that a link is of (domain/decision.py), None of a number."""
    match key.split("#"):
        case ["slack", _, channel, ts]:
            return Thread(ChannelId(channel), Ts(ts))
        case _:
            return None


def _ref(row_id: str) -> Ref:
    return Ref.parse(row_id.rsplit("/", 2)[0])


def _version(row_id: str) -> int:
    return int(row_id.rsplit("/", 2)[1])
