"""What Jira would be without one of our protections; `mutants.py` lists them with the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.jira import rest
from deskbell.domain.tickets import issue_effects
from deskbell.usecases.outbox import issues
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


def deaf_until_linked(mp: pytest.MonkeyPatch, _: World) -> None:
    """What was said there before we knew the issue is never asked for."""
    mp.setattr(issue_effects, "_is_linked", lambda *_: False)
