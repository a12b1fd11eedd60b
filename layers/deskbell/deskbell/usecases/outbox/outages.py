"""Makes come true what an incident asks for: its pages, its card, its alarm, its review, its
own channel; `carry_out` calls this."""

from deskbell.domain.paging.effects import (
    InviteTo,
    OpenChannel,
    PagingEffect,
    PostReview,
    SendPages,
    ShowIncident,
    SoundAlarm,
)
from deskbell.usecases.outbox.incidents import show_incident, sound_alarm
from deskbell.usecases.outbox.open_channel import invite, open_channel
from deskbell.usecases.outbox.pages import send_pages
from deskbell.usecases.outbox.post_review import post_review
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.ports import OutboxRow


def of_outage(row: OutboxRow, effect: PagingEffect, ports: Ports) -> Result:
    match effect:
        case SendPages():
            return send_pages(row, effect, ports)
        case ShowIncident():
            return show_incident(row, effect, ports)
        case SoundAlarm():
            return sound_alarm(row, ports)
        case PostReview():
            return post_review(row, effect, ports)
        case OpenChannel():
            return open_channel(row, effect, ports)
        case InviteTo():
            return invite(effect, ports)
