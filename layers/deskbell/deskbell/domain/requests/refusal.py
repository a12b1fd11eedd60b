"""A guided request does not do what somebody wants, and they are told why where they pressed."""

from deskbell.domain.decision import Decision
from deskbell.domain.effects import Whisper
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.requests import events as e
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.transition import beside
from deskbell.domain.texts import Name, Text, Worded


def refuse(
    request: GuidedRequest, person: PersonId, channel: ChannelId | None, why: str
) -> Decision:
    said = Text(
        f"whisper.request_{why}", {"title": Worded(request.title), "number": request.number}
    )
    return beside(
        request,
        request,
        e.RequestRefused(person, why),
        Text(f"reason.request_refused_{why}", {"by": Name(person)}),
        [Whisper(person, channel, None, said)] if channel else [],
    )
