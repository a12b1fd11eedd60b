"""What it comes to when a step of a guided request is carried out; `carrying_out.py` says what."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.catalogue.inputs import RequestInput
from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import CausedInput
from deskbell.domain.decision import Change
from deskbell.domain.effects import Effect
from deskbell.domain.ids import Ref
from deskbell.domain.requests.guided_request import GuidedRequest


@dataclass(frozen=True, slots=True)
class Carried:
    """The request as it stands then, what is to be done for it, and what answers it at once."""

    request: GuidedRequest
    effects: tuple[Effect, ...] = ()
    changes: tuple[Change, ...] = ()
    answer: RequestInput | None = None


def causing(
    request: GuidedRequest, of: Ref, given: CausedInput, now: datetime, number: int
) -> Carried:
    """What is wanted of one ticket comes to it in order."""
    version = request.version + 1
    return Carried(request, (caused(of, version, given, request, now, number, in_order=True),))
