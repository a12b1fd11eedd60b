"""The relay's Renderer: texts and cards from the current settings, people and catalogues."""

from dataclasses import dataclass

from deskbell.adapters.languages import language_of
from deskbell.adapters.slack.rendering.cards import ticket_card
from deskbell.adapters.slack.rendering.notices import notice
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.ports import Settings
from deskbell.usecases.slack_ports import Message, People, Person


@dataclass(frozen=True, slots=True)
class CatalogueRenderer:
    """Cards are in the desk's language, texts in their reader's (D-10)."""

    settings: Settings
    people: People

    def card(self, ticket: Ticket, place: Place) -> Message:
        desk = self.settings.current()
        return ticket_card(ticket, place, desk, lambda person: self._person(desk, person))

    def text(self, text: Text, locale: str | None, zone: str | None) -> Message:
        desk = self.settings.current()
        return notice(
            text,
            language_of(locale, desk.language),
            zone or desk.zone,
            lambda person: self._person(desk, person),
        )

    def _person(self, desk: Desk, person: PersonId) -> Person:
        return self.people.get(desk.workspace.install, person)
