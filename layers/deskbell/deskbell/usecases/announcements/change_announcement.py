"""Every change of an announcement, by time, a form or a button: load, decide, commit."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from deskbell.domain.absence import is_away
from deskbell.domain.announcements import commands as c
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.announcements.decide import Around, decide
from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import ChannelId, PersonId, Ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.people import Standing
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.slack_ports import Later, Unknown
from deskbell.usecases.tickets.desk import TicketPorts

AT_ONCE = 40
"""People who are asked about, and reminded, in one transaction; the next minute has the others."""


def change_announcement(
    ports: TicketPorts, ref: Ref, cause: Cause, command: c.AnnouncementCommand
) -> Handled:
    around = Around(cause.install, ports.settings.current().announcements, cause.at)

    def decided(state: State | None) -> Decision:
        return decide(ref, of_kind(Announcement, state), command, around)

    return change(ports.aggregates, ref, cause, decided)


def watch_announcement(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Its timer is due; registry.py calls it. Raises SlackUnavailableError while Slack does not say
    who is in the channel."""
    state = of_kind(Announcement, ports.aggregates.load(timer.ref))
    look = c.Look()
    if state and state.posted_at and state.is_due_to_remind(cause.at):
        waiting = [one for one in _members(ports, state.channel) if state.waits_for(one)]
        people = tuple(_looked(ports, waiting[:AT_ONCE], cause))
        look = c.Look(people, more=len(waiting) > AT_ONCE)
    return change_announcement(ports, timer.ref, cause, look)


def _members(ports: TicketPorts, channel: ChannelId) -> tuple[PersonId, ...]:
    """Nobody of a channel that Slack does not let us into."""
    answer = ports.slack.channel_members(channel)
    if isinstance(answer, Later | Unknown):
        raise SlackUnavailableError(f"who is in the channel is not known: {answer.code}")
    return answer if isinstance(answer, tuple) else ()


def _looked(ports: TicketPorts, people: Sequence[PersonId], cause: Cause) -> Iterator[c.Looked]:
    desk = ports.settings.current()
    today = cause.at.astimezone(ZoneInfo(desk.zone)).date()
    for one in people:
        known = ports.people.get(cause.install, one)
        can_read = known.standing is not Standing.BOT and not known.deactivated
        is_bot = one == desk.workspace.bot_user
        yield c.Looked(one, can_read and not is_bot and not is_away(desk, one, today))
