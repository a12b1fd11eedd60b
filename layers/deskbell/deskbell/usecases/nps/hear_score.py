"""A survey tells of a score: it is kept, and calls somebody if it is low (A1-23)."""

from zoneinfo import ZoneInfo

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import InstallId, nps_response_ref, nps_turn_ref
from deskbell.domain.inputs import ScoreReceived
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.commands import OnDuty
from deskbell.domain.nps.policy import NpsSettings
from deskbell.domain.nps.receive import Around, Known, receive
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.steps import case_link
from deskbell.domain.nps.turn import Turn
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.nps.change_case import inbox_called
from deskbell.usecases.tickets.desk import TicketPorts


def hear_score(ports: TicketPorts, score: ScoreReceived, cause: Cause) -> Handled:
    """Two scores of one member at once: the second commit is refused, and finds the case that the
    first one has opened."""
    desk = ports.settings.current()
    nps = desk.nps
    if nps is None:
        return ignored("nps_not_set_up")
    around = Around(
        install=cause.install,
        settings=nps,
        duty=_on_duty(ports, desk, nps, cause.install),
        today=cause.at.astimezone(ZoneInfo(desk.zone)).date(),
        now=cause.at,
    )

    def decided(state: State | None) -> Decision:
        link = ports.aggregates.find(case_link(cause.install, score.member))
        turn = ports.aggregates.load(nps_turn_ref(cause.install, nps.inbox))
        known = Known(
            of_kind(Response, state),
            of_kind(Case, ports.aggregates.load(link.ref)) if link else None,
            of_kind(Turn, turn),
        )
        return receive(known, score, around)

    ref = nps_response_ref(cause.install, score.source, score.event)
    return change(ports.aggregates, ref, cause, decided)


def _on_duty(ports: TicketPorts, desk: Desk, nps: NpsSettings, install: InstallId) -> OnDuty:
    """Whoever works in the inbox, is not away by the settings, and has not left as far as is
    known: Slack is not asked."""
    inbox = inbox_called(desk, nps.inbox)
    known = {one: ports.people.known(install, one) for one in sorted(inbox.agents - desk.away)}
    there = frozenset(one for one, person in known.items() if not (person and person.deactivated))
    return OnDuty(inbox.lead, there)
