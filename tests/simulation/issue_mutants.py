"""What Jira would be without one of our protections; `mutants.py` lists them with the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.jira import rest
from deskbell.domain.tickets import issue_effects, transition
from deskbell.domain.tickets.events import IssueLinked
from deskbell.usecases.outbox import issues
from deskbell.usecases.slack_ports import Later
from tests.simulation import issues as simulated
from tests.simulation.world import World


def an_issue_a_try(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks whether an attempt without an answer has made it."""
    mp.setattr(rest.JiraSession, "find", lambda *_: None)


def said_a_row(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks what is said there already."""
    say = issues._Showing._say_one
    mp.setattr(issues._Showing, "_say_one", lambda self, issue, one, _: say(self, issue, one, {}))


def notes_in_jira(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody asks whether it is a note."""
    say = issues._Showing._say_one

    def blind(self: Any, issue: str, one: Any, ours: Any) -> None:
        say(self, issue, replace(one, internal=False), ours)

    mp.setattr(issues._Showing, "_say_one", blind)


def made_and_left(mp: pytest.MonkeyPatch, _: World) -> None:
    """A new issue shows what it was made with, and nobody asks what was said there meanwhile."""
    shown = issue_effects.issue_shown

    def blind(before: Any, after: Any, event: Any, rows: Any) -> Any:
        return [] if isinstance(event, IssueLinked) else shown(before, after, event, rows)

    mp.setattr(transition, "issue_shown", blind)


def made_again_at_once(mp: pytest.MonkeyPatch, _: World) -> None:
    """What could not be told of a new issue is tried again before Jira's search shows it."""
    mp.setattr(issues, "Unknown", lambda code: Later(None, code))
    mp.setattr(simulated, "INDEXED_AFTER", 90.0)
