"""Notices of changes as people see them, with the worst in it, for `everything_sent.py`; and one
with nothing left at its default."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Decision
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.rationale import commands as c
from deskbell.domain.rationale.decide import decide
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.rationale.published import Automation
from deskbell.usecases.slack_ports import Message
from tests.builders import ANA, BEN, INSTALL
from tests.unit.rationale.notices import ANNA, CHANGES, GUEST, a_change, a_notice


def a_full_notice() -> ChangeNotice:
    return a_notice(version=9, votes={ANA: True, BEN: False}, comments=3)


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    for kind in Automation:
        for before in (None, "a1a1a1a1a1a1"):
            worst = {"title": {"en": words[:75]}, "why": {"en": words[:2_000]}, "team": words[:40]}
            change = a_change(kind=kind, before=before, **worst)
            yield (
                f"a {kind}, after {before}",
                renderer.change(replace(a_full_notice(), change=change)),
            )
    plain = a_change(chosen_by=None)
    yield "one without votes", renderer.change(a_notice(change=plain))


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of it."""
    notice = a_notice()
    yield decide(notice.ref, None, c.Announce(a_change(), CHANGES), INSTALL)
    for in_favour in (True, False):
        yield decide(notice.ref, notice, c.Vote(ANNA, CHANGES, in_favour), INSTALL)
    yield decide(notice.ref, notice, c.Vote(GUEST, CHANGES, True), INSTALL)
    thread = Thread(CHANGES, Ts("1.0"))
    comment = words[:1_000] or "-"
    yield decide(notice.ref, notice, c.Comment(ANNA, CHANGES, thread, comment), INSTALL)
