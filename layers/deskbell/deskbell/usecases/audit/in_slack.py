"""The invariants that take a look at Slack; `invariants.py` lists them.

They hold at rest: when all inputs are handled and all effects are sent or parked.
"""

from collections import Counter
from collections.abc import Iterator

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place, ShowComment, ShowFound
from deskbell.domain.ids import ChannelId, Ref, Thread, Ts
from deskbell.domain.tickets.copies import NOT_IN_SLACK, is_internal
from deskbell.domain.tickets.events import CommentPublished, CommentUnpublished
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Shown, ShownPost, Violation
from deskbell.usecases.audit.in_ties import heirs
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
        if isinstance(row.effect, ShowComment):
            continue  # it may be gone again, or stand elsewhere by now (in_copies.py)
        post = by_thread.get(row.post)
        if post is None or post.outbox_id != row.id:
            yield Violation("I2", row.id, f"is not shown at {_name(row.post)}")


def i2_what_is_shown_was_decided(books: Books, shown: Shown) -> Iterator[Violation]:
    """Nothing is said that no commit has asked for. Of a row that is forgotten by now its aggregate
    still tells. What is tried only once, whatever Slack answers, need not be told where it is."""
    rows = {row.id: row for row in books.outbox}
    for post in shown.posts:
        if post.outbox_id is None:
            continue
        row, state = rows.get(post.outbox_id), books.states.get(_ref(post.outbox_id))
        if state is None or state.version < _version(post.outbox_id):
            yield Violation("I2", post.outbox_id, "is shown, and nothing asked for it")
        elif row and row.post is None and isinstance(row.effect, ShowFound):
            continue
        elif row and row.state is RowState.SENT and row.post != _thread(post):
            yield Violation("I2", post.outbox_id, "is shown where its row does not say")


def i3_comments_are_the_thread(books: Books, shown: Shown) -> Iterator[Violation]:
    """What people wrote under a ticket's message or card is its comments: all of it and nothing
    else, with the last edit; what they deleted is a tombstone."""
    known = {(ref, one.message): one for ref, of_ref in books.comments.items() for one in of_ref}
    threads = {_linked(link.key): link for link in books.links}
    published = _published(books)
    said = set[tuple[Ref, Thread]]()
    for post in shown.posts:
        link = threads.get(Thread(post.channel, post.thread_ts or post.ts))
        is_root = post.thread_ts in (None, post.ts)
        # At the top level of somebody's direct messages, or of a channel where each message is a
        # ticket, they go on with what they have said.
        is_more = link is not None and link.place in (Place.DIRECT, Place.THREAD)
        is_reply = not is_root or is_more
        if link is None or not post.is_human or not is_reply:
            continue
        mine = [(ref, _thread(post)) for ref in heirs(books, link.ref)]
        found = [one for one in mine if one in known] or [(link.ref, _thread(post))]
        said.update(found[:1])
        internal = is_internal(link.place) and not published & set(found)
        wrong = _differs(known.get(found[0]), post, internal=internal)
        if wrong:
            yield Violation("I3", str(link.ref), f"{post.ts} {wrong}")
    for (ref, message), comment in known.items():
        in_slack = message.channel not in NOT_IN_SLACK
        if in_slack and (ref, message) not in said and comment.deleted_ts is None:
            yield Violation("I3", str(ref), f"{message.ts} is a comment, and no person's reply")


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
    ours = {_thread(post) for post in shown.posts if post.outbox_id}
    for ticket in books.states.values():
        if isinstance(ticket, Ticket) and ticket.message in ours:
            yield Violation("I12", str(ticket.ref), "is made of a message of our own")
    for ref, comments in books.comments.items():
        for comment in comments:
            if comment.message in ours:
                yield Violation("I12", str(ref), f"{comment.source} is a message of our own")


def _published(books: Books) -> set[tuple[Ref, Thread]]:
    """The notes that somebody has published, and not taken back, as the history tells it."""
    found = set[tuple[Ref, Thread]]()
    for ref, rows in books.audit.items():
        for row in rows:
            if row.event not in (CommentPublished.__name__, CommentUnpublished.__name__):
                continue
            said = Thread(ChannelId(str(row.detail["channel"])), Ts(str(row.detail["source"])))
            if row.event == CommentPublished.__name__:
                found.add((ref, said))
            else:
                found.discard((ref, said))
    return found


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
