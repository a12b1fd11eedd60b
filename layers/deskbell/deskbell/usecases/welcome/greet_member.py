"""Somebody joined a channel: if people ask for help there, they are told how (A1-01)."""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import ChannelId, PersonId, Ref, welcome_ref
from deskbell.domain.inputs import MemberJoined, PersonRead
from deskbell.domain.people import Standing
from deskbell.domain.welcome.decide import Greet, RecordUndelivered, decide
from deskbell.domain.welcome.welcome import Welcome
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.ports import Aggregates, Settings
from deskbell.usecases.slack_ports import People


def greet_member(
    settings: Settings, aggregates: Aggregates, people: People, joined: MemberJoined, cause: Cause
) -> Handled:
    """Slack is not asked here who it is: 200 may join at once, and the relay keeps its rates."""
    ref = welcome_ref(cause.install, joined.channel, joined.person)
    known = people.known(cause.install, joined.person)
    standing = known.standing if known else None
    return _greet(settings, aggregates, ref, joined.channel, joined.person, standing, cause)


def greet_known(
    settings: Settings, aggregates: Aggregates, read: PersonRead, cause: Cause
) -> Handled:
    """Slack has said by now who it is."""
    state = load_welcome(aggregates, read.ref)
    if state is None:
        return ignored("never_joined")
    return _greet(settings, aggregates, read.ref, state.channel, state.person, read.standing, cause)


def welcome_undelivered(aggregates: Aggregates, ref: Ref, code: str, cause: Cause) -> Handled:
    """The relay gave the guide up."""
    return change(
        aggregates, ref, cause, lambda state: decide(_as_welcome(state), RecordUndelivered(code))
    )


def load_welcome(aggregates: Aggregates, ref: Ref) -> Welcome | None:
    """What somebody was told in some channel."""
    return _as_welcome(aggregates.load(ref))


def _greet(
    settings: Settings,
    aggregates: Aggregates,
    ref: Ref,
    channel: ChannelId,
    person: PersonId,
    standing: Standing | None,
    cause: Cause,
) -> Handled:
    inbox = settings.current().inbox_of(channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    greet = Greet(ref, cause.install, channel, person, inbox, standing)

    def decided(state: State | None) -> Decision:
        return decide(_as_welcome(state), greet)

    return change(aggregates, ref, cause, decided)


def _as_welcome(state: State | None) -> Welcome | None:
    if state is not None and not isinstance(state, Welcome):
        raise TypeError(f"{state.ref} is no welcome")
    return state
