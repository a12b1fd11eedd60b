"""The second survey of a member, some days after their case was handled (A1-25).

Whoever sends surveys knows the member; the desk knows an id. So the desk says when somebody is to
send it, never within the cool-down, and what came of it. `decide.py` and `receive.py` ask.

    planned ── due ── asked
          └── withheld ──┘      each ends with the next answer
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.effects import Offer, Place, SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import Case, Recovery, SecondSurvey, Stage
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.steps import Steps
from deskbell.domain.nps.words import notice, reason
from deskbell.domain.texts import Mention, Name, Text


def planned(case: Case, now: datetime) -> SecondSurvey | None:
    """Of one that is handled `now`; None where there is to be none."""
    wait = case.terms.resurvey_after
    return SecondSurvey(Stage.PLANNED, max(now + wait, not_before(case))) if wait else None


def not_before(case: Case) -> datetime:
    """When the cool-down is over."""
    return (case.surveyed_at or case.opened_at) + case.terms.survey_cooldown


def fall_due(steps: Steps, lead: PersonId) -> Steps:
    """Its owner is told below its card; of a member who does not want that, nobody."""
    case, now = steps.case, steps.now
    if case.no_contact:
        after = replace(case, second=SecondSurvey(Stage.WITHHELD, now))
        return steps.then(after, e.NpsResurveyWithheld(case.member), reason("resurvey_withheld"))
    person = case.owner or lead
    after = replace(case, second=SecondSurvey(Stage.DUE, now))
    label, again = Text("button.nps_asked_again"), str(case.ref)
    told = SendNotice(
        case.channel,
        notice("ask_again", member=case.member, who=Mention(person)),
        under=Place.REQUEST,
        offers=(Offer(Button.NPS_ASKED_AGAIN, again, label),),
    )
    return steps.then(after, e.NpsResurveyDue(case.member, person), reason("resurvey_due"), told)


def asked(steps: Steps, by: PersonId) -> Steps:
    case, now = steps.case, steps.now
    after = replace(case, second=SecondSurvey(Stage.ASKED, now, by), surveyed_at=now)
    return steps.then(after, e.NpsMemberAsked(by), reason("asked_again", by=Name(by)))


def contact_set(steps: Steps, by: PersonId, lead: PersonId, *, wanted: bool) -> Steps:
    """What was due is not due any more, or is again."""
    case, now = steps.case, steps.now
    stage = case.second.stage if case.second else None
    after = replace(case, no_contact=not wanted)
    if wanted:
        why = reason("contact_allowed", by=Name(by))
        steps = steps.then(after, e.NpsContactAllowed(by), why)
        return fall_due(steps, lead) if stage is Stage.WITHHELD else steps
    if stage is Stage.DUE:
        after = replace(after, second=SecondSurvey(Stage.WITHHELD, now))
    return steps.then(after, e.NpsContactDeclined(by), reason("contact_declined", by=Name(by)))


def loop_closed(steps: Steps, response: Response, *, tell: bool) -> Steps:
    """The member has answered after it was handled: nobody has to ask them any more. `steps.case`
    does not have the answer yet; `tell` those below its card."""
    case = steps.case
    about = case.latest
    recovery = Recovery(
        *(response.ref, about.response), about.score, response.score, response.threshold
    )
    was_asked = case.second is not None and case.second.stage is Stage.ASKED
    event = e.NpsLoopClosed(
        *(response.ref, recovery.before, recovery.score), recovery.is_recovered, was_asked
    )
    facts = {"before": recovery.before, "score": recovery.score}
    said = "recovered" if recovery.is_recovered else "not_recovered"
    words = notice(said, member=case.member, **facts)
    told = [SendNotice(case.channel, words, under=Place.REQUEST)] if tell else []
    after = replace(case, recovery=recovery, second=None)
    return steps.then(after, event, reason(said, **facts), *told)


def corrected(recovery: Recovery | None, response: Response) -> Recovery | None:
    """As its source says now what it, or the answer before it, was."""
    if recovery and recovery.response == response.ref:
        return replace(recovery, score=response.score)
    if recovery and recovery.about == response.ref:
        return replace(recovery, before=response.score)
    return recovery
