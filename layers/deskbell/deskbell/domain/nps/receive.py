"""What a score does: it is kept, calls somebody if it is low, and belongs to the case of its member
as long as that goes on (A1-23).

Pure: the use case has read the answer, the newest case of the member and whose turn it was.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from deskbell.domain.decision import Change, Decision, nothing
from deskbell.domain.effects import SendDirect, SendNotice
from deskbell.domain.ids import InstallId, PersonId, nps_case_ref, nps_response_ref
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import MOST_SCORES, Case, Given, Status
from deskbell.domain.nps.commands import OnDuty
from deskbell.domain.nps.decide import reopened
from deskbell.domain.nps.inputs import ScoreReceived
from deskbell.domain.nps.policy import NpsSettings
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.second_survey import corrected, loop_closed
from deskbell.domain.nps.steps import Steps, about
from deskbell.domain.nps.turn import Turn, next_turn
from deskbell.domain.nps.words import direct, reason
from deskbell.domain.texts import Instant, Name, Text


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already: the same answer as it was, the newest case of its member, and who of
    the inbox had the last turn."""

    response: Response | None = None
    case: Case | None = None
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """`today` is the desk's date."""

    install: InstallId
    settings: NpsSettings
    duty: OnDuty
    today: date
    now: datetime


def receive(known: Known, score: ScoreReceived, around: Around) -> Decision:
    """The same answer a second time changes nothing; another score under its name corrects it."""
    if wrong := _wrong(known.response, score, around):
        return nothing(wrong)
    before = known.response
    after = _corrected(before, score) if before else _first(score, around)
    if before and _says(before) == _says(after):
        return nothing("nps_known_already")
    calls = after.is_low and not after.called
    case_changes, turn = _attached(known, after, around, calls=calls)
    case = case_changes[-1].after if case_changes else None
    after = replace(
        after,
        version=before.version + 1 if before else 1,
        called=after.called or calls,
        case=case.ref if case else after.case,
    )
    return Decision((_kept(before, after), *case_changes, *((turn,) if turn else ())))


def _wrong(before: Response | None, score: ScoreReceived, around: Around) -> str | None:
    """Why it does not count."""
    experience = date.fromisoformat(score.experience)
    if wrong := around.settings.out_of_time(experience, around.today):
        return wrong
    if before is None:
        return None
    if before.member != score.member:
        return "nps_of_another_member"
    known, said = before.changed_at, score.changed_at
    return "nps_corrected_since" if known and said and said < known else None


def _first(score: ScoreReceived, around: Around) -> Response:
    return Response(
        ref=nps_response_ref(around.install, score.source, score.event),
        install=around.install,
        version=0,
        source=score.source,
        event=score.event,
        member=score.member,
        segment=score.segment,
        threshold=around.settings.threshold_of(score.segment),
        score=score.score,
        experience=score.experience,
        comment=score.comment,
        changed_at=score.changed_at,
    )


def _corrected(before: Response, score: ScoreReceived) -> Response:
    """Its threshold stays what it was."""
    return replace(
        before,
        score=score.score,
        experience=score.experience,
        comment=score.comment,
        changed_at=score.changed_at or before.changed_at,
    )


def _says(response: Response) -> tuple[int, str, str]:
    return (response.score, response.experience, response.comment)


def _kept(before: Response | None, after: Response) -> Change:
    if before:
        corrected = e.NpsScoreCorrected(after.member, before.score, after.score, after.case)
        why = reason("corrected", before=before.score, score=after.score)
        return Change(before, after, corrected, why)
    received = e.NpsScoreReceived(
        source=after.source,
        member=after.member,
        score=after.score,
        threshold=after.threshold,
        segment=after.segment,
        experience=after.experience,
        case=after.case,
    )
    why = reason("received", score=after.score, threshold=after.threshold)
    return Change(None, after, received, why)


def _attached(
    known: Known, response: Response, around: Around, *, calls: bool
) -> tuple[tuple[Change, ...], Change | None]:
    """What becomes of the case, and whose turn it was if one begins."""
    case = known.case
    if case is None:
        return _opened(known, response, around) if calls else ((), None)
    if case.status is Status.CLOSED:
        return _after_its_end(case, known, response, around, calls=calls)
    steps = about(case, around.now)
    given = Given(response.ref, response.score, response.experience, response.comment)
    had = next((one for one in case.scores if one.response == response.ref), None)
    if had:
        scores = tuple(given if one == had else one for one in case.scores)
        why = reason("changed", before=had.score, score=given.score)
        event = e.NpsScoreChanged(response.ref, had.score, given.score)
        after = replace(case, scores=scores, recovery=corrected(case.recovery, response))
        steps = steps.then(after, event, why)
    elif known.response is None or calls:
        is_handled = case.status is Status.HANDLED
        if is_handled and case.recovery is None and known.response is None:
            steps = loop_closed(steps, response, tell=not calls)
        scores = (*case.scores, given)[-MOST_SCORES:]
        added = e.NpsScoreAdded(response.ref, given.score)
        why = reason("added", score=given.score)
        after = replace(steps.case, scores=scores, surveyed_at=around.now)
        steps = steps.then(after, added, why)
    if calls and case.status is Status.HANDLED:
        steps = _reopened(steps, response, around)
    return steps.changed(), None


def _after_its_end(
    case: Case, known: Known, response: Response, around: Around, *, calls: bool
) -> tuple[tuple[Change, ...], Change | None]:
    """It says how well the case was handled, and begins another one if it is low."""
    steps = about(case, around.now)
    recovery = corrected(case.recovery, response)
    if case.recovery is None and known.response is None:
        steps = loop_closed(steps, response, tell=True)
    elif known.response and recovery != case.recovery:
        before, score = known.response.score, response.score
        event = e.NpsScoreChanged(response.ref, before, score)
        why = reason("changed", before=before, score=score)
        steps = steps.then(replace(case, recovery=recovery), event, why)
    opened, turn = _opened(known, response, around) if calls else ((), None)
    return (*steps.changed(), *opened), turn


def _reopened(steps: Steps, response: Response, around: Around) -> Steps:
    """The channel hears of it: a card that changes tells nobody."""
    case = steps.case
    event = e.NpsCaseReopened(None, response.ref)
    said = Text("notice.nps_again", {"member": case.member, "score": response.score})
    notice = SendNotice(case.channel, said)
    why = reason("reopened_by_score", score=response.score)
    return steps.then(
        reopened(case, around.now), event, why, notice, *_call(case, response.score, around)
    )


def _opened(
    known: Known, response: Response, around: Around
) -> tuple[tuple[Change, ...], Change | None]:
    settings, now = around.settings, around.now
    present = around.duty.present
    turn = next_turn(known.turn, around.install, settings.inbox, present)
    taker = turn.after if turn else None
    owner = taker.last if isinstance(taker, Turn) else None
    ordinal = known.case.ordinal + 1 if known.case else 1
    case = Case(
        ref=nps_case_ref(around.install, response.member, ordinal),
        install=around.install,
        version=0,
        ordinal=ordinal,
        member=response.member,
        segment=response.segment if response.segment in settings.thresholds else "",
        threshold=response.threshold,
        inbox=settings.inbox,
        channel=settings.channel,
        terms=settings.terms,
        scores=(Given(response.ref, response.score, response.experience, response.comment),),
        opened_at=now,
        due=now + settings.terms.due,
        remind_at=now + settings.terms.remind_after,
        escalate_at=now + settings.terms.escalate_after,
        owner=owner,
        surveyed_at=now,
        no_contact=known.case is not None and known.case.no_contact,
    )
    event = e.NpsCaseOpened(case.member, response.ref, response.score, owner, case.due)
    facts = {"score": response.score, "threshold": response.threshold}
    why = reason("opened", to=Name(owner), **facts) if owner else reason("opened_nobodys", **facts)
    steps = Steps(None, case, now).then(case, event, why, *_call(case, response.score, around))
    return steps.changed(), turn


def _call(case: Case, score: int, around: Around) -> tuple[SendDirect, ...]:
    """Whoever is to see to it hears so; of what is nobody's, the lead."""
    due = Instant(around.now + case.terms.due)
    said = "yours" if case.owner else "nobodys"
    if case.no_contact:
        said = "wants_no_contact"
    text = direct(said, member=case.member, score=score, due=due)
    return (SendDirect(PersonId(case.owner or around.duty.lead), text),)
