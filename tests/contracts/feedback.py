"""Feedback as people see it in Slack, with the worst in it, for `everything_sent.py`; and its rows
with nothing left at its default."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Decision
from deskbell.domain.feedback import commands as c
from deskbell.domain.feedback.decide import Known, decide
from deskbell.domain.feedback.digest import MOST_TOLD, FeedbackDigest
from deskbell.domain.feedback.inputs import SLACK, Sentiment
from deskbell.domain.feedback.item import FeedbackItem, Giver, Reaction, Status
from deskbell.domain.ids import Ts, feedback_digest_ref, theme_ref
from deskbell.domain.redaction import Kind, mark
from deskbell.usecases.slack_ports import Message
from tests.builders import ANA, BEN, INSTALL, NOW
from tests.unit.feedback.people import (
    FEEDBACK,
    GUEST,
    OURS,
    WEEK,
    Listening,
    a_review,
)


def an_item() -> FeedbackItem:
    return Listening().hears(a_review(author="Dana Lee", member="11672"))


def a_full_item() -> FeedbackItem:
    """It has been everything; no such one can be."""
    return replace(
        an_item(),
        version=9,
        seen=3,
        theme="Delivery",
        categories=frozenset({"billing"}),
        withheld_by=BEN,
        queued=True,
        status=Status.THEMED,
        reactions=(Reaction("+1", BEN, Ts("1.0"), True),),
        about=theme_ref(INSTALL, "delivery", 1),
    )


def a_digest() -> FeedbackDigest:
    return FeedbackDigest(feedback_digest_ref(INSTALL), INSTALL, 4, (an_item().ref,), 2, NOW)


def items(words: str) -> Iterator[FeedbackItem]:
    item = replace(an_item(), text=words, theme=words[:200])
    yield item
    yield replace(item, text="+48 601 100 100")
    yield replace(item, text=" ".join((*map(mark, Kind), "and so on")))
    yield from (replace(item, sentiment=one) for one in (None, *Sentiment))
    yield replace(item, seen=1_000, withheld_by=BEN, reactions=a_full_item().reactions)
    yield replace(item, categories=frozenset({"legal", "x" * 40}))
    yield replace(item, givers=(Giver(SLACK, NOW, person=ANA),), sentiment=None)
    yield replace(item, givers=(Giver("gone", NOW),))


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    for number, item in enumerate(items(words)):
        yield f"the card of feedback, {number}", renderer.feedback(item, None)


def digests(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    told = replace(a_full_item(), text=words, theme=words[:200], withheld_by=None)
    for count, more in ((1, 0), (MOST_TOLD, 1), (MOST_TOLD, 1_000)):
        message = renderer.feedback_digest([told] * count, more)
        assert message
        yield f"the digest of {count} and {more} more", message


def decisions() -> Iterator[Decision]:
    """All that is said of it: nobody's words are in it."""
    people = Listening()
    item = people.hears(a_review(sentiment=None))
    shared = c.Receive(a_review(event="2"), "2", ANA, FEEDBACK)
    yield people.does(shared)
    known = Known(item, None)
    for by in (OURS, GUEST):
        for rated in Sentiment:
            yield decide(item.ref, known, c.Rate(by, FEEDBACK, rated), people.around)
        yield decide(item.ref, known, c.Withhold(by, FEEDBACK), people.around)
    for on in (True, False):
        yield decide(item.ref, known, c.React(ANA, "+1", Ts("1.0"), on), people.around)
    yield people.waits(WEEK)
