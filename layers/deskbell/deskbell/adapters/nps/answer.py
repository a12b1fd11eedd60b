"""What a survey sends of one answer, and the input that it becomes."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from deskbell.adapters.alerts.alert import at_path, instant, shown
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.wire import fifo_id
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import EventKey, InstallId
from deskbell.domain.nps.inputs import ScoreReceived
from deskbell.domain.nps.policy import NpsSettings, ScoreSource
from deskbell.domain.nps.score import is_member, parse_experience, parse_score

COMMENT_LIMIT = 2_000
NAME_LIMIT = 200
"""Of what tells one answer from another, and of a segment."""


class UnreadableAnswerError(InputError):
    """It comes from a survey of ours and says no score; the message says where, in our words and
    with nothing of what stands there."""


def read_score(
    document: Mapping[str, object],
    source: str,
    settings: ScoreSource,
    nps: NpsSettings,
    now: datetime,
) -> ScoreReceived:
    """Raises UnreadableAnswerError."""
    fields = settings.fields
    event = _text(document, fields.event, NAME_LIMIT)
    if not event:
        raise UnreadableAnswerError(f"there is no text at {fields.event}, which names the answer")
    member = shown(at_path(document, fields.member))
    if not is_member(member):
        raise UnreadableAnswerError(
            f"{fields.member} is no id of letters, digits, - and _; send no names, addresses or "
            "telephone numbers"
        )
    score = parse_score(at_path(document, fields.score))
    if score is None:
        raise UnreadableAnswerError(f"{fields.score} is no whole number from 0 to 10")
    day = parse_experience(shown(at_path(document, fields.date)).strip(), nps.date_format)
    if day is None:
        how = f", nor {nps.date_format}" if nps.date_format else "; date_format allows another one"
        raise UnreadableAnswerError(f"{fields.date} is no day as 2021-03-05{how}")
    return ScoreReceived(
        source=source,
        event=event,
        member=member,
        score=score,
        experience=day.isoformat(),
        comment=clean_text(shown(at_path(document, fields.comment)), COMMENT_LIMIT).strip(),
        segment=_text(document, fields.segment, NAME_LIMIT),
        changed_at=instant(shown(at_path(document, fields.changed)), now),
    )


def envelope_of(score: ScoreReceived, install: InstallId, now: datetime) -> Envelope:
    """Its key names what is said, not when it was sent: a repetition is none, whoever signs it
    anew. What is said of one member stays in order."""
    said = (
        *(score.source, score.event, score.member, str(score.score), score.experience),
        *(score.comment, score.segment, str(score.changed_at)),
    )
    digest = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
    return Envelope(
        key=EventKey(f"nps:{install}:{score.source}:{digest}"),
        install=install,
        group=f"{install}:nps:{fifo_id(score.member)[:16]}",
        occurred_at=now,
        received_at=now,
        input=score,
    )


def _text(document: Mapping[str, object], path: str, limit: int) -> str:
    return clean_text(shown(at_path(document, path)), limit).strip()
