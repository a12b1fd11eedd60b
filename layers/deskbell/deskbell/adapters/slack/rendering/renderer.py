"""The relay's Renderer: texts and cards from the current settings, people and catalogues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deskbell.adapters.languages import language_of
from deskbell.adapters.slack.rendering.announcement_card import announcement_card
from deskbell.adapters.slack.rendering.asked_card import asked_card
from deskbell.adapters.slack.rendering.cards import ticket_card
from deskbell.adapters.slack.rendering.change_card import change_card
from deskbell.adapters.slack.rendering.edits import edits_message
from deskbell.adapters.slack.rendering.feedback_card import FeedbackWords
from deskbell.adapters.slack.rendering.found import found_message
from deskbell.adapters.slack.rendering.guide import guide
from deskbell.adapters.slack.rendering.home import home_view
from deskbell.adapters.slack.rendering.incident_card import incident_card
from deskbell.adapters.slack.rendering.incident_page import IncidentPage
from deskbell.adapters.slack.rendering.incident_review import IncidentReview
from deskbell.adapters.slack.rendering.incident_words import IncidentWords, with_systems
from deskbell.adapters.slack.rendering.lending import lending_message
from deskbell.adapters.slack.rendering.notices import notice
from deskbell.adapters.slack.rendering.nps_card import nps_card
from deskbell.adapters.slack.rendering.nps_weeks import nps_picture, nps_weeks
from deskbell.adapters.slack.rendering.praise_card import praise_card
from deskbell.adapters.slack.rendering.spoken import spoken
from deskbell.adapters.slack.rendering.survey_card import survey_card
from deskbell.adapters.slack.rendering.tasks import task_message
from deskbell.adapters.slack.rendering.theme_card import theme_card
from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.decision import Comment
from deskbell.domain.effects import Offer, Place, ShowTask
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.loans.visit_claim import VisitTimes
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.timeline import Moment
from deskbell.domain.people import Person
from deskbell.domain.praise.praise import Praise
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.edits import Edits
from deskbell.domain.tickets.places import is_shown_in
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.usecases.home.content import HomeContent
from deskbell.usecases.loans.looked_up import LookedUp
from deskbell.usecases.paging.paged import Paged
from deskbell.usecases.ports import Settings
from deskbell.usecases.redaction_ports import Redaction
from deskbell.usecases.search.find_tickets import Found
from deskbell.usecases.slack_ports import Message, People


@dataclass(frozen=True, slots=True)
class CatalogueRenderer:
    """Cards in channels are in the desk's language, all else is in its reader's (D-10)."""

    settings: Settings
    people: People
    redaction: Redaction

    def card(self, ticket: Ticket, place: Place) -> Message:
        desk = self.settings.current()
        language = None
        if place is Place.DIRECT and ticket.requester:
            language = language_of(self._person(desk, ticket.requester).locale, desk.language)
        return ticket_card(ticket, place, desk, lambda person: self._person(desk, person), language)

    def text(
        self,
        text: Text,
        locale: str | None,
        zone: str | None,
        offers: Sequence[Offer | VisitTimes] = (),
    ) -> Message:
        desk = self.settings.current()
        language = language_of(locale, desk.language)
        return notice(
            with_systems(text, desk, language),
            language,
            zone or desk.zone,
            lambda person: self._person(desk, person),
            offers,
        )

    def comment(self, ticket: Ticket, comment: Comment, card: Card, part: int) -> Message | None:
        desk = self.settings.current()
        if not is_shown_in(ticket, card.channel, desk):
            return None
        return spoken(comment, card.place, part, desk, lambda who: self._person(desk, who))

    def asked(self, approval: Approval, reader: Person) -> Message:
        desk = self.settings.current()
        language = language_of(reader.locale, desk.language)
        zone = reader.zone or desk.zone
        return asked_card(approval, reader.id, language, zone, lambda who: self._person(desk, who))

    def survey(self, ticket: Ticket, number: int, reader: Person) -> Message:
        desk = self.settings.current()
        language = language_of(reader.locale, desk.language)
        words = TicketWords(ticket, desk, lambda who: self._person(desk, who), language)
        return survey_card(words, number, reader.zone or desk.zone)

    def task(
        self,
        request: GuidedRequest,
        definition: Definition,
        task: ShowTask,
        reader: Person | None,
    ) -> Message:
        desk = self.settings.current()
        language = language_of(reader.locale if reader else None, desk.language)
        zone = (reader.zone if reader else None) or desk.zone
        return task_message(
            request, definition, task, language, zone, desk, lambda who: self._person(desk, who)
        )

    def guide(self, channel: ChannelId, reader: Person) -> Message | None:
        desk = self.settings.current()
        inbox = desk.inbox_of(channel)
        if inbox is None or inbox.welcome is None:
            return None
        language = language_of(reader.locale, desk.language)
        return guide(channel, inbox, inbox.welcome, desk, language)

    def found(self, found: Found, reader: Person) -> Message:
        desk = self.settings.current()
        language = language_of(reader.locale, desk.language)
        return found_message(found, desk, lambda person: self._person(desk, person), language)

    def edits(self, edits: Edits, reader: Person) -> Message:
        desk = self.settings.current()
        return edits_message(
            edits,
            lambda person: self._person(desk, person),
            language_of(reader.locale, desk.language),
            reader.zone or desk.zone,
        )

    def lending(self, found: LookedUp, reader: Person) -> Message:
        desk = self.settings.current()
        return lending_message(
            found,
            lambda person: self._person(desk, person),
            language_of(reader.locale, desk.language),
            reader.zone or desk.zone,
        )

    def incident(self, incident: Incident) -> Message:
        desk = self.settings.current()
        return incident_card(incident, desk, lambda person: self._person(desk, person))

    def nps_case(self, case: Case) -> Message:
        desk = self.settings.current()
        return nps_card(case, desk, lambda person: self._person(desk, person), self.redaction)

    def nps_picture(self, week: NpsWeek) -> bytes:
        return nps_picture(week)

    def nps_week(self, text: Text, week: NpsWeek, file: str) -> Message:
        said, language = self.text(text, None, None), self.settings.current().language
        return Message(said.text, [*said.blocks, nps_weeks(week, file, language)])

    def feedback(self, item: FeedbackItem, theme: Theme | None) -> Message:
        return self._feedback().card(item, theme)

    def theme(self, theme: Theme, into: Theme | None) -> Message:
        desk = self.settings.current()
        return theme_card(theme, into, desk, lambda person: self._person(desk, person))

    def change(self, notice: ChangeNotice) -> Message:
        desk = self.settings.current()
        return change_card(notice, desk, lambda person: self._person(desk, person))

    def announcement(self, announcement: Announcement) -> Message:
        desk = self.settings.current()
        return announcement_card(announcement, desk, lambda person: self._person(desk, person))

    def praise(self, praise: Praise) -> Message:
        desk = self.settings.current()
        return praise_card(praise, desk, lambda person: self._person(desk, person))

    def feedback_digest(self, items: Sequence[FeedbackItem], more: int) -> Message | None:
        return self._feedback().digest(items, more)

    def _feedback(self) -> FeedbackWords:
        desk = self.settings.current()
        return FeedbackWords(desk, lambda person: self._person(desk, person), self.redaction)

    def review(self, incident: Incident, history: Sequence[Moment]) -> Message:
        desk = self.settings.current()
        words = IncidentWords(
            incident, desk, lambda one: self._person(desk, one), desk.language, desk.zone
        )
        return IncidentReview(words, history).message()

    def page(self, paged: Sequence[Paged], reader: Person | None) -> Message:
        return self._page(paged, reader).message()

    def page_in_words(self, paged: Sequence[Paged], reader: Person) -> str:
        return self._page(paged, reader).in_words()

    def _page(self, paged: Sequence[Paged], reader: Person | None) -> IncidentPage:
        desk = self.settings.current()
        language = language_of(reader.locale if reader else None, desk.language)
        zone = (reader.zone if reader else None) or desk.zone
        return IncidentPage(paged, desk, lambda one: self._person(desk, one), language, zone)

    def home(self, content: HomeContent, reader: Person) -> Mapping[str, object]:
        desk = self.settings.current()
        return home_view(content, reader, desk, lambda person: self._person(desk, person))

    def _person(self, desk: Desk, person: PersonId) -> Person:
        return self.people.get(desk.workspace.install, person)
