"""Every change of an item of feedback: load, decide, commit, with the digest that it may be queued
for."""

from dataclasses import replace

from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.feedback.commands import FeedbackCommand, Receive
from deskbell.domain.feedback.decide import Known, decide
from deskbell.domain.feedback.digest import Around, FeedbackDigest
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref, feedback_digest_ref
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.themes.themes import theme_of
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts

NOT_SET_UP = "feedback_not_set_up"


def change_feedback(
    ports: TicketPorts, ref: Ref, cause: Cause, command: FeedbackCommand
) -> Handled:
    """What is known already changes nothing, in whatever words it comes again."""
    around = around_of(ports.settings.current(), cause.install, cause)
    if around is None:
        return ignored(NOT_SET_UP)

    def decided(state: State | None) -> Decision:
        if isinstance(command, Receive) and ports.aggregates.find(command.link):
            return nothing("feedback_known_already")
        digest = ports.aggregates.load(feedback_digest_ref(cause.install))
        item = of_kind(FeedbackItem, state)
        theme = theme_of(ports.aggregates, item.about) if item else None
        return decide(ref, Known(item, of_kind(FeedbackDigest, digest), theme), command, around)

    return change(ports.aggregates, ref, cause, decided)


def who_acts(
    ports: TicketPorts,
    install: InstallId,
    person: PersonId,
    channel: ChannelId | None,
    *,
    shared: bool = False,
) -> Member:
    """As `acting`, which asks of nobody without a role whether they are a guest; here that counts.
    While Slack does not say, whoever is in a channel of ours is believed."""
    who = acting(ports, install, person, channel, shared=shared)
    found = ports.people.known(install, person) or ports.people.ask(install, person)
    return replace(who, standing=found.standing) if isinstance(found, Person) else who


def around_of(desk: Desk, install: InstallId, cause: Cause) -> Around | None:
    """None where nobody collects feedback."""
    if desk.feedback is None:
        return None
    return Around(install, desk.feedback, desk.zone, desk.holidays, cause.at)
