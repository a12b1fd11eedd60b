"""Programs of an agent, of a requester and of somebody else, at the API of a desk in memory."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from deskbell.adapters.api.keys import ApiKeys, fingerprint
from deskbell.adapters.api.reception import ApiReception
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.adapters.people import KnownPeople
from deskbell.domain.inputs import Envelope
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.change import Handled
from tests.api_gateway import Event
from tests.builders import ANA, BEN, MINJUN, OLA, XENA, a_desk
from tests.functional.alert_desk import posted
from tests.functional.memory_desk import MemoryDesk
from tests.functional.two_way import TwoSides

PROGRAMS = {"bens": BEN, "anas": ANA, "minjuns": MINJUN, "olas": OLA, "xenas": XENA}


def key_of(program: str) -> str:
    return f"{program}.obviously-fake-key"


def an_api_desk(**changes: Any) -> Desk:
    return a_desk(api=PROGRAMS, **changes)


@dataclass
class ApiDesk(TwoSides):
    """Ana's laptop does not start; `taken` is what the API has put on the inbox, `handled` what
    became of it."""

    desk: MemoryDesk = field(default_factory=lambda: MemoryDesk(an_api_desk()))
    keys: ApiKeys = field(
        default_factory=lambda: ApiKeys({one: (fingerprint(key_of(one)),) for one in PROGRAMS})
    )
    taken: list[Envelope] = field(default_factory=list)
    handled: list[Handled] = field(default_factory=list)
    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    is_slow: bool = False
    """What is put on the inbox waits there until `catch_up`."""
    _sent: int = 0

    def send(self, event: Event) -> tuple[int, Any]:
        """The status and the answer."""
        answer = self.respond(event)
        return answer["statusCode"], json.loads(answer["body"])

    def respond(self, event: Event) -> Any:
        return ApiReception(
            desk=lambda: self.desk.desk,
            keys=lambda: self.keys,
            person=KnownPeople(self.desk.person_rows).find,
            aggregates=self.desk.aggregates,
            lists=MemoryTicketLists(self.desk.table),
            done=lambda install, key: (install, key) in self.desk.table.dedupe,
            put=self._put,
            now=lambda: self.desk.now,
            tell=lambda what, **facts: self.told.append((what, facts)),
        ).answer(event)

    def _put(self, envelope: Envelope) -> None:
        self.taken.append(envelope)
        if not self.is_slow:
            self.catch_up()

    def catch_up(self) -> None:
        for envelope in self.taken[len(self.handled) :]:
            self.handled += self.desk.receive(envelope)

    # --- what programs do -----------------------------------------------------------------------

    def read(self, program: str = "bens", number: object = 1) -> tuple[int, Any]:
        return self.send(asked(f"/api/tickets/{number}", program))

    def find(self, program: str = "bens", **query: str) -> tuple[int, Any]:
        return self.send({**asked("/api/tickets", program), "rawQueryString": urlencode(query)})

    def says(
        self, text: object, audience: object = "everybody", program: str = "bens", **how: Any
    ) -> tuple[int, Any]:
        return self.post("comments", {"text": text, "audience": audience}, program, **how)

    def moves(self, move: object, program: str = "bens", **more: Any) -> tuple[int, Any]:
        return self.post("moves", {"move": move, **more}, program)

    def post(
        self, what: str, document: object, program: str = "bens", number: int = 1, key: str = ""
    ) -> tuple[int, Any]:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        self._sent += 1
        sent = key or f"request-{self._sent}"
        path = f"/api/tickets/{number}/{what}"
        return self.send(asked(path, program, body, method="POST", idempotency_key=sent))

    def said(self, program: str = "bens") -> list[tuple[str, str, str, str]]:
        """Who said what to whom, and from where."""
        _, document = self.read(program)
        return [
            (one["author"]["name"], one["text"], one["audience"], one["source"])
            for one in document["comments"]
        ]


def asked(
    path: str, program: str = "bens", body: bytes = b"", method: str = "GET", **headers: str
) -> Event:
    proof = {"authorization": f"Bearer {key_of(program)}"}
    return posted(body, path, method=method, **{**proof, **headers})
