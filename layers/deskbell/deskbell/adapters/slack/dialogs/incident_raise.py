"""The form that reports an outage: what is down, what happens, who is affected (A1-05)."""

from collections.abc import Iterator, Mapping

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.actions import OPEN_URGENT
from deskbell.adapters.slack.dialogs.dialog import DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Choice, Field, Option, Words
from deskbell.adapters.slack.rendering.blocks import Block, button
from deskbell.adapters.slack.rendering.words import plain
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.paging.policy import ServiceId, Urgency
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.domain.paging.settings import PagingSettings, Service
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

IMPACT_LIMIT = 500
AFFECTED_LIMIT = 150
URGENCIES = {
    Urgency.HIGH: Text("modal.incident_raise.option.high"),
    Urgency.LOW: Text("modal.incident_raise.option.low"),
}


def raise_button(language: str, value: str) -> Block:
    """Opens the form; where there are only words."""
    words = translate("button.incident_raise", language)
    return button(Dialog.INCIDENT_RAISE.value, words, words, value, primary=True)


def urgent_buttons(desk: Desk, language: str) -> list[Block]:
    """The desk's forms with the highest urgency chosen, where nobody is set up to be called."""
    words = translate("button.open_form", language)
    return [
        button(OPEN_URGENT, words, words, form.id, primary=True)
        for form in [*desk.forms.values()][:1]
    ]


def form(filling: Filling) -> DialogForm | None:
    """None where nobody is set up to be called."""
    if filling.desk.paging is None:
        return None
    return DialogForm(
        title=Text("modal.incident_raise.title"),
        submit=Text("modal.incident_raise.submit"),
        intro=Text("modal.incident_raise.intro"),
        fields=tuple(_fields(filling, filling.desk.paging)),
    )


def _fields(filling: Filling, paging: PagingSettings) -> Iterator[Field]:
    """A ticket's own words count where nothing else is said."""
    claim = RaiseClaim.read(filling.value)
    service, said = _understood(plain(claim.said, _nameless), paging.services)
    options = [Option(name, one.named(filling.language())) for name, one in paging.services.items()]
    yield Choice(
        name="service",
        label=Text("modal.incident_raise.field.service"),
        options=lambda _desk, _inbox: options,
        initial=options[0].value if len(options) == 1 else service,
    )
    yield Words(
        name="impact",
        label=Text("modal.incident_raise.field.impact"),
        hint=Text("modal.incident_raise.hint.ticket") if claim.ticket else None,
        limit=IMPACT_LIMIT,
        multiline=True,
        optional=claim.ticket is not None,
        initial=said[:IMPACT_LIMIT],
    )
    yield Words(
        name="affected",
        label=Text("modal.incident_raise.field.affected"),
        hint=Text("modal.incident_raise.hint.affected"),
        limit=AFFECTED_LIMIT,
        optional=True,
    )
    yield Choice(
        name="urgency",
        label=Text("modal.incident_raise.field.urgency"),
        hint=Text("modal.incident_raise.hint.urgency"),
        options=urgencies,
        initial=Urgency.HIGH,
    )


def urgencies(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(urgency, label) for urgency, label in URGENCIES.items()]


def _understood(said: str, services: Mapping[ServiceId, Service]) -> tuple[ServiceId | None, str]:
    """`vpn: nobody can connect`; a system is known by each of its names. Anything else says what
    happens."""
    head, colon, rest = said.partition(":")
    named = " ".join(head.split()).casefold()
    for service, known in services.items():
        names = (service, known.name, *known.names.values())
        if named and named in {name.casefold() for name in names}:
            return service, rest.strip() if colon else ""
    return None, said.strip()


def _nameless(person: PersonId) -> Person:
    """The ingress knows no names."""
    return Person(person, "", None, None, Standing.EXTERNAL)
