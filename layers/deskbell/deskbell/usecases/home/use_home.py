"""Somebody opens their Home tab, or uses a control on it (A1-12)."""

from deskbell.domain.decision import Cause
from deskbell.domain.home import decide as d
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import home_ref
from deskbell.domain.inputs import HomeControl, HomeOpened, HomeUsed
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates

AS_IN_SLACK = "auto"
"""The value of the language that is nobody's choice."""


def use_home(aggregates: Aggregates, given: HomeOpened | HomeUsed, cause: Cause) -> Handled:
    """What is on the lists is looked up when the tab is shown (usecases/outbox/carry_out.py)."""
    ref = home_ref(cause.install, given.person)
    command = (
        d.OpenHome(ref, cause.install, given.person)
        if isinstance(given, HomeOpened)
        else _wanted(given)
    )
    if command is None:
        return ignored("home_control_unreadable")
    return change(aggregates, ref, cause, lambda state: d.decide(of_kind(Home, state), command))


def _wanted(used: HomeUsed) -> d.HomeCommand | None:
    """The values are only claims: whatever they say, it is the person's own tab."""
    if used.control is HomeControl.LANGUAGE:
        if used.value == AS_IN_SLACK:
            return d.ChooseLanguage(None)
        return d.ChooseLanguage(used.value) if used.value in LANGUAGES else None
    name, _, page = used.value.partition("|")
    if name not in set(HomeList) or not (page.isascii() and page.isdigit() and len(page) < 6):
        return None
    return d.TurnPage(HomeList(name), int(page))
