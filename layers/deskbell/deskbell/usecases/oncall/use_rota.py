"""Somebody asks to be stood in for, answers, or takes it back; press_button and use_dialog send
them on.

As with a ticket's button, the value is only a claim, and `decide` asks who may.
"""

from datetime import UTC, datetime

from deskbell.domain.decision import Cause
from deskbell.domain.ids import ChannelId, Kind, PersonId, Ref, rota_ref
from deskbell.domain.inputs import Button, ButtonPressed, DialogSubmitted
from deskbell.domain.oncall import commands as c
from deskbell.domain.oncall.asking import decide
from deskbell.domain.oncall.rota import schedule_of
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.oncall.change_rota import change_rota
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts

OF_ON_CALL = frozenset({Button.ONCALL_ACCEPT, Button.ONCALL_DECLINE, Button.ONCALL_WITHDRAW})


def press_on_call(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    name, _, ask = press.value.partition("|")
    schedule = _named(name, cause)
    if schedule is None:
        return ignored("button_unreadable")
    by = acting(ports, cause.install, press.person, press.channel)
    command = _command(press.action, by, press.channel, ask)
    return change_rota(ports, schedule, cause, lambda case: [decide(case, command)])


def ask_for_cover(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    values = submitted.values
    end = _time(values.get("until", ""))
    if end is None or "schedule" not in values or "substitute" not in values:
        return ignored("dialog_unreadable")
    by = acting(ports, cause.install, submitted.person, submitted.channel)
    command = c.AskForCover(
        by=by,
        channel=submitted.channel,
        absent=PersonId(values.get("absent", by.person)),
        substitute=PersonId(values["substitute"]),
        start=_time(values.get("from", "")) or cause.at,
        end=end,
        in_return=_time(values.get("in_return", "")),
    )
    schedule = ScheduleId(values["schedule"])
    return change_rota(ports, schedule, cause, lambda case: [decide(case, command)])


def _command(
    action: Button, by: Member, channel: ChannelId | None, ask: str
) -> c.AcceptCover | c.DeclineCover | c.WithdrawCover:
    match action:
        case Button.ONCALL_ACCEPT:
            return c.AcceptCover(by, channel, ask)
        case Button.ONCALL_DECLINE:
            return c.DeclineCover(by, channel, ask)
        case Button.ONCALL_WITHDRAW:
            return c.WithdrawCover(by, channel, ask)
    raise ValueError(f"{action} is of no rota")


def _named(text: str, cause: Cause) -> ScheduleId | None:
    """The schedule whose rota a button claims to be of, in this workspace."""
    try:
        ref = Ref.parse(text)
    except ValueError:
        return None
    schedule = schedule_of(ref)
    ours = ref.kind is Kind.ROTA and ref == rota_ref(cause.install, schedule)
    return schedule if ours else None


def _time(seconds: str) -> datetime | None:
    """As a dialog's field for a day and a time writes it."""
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
