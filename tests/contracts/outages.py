"""Outages as people see them in Slack, in every state and with the worst in it, for
`everything_sent.py`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Decision
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.home.decide import OfferRaiseForm
from deskbell.domain.home.decide import decide as decide_home
from deskbell.domain.ids import PersonId, Thread, Ts, home_ref, ticket_ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.alerted import Alerted
from deskbell.domain.paging.decide import decide
from deskbell.domain.paging.incident import (
    Call,
    Held,
    Incident,
    IncidentRole,
    Status,
)
from deskbell.domain.paging.page import Page, Receipt, Rung
from deskbell.domain.paging.policy import Maintenance, Method, ServiceId, Urgency
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.domain.paging.roster import Roster
from deskbell.domain.paging.settings import Service
from deskbell.domain.paging.steps import Around
from deskbell.domain.paging.timeline import Moment
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.settings.hours import QuietHours
from deskbell.domain.texts import LANGUAGES, Name, Passage, Text
from deskbell.domain.tickets.permissions import Member, member
from deskbell.domain.tickets.review_commands import OpenFromReview
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.home.content import Outage
from deskbell.usecases.paging.paged import Paged
from deskbell.usecases.slack_ports import Message
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, IT_ONCALL, IT_TRIAGE, LENA, MINJUN, NOW
from tests.contracts.paging import a_first_incident
from tests.functional.paging import IT, PAGING, VPN

MINUTE = timedelta(minutes=1)
NAME_LIMIT, IMPACT_LIMIT, AFFECTED_LIMIT = 40, 500, 150
CARD = Thread(IT_TRIAGE, Ts("1795424400.000100"))
LOW, HIGH = Urgency.LOW, Urgency.HIGH
MEMBER = Member(ANA)


def paging_desk(desk: Desk, words: str) -> Desk:
    """`words` is what the settings call everything."""
    name = words[:NAME_LIMIT] or "VPN"
    service = Service(name, IT.id, dict.fromkeys(LANGUAGES, name))
    services = {ServiceId(f"service_{n}"): service for n in range(100)} | {VPN: service}
    policy = replace(IT, name=name)
    policies = {IT.id: policy}
    return replace(desk, paging=replace(PAGING, services=services, policies=policies))


def incidents(words: str) -> list[Incident]:
    """One in every status, and in each way to come to one."""
    policy = replace(IT, name=words[:NAME_LIMIT] or "IT")
    first = replace(
        a_first_incident(),
        system=words or "VPN",
        impact=words[:IMPACT_LIMIT],
        affected=words[:AFFECTED_LIMIT],
        policy=policy,
        opener=ANA,
        due=NOW + MINUTE,
        followers=(ANA, MINJUN),
        tickets=(ticket_ref(INSTALL, "1"),),
    )
    many = tuple(Call(PersonId(f"U{n:09}"), (Method.SLACK,), 1) for n in range(40))
    called = replace(first, rung=Rung(0, 0, 0), calls=calls(), called={BEN: NOW, IT_ONCALL: NOW})
    roles = {role: LENA for role in IncidentRole}
    seen = replace(
        called, status=Status.ACKNOWLEDGED, acknowledged_by=LENA, roles=roles, reports=50, flaps=3
    )
    over = replace(seen, status=Status.RESOLVED, due=None, since=NOW + timedelta(hours=3))
    return [
        *(replace(first, status=Status.HELD, held=held, urgency=LOW) for held in Held),
        first,
        called,
        replace(called, rung=Rung(0, 0, 1)),
        replace(called, rung=Rung(0, 1, 1)),
        replace(called, opener=None, source=words or "prometheus"),
        replace(seen, alerts={first.key: Alerted(words or "prometheus", 1, NOW, NOW, over=True)}),
        replace(called, calls=many),
        replace(called, drill=True),
        seen,
        replace(seen, status=Status.SNOOZED, acknowledged_by=None),
        replace(called, status=Status.EXHAUSTED, due=None),
        replace(called, status=Status.EXHAUSTED, due=None, called={}, calls=()),
        over,
        replace(over, since=NOW + MINUTE, reviewed=True),
        replace(over, status=Status.MERGED),
        replace(seen, wants_channel=True, own_channel=IT_ONCALL),
        replace(over, wants_channel=True, own_channel=IT_ONCALL),
        replace(over, held=Held.MAINTENANCE, due=over.since),
    ]


def calls() -> tuple[Call, ...]:
    """What can be known of one."""
    by = (Method.SLACK,)
    return (
        Call(BEN, by, 1),
        Call(BEN, by, 1, receipt=Receipt.DELIVERED),
        Call(BEN, by, 1, receipt=Receipt.FAILED),
        Call(BEN, by, 1, answered=True),
        Call(LENA, by, due=NOW + MINUTE),
        Call(IT_ONCALL, (Method.CHANNEL,), 1),
    )


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    for number, incident in enumerate(incidents(words)):
        yield f"the card of a {incident.status} outage, {number}", renderer.incident(incident)


def _paged(words: str) -> Iterator[tuple[str, list[Paged]]]:
    several = [
        Paged(replace(one, number=n), a_page(one), CARD)
        for n, one in enumerate(incidents(words) * 5)
    ]
    for one in incidents(words):
        for method, card in product((Method.SLACK, Method.CHANNEL), (CARD, None)):
            yield f"{one.status} by {method}", [Paged(one, a_page(one, method), card)]
    for count in (2, 20, len(several)):
        yield f"{count} outages", several[:count]


def a_page(of: Incident, method: Method = Method.SLACK) -> Page:
    return Page(of.ref, of.rung, BEN, method, is_new=True)


def pages(renderer: CatalogueRenderer, words: str, reader: Person) -> Iterator[tuple[str, Message]]:
    for what, paged in _paged(words):
        yield f"the page of {what}", renderer.page(paged, reader)
    yield "the page in a channel", renderer.page(paged[:1], None)


def in_words(
    renderer: CatalogueRenderer, words: str, reader: Person
) -> Iterator[tuple[str, Message]]:
    """Text messages: Slack has none of them, but their keys are texts as well."""
    for what, paged in _paged(words):
        assert renderer.page_in_words(paged, reader)
        yield what, Message("in words", [])


def reviews(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    """Of one that was quiet, and of one with a very long night."""
    over = next(one for one in incidents(words) if one.status is Status.RESOLVED)
    said = Text("reason.incident_updated", {"by": Name(BEN), "said": Passage(words)})
    update = Moment(NOW, e.IncidentUpdated.__name__, said, {"person": BEN})
    ack = Text("reason.incident_acknowledged", {"by": Name(LENA)})
    seen = Moment(NOW, e.IncidentAcknowledged.__name__, ack, {"person": LENA})
    why = Text("reason.incident_paged", {"level": 1, "loop": 1, "count": 2})
    paged = Moment(NOW, e.LevelPaged.__name__, why, {"called": [BEN, IT_ONCALL]})
    for history in ((), (paged, seen, update), (paged, update) * 200):
        yield f"the review of {len(history)} moments", renderer.review(over, history)


def on_home(words: str) -> list[Outage]:
    """On somebody's Home tab: as many as are shown there."""
    shown = [one for one in incidents(words) if one.is_open][-5:]
    return [Outage(replace(one, number=n), CARD if n else None) for n, one in enumerate(shown)]


def origin_of(dialog: Dialog, words: str) -> Origin | None:
    """What opens one of an outage; None for the others."""
    if not dialog.startswith("incident."):
        return None
    if dialog is Dialog.INCIDENT_RAISE:
        return Origin.of_value(RaiseClaim(Thread(IT_HAPPENS, CARD.ts), said=words).written())
    return Origin.of_value(str(a_first_incident().ref), IT_TRIAGE)


def origin_of_a_ticket() -> Origin:
    """What opens the form that reports an outage at a ticket's card."""
    return Origin.of_value(RaiseClaim(ticket=ticket_ref(INSTALL, "1")).written(), IT_TRIAGE)


def wrong_answers(dialog: Dialog) -> Iterator[Mapping[str, Any]]:
    """Good one by one, but not together."""
    if dialog is Dialog.INCIDENT_REASSIGN:
        chosen = {"selected_option": {"value": IT.id}}
        yield {"person": {"value": {"selected_user": BEN}}, "policy": {"value": chosen}}
    if dialog is Dialog.INCIDENT_URGENCY:
        yield {"urgency": {"value": {"selected_option": {"value": LOW}}}, "why": {"value": {}}}


def decisions(words: str, desk: Desk) -> Iterator[Decision]:
    """All that is said of an outage: every command, by an agent and by somebody else, about it in
    every state; and each report of one."""
    claim = RaiseClaim(said=words)
    yield decide_home(None, OfferRaiseForm(home_ref(INSTALL, ANA), INSTALL, ANA, claim))
    by = member(BEN, desk)
    everybody = Roster(methods={BEN: (Method.SLACK,), LENA: (Method.SLACK,)})
    for incident in incidents(words):
        for who, roster in ((by, everybody), (by, Roster()), (MEMBER, everybody)):
            around = Around(incident.due or NOW, roster)
            for command in commands(incident, who, words):
                yield decide(incident, command, around)
        for one in _reports(words):
            for now in (NOW, incident.since, incident.since + timedelta(hours=9)):
                yield decide(incident, one, Around(now, everybody))
    yield from _beginnings(words, everybody)


def commands(incident: Incident, by: Member, words: str) -> Iterator[c.IncidentChange]:
    other = replace(a_first_incident(), ref=_other().ref, number=58, status=Status.OPEN)
    at, here = incident.rung, IT_TRIAGE
    yield c.Step(at)
    yield c.TryNext()
    for receipt in Receipt:
        after = NOW + timedelta(days=1)
        yield c.RecordReceipt(at, BEN, Method.SLACK, receipt, after, "user_disabled")
    for generation in (at.generation, at.generation - 1):
        yield c.Acknowledge(by, here, generation)
    yield c.AskWhich(by, here)
    yield c.Unacknowledge(by, here)
    yield c.EscalateNow(by, here, at)
    yield c.EscalateNow(by, here, Rung(9, 9, 9))
    yield c.ReassignToPerson(by, here, LENA)
    yield c.ReassignToPerson(by, here, MINJUN)
    yield c.ReassignToPolicy(by, here, IT)
    yield c.Snooze(by, here, NOW + timedelta(hours=1))
    yield c.Snooze(by, here, NOW + timedelta(days=99))
    yield from (c.SetUrgency(by, here, urgency, why) for urgency in Urgency for why in ("", words))
    yield c.Resolve(by, here)
    for ended in (None, NOW - MINUTE, NOW + MINUTE):
        yield c.EndAlert(incident.key, words, ended=ended)
    yield c.PostUpdate(by, here, words)
    yield c.PostUpdate(by, here, " ")
    yield c.AssignRole(by, here, IncidentRole.LEAD, MINJUN)
    yield c.MergeInto(by, here, other)
    yield c.MergeInto(by, here, incident)
    yield c.WriteReview(by, here)
    yield c.WantChannel(by, here)
    yield c.RecordChannel(IT_ONCALL)


def ticket_opening(ticket: Ticket, inbox: Inbox) -> OpenFromReview:
    """The review of an outage has found something to be done."""
    return OpenFromReview(
        ref=ticket.ref,
        install=INSTALL,
        number=ticket.number,
        inbox=inbox,
        by=BEN,
        text=ticket.text or "",
        outage=57,
    )


def _other() -> Incident:
    ref = replace(a_first_incident().ref, id="OTHER")
    return replace(a_first_incident(), ref=ref)


def _reports(words: str) -> Iterator[c.RaiseIncident]:
    first = a_first_incident()
    for urgency in Urgency:
        one = c.RaiseIncident(
            ref=first.ref,
            install=INSTALL,
            number=57,
            ordinal=1,
            report=c.Report(
                key=first.key,
                by=MEMBER,
                service=VPN,
                system=words or "VPN",
                impact=words,
                urgency=urgency,
                policy=replace(IT, quiet=QuietHours("00:00", "23:59")),
            ),
        )
        yield one
    late = replace(one.report, by=None, source=words or "prometheus", began=NOW - MINUTE)
    yield replace(one, report=late)


def _beginnings(words: str, everybody: Roster) -> Iterator[Decision]:
    """With somebody on call, with nobody, at night, in maintenance."""
    window = Maintenance(None, NOW, NOW + MINUTE)
    for report, roster in product(_reports(words), (everybody, Roster())):
        yield decide(None, report, Around(NOW, roster))
        yield decide(None, report, Around(NOW, roster, (window,)))
