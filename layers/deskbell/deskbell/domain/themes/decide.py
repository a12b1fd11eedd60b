"""The decision function of a theme: pure, exhaustive, each answer with its reason.

Everybody of our own company may take it, hand it over and ask departments to contribute; only its
owner says what has come of it, and whoever does a task what has come of that.
"""

from dataclasses import replace
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, SendDirect, SendNotice
from deskbell.domain.feedback.decide import is_ours
from deskbell.domain.feedback.digest import Around
from deskbell.domain.feedback.item import Status
from deskbell.domain.texts import Instant, Name, Text
from deskbell.domain.themes import commands as c
from deskbell.domain.themes import events as e
from deskbell.domain.themes.sorting import issue_links
from deskbell.domain.themes.steps import changed, refuse, tell
from deskbell.domain.themes.theme import (
    MOST_DEPARTMENTS,
    MOST_ITEMS,
    MOST_TOLD_AT_ONCE,
    TELL_AFTER,
    Department,
    TaskState,
    Theme,
    is_awaited,
)
from deskbell.domain.themes.words import direct, reason


def decide(theme: Theme | None, command: c.ThemeCommand, around: Around) -> Decision:
    """`theme` is None where there is none."""
    if theme is None or theme.install != around.install:
        return nothing("no_such_theme")
    match command:
        case c.Expire():
            return _expire(theme, around)
        case c.CloseIssue():
            return _close_issue(theme, command, around)
        case _:
            return _wanted(theme, command, around)


def _wanted(theme: Theme, command: c.Wish, around: Around) -> Decision:
    if not is_ours(command.by):
        return refuse(theme, command.by, command.channel, _name(command), "not_yours")
    if theme.is_over and not isinstance(command, c.Undo):
        return refuse(theme, command.by, command.channel, _name(command), "over")
    match command:
        case c.Take():
            return _take(theme, command, around)
        case c.HandOver():
            return _hand_over(theme, command, around)
        case c.AddTask():
            return _add_task(theme, command, around)
        case c.AnswerTask():
            return _answer_task(theme, command, around)
        case c.Settle():
            return _settle(theme, command, around)
        case c.Undo():
            return _undo(theme, command, around)
        case c.Merge():
            return _merge(theme, command, around)
    assert_never(command)


def _name(command: c.Wish) -> str:
    return type(command).__name__.lower()


def _take(theme: Theme, command: c.Take, around: Around) -> Decision:
    """Whoever is its owner already says that they answer for it: that is the response."""
    by = command.by.person
    if theme.owner == by and theme.respond_by is None:
        return nothing("theme_taken_already")
    after = replace(theme, owner=by, respond_by=None)
    event, why = e.ThemeTaken(by, theme.owner), reason("taken", by=Name(by))
    return Decision((changed(theme, after, event, why, around.now),))


def _hand_over(theme: Theme, command: c.HandOver, around: Around) -> Decision:
    """Its clock goes on: whoever has it now is to answer."""
    by, to = command.by.person, command.to.person
    if not is_ours(command.to):
        return refuse(theme, command.by, command.channel, "handover", "not_of_ours")
    after = replace(
        theme,
        owner=to,
        team=command.team,
        status=Status.WITH_TEAM,
        issue=command.issue or theme.issue,
    )
    if after == theme:
        return nothing("theme_with_them_already")
    text = direct("yours", name=theme.name, team=command.team, by=Name(by))
    told = (SendDirect(to, text),) if to not in (by, theme.owner) else ()
    event = e.ThemeHandedOver(to, theme.owner, by)
    why = reason("handed_over", by=Name(by), to=Name(to))
    learn = after.parts if after.status is not theme.status else ()
    links = issue_links(theme, after)
    return Decision(
        (changed(theme, after, event, why, around.now, *told, learn=learn, links=links),)
    )


def _add_task(theme: Theme, command: c.AddTask, around: Around) -> Decision:
    by, to = command.by.person, command.to.person
    if not is_ours(command.to):
        return refuse(theme, command.by, command.channel, "addtask", "not_of_ours")
    if command.due <= around.now:
        return refuse(theme, command.by, command.channel, "addtask", "date_past")
    if len(theme.departments) >= MOST_DEPARTMENTS:
        return refuse(theme, command.by, command.channel, "addtask", "tasks_full")
    added = Department(command.department, to, command.task, command.due)
    after = replace(theme, departments=(*theme.departments, added))
    if theme.owner == by:
        after = replace(after, respond_by=None)
    told = (SendDirect(to, _about(theme, added, "task")),) if to != by else ()
    event = e.ThemeTaskAdded(len(theme.departments), to, command.due, by)
    why = reason("task_added", by=Name(by), to=Name(to))
    return Decision((changed(theme, after, event, why, around.now, *told),))


def _about(theme: Theme, one: Department, what: str) -> Text:
    due = Instant(one.due)
    return direct(what, name=theme.name, department=one.name, task=one.task, due=due)


def _answer_task(theme: Theme, command: c.AnswerTask, around: Around) -> Decision:
    """Whoever does it, or the owner. One that is declined is the owner's to solve: they hear so."""
    by, number = command.by.person, command.task
    if not 0 <= number < len(theme.departments):
        return nothing("no_such_task")
    one = theme.departments[number]
    if by not in (one.person, theme.owner):
        who = Name(one.person)
        return refuse(theme, command.by, command.channel, "answertask", "not_their_task", who=who)
    state = TaskState.DONE if command.done else TaskState.DECLINED
    if one.state is state:
        return nothing("task_answered_already")
    answered = replace(one, state=state, why="" if command.done else command.why)
    departments = (*theme.departments[:number], answered, *theme.departments[number + 1 :])
    told: tuple[Effect, ...] = ()
    if not command.done and by != theme.owner:
        text = direct("task_declined", name=theme.name, department=one.name, why=command.why)
        told = (SendDirect(theme.owner, text),)
    event = e.ThemeTaskAnswered(number, state, by)
    why = reason(f"task_{state}", by=Name(by))
    after = replace(theme, departments=departments)
    return Decision((changed(theme, after, event, why, around.now, *told),))


def _settle(theme: Theme, command: c.Settle, around: Around) -> Decision:
    if command.by.person != theme.owner:
        owner = Name(theme.owner)
        return refuse(theme, command.by, command.channel, "settle", "not_owner", owner=owner)
    why = reason(str(command.status), by=Name(command.by.person))
    return _settled(theme, command.status, command.why, why, around, command)


def _close_issue(theme: Theme, command: c.CloseIssue, around: Around) -> Decision:
    """Whoever closes it there has decided; nobody here need press anything."""
    if theme.is_over:
        return nothing("theme_over_already")
    why = reason("issue_closed", source=command.source)
    return _settled(theme, command.status, command.why, why, around, None)


def _settled(
    theme: Theme, status: Status, words: str, why: Text, around: Around, command: c.Settle | None
) -> Decision:
    by = command.by.person if command else None
    after = replace(
        theme,
        status=status,
        stood=theme.status,
        settled_by=by,
        why=words,
        respond_by=None,
        tell_at=around.now + TELL_AFTER,
    )
    event = e.ThemeSettled(status, by, around.now + TELL_AFTER)
    return Decision((changed(theme, after, event, why, around.now, learn=after.parts),))


def _undo(theme: Theme, command: c.Undo, around: Around) -> Decision:
    """As long as nobody has been told; what the clock was to remind of has been answered."""
    by = command.by.person
    if not theme.is_settled:
        return nothing("theme_not_settled")
    if by not in (theme.owner, theme.settled_by):
        owner = Name(theme.owner)
        return refuse(theme, command.by, command.channel, "undo", "not_owner", owner=owner)
    if not theme.may_be_undone or theme.stood is None:
        return refuse(theme, command.by, command.channel, "undo", "told_already")
    after = replace(theme, status=theme.stood, stood=None, settled_by=None, why="", tell_at=None)
    event, why = e.ThemeUnsettled(after.status, by), reason("unsettled", by=Name(by))
    return Decision((changed(theme, after, event, why, around.now, learn=after.parts),))


def _merge(theme: Theme, command: c.Merge, around: Around) -> Decision:
    """The other one keeps its owner, and gets the items and tasks of this one."""
    by, into = command.by.person, command.into
    if into is None or into.ref == theme.ref or into.is_over:
        return refuse(theme, command.by, command.channel, "merge", "no_such")
    parts = (*into.parts, *(one for one in theme.parts if not into.has(one.item)))
    departments = (*into.departments, *theme.departments)
    if len(parts) > MOST_ITEMS or len(departments) > MOST_DEPARTMENTS:
        return refuse(theme, command.by, command.channel, "merge", "full")
    items, why = tuple(one.item for one in theme.parts), reason("merged", by=Name(by))
    left = replace(theme, parts=(), departments=(), merged_into=into.ref, respond_by=None)
    issue = into.issue or theme.issue
    kept = replace(into, parts=parts, departments=departments, issue=issue)
    merged, enlarged = e.ThemeMerged(into.ref, items, by), e.ThemeEnlarged(theme.ref, items, by)
    return Decision(
        (
            changed(theme, left, merged, why, around.now),
            changed(into, kept, enlarged, why, around.now, learn=theme.parts),
        )
    )


def _expire(theme: Theme, around: Around) -> Decision:
    """A timer is only a hint; what is due beside that comes with the next one."""
    now = around.now
    if theme.due is None or theme.due > now:
        return nothing("timer_stale")
    if theme.tell_at:
        return _tell(theme, around)
    if theme.respond_by and theme.respond_by <= now:
        after = replace(theme, respond_by=None)
        told = SendDirect(theme.owner, direct("unanswered", name=theme.name))
        event = e.ThemeReminded(theme.owner, None)
        why = reason("reminded", to=Name(theme.owner))
        return Decision((changed(theme, after, event, why, now, told),))
    late = [n for n, one in enumerate(theme.departments) if is_awaited(one) and one.due <= now]
    number = late[0]
    one = theme.departments[number]
    reminded = replace(one, reminded=True)
    departments = (*theme.departments[:number], reminded, *theme.departments[number + 1 :])
    told = SendDirect(one.person, _about(theme, one, "task_due"))
    event = e.ThemeReminded(one.person, number)
    why = reason("reminded", to=Name(one.person))
    after = replace(theme, departments=departments)
    return Decision((changed(theme, after, event, why, now, told),))


def _tell(theme: Theme, around: Around) -> Decision:
    """Some of those who gave it at once, the others with the next timer; the channel hears when all
    have, so that what nobody in Slack gave has its answer, too."""
    people = theme.untold[:MOST_TOLD_AT_ONCE]
    waiting = len(theme.untold) - len(people)
    after = replace(theme, told=(*theme.told, *people), tell_at=around.now if waiting else None)
    told: list[Effect] = [tell(theme, one) for one in people]
    if not waiting:
        told.append(SendNotice(theme.channel, _summed_up(after)))
    event = e.ThemeTold(theme.status, people, waiting)
    why = reason("told", count=len(people))
    return Decision((changed(theme, after, event, why, around.now, *told),))


def _summed_up(theme: Theme) -> Text:
    return Text(f"notice.theme_{theme.status}", {"name": theme.name, "count": len(theme.told)})
