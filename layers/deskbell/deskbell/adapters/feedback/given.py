"""What a source sends of one piece of feedback, or of an issue about it, and the input that it
becomes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from deskbell.adapters.alerts.alert import at_path, shown
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.wire import fifo_id
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.feedback.inputs import FeedbackGiven, IssueClosed, Sentiment
from deskbell.domain.feedback.policy import FeedbackSource, is_category
from deskbell.domain.id_types import EventKey, InstallId
from deskbell.domain.nps.score import is_member

TEXT_LIMIT, NAME_LIMIT, LINK_LIMIT, WHY_LIMIT = 4_000, 200, 500, 120
SHIPPED, DECLINED = "shipped", "declined"


class UnreadableFeedbackError(InputError):
    """It comes from a source of ours and cannot be taken; the message says why, in our words and
    with nothing of what stands there; `path` is where."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


def read_feedback(
    document: Mapping[str, object], source: str, settings: FeedbackSource
) -> FeedbackGiven:
    """What a request says. Raises UnreadableFeedbackError."""
    return feedback_at(partial(at_path, document), source, settings)


def feedback_at(
    at: Callable[[str], object], source: str, settings: FeedbackSource
) -> FeedbackGiven:
    """`at` gives what stands at a path, None where there is nothing. Raises
    UnreadableFeedbackError. How it is meant and its class are what they say or nothing: one that is
    misspelt could come before everybody (A3-01)."""
    fields = settings.fields
    event = _event(at, fields.event)
    text = _text(at(fields.text), TEXT_LIMIT)
    if not text:
        raise UnreadableFeedbackError(fields.text, f"there is no text at {fields.text}")
    sentiment = _text(at(fields.sentiment), NAME_LIMIT).casefold()
    if sentiment not in ("", *Sentiment):
        raise UnreadableFeedbackError(
            fields.sentiment, f"{fields.sentiment} is none of negative, neutral and positive"
        )
    category = _text(at(fields.category), NAME_LIMIT).casefold()
    if category and not is_category(category):
        wrong = f"{fields.category} is no word of letters, digits, - and _"
        raise UnreadableFeedbackError(fields.category, wrong)
    member = shown(at(fields.member))
    if member and not is_member(member):
        raise UnreadableFeedbackError(
            fields.member,
            f"{fields.member} is no id of letters, digits, - and _; send no names, addresses or "
            "telephone numbers",
        )
    return FeedbackGiven(
        source=source,
        event=event,
        text=text,
        sentiment=Sentiment(sentiment) if sentiment else None,
        category=category,
        theme=_text(at(fields.theme), NAME_LIMIT),
        member=member,
        author=_text(at(fields.author), NAME_LIMIT),
    )


def read_issue(
    document: Mapping[str, object], source: str, settings: FeedbackSource
) -> IssueClosed | None:
    """None where it is not about an issue, or says nothing of its state. Raises
    UnreadableFeedbackError."""
    fields, at = settings.fields, partial(at_path, document)
    issue = _text(at(fields.issue), LINK_LIMIT)
    state = _text(at(fields.issue_state), NAME_LIMIT).casefold()
    if not issue or not state:
        return None
    event = _event(at, fields.event)
    if state not in (SHIPPED, DECLINED):
        wrong = f"{fields.issue_state} is none of shipped and declined"
        raise UnreadableFeedbackError(fields.issue_state, wrong)
    why = _text(at(fields.text), WHY_LIMIT)
    return IssueClosed(source, event, issue, state == SHIPPED, why)


def envelope_of(given: FeedbackGiven | IssueClosed, install: InstallId, now: datetime) -> Envelope:
    """Its key is the source's own name for it, whoever signs it anew and whatever it says then."""
    name = fifo_id(given.event)
    return Envelope(
        key=EventKey(f"feedback:{install}:{given.source}:{name}"),
        install=install,
        group=f"{install}:feedback:{given.source}:{name[:16]}",
        occurred_at=now,
        received_at=now,
        input=given,
    )


def _event(at: Callable[[str], object], path: str) -> str:
    event = _text(at(path), NAME_LIMIT)
    if not event:
        raise UnreadableFeedbackError(path, f"there is no text at {path}, which names it")
    return event


def _text(value: object, limit: int) -> str:
    return clean_text(shown(value), limit).strip()
