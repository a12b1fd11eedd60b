"""Sound workflows of every kind of step, made up, and what their author could do wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.unit.catalogue.definitions import a_document, a_field, a_finish, a_form, a_ticket, say

Document = dict[str, Any]
LOOPS = "a"
"""The option that leads back; a walk answers with the other one."""
GOES_ON = "b"
OPTIONS = {LOOPS: say("A"), GOES_ON: say("B")}


@dataclass
class Author:
    """Writes step after step, and knows what has been asked by then."""

    draw: st.DrawFn
    steps: list[Document] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)

    def name(self) -> str:
        return f"step{len(self.steps)}"

    def text(self) -> dict[str, str]:
        shown = [*self.fields, "requester"]
        names = self.draw(st.lists(st.sampled_from(shown), max_size=2))
        return say(" ".join(["Words", *(f"{{{name}}}" for name in names)]))

    def known(self, kind: str) -> str | None:
        names = [name for name, known in self.fields.items() if known == kind]
        return self.draw(st.sampled_from(names)) if names else None

    def who(self) -> str:
        named = self.known("person")
        fixed = ["lead it", "person lena", "rota frontline"]
        return self.draw(st.sampled_from([*fixed, *([f"field {named}"] if named else [])]))

    def bad_way(self) -> str:
        return self.draw(st.sampled_from(["refused", *self.forms]))

    def ask(self) -> Document:
        kinds = ["text", "long_text", "choice", "date", "person", "number", "yes_no"]
        found = []
        for kind in self.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4)):
            name = f"field{len(self.fields)}"
            more = {"options": OPTIONS} if kind == "choice" else {}
            found.append(a_field(name, kind, **more))
            self.fields[name] = kind
        self.forms.append(self.name())
        return a_form(self.name(), *found, within="3d")

    def say_it(self) -> Document:
        do = self.draw(st.sampled_from(["message", "dm"]))
        told = {"who": self.who()} if do == "dm" else {}
        return {"do": do, **told, "text": self.text()}

    def approve(self) -> Document:
        ask = [self.who()]
        ways = {"if_rejected": self.bad_way(), "if_expired": "refused"}
        return {"do": "approval", "ask": ask, "text": self.text(), **ways}

    def list_it(self) -> Document:
        items: list[Document] = [
            {"id": f"i{n}", "text": self.text(), "who": self.who()} for n in range(2)
        ]
        items[0]["due"] = self.draw(st.sampled_from([{"in": "30m"}, {"in": "3h"}]))
        items[1]["who"] = "on_call nights"
        return {"do": "checklist", "title": self.text(), "items": items}

    def wait(self) -> Document:
        day = self.known("date")
        when = {"date": day, "before": "1d"} if day else {"in": "3h"}
        if self.draw(st.booleans()):
            return {"do": "wait", **when}
        return {"do": "remind", "who": self.who(), "text": self.text(), **when}

    def outside(self) -> Document:
        office = self.known("choice")
        reserve = {"do": "reserve", "asset": "laptop", "office": office}
        return self.draw(
            st.sampled_from(
                [
                    *([{**reserve, "if_unavailable": "refused"}] if office else []),
                    {"do": "webhook", "hook": "hr_system", "if_failed": "refused"},
                    {"do": "emoji", "name": "tada"},
                ]
            )
        )

    def part(self) -> Document:
        asked = self.known("choice")
        if asked is None:
            return self.say_it()
        return {"do": "branch", "cases": [{"when": {asked: LOOPS}, "to": self.bad_way()}]}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Each lints clean: whatever is asked goes into the ticket at the end."""
    author = Author(draw)
    author.steps.append(author.ask())
    parts: list[Callable[[Author], Document]] = [
        Author.ask,
        Author.say_it,
        Author.approve,
        Author.list_it,
        Author.wait,
        Author.outside,
        Author.part,
    ]
    for write in draw(st.lists(st.sampled_from(parts), max_size=12)):
        step = write(author)
        author.steps.append({"id": author.name(), **step})
    if not any("refused" in str(step) for step in author.steps):
        author.steps.append(
            {"id": author.name(), "do": "branch", "cases": [_a_way_out(author.steps[0]["id"])]}
        )
    return a_document(*author.steps, a_ticket(), a_finish(), a_finish("refused", "refused"))


def _a_way_out(form: str) -> Document:
    return {"when": {form: "expired"}, "to": "refused"}


def answers_of(document: Document) -> dict[str, str]:
    """What lets a walk come to the end."""
    given = {
        "text": "Words",
        "long_text": "More words",
        "choice": GOES_ON,
        "date": "2027-01-10",
        "person": "U0MANAGER1",
        "number": "3",
        "yes_no": "yes",
    }
    asked = (one for step in document["steps"] for one in step.get("fields", []) if "type" in one)
    return {one["id"]: given[one["type"]] for one in asked}


@dataclass(frozen=True)
class Slip:
    """Something an author does wrong; `below` lines under the first `token` in the file is where
    the fault is told, which says `words`."""

    do: Callable[[Document], None]
    token: str
    words: str
    below: int = 0


def _insert(document: Document, *steps: Document) -> None:
    document["steps"][1:1] = steps


def _forget_polish(document: Document) -> None:
    text = say("zz_mark")
    del text["pl"]
    _insert(document, {"id": "zz", "do": "message", "text": text})


def _lose_a_step(document: Document) -> None:
    _insert(document, {"id": "zz_skip", "do": "message", "text": say("Hi"), "then": "step0"})
    document["steps"][0]["then"] = document["steps"][2]["id"]


SLIPS = [
    Slip(lambda d: d.update(owner="zz_nobody"), "owner: zz_nobody", "neither an inbox nor"),
    Slip(lambda d: d.pop("owner"), "name: sample", "nobody owns it"),
    Slip(lambda d: d.pop("why"), "name: sample", "say why it exists"),
    Slip(_forget_polish, "en: zz_mark", "there is no text in pl", below=-1),
    Slip(
        lambda d: _insert(d, {"id": "zz", "do": "zz_dance"}),
        "do: zz_dance",
        "no step that there is",
    ),
    Slip(
        lambda d: d["steps"][0].update(then="zz_nowhere"),
        "then: zz_nowhere",
        "is no step of this workflow",
    ),
    Slip(_lose_a_step, "id: zz_skip", "no way leads to this step"),
    Slip(
        lambda d: _insert(d, {"id": "zz", "do": "message", "text": say("{zz_what}")}),
        "en: '{zz_what}'",
        "is no placeholder",
    ),
    Slip(
        lambda d: d["steps"].insert(
            0, {"id": "zz", "do": "message", "text": say("Early {field0}")}
        ),
        "en: Early {field0}",
        "is used before it is asked",
    ),
    Slip(
        lambda d: _insert(
            d,
            {
                "id": "zz",
                "do": "approval",
                "ask": [],
                "text": say("May they?"),
                "if_rejected": "refused",
                "if_expired": "refused",
            },
        ),
        "ask: []",
        "nobody is asked to approve",
    ),
    Slip(
        lambda d: _insert(
            d, {"id": "zz", "do": "approval", "ask": ["lead it"], "text": say("May they?")}
        ),
        "- id: zz",
        "nothing says what happens when this is rejected",
    ),
    Slip(
        lambda d: _insert(
            d,
            {"id": "zz_loop", "do": "message", "text": say("Round")},
            {
                "id": "zz_turn",
                "do": "branch",
                "cases": [{"when": {"step0": "submitted"}, "to": "zz_loop"}],
            },
        ),
        "id: zz_loop",
        "this loop goes round without waiting",
    ),
    Slip(
        lambda d: _insert(d, a_form("zz", a_field("zz_size", "choice", options={}))),
        "options: {}",
        "there is nothing to choose from",
    ),
    Slip(
        lambda d: _insert(d, {"id": "zz", "do": "message", "text": say("zz" * 1_600)}),
        "en: zzzz",
        "too long; at most 2000",
    ),
]
