"""What the table knows already of what Slack's history shows; `capture_missed` asks it.

An input that the intake would find known, or would ignore, need not be told once more. This is
about cost and about the report: to tell it all the same would change nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from deskbell.domain.decision import Comment, Link, message_link
from deskbell.domain.directs import is_direct
from deskbell.domain.ids import ChannelId, InstallId, Ref, Thread
from deskbell.domain.inputs import Envelope, MessageEdited, MessagePosted, ReactionChanged
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.settings.desk import Desk, EmojiAction
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.backfill.report import Standing, What
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.slack_ports import Heard
from deskbell.usecases.tickets.desk import load_ticket
from deskbell.usecases.tickets.open_by_itself import is_request
from deskbell.usecases.tickets.visit_of import is_of_auto_partner

Judged = tuple[What, Standing, Envelope]

ORDER = (EmojiAction.OPEN, EmojiAction.TAKE, EmojiAction.SOLVE)
"""In which emoji on one message count; the history does not say in which they came."""


@dataclass(slots=True)
class Knowledge:
    """For one back-fill: it asks the table once a thread, so it may be a few minutes behind."""

    aggregates: Aggregates
    install: InstallId
    desk: Desk
    _links: dict[Thread, Link | None] = field(default_factory=dict)
    _comments: dict[Ref, dict[Thread, Comment]] = field(default_factory=dict)
    _tickets: dict[Ref, Ticket | None] = field(default_factory=dict)

    def judge(self, heard: Heard) -> Iterator[Judged]:
        """Never UNDERWAY: what is not known is MISSED."""
        link = self._link(Thread(heard.message.channel, heard.root))
        # What goes with an earlier message is no root of a ticket's (grouping.py).
        is_root = heard.root == heard.message.ts and (link is None or link.place is None)
        if heard.posted:
            what = What.ROOT if is_root else What.REPLY
            yield what, self._of_posted(link, heard.posted, is_root=is_root), heard.posted
        if heard.edited:
            edited = self._of_edited(link, heard.edited, is_root=is_root)
            yield What.EDIT, edited, heard.edited
        for envelope in self._emoji(heard, has_ticket=link is not None):
            standing = Standing.KNOWN if link else Standing.MISSED
            yield What.EMOJI, standing, envelope

    def question(self, heard: Heard) -> MessagePosted | None:
        """What somebody asks at the top level of a help channel, tracked or not."""
        message = heard.posted.input if heard.posted else None
        if heard.root != heard.message.ts or not isinstance(message, MessagePosted):
            return None
        if message.author is None or self.desk.inbox_of(message.channel) is None:
            return None
        return message if message.files or not is_pleasantry(message.text) else None

    def is_tracked(self, message: Thread) -> bool:
        """Whether it is a ticket, or a part of one."""
        return self._link(message) is not None

    def _of_posted(self, link: Link | None, posted: Envelope, *, is_root: bool) -> Standing:
        message = posted.input
        if isinstance(message, MessagePosted) and link is None and is_root:
            is_missed = (
                is_request(message, self.desk, instant_of(message.ts))
                or is_of_auto_partner(self.desk, message)
                or (is_direct(message.channel) and not is_pleasantry(message.text))
            )
            return Standing.MISSED if is_missed else Standing.UNTRACKED
        if link is None or not isinstance(message, MessagePosted):
            return Standing.UNTRACKED
        if is_root:
            ticket = self._ticket(link.ref)
            return _known(is_known=ticket is not None and ticket.text is not None)
        return _known(is_known=self._comment(link.ref, message) is not None)

    def _of_edited(self, link: Link | None, edited: Envelope, *, is_root: bool) -> Standing:
        message = edited.input
        if link is None or not isinstance(message, MessageEdited):
            return Standing.UNTRACKED
        if is_root:
            ticket = self._ticket(link.ref)
            return _known(
                is_known=ticket is not None
                and (ticket.text_ts >= message.edited_ts or ticket.text == message.text)
            )
        comment = self._comment(link.ref, message)
        if comment is None:
            return Standing.MISSED
        newest = comment.texts[-1] if comment.texts else ("", "")
        return _known(
            is_known=comment.deleted_ts is not None
            or newest[0] >= message.edited_ts
            or newest[1] == message.text
        )

    def _emoji(self, heard: Heard, *, has_ticket: bool) -> Iterator[Envelope]:
        """Of a ticket only those that ask for it: whether somebody who put 👀 on it still wants
        it cannot be told, and the ticket may have gone on since."""
        if self.desk.inbox_of(heard.message.channel) is None:
            return
        asked = {action: list[Envelope]() for action in ORDER}
        for envelope in heard.reactions:
            reaction = envelope.input
            action = (
                self.desk.emoji.get(reaction.emoji)
                if isinstance(reaction, ReactionChanged)
                else None
            )
            if action in asked:
                asked[action].append(envelope)
        if not asked[EmojiAction.OPEN]:
            return
        for action in ORDER:
            if action is EmojiAction.OPEN or not has_ticket:
                yield from asked[action]

    def _link(self, thread: Thread) -> Link | None:
        if thread not in self._links:
            self._links[thread] = self.aggregates.find(message_link(self.install, thread))
        return self._links[thread]

    def _ticket(self, ref: Ref) -> Ticket | None:
        if ref not in self._tickets:
            self._tickets[ref] = load_ticket(self.aggregates, ref)
        return self._tickets[ref]

    def _comment(self, ref: Ref, message: MessagePosted | MessageEdited) -> Comment | None:
        if ref not in self._comments:
            comments = self.aggregates.comments(ref)
            self._comments[ref] = {comment.message: comment for comment in comments}
        known = self._comments[ref]
        old = Thread(ChannelId(""), message.ts)
        return known.get(Thread(message.channel, message.ts)) or known.get(old)


def _known(*, is_known: bool) -> Standing:
    return Standing.KNOWN if is_known else Standing.MISSED
