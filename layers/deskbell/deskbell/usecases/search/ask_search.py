"""Somebody looks for tickets; what they find is looked up when it is shown to them (A4-02)."""

from deskbell.domain.decision import Cause
from deskbell.domain.home import decide as d
from deskbell.domain.home.home import Home
from deskbell.domain.ids import home_ref
from deskbell.domain.search_inputs import SearchAsked
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates


def ask_search(aggregates: Aggregates, asked: SearchAsked, cause: Cause) -> Handled:
    """It is theirs alone, as their Home tab is, and belongs to that."""
    ref = home_ref(cause.install, asked.person)
    command = d.Search(
        *(ref, cause.install, asked.person, asked.channel, asked.query),
        among=asked.among,
        thread_ts=asked.thread_ts,
    )
    return change(aggregates, ref, cause, lambda state: d.decide(of_kind(Home, state), command))
