"""Somebody joined a channel: if people ask for help there, they are told how (A1-01)."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Ref, welcome_ref
from deskbell.domain.inputs import MemberJoined, PersonRead, PostParked
from deskbell.domain.welcome.decide import Greet, RecordUndelivered, decide
from deskbell.domain.welcome.welcome import Welcome
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates, Changing, Settings
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
    greet = Greet(ref, cause.install, channel, person, inbox, standing)
    return _change(aggregates, ref, greet, cause)


def greet_known(
    settings: Settings, aggregates: Aggregates, read: PersonRead, cause: Cause
) -> Handled:
    """Slack has said by now who it is."""
    state = of_kind(Welcome, aggregates.load(read.ref))
    inbox = settings.current().inbox_of(state.channel) if state else None
    if state is None or inbox is None:
        return ignored("not_a_help_channel")
    greet = Greet(read.ref, cause.install, state.channel, state.person, inbox, read.standing)
    return _change(aggregates, read.ref, greet, cause)


def welcome_undelivered(ports: Changing, parked: PostParked, cause: Cause) -> Handled:
    """The relay gave the guide up."""
    return _change(ports.aggregates, parked.ref, RecordUndelivered(parked.code), cause)


def _change(
    aggregates: Aggregates, ref: Ref, command: Greet | RecordUndelivered, cause: Cause
) -> Handled:
    return change(aggregates, ref, cause, lambda state: decide(of_kind(Welcome, state), command))
