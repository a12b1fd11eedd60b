"""How low scores are followed up, as the settings say (A1-23, A1-24)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from deskbell.domain.ids import ChannelId, InboxId
from deskbell.domain.nps.score import THRESHOLD, DateFormat

DUE, REMIND_AFTER, ESCALATE_AFTER = timedelta(hours=24), timedelta(hours=4), timedelta(hours=24)
REOPEN_WITHIN = timedelta(hours=72)
SURVEY_COOLDOWN = timedelta(days=30)
ACCEPT_WITHIN = timedelta(days=30)
"""As long as an input is known again: after that, one that is sent anew could undo what was said
since."""
TO_COME, TOO_LATE = "nps_experience_to_come", "nps_survey_closed"
"""Why a score does not count."""


@dataclass(frozen=True, slots=True)
class ScoreFields:
    """Where what stands in what a survey sends: paths such as `answer.score`. `changed`: when it
    was given or corrected, by the survey's own clock."""

    event: str = "source_event_id"
    member: str = "member_id"
    score: str = "score"
    date: str = "experience_date"
    comment: str = "comment"
    segment: str = "segment"
    changed: str = "changed_at"


@dataclass(frozen=True, slots=True)
class ScoreSource:
    """A system that sends scores to an address of its own."""

    name: str
    fields: ScoreFields = ScoreFields()


@dataclass(frozen=True, slots=True)
class Terms:
    """How long each part may take, from when a case is opened; each case keeps those it began
    with.

    `resurvey_after` counts from when it was handled: its member is to be surveyed again then (None:
    never); not before `survey_cooldown` is over since they were surveyed last."""

    due: timedelta = DUE
    remind_after: timedelta = REMIND_AFTER
    escalate_after: timedelta = ESCALATE_AFTER
    reopen_within: timedelta = REOPEN_WITHIN
    resurvey_after: timedelta | None = None
    survey_cooldown: timedelta = SURVEY_COOLDOWN


@dataclass(frozen=True, slots=True)
class NpsSettings:
    """`inbox` has the people who call members back, `channel` the cards. `thresholds` are those of
    segments. A score counts for so long after the experience (`accept_within`)."""

    inbox: InboxId
    channel: ChannelId
    threshold: int = THRESHOLD
    thresholds: Mapping[str, int] = field(default_factory=dict)
    date_format: DateFormat | None = None
    terms: Terms = Terms()
    accept_within: timedelta = ACCEPT_WITHIN
    sources: Mapping[str, ScoreSource] = field(default_factory=dict)

    def out_of_time(self, experience: date, today: date) -> str | None:
        """Why a score does not count by its day; `today` is the desk's date. A day ahead is
        tomorrow's, where the member is."""
        days = (today - experience).days
        if days < -1:
            return TO_COME
        return TOO_LATE if days > self.accept_within.days else None

    def threshold_of(self, segment: str) -> int:
        return self.thresholds.get(segment, self.threshold)
