"""What a page tells of an outage, as the relay has found it right before it is sent."""

from dataclasses import dataclass

from deskbell.domain.ids import Thread
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.page import Page

MOST_SHOWN = 20
"""Outages that a message of many tells one by one."""


@dataclass(frozen=True, slots=True)
class Paged:
    """`card` is the incident's live card, once it is there, of those that are shown."""

    incident: Incident
    page: Page
    card: Thread | None = None
