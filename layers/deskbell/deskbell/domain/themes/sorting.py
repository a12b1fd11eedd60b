"""What an item is about: it is put into a theme, into another one (which splits the first), or
taken out. Item and themes change in one commit. Pure; the use case has found the themes."""

from dataclasses import dataclass, replace

from deskbell.domain.decision import Change, Decision, Link, nothing
from deskbell.domain.feedback.decide import is_ours, refuse, stands
from deskbell.domain.feedback.digest import Around
from deskbell.domain.feedback.item import FeedbackItem, Status
from deskbell.domain.feedback.words import reason as item_reason
from deskbell.domain.ids import Ref, theme_ref
from deskbell.domain.texts import Name
from deskbell.domain.themes import commands as c
from deskbell.domain.themes import events as e
from deskbell.domain.themes.steps import changed, issue_link, theme_link
from deskbell.domain.themes.theme import MOST_ITEMS, Part, Theme
from deskbell.domain.themes.words import reason


@dataclass(frozen=True, slots=True)
class Found:
    """`now` is the theme that the item is about, `named` the one of that name that goes on; each
    where there is one. So many had the name before (`ordinal`)."""

    now: Theme | None = None
    named: Theme | None = None
    ordinal: int = 0


def put_in(item: FeedbackItem, found: Found, command: c.PutIn, around: Around) -> Decision:
    if not is_ours(command.by):
        return refuse(item, command.by, command.channel, "theme")
    if found.now and found.now.is_settled:
        return refuse(item, command.by, command.channel, "theme", "theme_over")
    if found.now and found.named and found.now.ref == found.named.ref:
        return nothing("theme_has_it_already")
    if found.named and len(found.named.parts) >= MOST_ITEMS:
        return refuse(item, command.by, command.channel, "theme", "theme_full")
    if found.named:
        into = _enlarged(item, found.named, found.now, command, around)
    else:
        into = _opened(item, found, command, around)
    by, ref = Name(command.by.person), into.after.ref
    left = _left(item, found.now, ref, by, around) if found.now else None
    status = found.named.status if found.named else Status.THEMED
    themed = stands(item, status, ref, item_reason("themed", by=by))
    return Decision(tuple(one for one in (themed, into, left) if one))


def take_out(item: FeedbackItem, found: Found, command: c.TakeOut, around: Around) -> Decision:
    if not is_ours(command.by):
        return refuse(item, command.by, command.channel, "take_out")
    if found.now is None:
        return nothing("no_such_theme")
    if found.now.is_settled:
        return refuse(item, command.by, command.channel, "take_out", "theme_over")
    by = Name(command.by.person)
    status = Status.SHARED if item.queued else Status.NEW
    out = stands(item, status, None, item_reason("unthemed", by=by))
    return Decision((out, _left(item, found.now, None, by, around)))


def _opened(item: FeedbackItem, found: Found, command: c.PutIn, around: Around) -> Change:
    """Whoever opens it owns it until somebody else does."""
    by, key = command.by.person, theme_link(around.install, command.name)
    ordinal, respond_by = found.ordinal + 1, around.now + around.settings.first_response
    theme = Theme(
        ref=theme_ref(around.install, key, ordinal),
        install=around.install,
        version=0,
        channel=around.settings.channel,
        name=command.name,
        ordinal=ordinal,
        owner=by,
        opened_at=around.now,
        respond_by=respond_by,
        parts=(Part(item.ref, item.originators),),
        issue=command.issue,
    )
    event = e.ThemeOpened(by, item.ref, respond_by)
    links = (Link(key, theme.ref, newest=True), *issue_links(None, theme))
    return changed(None, theme, event, reason("opened", by=Name(by)), around.now, links=links)


def _enlarged(
    item: FeedbackItem, before: Theme, had: Theme | None, command: c.PutIn, around: Around
) -> Change:
    parts = (*before.parts, Part(item.ref, item.originators))
    after = replace(before, parts=parts, issue=command.issue or before.issue)
    event = e.ThemeItemAdded(item.ref, had.ref if had else None)
    why = reason("item_added", by=Name(command.by.person))
    links = issue_links(before, after)
    return changed(before, after, event, why, around.now, links=links)


def _left(item: FeedbackItem, theme: Theme, to: Ref | None, by: Name, around: Around) -> Change:
    after = replace(theme, parts=tuple(one for one in theme.parts if one.item != item.ref))
    event = e.ThemeItemRemoved(item.ref, to)
    return changed(theme, after, event, reason("item_removed", by=by), around.now)


def issue_links(before: Theme | None, after: Theme) -> tuple[Link, ...]:
    """What finds it when the issue is closed."""
    if not after.issue or (before and before.issue == after.issue):
        return ()
    return (Link(issue_link(after.install, after.issue), after.ref, newest=True),)
