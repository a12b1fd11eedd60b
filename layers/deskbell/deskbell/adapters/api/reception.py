"""Answers one request of the API: whose key it is, which ticket, what is wanted; `functions/api`
calls it.

Reading shows what this person may know. Writing puts on the inbox what a gesture of theirs in Slack
would have, and answers 202: it is decided there. Here it is only rehearsed, by the same decision on
the ticket as it stands, so that what would be refused is refused at once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from urllib.parse import parse_qs

from deskbell.adapters import http_events
from deskbell.adapters.api import shown
from deskbell.adapters.api.asked import Asked, read_move, read_reply, read_sent_key
from deskbell.adapters.api.hints import hint
from deskbell.adapters.api.keys import ApiKeys
from deskbell.adapters.http_answers import Answer, Tell, check_method, json_answer
from deskbell.adapters.http_events import Refused
from deskbell.adapters.people import somebody_external
from deskbell.domain.decision import number_link
from deskbell.domain.directs import direct_to
from deskbell.domain.envelope import Envelope
from deskbell.domain.ids import EventKey, InstallId, PersonId
from deskbell.domain.inputs import ButtonPressed, HomeOpened, Input, ReplyReceived
from deskbell.domain.people import Person
from deskbell.domain.search.query import understood
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.permissions import Action, Member, Surface, can, member
from deskbell.domain.tickets.reopening import is_in_time, is_over
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.ports import Aggregates, TicketLists
from deskbell.usecases.search.find_tickets import find_tickets
from deskbell.usecases.tickets.desk import inbox_for, load_ticket
from deskbell.usecases.tickets.one_tap import MOVES, one_tap

BY_DEFAULT = "open"
"""What is looked for where nothing is said."""
ALREADY = "already"


class ApiReception:
    """`person` is whom Slack has last said somebody to be, if it ever has, `done` whether the input
    of that key has changed something; `now` is the domain's time."""

    def __init__(
        self,
        *,
        desk: Callable[[], Desk],
        keys: Callable[[], ApiKeys],
        person: Callable[[InstallId, PersonId], Person | None],
        aggregates: Aggregates,
        lists: TicketLists,
        done: Callable[[InstallId, EventKey], bool],
        put: Callable[[Envelope], None],
        now: Callable[[], datetime],
        tell: Tell,
    ) -> None:
        self._desk = desk
        self._keys = keys
        self._person = person
        self._aggregates = aggregates
        self._lists = lists
        self._done = done
        self._put = put
        self._now = now
        self._tell = tell

    def answer(self, event: Mapping[str, object]) -> Answer:
        """An event of API Gateway's. Raises what may pass."""
        headers: dict[str, str] = {}
        try:
            return self._answer(event, headers)
        except Refused as refusal:
            self._tell("ApiRefused", status=refusal.status, reason=refusal.reason)
            if refusal.status == 401:
                headers = {"WWW-Authenticate": "Bearer"}
            document = {"error": refusal.reason, "do": hint(refusal.reason)}
            return json_answer(refusal.status, document, headers)

    def _answer(self, event: Mapping[str, object], headers: dict[str, str]) -> Answer:
        """Whoever has no key learns nothing, not even which addresses there are."""
        desk = self._desk()
        program, who = self._caller(event, desk)
        match str(event.get("rawPath", "")).strip("/").split("/")[1:]:
            case ["tickets"]:
                _method(event, headers, "GET")
                document = self._found(event, who, desk)
            case ["tickets", number]:
                _method(event, headers, "GET")
                document = self._whole(self._ticket(number, who, desk), who, desk)
            case ["tickets", number, ("comments" | "moves") as what]:
                _method(event, headers, "POST")
                ticket = self._ticket(number, who, desk)
                return self._ask(event, program, ticket, who, desk, what == "moves")
            case _:
                raise Refused(404, "no_such_address")
        self._tell("ApiAnswered", program=program)
        return json_answer(200, document, {"Cache-Control": "no-store"})

    def _caller(self, event: Mapping[str, object], desk: Desk) -> tuple[str, Member]:
        """The program, and the person in whose name it acts: alone with the desk, as in their
        direct messages."""
        scheme, _, key = http_events.headers(event).get("authorization", "").partition(" ")
        program = self._keys().program_of(key.strip()) if scheme.lower() == "bearer" else None
        if program is None or program not in desk.api:
            raise Refused(401, "no_key")
        person = desk.api[program]
        known = self._person(desk.workspace.install, person)
        if known is None:
            self._ask_slack(desk.workspace.install, person)
            raise Refused(503, "person_unknown")
        if known.deactivated:
            raise Refused(403, "has_left")
        return program, member(person, desk, known.standing, Surface.DIRECT)

    def _ask_slack(self, install: InstallId, person: PersonId) -> None:
        """Here nobody may. Where their Home tab is shown, Slack is asked who they are."""
        now = self._now()
        key = EventKey(f"api:{install}:{person}:{now:%Y-%m-%dT%H:%M}")
        self._put(Envelope(key, install, f"{install}:api:{person}", now, now, HomeOpened(person)))

    # --- reading ------------------------------------------------------------------------------

    def _ticket(self, number: str, who: Member, desk: Desk) -> Ticket:
        """One that they may not know of is treated as none."""
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Refused(404, "unknown_ticket")
        link = self._aggregates.find(number_link(desk.workspace.install, int(number)))
        ticket = load_ticket(self._aggregates, link.ref) if link else None
        if ticket is None or not can(who, Action.VIEW, ticket):
            raise Refused(404, "unknown_ticket")
        return ticket

    def _whole(self, ticket: Ticket, who: Member, desk: Desk) -> shown.Document:
        heir = load_ticket(self._aggregates, ticket.goes_on_as) if ticket.goes_on_as else None
        return shown.whole(
            ticket,
            self._aggregates.comments(ticket.ref),
            who,
            self._people(desk),
            moves=[name for name in MOVES if self._would(name, ticket, who, desk) is None],
            goes_on_as=heir.number if heir and can(who, Action.VIEW, heir) else None,
        )

    def _found(self, event: Mapping[str, object], who: Member, desk: Desk) -> shown.Document:
        asked = parse_qs(str(event.get("rawQueryString", "")))
        written = asked.get("find", [BY_DEFAULT])[0]
        query = understood(written)
        found = find_tickets(written, query, who, desk, self._aggregates, self._lists)
        if found.refused:
            raise Refused(403, "not_allowed")
        people = self._people(desk)
        tickets = [shown.summary(one.ticket, people) for one in found.shown]
        return {"find": written, "total": found.total, "tickets": tickets}

    def _people(self, desk: Desk) -> shown.People:
        install = desk.workspace.install
        return cache(lambda person: self._person(install, person) or somebody_external(person))

    # --- writing ------------------------------------------------------------------------------

    def _ask(
        self,
        event: Mapping[str, object],
        program: str,
        ticket: Ticket,
        who: Member,
        desk: Desk,
        is_move: bool,
    ) -> Answer:
        install, now = desk.workspace.install, self._now()
        key = EventKey(f"api:{install}:{program}:{read_sent_key(event)}")
        asked: Asked = read_move(event) if is_move else read_reply(event)
        ticket_at = shown.address_of_ticket(ticket)
        accepted = json_answer(202, {"ticket": ticket_at}, {"Location": ticket_at})
        if self._done(install, key):
            return accepted
        given = self._input(asked, ticket, who, desk)
        if given is None:
            return json_answer(200, {"ticket": ticket_at, "already": True})
        self._put(Envelope(key, install, f"{install}:api:{ticket.ref}", now, now, given))
        self._tell("ApiAccepted", program=program, key=key, ref=str(ticket.ref))
        return accepted

    def _input(self, asked: Asked, ticket: Ticket, who: Member, desk: Desk) -> Input | None:
        """None where it is so already. Raises Refused."""
        if asked.move:
            why = self._would(asked.move, ticket, who, desk, asked.revision)
            if why == ALREADY:
                return None
            if why:
                raise Refused(403 if why == "not_allowed" else 409, why)
            revision = ticket.card_revision if asked.revision is None else asked.revision
            value = f"{ticket.ref}|{revision}"
            alone = direct_to(who.person)
            return ButtonPressed(MOVES[asked.move], value, who.person, alone, None, None)
        if not can(who, Action.COMMENT if asked.public else Action.NOTE, ticket):
            raise Refused(403, "not_allowed")
        if ticket.goes_on_as:
            raise Refused(409, "goes_on_elsewhere")
        in_time = is_in_time(ticket, inbox_for(desk, ticket), self._now())
        if asked.public and who.person == ticket.requester and is_over(ticket) and not in_time:
            # In Slack it would begin another ticket, which needs a message to begin with.
            raise Refused(409, "ended_too_long_ago")
        return ReplyReceived(ticket.ref, who.person, asked.text, asked.public)

    def _would(
        self, move: str, ticket: Ticket, who: Member, desk: Desk, revision: int | None = None
    ) -> str | None:
        """Why that would be refused, `ALREADY` where it is so; None: it would be done."""
        seen = ticket.card_revision if revision is None else revision
        at = c.Pressed(direct_to(who.person), None, seen)
        command = one_tap(MOVES[move], who, at, inbox_for(desk, ticket), desk.undo_window)
        if command is None:
            raise ValueError(f"{move} takes more than one tap")
        decision = decide(ticket, command, self._now())
        for change in decision.changes:
            if isinstance(change.event, e.ActionRefused):
                return change.event.why
        return None if decision.changes else ALREADY


def _method(event: Mapping[str, object], headers: dict[str, str], method: str) -> None:
    headers["Allow"] = method
    check_method(event, (method,))
