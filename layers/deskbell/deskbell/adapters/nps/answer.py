"""What a survey sends of one answer, and the input that it becomes."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

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
    """It comes from a survey of ours and says no score; `path` is where, `wrong` what is, in our
    words and with nothing of what stands there."""

    def __init__(self, path: str, wrong: str) -> None:
        super().__init__(f"{path} {wrong}")
        self.path = path
        self.wrong = wrong


def read_score(
    document: Mapping[str, object],
    source: str,
    settings: ScoreSource,
    nps: NpsSettings,
    now: datetime,
) -> ScoreReceived:
    """What a request says. Raises UnreadableAnswerError."""
    return score_at(partial(at_path, document), source, settings, nps, now)


def score_at(
    at: Callable[[str], object],
    source: str,
    settings: ScoreSource,
    nps: NpsSettings,
    now: datetime,
) -> ScoreReceived:
    """`at` gives what stands at a path, None where there is nothing. Raises
    UnreadableAnswerError."""
    fields = settings.fields
    event = _text(at(fields.event), NAME_LIMIT)
    if not event:
        raise UnreadableAnswerError(fields.event, "is no text that names the answer")
    member = shown(at(fields.member))
    if not is_member(member):
        raise UnreadableAnswerError(
            fields.member,
            "is no id of letters, digits, - and _; send no names, addresses or telephone numbers",
        )
    score = parse_score(at(fields.score))
    if score is None:
        raise UnreadableAnswerError(fields.score, "is no whole number from 0 to 10")
    day = parse_experience(shown(at(fields.date)).strip(), nps.date_format)
    if day is None:
        how = f", nor {nps.date_format}" if nps.date_format else "; date_format allows another one"
        raise UnreadableAnswerError(fields.date, f"is no day as 2021-03-05{how}")
    return ScoreReceived(
        source=source,
        event=event,
        member=member,
        score=score,
        experience=day.isoformat(),
        comment=_text(at(fields.comment), COMMENT_LIMIT),
        segment=_text(at(fields.segment), NAME_LIMIT),
        changed_at=instant(shown(at(fields.changed)), now),
    )


def envelope_of(score: ScoreReceived, install: InstallId, now: datetime) -> Envelope:
    """Its key names what is said, not when it was sent: a repetition is none, whoever signs it
    anew or brings it in a file. What is said of one member stays in order."""
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


def _text(value: object, limit: int) -> str:
    return clean_text(shown(value), limit).strip()
