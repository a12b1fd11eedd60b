"""Somebody joined a channel: if people ask for help there, they are told how (A1-01)."""

from deskbell.domain.decision import Cause, State
from deskbell.domain.ids import Ref, welcome_ref
from deskbell.domain.inputs import MemberJoined, PersonRead
from deskbell.domain.welcome.decide import Greet, RecordUndelivered, decide
from deskbell.domain.welcome.welcome import Welcome
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.ports import Aggregates, Settings
from deskbell.usecases.slack_ports import People


def greet_member(
    settings: Settings, aggregates: Aggregates, people: People, joined: MemberJoined, cause: Cause
) -> Handled:
    """Slack is not asked here who it is: 200 may join at once, and the relay keeps its rates."""
    channel, person = joined.channel, joined.person
    inbox = settings.current().inbox_of(channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    known = people.known(cause.install, person)
    standing = known.standing if known else None
    ref = welcome_ref(cause.install, channel, person)
    return _greet(aggregates, Greet(ref, cause.install, channel, person, inbox, standing), cause)


def greet_known(
    settings: Settings, aggregates: Aggregates, read: PersonRead, cause: Cause
) -> Handled:
    """Slack has said by now who it is."""
    state = _as_welcome(aggregates.load(read.ref))
    inbox = settings.current().inbox_of(state.channel) if state else None
    if state is None or inbox is None:
        return ignored("not_a_help_channel")
    greet = Greet(read.ref, cause.install, state.channel, state.person, inbox, read.standing)
    return _greet(aggregates, greet, cause)


def welcome_undelivered(aggregates: Aggregates, ref: Ref, code: str, cause: Cause) -> Handled:
    """The relay gave the guide up."""
    return change(
        aggregates, ref, cause, lambda state: decide(_as_welcome(state), RecordUndelivered(code))
    )


def _greet(aggregates: Aggregates, greet: Greet, cause: Cause) -> Handled:
    return change(aggregates, greet.ref, cause, lambda state: decide(_as_welcome(state), greet))


def _as_welcome(state: State | None) -> Welcome | None:
    if state is not None and not isinstance(state, Welcome):
        raise TypeError(f"{state.ref} is no welcome")
    return state
