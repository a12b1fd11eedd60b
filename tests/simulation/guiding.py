"""What whoever begins a guided request does, and whoever answers it, as `people.py` draws it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.catalogue.fields import FieldKind
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.requests.guided_request import GuidedRequest
from tests.builders import IT_HAPPENS, LENA, OLA
from tests.memory_slack import buttons
from tests.simulation.hands import ASKERS, EVERYBODY, Hands, thread_of
from tests.simulation.offering import OFFERED


class Guiding(Hands):
    """By an emoji, its form and its checklists."""

    def begin_guided(self) -> bool:
        """Perhaps several people at once; some think better of it, or forget the form."""
        asker, workflow = self._random.choice(ASKERS), self._random.choice(OFFERED)
        ts = self._slack.say(asker, IT_HAPPENS, self._words("Wish"))
        post = next(p for p in self._slack.posts.values() if p.ts == ts)
        for person in dict.fromkeys((asker, *self._some(EVERYBODY))):
            self._soon(partial(self._guide, person, post, workflow.start.emoji[0]), 3.0)
        self._then("fill_guided", "fill_guided", "fill_guided", "unmark_guided")
        self._soon(partial(self._then, "fill_guided", "approve", "reject"), 120.0)
        self._soon(partial(self._then, "tick_guided", "approve", "cancel_guided"), 240.0)
        return True

    def _guide(self, person: PersonId, post: Post, emoji: str) -> None:
        self._slack.emoji(person, thread_of(post), emoji, added=True)

    def unmark_guided(self) -> bool:
        emoji = [one.start.emoji[0] for one in OFFERED]
        post = self._one([p for p in self._said() if any(p.reactions[name] for name in emoji)])
        if post:
            name = next(name for name in emoji if post.reactions[name])
            person = self._random.choice(post.reactions[name])
            self._slack.emoji(person, thread_of(post), name, added=False)
        return post is not None

    def fill_guided(self) -> bool:
        """By who is asked; now and then twice, or by somebody else."""
        post = self._with(Button.REQUEST_FILL)
        if post is None:
            return False
        shown = next(iter(buttons(post, Button.REQUEST_FILL)))
        claim = FormClaim.read(shown["value"])
        request = self._request(claim.ref) if claim else None
        if claim is None or request is None:
            return False
        form = next(one for one in OFFERED if one.id == claim.workflow).by_id[claim.step]
        values = self._values(form) if isinstance(form, Form) else {}
        asked = request.asks.get("", LENA)
        person = asked if self._random.random() < 0.9 else self._random.choice(EVERYBODY)
        send = partial(self._slack.send_guided, person, post, claim.written(), values)
        send()
        if self._random.random() < 0.2:
            self._soon(send)
        self._soon(partial(self._then, "fill_guided", "tick_guided", "approve"), 120.0)
        return True

    def tick_guided(self) -> bool:
        post = self._with(Button.REQUEST_TICK)
        if post is None:
            return False
        self._soon(partial(self._then, "tick_guided"), 60.0)
        person = PersonId(f"U{post.channel[1:]}")
        return self._slack.press(person, post, Button.REQUEST_TICK)

    def cancel_guided(self) -> bool:
        post = self._with(Button.REQUEST_CANCEL)
        person = self._random.choice(EVERYBODY)
        return post is not None and self._slack.press(person, post, Button.REQUEST_CANCEL)

    def _request(self, ref: str) -> GuidedRequest | None:
        states = self._desk.storage.books(0.0, self._slack.bot).states.values()
        found = (one for one in states if isinstance(one, GuidedRequest) and str(one.ref) == ref)
        return next(found, None)

    def _values(self, form: Form) -> Mapping[str, Any]:
        return {field.id: self._answer(field.kind, field.id, form) for field in form.fields}

    def _answer(self, kind: FieldKind, name: str, form: Form) -> Mapping[str, Any]:
        match kind:
            case FieldKind.PERSON:
                return {"selected_user": self._random.choice((LENA, OLA))}
            case FieldKind.DATE:
                return {"selected_date": "2027-03-01"}
            case FieldKind.NUMBER:
                return {"value": self._random.choice(("1", "5000"))}
            case FieldKind.YES_NO:
                return _chosen(self._random.choice(("yes", "no")))
            case FieldKind.CHOICE:
                field = next(one for one in form.fields if one.id == name)
                options = [one.value for one in field.options] or ["warsaw", "san_francisco"]
                return _chosen(self._random.choice(options))
        return {"value": self._words("Answer")}


def _chosen(value: str) -> Mapping[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}
