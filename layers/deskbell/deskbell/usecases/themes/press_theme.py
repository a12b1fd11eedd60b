"""A button of the card of a theme, and a dialog that it opens (A3-02, A3-03).

As with a ticket's, the value is only a claim, and `decide` asks who may.
"""

from collections.abc import Callable

from deskbell.domain.decision import Cause
from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import Kind, PersonId, Ref
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from deskbell.domain.instants import instant_in
from deskbell.domain.themes import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.change_feedback import who_acts
from deskbell.usecases.themes.change_theme import change_theme
from deskbell.usecases.themes.sort_feedback import sort_feedback
from deskbell.usecases.themes.themes import theme_named
from deskbell.usecases.tickets.desk import TicketPorts

OF_THEMES = frozenset({Button.THEME_TAKE, Button.THEME_DONE, Button.THEME_SHIP, Button.THEME_UNDO})
DIALOGS_OF_THEMES = frozenset(
    one for one in Dialog if one is Dialog.FEEDBACK_THEME or one.startswith("theme.")
)


def press_theme(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    ref, number = _named(press.value)
    if ref is None or ref.kind is not Kind.THEME:
        return ignored("button_unreadable")
    by = who_acts(ports, cause.install, press.person, press.channel)
    command = _pressed(press, by, number)
    return change_theme(ports, ref, cause, lambda: command)


def _pressed(press: ButtonPressed, by: Member, number: int) -> c.ThemeCommand:
    match press.action:
        case Button.THEME_DONE:
            return c.AnswerTask(by, press.channel, number, done=True)
        case Button.THEME_SHIP:
            return c.Settle(by, press.channel, Status.SHIPPED)
        case Button.THEME_UNDO:
            return c.Undo(by, press.channel)
        case _:
            return c.Take(by, press.channel)


def use_theme_dialog(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    ref, number = _named(submitted.value)
    kind = Kind.FEEDBACK if submitted.dialog is Dialog.FEEDBACK_THEME else Kind.THEME
    if ref is None or ref.kind is not kind:
        return ignored("dialog_unreadable")
    by = who_acts(ports, cause.install, submitted.person, submitted.channel)
    if kind is Kind.FEEDBACK:
        name, issue = submitted.values.get("name", ""), submitted.values.get("issue", "")
        put_in = c.PutIn(by, submitted.channel, name, issue)
        return sort_feedback(ports, ref, cause, put_in)
    command = _filled(ports, submitted, by, number, cause)
    return change_theme(ports, ref, cause, command) if command else ignored("dialog_unreadable")


def _filled(
    ports: TicketPorts, submitted: DialogSubmitted, by: Member, number: int, cause: Cause
) -> Callable[[], c.ThemeCommand] | None:
    values, channel = submitted.values, submitted.channel
    why = values.get("why", "")
    match submitted.dialog:
        case Dialog.THEME_HAND_OVER:
            to = _somebody(ports, submitted, cause)
            team, issue = values.get("team", ""), values.get("issue", "")
            return lambda: c.HandOver(by, channel, team, to, issue)
        case Dialog.THEME_TASK:
            to, due = _somebody(ports, submitted, cause), instant_in(values.get("due", ""))
            department, task = values.get("department", ""), values.get("task", "")
            if due is None:
                return None
            return lambda: c.AddTask(by, channel, department, to, task, due)
        case Dialog.THEME_TASK_DECLINE:
            return lambda: c.AnswerTask(by, channel, number, done=False, why=why)
        case Dialog.THEME_DECLINE:
            return lambda: c.Settle(by, channel, Status.DECLINED, why)
        case Dialog.THEME_MERGE:
            name = values.get("name", "")
            return lambda: c.Merge(by, channel, theme_named(ports.aggregates, cause.install, name))
    return None


def _somebody(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Member:
    """Whom the dialog names, as they are in this channel."""
    person = PersonId(submitted.values.get("person", submitted.person))
    return who_acts(ports, cause.install, person, submitted.channel)


def _named(value: str) -> tuple[Ref | None, int]:
    """`<ref>`, or `<ref>|<number of a task>`; -1 where there is no such number."""
    name, _, number = value.partition("|")
    try:
        ref = Ref.parse(name)
    except ValueError:
        return None, -1
    fits = number.isascii() and number.isdigit() and len(number) < 4
    return ref, int(number) if fits else -1
