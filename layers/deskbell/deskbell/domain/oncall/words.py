"""The texts of being on call, by what they say; each has its key in the catalogues."""

from collections.abc import Iterable
from functools import reduce

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import OnCall
from deskbell.domain.oncall.rota import Rota
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import Shift
from deskbell.domain.texts import Argument, Instant, Name, Text


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.oncall_{what}", args)


def direct(what: str, **args: Argument) -> Text:
    """What somebody is written."""
    return Text(f"dm.oncall_{what}", args)


def notice(what: str, **args: Argument) -> Text:
    """What the schedule's channel hears."""
    return Text(f"notice.oncall_{what}", args)


def somebody(person: PersonId | None) -> Argument:
    return Name(person) if person else Text("duty.nobody")


def why(schedule: Schedule, rota: Rota | None, found: OnCall) -> Text:
    """By what somebody is on call: what two agreed on, an override of the settings, or a turn."""
    if rota and (ask := rota.agreed_by(found.by)):
        other = ask.absent if found.person == ask.substitute else ask.substitute
        return Text("duty.by_agreement", {"other": Name(other)})
    if found.by in {one.id for one in schedule.overrides}:
        return Text("duty.by_override", {"name": found.by})
    return Text("duty.by_turn", {"layer": found.by})


def line(shift: Shift) -> Text:
    """One shift of a list."""
    return Text(
        "duty.shift",
        {
            "start": Instant(shift.start),
            "end": Instant(shift.end),
            "person": somebody(shift.person),
        },
    )


def lines(found: Iterable[Text]) -> Text:
    """One below the other; there has to be one."""
    return reduce(lambda first, more: Text("duty.both", {"first": first, "more": more}), found)
