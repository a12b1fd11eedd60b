"""Guided requests as items, and back; `states.py` lists them with the other aggregates."""

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import RequestItem
from deskbell.domain.catalogue.request import Request
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.loans.standing import Stands
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.succeeds import Succeeds
from deskbell.domain.tickets.classification import Privacy


def request_to_item(request: GuidedRequest) -> RequestItem:
    thread, message = request.thread, request.message
    return RequestItem(
        *keys.state(request.ref),
        install=request.install,
        version=request.version,
        number=request.number,
        title=request.title,
        opener=request.opener,
        opened_at=request.opened_at,
        course=wire.encode(request.course),
        privacy=request.privacy,
        thread_channel=thread.channel if thread else None,
        thread_ts=thread.ts if thread else None,
        message_channel=message.channel if message else None,
        message_ts=message.ts if message else None,
        text=request.text or None,
        emoji=request.emoji,
        emoji_ts=request.emoji_ts,
        followers=request.followers,
        step_kind=request.kind or None,
        # DynamoDB knows no empty names.
        asks={f".{name}": person for name, person in request.asks.items()} or None,
        ticket=str(request.ticket) if request.ticket else None,
        ticket_number=request.ticket_number,
        spare_number=request.spare_number,
        approval=str(request.approval) if request.approval else None,
        loan=str(request.loan) if request.loan else None,
        loan_stands=request.loan_stands,
        wakes_at=request.wakes_at,
        generation=request.generation,
        carried=dict(request.carried) or None,
        succeeds=wire.encode(request.succeeds) if request.succeeds else None,
    )


def request_from_item(item: RequestItem) -> GuidedRequest:
    return GuidedRequest(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        number=item.number,
        title=item.title,
        opener=PersonId(item.opener),
        opened_at=item.opened_at,
        course=wire.decode(item.course, Request),
        privacy=Privacy(item.privacy),
        thread=_thread(item.thread_channel, item.thread_ts),
        message=_thread(item.message_channel, item.message_ts),
        text=item.text or "",
        emoji=item.emoji,
        emoji_ts=Ts(item.emoji_ts) if item.emoji_ts else None,
        followers=tuple(map(PersonId, item.followers or ())),
        kind=item.step_kind or "",
        asks={name[1:]: PersonId(person) for name, person in (item.asks or {}).items()},
        ticket=Ref.parse(item.ticket) if item.ticket else None,
        ticket_number=item.ticket_number,
        spare_number=item.spare_number,
        approval=Ref.parse(item.approval) if item.approval else None,
        loan=Ref.parse(item.loan) if item.loan else None,
        loan_stands=Stands(item.loan_stands) if item.loan_stands else None,
        wakes_at=item.wakes_at,
        generation=item.generation,
        carried=dict(item.carried or {}),
        succeeds=wire.decode(item.succeeds, Succeeds) if item.succeeds else None,
    )


def _thread(channel: str | None, ts: str | None) -> Thread | None:
    return Thread(ChannelId(channel), Ts(ts)) if channel and ts else None
