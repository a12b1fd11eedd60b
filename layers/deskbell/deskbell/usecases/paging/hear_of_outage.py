"""What the outside tells of outages: alert sources, systems that give signs of life, the providers
of text messages and calls, and the relay; process_input calls this."""

from deskbell.domain.decision import Cause
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.inputs import (
    AlertReceived,
    ChannelMade,
    HeartbeatHeard,
    HeartbeatPauseWanted,
    PageReceipted,
    ReceiptCame,
    ToldOfOutages,
)
from deskbell.usecases.change import Handled
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.hear_alert import hear_alert
from deskbell.usecases.paging.heartbeats import hear_heartbeat, pause_heartbeat
from deskbell.usecases.paging.pages import receipts_of, record_receipt
from deskbell.usecases.tickets.desk import TicketPorts


def hear_of_outage(ports: TicketPorts, told: ToldOfOutages, cause: Cause) -> Handled:
    match told:
        case AlertReceived():
            return hear_alert(ports, told, cause)
        case HeartbeatHeard():
            return hear_heartbeat(ports, told, cause)
        case HeartbeatPauseWanted():
            return pause_heartbeat(ports, told, cause)
        case PageReceipted():
            return receipts_of(ports, told, cause)
        case ChannelMade(incident=ref, channel=channel):
            return change_incident(ports, ref, cause, lambda _: c.RecordChannel(channel))
        case ReceiptCame():
            return record_receipt(ports, told, cause)
