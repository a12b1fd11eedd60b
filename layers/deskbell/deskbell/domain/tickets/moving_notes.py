"""What is said and shown when a ticket moves; called by `moving.py`.

The requester hears where it went and who decided, the old team's card points there, the new
team's card stands in their triage channel with all that has been said (A1-29).
"""

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Effect, Place, RetireCard, SendDirect, SendNotice, ShowComment
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, ChannelName, Mention, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.about import title_of
from deskbell.domain.tickets.copies import bring_along
from deskbell.domain.tickets.places import WORK, cards_of_work, is_private
from deskbell.domain.tickets.progress import team_facts
from deskbell.domain.tickets.ticket import Card, Progress, Status, Ticket


def old_cards(before: Ticket, after: Ticket, command: c.Move | c.MoveBack) -> list[RetireCard]:
    """Where the old team had it stands where it is now."""
    facts: dict[str, Argument] = {
        "number": before.number,
        "inbox": command.to.name,
        "by": Name(command.by.person),
    }
    text = Text("card.moved_on", facts)
    for card in after.cards:
        if card.place is Place.TRIAGE:
            text = Text("card.moved_to", {**facts, "channel": ChannelName(card.channel)})
    left = _left(before, after, command.inbox)
    return [RetireCard(card.place, card.channel, text) for card in left]


def _left(before: Ticket, after: Ticket, inbox: Inbox) -> list[Card]:
    """Also one that Slack took no more and that went to the fall-back channel: it stands there."""
    had = dict.fromkeys((*before.cards, *cards_of_work(before.privacy, inbox)))
    return [one for one in had if one.place in WORK and one not in after.cards]


def told(before: Ticket, after: Ticket, command: c.Move | c.MoveBack) -> list[Effect]:
    """The requester where it is talked about, whoever had it, and the lead of a team that gets it
    late."""
    said = _to_requester(after, command)
    had_it = before.assignee
    if had_it and had_it not in (after.assignee, command.by.person):
        facts = {"number": before.number, "title": title_of(before), **_decided(command)}
        said.append(SendDirect(had_it, Text("dm.moved_away", facts)))
    if after.progress is Progress.ESCALATED and after.status is Status.NEW:
        lead, inbox = command.to.lead, command.to
        said.append(SendDirect(lead, Text("dm.escalated", team_facts(after, inbox))))
    return said


def _to_requester(ticket: Ticket, command: c.Move | c.MoveBack) -> list[Effect]:
    if ticket.requester is None:
        return []
    args = {
        "requester": Mention(ticket.requester),
        "number": ticket.number,
        **_decided(command),
    }
    text = Text("notice.moved", args)
    if isinstance(command, c.Move) and command.word:
        text = Text("notice.moved_with_word", {**args, "word": command.word})
    if is_private(ticket.privacy) or ticket.mail:
        return [SendDirect(ticket.requester, text)]
    if ticket.thread:
        return [SendNotice(ticket.thread.channel, text, thread_ts=ticket.thread.ts)]
    return [SendNotice(ticket.home.channel, text, under=ticket.home.place)]


def _decided(command: c.Move | c.MoveBack) -> dict[str, Argument]:
    return {"inbox": command.to.name, "by": Name(command.by.person)}


def brought_along(
    before: Ticket, after: Ticket, comments: tuple[Comment, ...]
) -> tuple[ShowComment, ...]:
    """What was said elsewhere stands below the new card instead of the old one."""
    new = tuple(card for card in after.cards if card not in before.cards)
    return bring_along(after, comments, new)


def stuck(ticket: Ticket, inbox: Inbox, to: Inbox) -> SendNotice:
    """For the triagers of the inbox that has it: it went back and forth, somebody has to decide."""
    facts: dict[str, Argument] = {
        "number": ticket.number,
        "moves": len(ticket.moves),
        "inbox": to.name,
        "lead": Mention(inbox.lead),
    }
    return SendNotice(inbox.triage_channel, Text("notice.moved_in_circles", facts), Place.TRIAGE)
