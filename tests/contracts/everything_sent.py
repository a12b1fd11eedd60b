"""Everything that Deskbell sends to Slack, by screen: shown by the relay, answered by the ingress.

A new screen is one more entry of SCREENS; test_everything_sent.py shows all of them with all the
extremes, and finds what has been forgotten here.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

from deskbell.adapters.memory.services import MemoryInputQueue, MemorySettings
from deskbell.adapters.people import somebody_external
from deskbell.adapters.redaction.redactor import TextRedactor
from deskbell.adapters.slack.dialogs.dialog_desk import DialogDesk
from deskbell.adapters.slack.dialogs.readings import (
    DialogFilled,
    DialogReading,
    DialogWanted,
    EntryPressed,
    MenuWanted,
    Origin,
)
from deskbell.adapters.slack.dialogs.registry import DIALOGS, MADE
from deskbell.adapters.slack.form_desk import FormDesk
from deskbell.adapters.slack.form_readings import FormFilled, FormReading, FormWanted, HelpWanted
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Role
from deskbell.domain.effects import Offer, Place
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import (
    FormId,
    InboxId,
    InstallId,
    PersonId,
    Ref,
    Thread,
    Ts,
    home_ref,
    ticket_ref,
)
from deskbell.domain.inputs import Button, ButtonPressed, Dialog
from deskbell.domain.jira.issue import Issue
from deskbell.domain.people import Person, Standing
from deskbell.domain.redaction import Kind, Redacted, mark
from deskbell.domain.settings.desk import Desk, OfficeHours, Weekday, Welcome
from deskbell.domain.texts import LANGUAGES, Text
from deskbell.domain.tickets.ticket import FormAnswers, Privacy, Related, Status, Ticket
from deskbell.usecases.home.content import Borrowed, Waiting, home_content
from deskbell.usecases.home.loans import MOST_SHOWN
from deskbell.usecases.ports import Listed
from deskbell.usecases.search.find_tickets import Found
from deskbell.usecases.slack_ports import Message, Never
from tests.block_kit import error_faults, faults_of
from tests.builders import (
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    LENA,
    NOW,
    a_request,
    a_ticket,
    an_envelope,
)
from tests.contracts import (
    announcements,
    approvals,
    copies,
    dogfooding,
    feedback,
    guided,
    lending,
    nps,
    on_call,
    outages,
    praise,
    rationale,
    standups,
    surveys,
    themes,
    triage,
)
from tests.contracts.by_mail import mailed
from tests.contracts.extremes import Content
from tests.contracts.privacy import private
from tests.contracts.states import in_pauses
from tests.contracts.texts_decided import Telling, telling_questions, texts_decided
from tests.contracts.together import tied
from tests.ingress import MemoryModals
from tests.unit.feedback.people import SETTINGS as FEEDBACK
from tests.unit.rendering.statuses import in_status

UNLIKE = Content(answers=(("request", "A second monitor"),), number=41)
"""Plain, but no two things in it are the same, so that what is said of them is not either."""
LOCALES = {"en": "en-US", "ko": "ko-KR", "pl": "pl-PL"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing on its way to Slack. Errors of a form stand beside the fields of a `view`."""

    what: str
    body: Message | Mapping[str, Any]
    view: Mapping[str, Any] | None = None

    @property
    def faults(self) -> list[str]:
        """What Slack would find wrong with it."""
        if self.view is None or isinstance(self.body, Message):
            return faults_of(self.body)
        return error_faults(self.body, self.view)


Screen = Callable[[Content, str], Iterator[Sent]]


# --- what the relay shows ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Namesakes:
    """slack_ports.People: everybody has the same name."""

    name: str | None

    def get(self, install: InstallId, person: PersonId) -> Person:
        if self.name is None:
            return somebody_external(person)
        return Person(person, self.name, "en-US", "Asia/Seoul", Standing.MEMBER)

    def find(self, install: InstallId, person: PersonId) -> Person:
        return self.get(install, person)

    def known(self, install: InstallId, person: PersonId) -> Person:
        return self.get(install, person)

    def ask(self, install: InstallId, person: PersonId) -> Person | Never:
        return self.get(install, person)

    def note_left(self, install: InstallId, person: PersonId) -> None: ...

    def writing_from(self, install: InstallId, address: str) -> None:
        return None


class _Redacting:
    """redaction_ports.Redaction: what many screens show is read once."""

    def redact(self, text: str, names: Collection[str], locale: str | None) -> Redacted:
        return _redacted(text, frozenset(names), locale)


@cache
def _redacted(text: str, names: frozenset[str], locale: str | None) -> Redacted:
    return TextRedactor().redact(text, names, locale)


def _renderer(content: Content, language: str) -> CatalogueRenderer:
    settings = MemorySettings(content.desk(language))
    return CatalogueRenderer(settings, _Namesakes(content.name), _Redacting())


def _reader(person: PersonId, language: str) -> Person:
    return Person(person, "Reader", LOCALES[language], "Asia/Seoul", Standing.MEMBER)


def tickets(content: Content) -> Iterator[Ticket]:
    """A ticket of a message and one of a form, in every status, with all that `content` holds."""
    changes: dict[str, Any] = {
        "number": content.number,
        "card_revision": content.number,
        "followers": tuple(PersonId(f"U{n:09}") for n in range(content.followers)),
    }
    values = content.form_values()
    answers = FormAnswers(FormId("it"), values)
    message = a_ticket(text=content.text, **changes)
    form = a_request(text=values.get("request", ""), answers=answers, **changes)
    for ticket in (message, form):
        yield from (in_status(ticket, status) for status in Status)
    yield from tied(message)
    yield replace(form, opener=BEN)
    yield from in_pauses(message, NOW)
    other = Related(ticket_ref(INSTALL, "other"), content.number)
    yield replace(message, follows=other, follow_up=other)
    yield replace(message, requester=None)
    yield from (private(one, to) for one in (message, form) for to in Privacy)
    yield from triage.tickets(message)
    yield mailed(message)
    yield replace(message, issue=Issue("jira", "10001", "ITSD-1"))
    yield from approvals.tickets(message)
    yield from surveys.tickets(message)
    yield replace(form, escalated_to=LENA)


def cards(content: Content, language: str) -> Iterator[Sent]:
    renderer, telling = _renderer(content, language), _telling_cards()
    for number, ticket in enumerate(tickets(content)):
        kind = "form" if ticket.answers else "message"
        for place in (place for place in Place if (number, place) in telling):
            what = f"the card at {place} of a {kind}, {ticket.status}"
            yield Sent(what, renderer.card(ticket, place))


@cache
def _telling_cards() -> Collection[tuple[int, Place]]:
    """Which of the tickets have a card at which place that none before it looks like."""
    renderer, known = _renderer(UNLIKE, "en"), dict[str, tuple[int, Place]]()
    for number, ticket in enumerate(tickets(UNLIKE)):
        for place in Place:
            known.setdefault(repr(renderer.card(ticket, place)), (number, place))
    return frozenset(known.values())


def comments(content: Content, language: str) -> Iterator[Sent]:
    """What somebody said elsewhere, in their name."""
    said = copies.shown(_renderer(content, language), next(tickets(content)), content.text or "")
    yield from (Sent(what, message) for what, message in said)


def asked(content: Content, language: str) -> Iterator[Sent]:
    """What approvers are asked, in every state."""
    said = approvals.shown(_renderer(content, language), content.text or "", LOCALES[language])
    yield from (Sent(what, message) for what, message in said)


def questions(content: Content, language: str) -> Iterator[Sent]:
    """How satisfied somebody is, and what they have answered."""
    renderer, ticket = _renderer(content, language), next(tickets(content))
    said = surveys.shown(renderer, ticket, LOCALES[language])
    yield from (Sent(what, message) for what, message in said)


def tasks(content: Content, language: str) -> Iterator[Sent]:
    """What a guided request asks people for, and what came of it."""
    said = guided.tasks(_renderer(content, language), content.text or "", LOCALES[language])
    yield from (Sent(what, message) for what, message in said)


def texts(content: Content, language: str) -> Iterator[Sent]:
    """Direct messages, notices and whispers, in the reader's language."""
    renderer = _renderer(content, language)
    for text, offers in _texts_decided(content):
        shown = renderer.text(text, LOCALES[language], None, lending.with_times(offers))
        yield Sent(text.key, shown)


@cache
def _texts_decided(content: Content) -> tuple[tuple[Text, tuple[Offer, ...]], ...]:
    desk = content.desk("en")
    return tuple(texts_decided(tuple(tickets(content)), desk, _telling_questions()))


@cache
def _telling_questions() -> Telling:
    return telling_questions(tuple(tickets(UNLIKE)), UNLIKE.desk("en"))


def guides(content: Content, language: str) -> Iterator[Sent]:
    desk = content.desk(language)
    inbox = desk.inboxes[InboxId("it")]
    hours = [OfficeHours(day, day, "00:00", "24:00") for day in Weekday]
    always = OfficeHours(Weekday.MON, Weekday.SUN, "08:00", "18:00")
    every = product((None, *hours, always), (desk.forms, {}), ((), inbox.channels))
    for said, forms, auto in every:
        welcoming = replace(inbox, auto=auto, welcome=Welcome(1, office_hours=said))
        settings = replace(desk, inboxes={inbox.id: welcoming}, forms=forms)
        people = _Namesakes(content.name)
        renderer = CatalogueRenderer(MemorySettings(settings), people, _Redacting())
        shown = renderer.guide(IT_HAPPENS, _reader(ANA, language))
        assert shown is not None
        yield Sent(f"the guide with {len(forms)} forms, {said}, {auto}", shown)


@dataclass(frozen=True, slots=True)
class _Lists:
    """ports.TicketLists: as many tickets as wanted on every list, each a little different."""

    shown: Sequence[Ticket]
    length: int

    def of_person(self, install: InstallId, person: PersonId, role: Role) -> Sequence[Ref]:
        return [ticket_ref(install, str(number)) for number in range(self.length)]

    def past_of_person(
        self, install: InstallId, person: PersonId, role: Role, limit: int
    ) -> Sequence[Ref]:
        return self.of_person(install, person, role)[:limit]

    def waiting(
        self, install: InstallId, inboxes: object, *, restricted: bool = False
    ) -> Sequence[Ref]:
        return self.of_person(install, BEN, Role.ASSIGNEE)

    def read(self, refs: Sequence[Ref]) -> Sequence[Listed]:
        found = [(self.shown[index % len(self.shown)], index) for index, _ in enumerate(refs)]
        return [
            Listed(replace(ticket, number=ticket.number + index), ticket.message)
            for ticket, index in found
        ]


def homes(content: Content, language: str) -> Iterator[Sent]:
    """Of somebody who asks and somebody who works here; lists that are empty, short and long."""
    renderer = _renderer(content, language)
    desk = lending.lending_desk(content.desk(language), content.inbox)
    shown = list(tickets(content))
    for person, length, page in ((BEN, 0, 0), (ANA, 11, 0), (BEN, 251, 1), (BEN, 251, 10**6)):
        yield _home(renderer, person, language, desk, _Lists(shown, length), page)
    loans = lending.borrowed(desk)
    for at in range(0, len(loans), MOST_SHOWN):
        some = loans[at : at + MOST_SHOWN]
        yield _home(renderer, ANA, language, desk, _Lists(shown, 251), 0, some)


def _home(
    renderer: CatalogueRenderer,
    person: PersonId,
    language: str,
    desk: Desk,
    lists: _Lists,
    page: int,
    borrowed: Sequence[Borrowed] = (),
) -> Sent:
    chosen = language if page else None
    home = Home(
        home_ref(INSTALL, person), INSTALL, 1, person, chosen, dict.fromkeys(HomeList, page)
    )
    offering = replace(desk, workflows=guided.workflows()) if lists.length else desk
    running = guided.running()[3:] if page else guided.running()[: min(lists.length, 5)]
    what = lists.shown[0].text or ""
    listed = [Waiting(one, Thread(IT_HAPPENS, Ts("1.1"))) for one in approvals.approvals(what, "")]
    waiting = [*listed, Waiting(approvals.an_approval(), None)][: min(lists.length, 10)]
    duty = on_call.duty(desk, desk.inboxes[InboxId("it")].name) if page else ()
    view = renderer.home(
        home_content(
            *(home, offering, lists, NOW, Standing.MEMBER, waiting, borrowed, running, duty),
            outages=outages.on_home(what) if page else (),
        ),
        _reader(person, language),
    )
    with_loans = f", {len(borrowed)} loans from {borrowed[0].loan.number}" if borrowed else ""
    return Sent(f"the Home tab of {person}, page {page} of {lists.length}{with_loans}", view)


# --- what the ingress answers --------------------------------------------------------------------


class _FormDesk:
    """The form desk with everything around it: its answers as JSON, the modals that it opened."""

    def __init__(self, content: Content, language: str) -> None:
        self.form = content.desk(language).forms[FormId("it")]
        self.slack, self.queue = MemoryModals(), MemoryInputQueue()
        self._desk = FormDesk(
            self.queue.put, self.slack, lambda _install, _person: language, lambda *_: None
        )

    def answer(self, reading: FormReading) -> Any:
        body = self._desk.answer(reading, NOW, lambda *_told, **_more: None).get("body", "null")
        assert isinstance(body, str)
        return json.loads(body)

    def open(self, *, urgent: bool = False, for_others: bool = False) -> Any:
        """The answer to a command; the modal is in `slack.opened`, unless that fails."""
        trigger = "1.2.fake"
        wanted = FormWanted(
            self.form, INSTALL, ANA, trigger, True, urgent, for_others, pages=for_others
        )
        return self.answer(wanted)


def modals(content: Content, language: str) -> Iterator[Sent]:
    forms = _FormDesk(content, language)
    for urgent in (False, True):
        assert forms.open(urgent=urgent, for_others=urgent) is None
    yield from (Sent(f"the modal of {trigger}", view) for trigger, view in forms.slack.opened)


def answers(content: Content, language: str) -> Iterator[Sent]:
    """To commands that open no form."""
    forms = _FormDesk(content, language)
    for workflows in ((), guided.workflows()):
        wanted = HelpWanted(forms.form, INSTALL, ANA, workflows, lends=True)
        yield Sent("help", forms.answer(wanted))
    nobody = Origin.of_value("||vpn", IT_HAPPENS)
    desk = replace(content.desk(language), loans={})
    for how in (Dialog.INCIDENT_RAISE, Dialog.LOAN_REQUEST, Dialog.ANNOUNCE):
        missing = DialogWanted(how, desk, INSTALL, ANA, nobody, "1.2.fake", None, in_words=True)
        yield Sent(f"{how}: there is none here", forms.answer(missing))
    forms.slack.failure = "expired_trigger_id"
    yield Sent("too late", forms.open())
    desk = announcements.announcing_desk(desk, content.text or "")
    alone, how = Origin.of_value("", IT_HAPPENS), Dialog.ANNOUNCE
    late = DialogWanted(how, desk, INSTALL, BEN, alone, "1.2.fake", None, in_words=True)
    yield Sent("too late to announce", forms.answer(late))


def errors(content: Content, language: str) -> Iterator[Sent]:
    """To forms that are sent back; each text stands beside a field of the modal as it is."""
    forms = _FormDesk(content, language)
    forms.open()
    [(_, view)] = forms.slack.opened
    blocks = tuple(block["block_id"] for block in view["blocks"])
    good = content.form_values() | {"request": "A monitor", "help": "Mine flickers"}
    good |= {"location": forms.form.locations[0].value, "manager": LENA, "needed_by": "2026-12-01"}
    yield from (
        _sent_back(forms, view, values, blocks)
        for values in (
            {},
            {name: "x" * 4_000 for name in blocks},
            good | {"manager": ANA, "needed_by": "2020-01-01"},
            good | {"needed_by": f"{NOW + timedelta(days=800):%Y-%m-%d}"},
        )
    )
    yield _sent_back(forms, view, good, blocks, stale=blocks[0])
    forms.queue.available = False
    yield _sent_back(forms, view, good, blocks)


def _sent_back(
    forms: _FormDesk,
    view: Mapping[str, Any],
    values: Mapping[str, str],
    blocks: tuple[str, ...],
    stale: str | None = None,
) -> Sent:
    filled = FormFilled(
        *(forms.form, INSTALL, ANA, "V1", Ts("1.1")), dict(values), blocks=blocks, stale=stale
    )
    answer = forms.answer(filled)
    return Sent(f"the errors of {sorted(answer['errors'])}", answer, view)


def dialogs(content: Content, language: str) -> Iterator[Sent]:
    """What a card's "More" leads to, and each dialog sent with nothing and with too much in it."""
    slack, queue, said = MemoryModals(), MemoryInputQueue(), content.text or ""
    desk = lending.lending_desk(content.desk(language), content.inbox)
    workflows = {one.id: one for one in guided.workflows()}
    desk = replace(desk, workflows=tuple(workflows.values()))
    desk = on_call.rota_desk(desk, content.inbox)
    desk = standups.standup_desk(desk, said)
    desk = dogfooding.dogfood_desk(desk, said)
    desk = announcements.announcing_desk(desk, said)
    desk = praise.praising_desk(desk)
    desk = outages.paging_desk(desk, content.inbox)
    shown = DialogDesk(queue.put, slack, lambda _install, _person: language)
    origin = Origin("T#ABC|1", InboxId("it"), IT_HAPPENS, None)

    def answer(reading: DialogReading) -> Any:
        body = shown.answer(reading, NOW, lambda *_told, **_more: None).get("body", "null")
        assert isinstance(body, str)
        return json.loads(body)

    answer(MenuWanted(desk, INSTALL, BEN, origin, "1.2.fake"))
    answer(MenuWanted(desk, INSTALL, BEN, origin, "1.2.fake", of_incident=True))
    pressed = ButtonPressed(Button.TAKE, origin.value, BEN, IT_HAPPENS, None, None)
    answer(EntryPressed(an_envelope(pressed), BEN, "V1"))
    offered = [one for one in DIALOGS if DIALOGS[one].offered(desk, origin.inbox)]
    offered += MADE
    for dialog in offered:
        of = _origin_of(dialog, said) or origin
        answer(DialogWanted(dialog, desk, INSTALL, BEN, of, "1.2.fake", None))
    views = [view for _, view in slack.opened[2:]]
    of = outages.origin_of_a_ticket()
    answer(DialogWanted(Dialog.INCIDENT_RAISE, desk, INSTALL, BEN, of, "1.2.fake", None))
    yield from (Sent("the menu or a dialog", view) for _, view in (*slack.opened, *slack.updated))
    for dialog, view in zip(offered, views, strict=True):
        asked = [block for block in view["blocks"] if block["type"] == "input"]
        of = _origin_of(dialog, said) or origin
        for given in (None, "x" * 4_000, int(NOW.timestamp())):
            queue.available = given is not None
            state = {block["block_id"]: {"value": _element(block, given)} for block in asked}
            filled = DialogFilled(dialog, desk, INSTALL, BEN, of, "V1", "1.1", state)
            if sent_back := answer(filled):
                yield Sent(f"the errors of {dialog}", sent_back, view)
        for state in approvals.wrong_answers() if dialog is Dialog.ASK_APPROVAL else ():
            filled = DialogFilled(dialog, desk, INSTALL, BEN, origin, "V1", "1.1", state)
            yield Sent(f"what is wrong in {dialog}", answer(filled), view)
        for unasked in triage.wrong_asides() if dialog is Dialog.ASIDE else ():
            filled = DialogFilled(dialog, desk, INSTALL, BEN, origin, "V1", "1.1", unasked)
            yield Sent(f"what is wrong in {dialog}", answer(filled), view)
        for wrong in (
            *lending.wrong_answers(dialog),
            *on_call.wrong_answers(dialog),
            *outages.wrong_answers(dialog),
            *dogfooding.wrong_answers(dialog),
            *announcements.wrong_answers(dialog),
            *praise.wrong_answers(dialog),
        ):
            filled = DialogFilled(dialog, desk, INSTALL, BEN, of, "V1", "1.1", wrong)
            yield Sent(f"what is wrong in {dialog}", answer(filled), view)


def _origin_of(dialog: Dialog, said: str) -> Origin | None:
    """What opens one that is of no ticket."""
    found = lending.origin_of(dialog, said) or outages.origin_of(dialog, said)
    found = found or standups.origin_of(dialog) or announcements.origin_of(dialog)
    return found or praise.origin_of(dialog, said)


def guided_forms(content: Content, language: str) -> Iterator[Sent]:
    """What opens, adapts and sends back a form of a guided request."""
    said = guided.shown(content.desk(language), content.text or "", language)
    yield from (Sent(what, body, view) for what, body, view in said)


def _element(block: Mapping[str, Any], given: str | int | None) -> Mapping[str, Any]:
    """With nothing, with too much, or with a time and the first of what is offered."""
    offered = block["element"].get("options") if isinstance(given, int) else None
    return {
        "value": given,
        "selected_user": given,
        "selected_option": offered[0] if offered else {"value": given},
        "selected_date_time": given,
    }


def found(content: Content, language: str) -> Iterator[Sent]:
    """Nothing, something, too much of it, and what is not for them."""
    renderer, reader = _renderer(content, language), _reader(ANA, language)
    query, shown = content.text or "", list(tickets(content))
    listed = _Lists(shown, 10).read(_Lists(shown, 10).waiting(INSTALL, ()))
    for some, total, refused in (
        ((), 0, False),
        ((), 0, True),
        (listed, 10, False),
        (listed, 500, False),
    ):
        for words in ("", query):
            answer = Found(words, some, total, refused)
            yield Sent(f"{total} found for {words[:20]}", renderer.found(answer, reader))
    for what, message in on_call.shown(renderer, content.desk(language), content.inbox, reader):
        yield Sent(what, message)
    yield from (Sent(*one) for one in announcements.readers(renderer, reader))


def edits(content: Content, language: str) -> Iterator[Sent]:
    """What was edited in a ticket."""
    renderer = _renderer(content, language)
    ticket = next(tickets(content))
    for seen in copies.edits(ticket, content.text or ""):
        what = f"{len(seen.edited)} edits"
        yield Sent(what, renderer.edits(seen, _reader(ANA, language)))


def lent(content: Content, language: str) -> Iterator[Sent]:
    """What is said of laptops to whoever asks the command."""
    desk, reader = lending.lending_desk(content.desk(language), content.inbox), ANA
    renderer = _renderer(content, language)
    for answer in lending.looked_up(desk, content.text or ""):
        what = f"{answer.total} of {answer.asked.topic}"
        yield Sent(what, renderer.lending(answer, _reader(reader, language)))


def incidents(content: Content, language: str) -> Iterator[Sent]:
    """The live card of an outage."""
    people = _Namesakes(content.name)
    renderer = CatalogueRenderer(_settings(content, language), people, _Redacting())
    yield from (Sent(*one) for one in outages.cards(renderer, content.text or ""))


def pages(content: Content, language: str) -> Iterator[Sent]:
    """What calls somebody, for one outage or for many."""
    renderer, reader = _renderer(content, language), _reader(BEN, language)
    yield from (Sent(*one) for one in outages.pages(renderer, content.text or "", reader))


def pages_in_words(content: Content, language: str) -> Iterator[Sent]:
    renderer, reader = _renderer(content, language), _reader(BEN, language)
    yield from (Sent(*one) for one in outages.in_words(renderer, content.text or "", reader))


def reviews(content: Content, language: str) -> Iterator[Sent]:
    """The story of an outage."""
    renderer = _renderer(content, language)
    yield from (Sent(*one) for one in outages.reviews(renderer, content.text or ""))


def nps_cases(content: Content, language: str) -> Iterator[Sent]:
    """The live card of a low score."""
    settings, people = MemorySettings(content.desk(language)), _Namesakes(content.name)
    for redaction in (_Redacting(), nps.Unredacted()):
        renderer = CatalogueRenderer(settings, people, redaction)
        yield from (Sent(*one) for one in nps.cards(renderer, content.text or ""))
    marks = " ".join(map(mark, Kind))
    renderer = CatalogueRenderer(settings, people, nps.Unredacted())
    for left in (marks, f"Call {marks}"):
        yield from (Sent(*one) for one in nps.cards(renderer, left))


def nps_weeks(content: Content, language: str) -> Iterator[Sent]:
    """What a week of surveys has come to, with its picture."""
    renderer = _renderer(content, language)
    yield from (Sent(*one) for one in nps.week_posts(renderer, content.text or ""))


def feedback_cards(content: Content, language: str) -> Iterator[Sent]:
    """The live card of what somebody said."""
    for renderer in _feedback_renderers(content, language):
        yield from (Sent(*one) for one in feedback.cards(renderer, content.text or ""))


def feedback_digests(content: Content, language: str) -> Iterator[Sent]:
    """What everybody is told."""
    for renderer in _feedback_renderers(content, language):
        yield from (Sent(*one) for one in feedback.digests(renderer, content.text or ""))


def theme_cards(content: Content, language: str) -> Iterator[Sent]:
    """The live card of a theme."""
    for renderer in _feedback_renderers(content, language):
        yield from (Sent(*one) for one in themes.cards(renderer, content.text or ""))


def change_cards(content: Content, language: str) -> Iterator[Sent]:
    """The notice of a change."""
    for renderer in _feedback_renderers(content, language):
        yield from (Sent(*one) for one in rationale.cards(renderer, content.text or ""))


def announcement_posts(content: Content, language: str) -> Iterator[Sent]:
    """What somebody announces, in its channel."""
    words = content.text or ""
    settings = MemorySettings(announcements.announcing_desk(content.desk(language), words))
    renderer = CatalogueRenderer(settings, _Namesakes(content.name), _Redacting())
    yield from (Sent(*one) for one in announcements.cards(renderer, words))


def praise_posts(content: Content, language: str) -> Iterator[Sent]:
    """What somebody is praised for, in its channel."""
    renderer = _renderer(content, language)
    yield from (Sent(*one) for one in praise.cards(renderer, content.text or ""))


def _feedback_renderers(content: Content, language: str) -> Iterator[CatalogueRenderer]:
    desk = replace(content.desk(language), feedback=FEEDBACK)
    for redaction in (_Redacting(), nps.Unredacted()):
        yield CatalogueRenderer(MemorySettings(desk), _Namesakes(content.name), redaction)


def _settings(content: Content, language: str) -> MemorySettings:
    return MemorySettings(outages.paging_desk(content.desk(language), content.inbox))


SHOWN: Mapping[str, Screen] = {
    "found": found,
    "edits": edits,
    "lending": lent,
    "card": cards,
    "asked": asked,
    "survey": questions,
    "task": tasks,
    "comment": comments,
    "text": texts,
    "guide": guides,
    "home": homes,
    "incident": incidents,
    "nps_case": nps_cases,
    "nps_week": nps_weeks,
    "feedback": feedback_cards,
    "feedback_digest": feedback_digests,
    "theme": theme_cards,
    "change": change_cards,
    "announcement": announcement_posts,
    "praise": praise_posts,
    "page": pages,
    "page_in_words": pages_in_words,
    "review": reviews,
}
"""By the method of the Renderer that makes it."""
ANSWERED: Mapping[str, Screen] = {
    **{"modal": modals, "answer": answers, "errors": errors},
    "dialog": dialogs,
    "guided form": guided_forms,
}
SCREENS: Mapping[str, Screen] = {**SHOWN, **ANSWERED}
CASES = [(screen, language) for screen in SCREENS for language in LANGUAGES]
