"""The decisions about the notice of a change: pure, exhaustive, each with its reason."""

from dataclasses import replace
from typing import assert_never

from deskbell.domain.decision import Change, Decision, Event, nothing
from deskbell.domain.effects import Effect, SendNotice, Whisper
from deskbell.domain.feedback.decide import is_ours
from deskbell.domain.ids import ChannelId, InstallId, Ref
from deskbell.domain.rationale import commands as c
from deskbell.domain.rationale import events as e
from deskbell.domain.rationale.effects import ShowChange
from deskbell.domain.rationale.notice import MOST_VOTES, ChangeNotice
from deskbell.domain.texts import Argument, Name, Passage, Text
from deskbell.domain.tickets.permissions import Member


def decide(
    ref: Ref, notice: ChangeNotice | None, command: c.RationaleCommand, install: InstallId
) -> Decision:
    """`ref` is what the notice is called, whether there is one or not."""
    if isinstance(command, c.Announce):
        return nothing("change_told_already") if notice else _announce(ref, command, install)
    if notice is None or notice.install != install:
        return nothing("no_such_change")
    match command:
        case c.Vote():
            return _vote(notice, command)
        case c.Comment():
            return _comment(notice, command)
    assert_never(command)


def _announce(ref: Ref, command: c.Announce, install: InstallId) -> Decision:
    change = command.change
    after = ChangeNotice(ref, install, 1, command.channel, change)
    event = e.ChangeAnnounced(
        change.kind, change.name, change.version, change.before, change.chosen_by
    )
    why = _reason("announced", name=change.name, version=change.version)
    return _changed(None, after, event, why, ShowChange(after.channel))


def _vote(notice: ChangeNotice, command: c.Vote) -> Decision:
    """Each person once: who presses the other button has changed their mind."""
    who, said = command.by.person, notice.votes.get(command.by.person)
    if not is_ours(command.by):
        return _refuse(notice, command.by, command.channel, "vote")
    if said is command.in_favour:
        return nothing("change_voted_already")
    if said is None and len(notice.votes) >= MOST_VOTES:
        return nothing("change_votes_enough")
    after = replace(
        notice, version=notice.version + 1, votes={**notice.votes, who: command.in_favour}
    )
    event = e.ChangeVoted(who, command.in_favour, again=said is not None)
    why = _reason("in_favour" if command.in_favour else "against", by=Name(who))
    return _changed(notice, after, event, why, ShowChange(after.channel))


def _comment(notice: ChangeNotice, command: c.Comment) -> Decision:
    """The channel does not see by whom; the history names who asked for it, as of anything."""
    if not is_ours(command.by):
        return _refuse(notice, command.by, command.channel, "comment")
    count = notice.comments + 1
    after = replace(notice, version=notice.version + 1, comments=count)
    at = command.thread
    told = Text("notice.change_comment", {"text": Passage(command.text)})
    post = SendNotice(at.channel, told, thread_ts=at.ts)
    return _changed(notice, after, e.ChangeCommented(count), _reason("commented"), post)


def _refuse(notice: ChangeNotice, by: Member, channel: ChannelId | None, action: str) -> Decision:
    """Nothing changes; they are told why, and the history knows who wanted what."""
    after = replace(notice, version=notice.version + 1)
    text = Text("whisper.change_not_yours")
    told = (Whisper(by.person, channel, None, text),) if channel else ()
    why = _reason("refused", by=Name(by.person))
    return _changed(notice, after, e.ChangeActionRefused(by.person, action), why, *told)


def _reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.change_{what}", args)


def _changed(
    before: ChangeNotice | None, after: ChangeNotice, event: Event, why: Text, *effects: Effect
) -> Decision:
    return Decision((Change(before, after, event, why, effects=effects),))
