"""Each call for a supervisor is in one digest of its inbox's lead, by agent, topic and outcome
(A1-16). Pure; a day on which nobody calls has no digest.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.caused_inputs import FlagNoted
from deskbell.domain.decision import Change, Decision, SetTimer, TimerChange, nothing
from deskbell.domain.effects import Effect, SendDirect
from deskbell.domain.flag_log.events import FlagLogged, FlagsDigested
from deskbell.domain.flag_log.flag_log import FlagLog, Told
from deskbell.domain.ids import InstallId, flags_ref
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.texts import Argument, Name, Text

TIMER = "digest"
A_MESSAGE = 2
"""Calls that one message tells of: names may be long, and Slack takes 10,000 characters of it."""
A_DIGEST = 50 * A_MESSAGE
"""Calls of one digest: each message is a row of its transaction."""


def log_flag(
    state: FlagLog | None,
    install: InstallId,
    noted: FlagNoted,
    inbox: Inbox,
    desk: Desk,
    now: datetime,
) -> Decision:
    """`state` is None where nobody has ever called."""
    call = noted.call
    before = state or FlagLog(flags_ref(install, inbox.id), install, 0, inbox.id)
    if call in before.calls:
        return nothing("flag_logged_already")
    due = before.due or next_time(inbox.flag_digest, now, desk.zone, desk.holidays)
    after = replace(before, version=before.version + 1, calls=(*before.calls, call), due=due)
    change = Change(
        state,
        after,
        FlagLogged(inbox.id, call.ticket, call.by),
        Text("reason.flag_logged", {"by": Name(call.by), "number": call.number}),
        timers=() if before.due else (SetTimer(TIMER, after.version, due),),
    )
    return Decision((change,))


def digest(
    log: FlagLog | None, told: Sequence[Told], inbox: Inbox, desk: Desk, now: datetime
) -> Decision:
    """The timer is only a hint; `told` are all calls of the log."""
    if log is None or log.due is None or now < log.due:
        return nothing("timer_stale")
    of_now = tuple(sorted(told, key=_by_agent_and_topic)[:A_DIGEST])
    taken = {one.call for one in of_now}
    left = tuple(call for call in log.calls if call not in taken)
    due = next_time(inbox.flag_digest, now, desk.zone, desk.holidays) if left else None
    after = replace(log, version=log.version + 1, calls=left, due=due)
    timers: tuple[TimerChange, ...] = (SetTimer(TIMER, after.version, due),) if due else ()
    change = Change(
        log,
        after,
        FlagsDigested(inbox.id, inbox.lead, len(of_now)),
        Text("reason.flags_digested", {"count": len(of_now), "lead": Name(inbox.lead)}),
        effects=tuple(_messages(of_now, inbox)),
        timers=timers,
    )
    return Decision((change,))


def _by_agent_and_topic(told: Told) -> tuple[str, str, datetime]:
    return (told.call.agent or "", told.call.topic or "", told.call.at)


def _messages(told: Sequence[Told], inbox: Inbox) -> list[Effect]:
    found = list[Effect]()
    for start in range(0, len(told), A_MESSAGE):
        key = "dm.flag_digest_more" if start else "dm.flag_digest"
        lines = _lines(told[start : start + A_MESSAGE], inbox)
        facts: dict[str, Argument] = {"inbox": inbox.name, "lines": lines, "count": len(told)}
        found.append(SendDirect(inbox.lead, Text(key, facts)))
    return found


def _lines(told: Sequence[Told], inbox: Inbox) -> Text:
    """One below the other."""
    first, *others = (Text("digest.call", _facts(one, inbox)) for one in told)
    return reduce(
        lambda lines, line: Text("digest.both", {"first": lines, "more": line}), others, first
    )


def _facts(told: Told, inbox: Inbox) -> dict[str, Argument]:
    call = told.call
    topic = inbox.category_label(call.topic) if call.topic else None
    ends: dict[str, Argument] = {"by": Name(told.by)} if told.by else {}
    return {
        "number": call.number,
        "by": Name(call.by),
        "agent": Name(call.agent) if call.agent else Text("digest.no_agent"),
        "topic": topic or Text("digest.no_topic"),
        "end": Text(f"digest.{told.end}", ends),
    }
