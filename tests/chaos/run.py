"""One run: a desk of its own, people at work in trouble, calm, and then the questions."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from deskbell.domain.ids import ChannelId
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Violation
from tests.chaos.aws_faults import Microburst, microburst
from tests.chaos.people import FORMS, HELP, UNHEARD, People, drawn, drawn_of
from tests.chaos.promises import lost_or_doubled
from tests.chaos.rest import AfterTrouble
from tests.chaos.slack_faults import SlackTrouble
from tests.chaos.waiting import NeverHappened
from tests.ports import free_port_base
from tests.running_desk import Desk, running_desk
from tools.local_cloud.options import LOOPBACK

AFTERMATH_SECONDS = 10.0
"""What people did last is in the same trouble."""
ROUNDS = 10
"""Of more work at most, until the rarest fault has fired."""


@dataclass(slots=True)
class Report:
    """Of the faults: how often each fired, by name. `unheard` gestures were told to nobody, of
    which `captured` facts came by the back-fill."""

    gestures: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    aws: dict[str, int] = field(default_factory=dict)
    slack: dict[str, int] = field(default_factory=dict)
    unheard: int = 0
    captured: int = 0
    redriven: int = 0
    tickets: int = 0
    rows: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)

    @property
    def never_fired(self) -> list[str]:
        return [name for name, times in {**self.aws, **self.slack}.items() if not times]


def run(seed: int, operations: int, tell: Callable[[str], None], *, calm: bool = False) -> Report:
    """Leaves nothing running and nothing behind. `calm`: nothing is broken, people alone are at
    work, several at once."""
    base = free_port_base(4)
    with tempfile.TemporaryDirectory(
        prefix="deskbell-chaos-", ignore_cleanup_errors=True
    ) as folder:
        state, emulator = Path(folder), f"http://{LOOPBACK}:{base + 2}"
        with (
            microburst(state, base + 3, emulator) as proxy,
            running_desk(state, base, FUNCTIONS_AWS_URL=proxy.url) as desk,
        ):
            one = _Run(desk, None if calm else proxy, state / "clock.json", tell)
            return one.go(Random(seed), operations)


class _Run:
    def __init__(
        self, desk: Desk, proxy: Microburst | None, clock_file: Path, tell: Callable[[str], None]
    ) -> None:
        self._desk = desk
        self._proxy = proxy
        self._tell = tell
        self._people = People(desk.slack)
        self._after = AfterTrouble(desk, clock_file)
        self._report = Report()

    def go(self, chance: Random, operations: int) -> Report:
        try:
            if self._proxy:
                with self._step("in trouble"):
                    self._in_trouble(self._proxy, chance, operations)
            else:
                with self._step("at work"):
                    self._people.play(drawn(chance, operations))
            with self._step("until all was done"):
                self._after.settle()
            with self._step("events lost for good, back-fill"):
                self._miss_events(chance)
                self._after.back_fill()
        except NeverHappened as fault:
            self._report.violations.append(Violation("rest", "", str(fault)))
        self._look()
        return self._report

    def _in_trouble(self, proxy: Microburst, chance: Random, operations: int) -> None:
        slack = SlackTrouble(self._desk.slack)
        slack.begin()
        proxy.begin(chance)
        self._people.play(drawn(chance, operations))
        time.sleep(AFTERMATH_SECONDS)
        self._meet_the_rarest(proxy, chance)
        self._report.aws = proxy.end()
        self._report.slack = slack.end()

    def _meet_the_rarest(self, proxy: Microburst, chance: Random) -> None:
        """A workflow is answered only if it waits already when its request is solved: how soon it
        does is up to the machine, so people go on until each fault has fired."""
        for _ in range(ROUNDS):
            if all(proxy.fired().values()):
                return
            self._people.play(drawn_of(FORMS, chance))
            time.sleep(AFTERMATH_SECONDS)

    def _miss_events(self, chance: Random) -> None:
        """Slack tells nothing of what people do now, and never will."""
        before = self._people.done.total()
        self._desk.slack.event_delivery(on=False)
        self._people.play(drawn_of(UNHEARD, chance))
        self._desk.slack.event_delivery(on=True)
        self._report.unheard = self._people.done.total() - before

    def _look(self) -> None:
        people, desk, report = self._people, self._desk, self._report
        books = desk.books()
        report.gestures = dict(people.done.most_common())
        report.refused = people.refused.total()
        report.redriven, report.captured = self._after.redriven, self._after.captured
        report.tickets = sum(isinstance(state, Ticket) for state in books.states.values())
        report.rows = books.rows
        report.violations += desk.wrong()
        channel, shown = ChannelId(desk.stack.channels[HELP]), desk.slack.messages(HELP)
        report.violations += lost_or_doubled(books, channel, shown, people.forms)

    @contextmanager
    def _step(self, what: str) -> Iterator[None]:
        self._tell(f"{what} …")
        begun = time.monotonic()
        try:
            yield
        finally:
            self._report.seconds[what] = time.monotonic() - begun
