"""What feedback would be without one of its protections; `mutants.py` lists them with the
others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.slack.rendering.feedback_card import FeedbackWords
from deskbell.domain.feedback import decide
from deskbell.domain.feedback.item import FeedbackItem
from tests.simulation.world import World


def told_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody remembers what has been in the queue."""
    changed = decide._changed

    def forgetful(known: Any, after: Any, *args: Any, **more: Any) -> Any:
        return changed(known, replace(after, queued=False), *args, **more)

    mp.setattr(decide, "_changed", forgetful)


def told_of_all(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody asks whether it is for everybody."""
    mp.setattr(FeedbackItem, "is_for_everybody", lambda *_: True)


def unredacted(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(FeedbackWords, "_words", lambda _, __, text: text)


def marks_in_any_order(mp: pytest.MonkeyPatch, _: World) -> None:
    """What Slack says last counts, whenever it was."""
    react = decide._react

    def hasty(item: Any, command: Any) -> Any:
        older = tuple(replace(one, ts="0.0") for one in item.reactions)
        return react(replace(item, reactions=older), command)

    mp.setattr(decide, "_react", hasty)
