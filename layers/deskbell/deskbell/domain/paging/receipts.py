"""What is known of a page, or not known in time: a failed one never counts as delivered, but is
followed by the next way, and where nobody of a level can be reached, by the next level."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.calls import ring
from deskbell.domain.paging.incident import Call, Incident, Status, waiting_calls
from deskbell.domain.paging.ladder import onward
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Method
from deskbell.domain.paging.steps import Around, Steps, about, decided, next_try
from deskbell.domain.paging.words import called, direct, reason, way
from deskbell.domain.texts import Name


def record_receipt(incident: Incident, command: c.RecordReceipt, around: Around) -> Decision:
    if command.rung.generation != incident.rung.generation:
        return nothing("page_of_another_generation")
    if _is_late(incident, command):
        return _tell_afterwards(incident, command, around)
    if command.rung != incident.rung:
        return nothing("page_of_another_level")
    found = [one for one in waiting_calls(incident) if one.to == command.to]
    if not found or not _is_news(found[0], command):
        return nothing("receipt_known")
    return _learn(about(incident, around), found[0], command)


def try_next(incident: Incident, around: Around) -> Decision:
    """A timer is only a hint: nobody is called before their patience is over."""
    retry = next_try(incident)
    if retry is None or retry > around.now:
        return nothing("timer_stale")
    return decided(_rung(about(incident, around)))


def _learn(steps: Steps, call: Call, command: c.RecordReceipt) -> Decision:
    incident, now = steps.incident, steps.around.now
    has_failed = command.receipt is Receipt.FAILED
    learnt = replace(
        call,
        receipt=command.receipt,
        due=now if has_failed and call.tried < len(call.methods) else None,
    )
    after = replace(incident, calls=tuple(learnt if one == call else one for one in incident.calls))
    event = e.PageReceipted(command.rung, command.to, command.method, command.receipt, command.code)
    why = reason(
        f"page_{command.receipt}", to=called(command.to, command.method), way=way(command.method)
    )
    steps = steps.then(after, event, why)
    if not has_failed:
        return decided(steps)
    if after.status is Status.OPEN and all(one.has_failed for one in after.calls):
        return decided(onward(steps))
    return decided(_rung(steps))


def _rung(steps: Steps) -> Steps:
    after, pages = ring(steps.incident, steps.around.now)
    if not pages:
        return steps
    event = e.PagesSent(after.rung, tuple((page.to, page.method) for page in pages))
    return steps.then(after, event, reason("next_way", count=len(pages))).with_pages(pages)


def _is_news(call: Call, command: c.RecordReceipt) -> bool:
    """That an earlier way has reached them after all counts, that it has not is past."""
    if call.receipt is not None or command.method not in call.methods[: call.tried]:
        return False
    return command.receipt is Receipt.DELIVERED or command.method == call.methods[call.tried - 1]


def _is_late(incident: Incident, command: c.RecordReceipt) -> bool:
    """It was on its way when somebody acknowledged."""
    return (
        incident.status in (Status.ACKNOWLEDGED, Status.RESOLVED)
        and command.receipt is Receipt.DELIVERED
        and command.method is not Method.CHANNEL
        and command.sent_at > incident.since
        and all(one.to != command.to for one in waiting_calls(incident))
    )


def _tell_afterwards(incident: Incident, command: c.RecordReceipt, around: Around) -> Decision:
    to, by = PersonId(command.to), incident.acknowledged_by
    if by == to or to in incident.told_afterwards:
        return nothing("receipt_known")
    if by and incident.status is Status.ACKNOWLEDGED:
        said = direct("acknowledged_already", number=incident.number, by=Name(by))
    else:
        said = direct("over_already", number=incident.number)
    after = replace(incident, told_afterwards=incident.told_afterwards | {to})
    why = reason("told_afterwards", to=Name(to))
    steps = about(incident, around)
    return decided(steps.then(after, e.ToldAfterwards(to), why, SendDirect(to, said)))
