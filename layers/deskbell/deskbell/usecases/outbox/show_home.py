"""One person's Home tab, brought up to date in Slack; `carry_out` calls it."""

from deskbell.domain.effects import ShowHome
from deskbell.domain.home.home import Home
from deskbell.usecases.home.content import home_content
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_home(row: OutboxRow, effect: ShowHome, ports: Ports) -> Result:
    """Shown twice is shown once: a view is replaced, whatever it was."""
    home = ports.aggregates.load(row.ref)
    if not isinstance(home, Home):
        return DONE
    content = home_content(home, ports.settings.current(), ports.lists, ports.now())
    view = ports.renderer.home(content, ports.people.get(row.install, effect.person))
    return Result(ports.workspace.show_home(effect.person, view))
