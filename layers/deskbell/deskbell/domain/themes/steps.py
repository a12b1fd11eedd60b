"""One change of a theme with what follows from it: its card, its timer, its items that learn how it
stands. Every change is made here, so that none of these can be forgotten."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import ThemeStood
from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    Link,
    SetTimer,
    TimerChange,
)
from deskbell.domain.effects import Effect, SendDirect, Whisper
from deskbell.domain.feedback.effects import ShowTheme
from deskbell.domain.folding import words_of
from deskbell.domain.ids import ChannelId, InstallId, PersonId
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.themes import events as e
from deskbell.domain.themes.theme import Part, Theme
from deskbell.domain.themes.words import direct, reason, whisper
from deskbell.domain.tickets.permissions import Member

TIMER = "next"


def changed(
    before: Theme | None,
    after: Theme,
    event: Event,
    why: Text,
    now: datetime,
    *effects: Effect,
    links: tuple[Link, ...] = (),
    learn: Sequence[Part] = (),
) -> Change:
    """`learn` are those of its items that stand otherwise now, and are not changed themselves in
    the same commit."""
    after = replace(after, version=before.version + 1 if before else 1)
    learned = (
        caused(part.item, after.version, ThemeStood(part.item, after.ref), after, now, number)
        for number, part in enumerate(learn)
    )
    return Change(
        before,
        after,
        event,
        why,
        effects=(*effects, ShowTheme(after.channel), *learned),
        timers=_timers(before, after),
        rows=links,
    )


def _timers(before: Theme | None, after: Theme) -> tuple[TimerChange, ...]:
    """Set anew each time: its row may be what has led here, and fires no second time."""
    if after.due:
        return (SetTimer(TIMER, after.version, after.due),)
    return (CancelTimer(TIMER),) if before and before.due else ()


def refuse(
    theme: Theme,
    by: Member,
    channel: ChannelId | None,
    action: str,
    why: str,
    /,
    **args: Argument,
) -> Decision:
    """Nothing changes; they are told why where they acted, and the history knows who wanted it."""
    after = replace(theme, version=theme.version + 1)
    told = (Whisper(by.person, channel, None, whisper(why, **args)),) if channel else ()
    event = e.ThemeActionRefused(by.person, action, why)
    said = reason("refused", by=Name(by.person), why=whisper(why, **args))
    return Decision((Change(theme, after, event, said, effects=told),))


def tell(theme: Theme, person: PersonId) -> SendDirect:
    """What came of it, in their language."""
    said = {"name": theme.name}
    if theme.why:
        said["why"] = theme.why
    return SendDirect(
        person, direct(f"{theme.status}_because" if theme.why else theme.status, **said)
    )


def theme_link(install: InstallId, name: str) -> str:
    """The link key of the newest theme of this name, in whatever case and with whatever signs."""
    words = "\x1f".join(words_of(name) or (name.strip(),))
    return f"theme#{install}#{hashlib.sha256(words.encode()).hexdigest()}"


def issue_link(install: InstallId, issue: str) -> str:
    """The link key of the newest theme that this issue is about."""
    return f"issue#{install}#{hashlib.sha256(issue.encode()).hexdigest()}"
