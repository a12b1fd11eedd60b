"""The steps of a guided request that are about a laptop of the office's stock: it is kept for its
requester, and they come for it (A1-06, A1-07, A1-08). `carrying_out.py` calls them.
"""

from dataclasses import replace

from deskbell.domain.catalogue import steps as s
from deskbell.domain.catalogue.inputs import VisitSettled
from deskbell.domain.catalogue.wording import said
from deskbell.domain.caused_inputs import LaptopUnneeded, LaptopWanted
from deskbell.domain.effects import Offer
from deskbell.domain.ids import PersonId, loan_ref
from deskbell.domain.inputs import Button
from deskbell.domain.loans.standing import Stands
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.carried_out import Carried, causing
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.words import said_to, worded
from deskbell.domain.texts import Text


def reserving(
    request: GuidedRequest, step: s.Reserve, around: Around, caused_before: int
) -> Carried:
    """As anybody borrows one (domain/loans), which asks, keeps, and tells them. One that it has
    asked for before is not waited for any more."""
    answers = request.course.answers
    manager = answers.get(step.manager) if step.manager else None
    ref = loan_ref(request.install, str(request.ref), str(request.course.generation))
    wanted = LaptopWanted(
        loan=ref,
        request=request.ref,
        requester=request.requester,
        office=answers.get(step.office, ""),
        manager=PersonId(manager) if manager else None,
        start=answers.get(step.start) if step.start else None,
        end=answers.get(step.end) if step.end else None,
        why=said(request.title, around.desk.language),
    )
    asked = replace(request, loan=ref, loan_stands=None)
    carried = causing(asked, ref, wanted, around.now, caused_before)
    if request.loan is None:
        return carried
    unneeded = LaptopUnneeded(request.loan)
    before = causing(request, request.loan, unneeded, around.now, caused_before + 1)
    return replace(carried, effects=(*carried.effects, *before.effects))


def visiting(request: GuidedRequest, step: s.Visit, around: Around) -> Carried:
    """Where they have arranged already how they get it, nobody asks again."""
    generation = request.course.generation
    if request.loan is None or request.loan_stands is Stands.GONE:
        return Carried(request, answer=VisitSettled(generation, booked=False))
    if request.loan_stands in (Stands.ARRANGED, Stands.RETURNED):
        return Carried(request, answer=VisitSettled(generation, booked=True))
    asked = said_to(request.requester, request, worded(step.text, request, around))
    times = Offer(Button.LOAN_SLOT, str(request.loan), Text("button.loan_slot"))
    return Carried(request, (replace(asked, offers=(times,)),))
