"""What people hear about standing in for each other, and who sees it on their Home tab; `asking.py`
asks."""

from collections.abc import Sequence

from deskbell.domain.effects import Effect, Offer, SendDirect, SendNotice, ShowHome, Whisper
from deskbell.domain.ids import ChannelId, Ref
from deskbell.domain.inputs import Button
from deskbell.domain.oncall import commands as c
from deskbell.domain.oncall import events as e
from deskbell.domain.oncall.rota import Ask
from deskbell.domain.oncall.transition import Case, Step
from deskbell.domain.oncall.words import direct, notice, reason
from deskbell.domain.texts import Argument, Instant, Name, Text
from deskbell.domain.tickets.permissions import Member


def facts(case: Case, ask: Ask) -> dict[str, Argument]:
    return {
        "schedule": case.schedule.name,
        "absent": Name(ask.absent),
        "other": Name(ask.substitute),
        "start": Instant(ask.start),
        "end": Instant(ask.end),
        "when": _when(ask),
    }


def _when(ask: Ask) -> Text:
    """And for what in return."""
    times: dict[str, Argument] = {"start": Instant(ask.start), "end": Instant(ask.end)}
    if ask.in_return is None:
        return Text("duty.when", times)
    given = ask.in_return
    back = {"back_start": Instant(given.start), "back_end": Instant(given.end)}
    return Text("duty.when_swapped", times | back)


def of_asking(case: Case, ask: Ask) -> Sequence[Effect]:
    value = ask_value(case.rota.ref, ask)
    key = "asked_to_take" if ask.asked == ask.substitute else "asked_to_give"
    told_of = facts(case, ask)
    answers = (
        Offer(Button.ONCALL_ACCEPT, value, Text("button.oncall_accept")),
        Offer(Button.ONCALL_DECLINE, value, Text("button.oncall_decline")),
    )
    back = (Offer(Button.ONCALL_WITHDRAW, value, Text("button.oncall_withdraw")),)
    until = Instant(ask.expires)
    return (
        SendDirect(ask.asked, direct(key, by=Name(ask.asker), until=until, **told_of), answers),
        SendDirect(ask.asker, direct("waits", asked=Name(ask.asked), until=until, **told_of), back),
        *homes(ask),
    )


def of_agreement(case: Case, ask: Ask) -> Sequence[Effect]:
    told_of = facts(case, ask)
    told = sorted({ask.asker, ask.absent, ask.substitute})
    withdraw = Offer(
        Button.ONCALL_WITHDRAW, ask_value(case.rota.ref, ask), Text("button.oncall_take_back")
    )
    effects: list[Effect] = [
        SendDirect(
            one,
            direct("agreed", by=Name(ask.asked), **told_of),
            (withdraw,) if one == ask.absent and not ask.in_return else (),
        )
        for one in told
    ]
    if case.schedule.channel:
        text = notice("agreed", **told_of)
        effects.append(SendNotice(case.schedule.channel, text))
    return (*effects, *homes(ask))


def homes(ask: Ask) -> tuple[Effect, ...]:
    return tuple(ShowHome(one) for one in sorted({ask.asker, ask.absent, ask.substitute}))


def ask_value(rota: Ref, ask: Ask) -> str:
    """As the buttons below it carry it; a claim when it comes back."""
    return f"{rota}|{ask.id}"


def refused(case: Case, command: c.RotaCommand, why: str, **args: Argument) -> Step:
    """Nothing changes; they are told why where they acted, or by direct message."""
    by, channel = command.by, command.channel
    text = Text(f"whisper.oncall_{why}", args)
    return Step(
        case.rota,
        e.CoverRefused(by.person, type(command).__name__, why),
        reason(f"refused_{why}", by=Name(by.person)),
        (_said(by, channel, text),),
    )


def _said(by: Member, channel: ChannelId | None, text: Text) -> Effect:
    return Whisper(by.person, channel, None, text) if channel else SendDirect(by.person, text)
