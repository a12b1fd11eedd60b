"""An item of feedback is put into a theme, or taken out (A3-02); in between it learns how that
stands."""

from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.feedback.commands import Learn
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import ThemeStood
from deskbell.domain.themes import commands as c
from deskbell.domain.themes.sorting import Found, put_in, take_out
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.feedback.change_feedback import NOT_SET_UP, around_of, change_feedback
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.themes.themes import newest_named, theme_named, theme_of
from deskbell.usecases.tickets.desk import TicketPorts


def sort_feedback(
    ports: TicketPorts, ref: Ref, cause: Cause, command: c.PutIn | c.TakeOut
) -> Handled:
    around = around_of(ports.settings.current(), cause.install, cause)
    if around is None:
        return ignored(NOT_SET_UP)
    found_in, install = ports.aggregates, cause.install

    def decided(state: State | None) -> Decision:
        item = of_kind(FeedbackItem, state)
        if item is None or item.install != install:
            return nothing("no_such_feedback")
        now = theme_of(found_in, item.about)
        if isinstance(command, c.TakeOut):
            return take_out(item, Found(now), command, around)
        newest = newest_named(found_in, install, command.name)
        named = theme_named(found_in, install, command.name)
        return put_in(item, Found(now, named, newest.ordinal if newest else 0), command, around)

    return change(ports.aggregates, ref, cause, decided)


def learn(ports: TicketPorts, stood: ThemeStood, cause: Cause) -> Handled:
    """Whatever it says, the item learns how its theme stands now."""
    return change_feedback(ports, stood.item, cause, Learn())
