"""Finds themes: by reference, by name, by the issue that they are linked to. One that was merged is
the one that goes on instead."""

from deskbell.domain.ids import InstallId, Ref
from deskbell.domain.themes.steps import issue_link, theme_link
from deskbell.domain.themes.theme import Theme
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates

MOST_MERGES = 20
"""One after the other; nobody merges one theme more often while it matters."""


def theme_of(aggregates: Aggregates, ref: Ref | None) -> Theme | None:
    for _ in range(MOST_MERGES):
        theme = of_kind(Theme, aggregates.load(ref)) if ref else None
        if theme is None or theme.merged_into is None:
            return theme
        ref = theme.merged_into
    return None


def newest_named(aggregates: Aggregates, install: InstallId, name: str) -> Theme | None:
    """As it is itself, merged or not: the next of its name counts on from there."""
    link = aggregates.find(theme_link(install, name))
    return of_kind(Theme, aggregates.load(link.ref)) if link else None


def theme_named(aggregates: Aggregates, install: InstallId, name: str) -> Theme | None:
    """The one that goes on; None where there is none (any more)."""
    newest = newest_named(aggregates, install, name)
    theme = theme_of(aggregates, newest.ref) if newest else None
    return theme if theme and not theme.is_over else None


def theme_of_issue(aggregates: Aggregates, install: InstallId, issue: str) -> Theme | None:
    link = aggregates.find(issue_link(install, issue))
    return theme_of(aggregates, link.ref) if link else None
