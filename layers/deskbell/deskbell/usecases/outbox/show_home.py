"""One person's Home tab, brought up to date in Slack; `carry_out` calls it."""

from deskbell.domain.effects import ShowHome
from deskbell.domain.home.home import Home
from deskbell.domain.ids import Kind, home_ref
from deskbell.usecases.home.approvals import approvals_waiting_for
from deskbell.usecases.home.content import home_content
from deskbell.usecases.home.loans import loans_of
from deskbell.usecases.home.outages import outages_of
from deskbell.usecases.home.running import requests_running_for
from deskbell.usecases.oncall.overview import duty_of
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Sent


def show_home(row: OutboxRow, effect: ShowHome, ports: Ports) -> Result:
    """Shown twice is shown once: a view is replaced, whatever it was."""
    home = ports.aggregates.load(home_ref(row.install, effect.person))
    if not isinstance(home, Home):
        return DONE
    reader = ports.people.get(row.install, effect.person)
    desk, now = ports.settings.current(), ports.now()
    approvals = approvals_waiting_for(row.install, effect.person, ports.lists, ports.aggregates)
    loans = loans_of(row.install, effect.person, desk, ports.lists, ports.aggregates, now)
    running = requests_running_for(
        row.install, effect.person, ports.lists, ports.aggregates, ports.settings
    )
    on_call = duty_of(effect.person, desk, ports.aggregates, now)
    outages = outages_of(row.install, effect.person, ports.lists, ports.aggregates)
    content = home_content(
        *(home, desk, ports.lists, now, reader.standing),
        approvals=approvals,
        loans=loans,
        running=running,
        on_call=on_call,
        outages=outages,
    )
    view = ports.renderer.home(content, reader)
    outcome = ports.workspace.show_home(effect.person, view)
    if row.ref.kind is Kind.HOME or isinstance(outcome, Sent):
        return Result(outcome)
    return Result(Sent(), dropped=outcome.code)  # the next opening shows it
