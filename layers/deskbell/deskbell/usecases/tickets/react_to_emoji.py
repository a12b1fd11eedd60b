"""An emoji as a control: 🎫 opens, 👀 takes, ✅ solves, as `desk.yaml` maps them (A5-02, A5-09)."""

from deskbell.domain.decision import Cause, Link, message_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope, ReactionChanged
from deskbell.domain.settings.desk import Desk, EmojiAction
from deskbell.domain.tickets.flagging import NO_FLAG
from deskbell.domain.tickets.undoing import EMOJI_DID_NOTHING
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.count_reaction import count_reaction
from deskbell.usecases.feedback.share_feedback import share_feedback
from deskbell.usecases.loans.offer_loan_form import offer_loan_form
from deskbell.usecases.nps.mark_case import mark_case
from deskbell.usecases.paging.offer_raise_form import offer_raise_form
from deskbell.usecases.praise.give_praise import praise_by_emoji
from deskbell.usecases.requests.begin_by_emoji import begin_by_emoji, workflow_of
from deskbell.usecases.tickets.act_by_emoji import act_by_emoji, unfollow_by_emoji
from deskbell.usecases.tickets.ask_peers import solve_untracked
from deskbell.usecases.tickets.desk import TicketPorts, hosts_tickets
from deskbell.usecases.tickets.emoji_order import taken_off_since
from deskbell.usecases.tickets.flag_by_emoji import flag_by_emoji
from deskbell.usecases.tickets.move_by_emoji import move_by_emoji
from deskbell.usecases.tickets.open_by_emoji import follow_by_emoji, open_by_emoji
from deskbell.usecases.tickets.park_input import PATIENCE, park_input
from deskbell.usecases.tickets.publish_note import publish_note
from deskbell.usecases.tickets.reading import read_now

DID_NOTHING = frozenset({EMOJI_DID_NOTHING, NO_FLAG})


def react_to_emoji(  # noqa: C901 - one line an action
    ports: TicketPorts, envelope: Envelope, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """Unmapped emoji cost nothing: not even a read."""
    desk = ports.settings.current()
    if marked := mark_case(ports, envelope, reaction, cause):
        return marked
    if counted := count_reaction(ports, envelope, reaction, cause):
        return counted
    action = desk.emoji.get(reaction.emoji)
    match action:
        case None:
            workflow = workflow_of(desk, reaction)
            if workflow is None:
                return ignored("emoji_not_mapped")
            return begin_by_emoji(ports, envelope, workflow, reaction, cause)
        case EmojiAction.PUBLISH:
            return publish_note(ports, envelope, reaction, cause)
        case EmojiAction.LEND:
            return offer_loan_form(ports, reaction, cause)
        case EmojiAction.RAISE:
            return offer_raise_form(ports, reaction, cause)
        case EmojiAction.FEEDBACK:
            return share_feedback(ports, reaction, cause)
        case EmojiAction.PRAISE:
            return praise_by_emoji(ports, reaction, cause)
        case EmojiAction.OPEN if reaction.added:
            return _open_or_follow(ports, reaction, cause)
        case EmojiAction.NOT_A_TICKET if not reaction.added:
            return ignored("emoji_removed")
        case _:
            return _on_ticket(ports, envelope, action, reaction, cause)


def _open_or_follow(ports: TicketPorts, reaction: ReactionChanged, cause: Cause) -> Handled:
    message = Thread(reaction.channel, reaction.ts)
    link = ports.aggregates.find(message_link(cause.install, message))
    if link is None:
        return open_by_emoji(ports, message, reaction, cause)
    if _is_of_card(ports, link, EmojiAction.OPEN, reaction):
        return ignored("card")
    return follow_by_emoji(ports, link.ref, reaction, cause)


def _is_of_card(
    ports: TicketPorts, link: Link, action: EmojiAction, reaction: ReactionChanged
) -> bool:
    """Whether it says of one of our own cards that it is a ticket, or none."""
    if link.place is None or action not in (EmojiAction.OPEN, EmojiAction.NOT_A_TICKET):
        return False
    return action is not EmojiAction.OPEN or not _is_grouped(ports, link, reaction)


def _is_grouped(ports: TicketPorts, link: Link, reaction: ReactionChanged) -> bool:
    """Whether it is on a message of somebody's that goes with an earlier one, and no card of ours
    (B-5)."""
    bot = ports.settings.current().workspace.bot_user
    return link.place is Place.THREAD and reaction.author not in (None, bot)


def _on_ticket(
    ports: TicketPorts,
    envelope: Envelope,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    """What is done to the ticket of the message's thread, or waits for it."""
    message = Thread(reaction.channel, reaction.ts)
    link = ports.aggregates.find(message_link(cause.install, message))
    if link is None:
        if not hosts_tickets(ports.settings.current(), reaction.channel):
            return ignored("not_a_help_channel")
        message = _thread_of(ports, message)
        link = ports.aggregates.find(message_link(cause.install, message))
    elif _is_of_card(ports, link, action, reaction):
        return ignored("card")
    if link is None and (solved := _solved_untracked(ports, message, action, reaction, cause)):
        return solved
    link = link or park_input(ports, message, envelope)
    if link is None:
        return ignored("parked")
    on = Thread(reaction.channel, reaction.ts)
    if reaction.added and taken_off_since(ports, on, reaction, cause):
        return ignored("emoji_taken_off")
    handled = _done(ports, link, message, action, reaction, cause)
    if handled.ignored in DID_NOTHING:  # it may come on later than it came off
        ports.parked.park(on, envelope, envelope.received_at + PATIENCE)
    return handled


def _done(
    ports: TicketPorts,
    link: Link,
    message: Thread,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    match action:
        case EmojiAction.FLAG:
            return flag_by_emoji(ports, link.ref, message, reaction, cause)
        case EmojiAction.MOVE:
            return move_by_emoji(ports, link.ref, reaction, cause)
        case EmojiAction.PUBLISH | EmojiAction.LEND | EmojiAction.RAISE:
            raise AssertionError(f"{action} is of no ticket")
        case EmojiAction.FEEDBACK | EmojiAction.PRAISE:
            raise AssertionError(f"{action} is of no ticket")
        case EmojiAction.OPEN if link.place is not None:
            return unfollow_by_emoji(ports, link.ref, reaction, cause)
        case _:
            return act_by_emoji(ports, link.ref, action, reaction, cause)


def _solved_untracked(
    ports: TicketPorts,
    message: Thread,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled | None:
    """Somebody marks as solved what nobody has tracked (A5-04)."""
    if action is not EmojiAction.SOLVE or not reaction.added:
        return None
    thread = read_now(ports, message) if _may_be_peers(ports.settings.current(), reaction) else None
    return solve_untracked(ports, message, thread, reaction, cause) if thread else None


def _may_be_peers(desk: Desk, reaction: ReactionChanged) -> bool:
    """Asked before Slack is."""
    inbox = desk.inbox_of(reaction.channel)
    return inbox is not None and inbox.peers_help and reaction.person not in inbox.agents


def _thread_of(ports: TicketPorts, message: Thread) -> Thread:
    """A reaction does not say whether its message is a reply (slack.md 7); Slack is asked."""
    thread = read_now(ports, message)
    root = thread[0].thread_ts if thread else None
    return Thread(message.channel, root) if root else message
