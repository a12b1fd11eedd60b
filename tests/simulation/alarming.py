"""What people and outside systems do about outages, as `people.py` draws it."""

from __future__ import annotations

from functools import partial
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.slack.actions import INCIDENT_MORE
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import EventKey, PersonId
from deskbell.domain.inputs import (
    AlertReceived,
    Button,
    ButtonPressed,
    Envelope,
    HeartbeatHeard,
    Input,
)
from deskbell.domain.paging.policy import ServiceId, Urgency
from tests.builders import IT_ONCALL
from tests.memory_slack import buttons
from tests.simulation.hands import AGENTS, EVERYBODY, Hands
from tests.simulation.outages import COFFEE, MAIL, VPN

KEYS = ("disk", "disk", "cpu")
FLAPS, STORM, FLOOD = 5, 9, 500


class Alarming(Hands):
    """They report, answer their pages, steer, and end it; alert sources fire and flap."""

    def report_outage(self) -> bool:
        """Several people see that the same thing is down."""
        service = self._random.choice((VPN, VPN, MAIL))
        for person in self._random.sample(EVERYBODY, self._random.choice((1, 1, 2, 4))):
            self._soon(partial(self._report, person, service, self._random.random()), 10.0)
        for _ in range(3):
            self._answer_later()
        return True

    def _report(self, person: PersonId, service: ServiceId, luck: float) -> None:
        values: dict[str, Any] = {
            "service": {"selected_option": {"value": service}},
            "impact": {"value": "Nobody can work"},
            "urgency": {"selected_option": {"value": "low" if luck < 0.1 else "high"}},
        }
        self._slack.send(person, Dialog.INCIDENT_RAISE, "", None, values)

    def alert(self) -> bool:
        self._fire(self._random.choice(KEYS), firing=True)
        self._answer_later()
        return True

    def alert_ends(self) -> bool:
        self._fire(self._random.choice(KEYS), firing=False)
        return True

    def flap(self) -> bool:
        """It comes and goes every half a minute."""
        for number in range(FLAPS):
            firing = number % 2 == 0
            fire = partial(self._fire, "flap", firing=firing)
            self._desk.world.scheduler.after(30.0 * number, fire)
        return True

    def storm(self) -> bool:
        """Much at once, and all of it for the same people."""
        for number in range(STORM):
            self._soon(partial(self._fire, f"storm {number}", firing=True), 15.0)
        self._answer_later()
        return True

    def flood(self) -> bool:
        """500 outages in a minute, of three systems."""
        self._desk.crowd = FLOOD
        after = self._desk.world.scheduler.after
        for number in range(FLOOD):
            service = (VPN, MAIL, COFFEE)[number % 3]
            fire = partial(self._fire, f"flood {number}", firing=True, service=service)
            after(self._random.uniform(0.0, 60.0), fire)
        return True

    def beat(self) -> bool:
        """A sign of life; perhaps the last one."""
        for number in range(self._random.choice((1, 2, 3))):
            self._desk.world.scheduler.after(
                600.0 * number, partial(self._tell, "beat", HeartbeatHeard("backup"))
            )
        return True

    def acknowledge(self) -> bool:
        """From the page, or from the card; several at once now and then."""
        post = self._with(Button.INCIDENT_ACKNOWLEDGE)
        if post is None:
            return False
        for person in self._random.sample(AGENTS, self._random.choice((1, 2, 3))):
            self._slack.press(person, post, Button.INCIDENT_ACKNOWLEDGE)
        self._then("resolve", "release", "tell_followers", "snooze_outage", "escalate")
        return True

    def acknowledge_in_words(self) -> bool:
        post = self._with(Button.INCIDENT_ACKNOWLEDGE)
        if post is None:
            return False
        if post.channel == IT_ONCALL:
            self._slack.say(self._random.choice(AGENTS), post.channel, "ok", post.ts)
        else:
            self._slack.say(PersonId(f"U{post.channel[1:]}"), post.channel, "ok")
        return True

    def escalate(self) -> bool:
        post = self._with(Button.INCIDENT_ESCALATE)
        if post is None:
            return False
        for person in self._random.sample(AGENTS, self._random.choice((1, 2))):
            self._slack.press(person, post, Button.INCIDENT_ESCALATE)
        self._answer_later()
        return True

    def resolve(self) -> bool:
        post = self._with(Button.INCIDENT_RESOLVE)
        return post is not None and self._slack.press(
            self._random.choice(AGENTS), post, Button.INCIDENT_RESOLVE
        )

    def release(self) -> bool:
        """By the card's menu."""
        post = self._with(INCIDENT_MORE)
        if post is None:
            return False
        press = ButtonPressed(
            Button.INCIDENT_RELEASE,
            _value(post),
            self._random.choice(AGENTS),
            post.channel,
            None,
            None,
        )
        self._tell("release", press)
        self._answer_later()
        return True

    def tell_followers(self) -> bool:
        return self._by_dialog(Dialog.INCIDENT_UPDATE, {"text": {"value": "We are on it"}})

    def snooze_outage(self) -> bool:
        until = int(self._desk.world.wall()) + self._random.choice((-60, 300, 1800))
        filled = {"until": {"selected_date_time": until}}
        return self._by_dialog(Dialog.INCIDENT_SNOOZE, filled)

    def reassign(self) -> bool:
        filled = self._random.choice(
            (
                {"person": {"selected_user": self._random.choice(AGENTS)}},
                {"policy": {"selected_option": {"value": "all"}}},
            )
        )
        return self._by_dialog(Dialog.INCIDENT_REASSIGN, filled)

    def merge_outages(self) -> bool:
        filled = {"number": {"value": str(self._random.choice((1, 2, 3, 40)))}}
        return self._by_dialog(Dialog.INCIDENT_MERGE, filled)

    # --- how they do it -----------------------------------------------------------------------

    def _answer_later(self) -> None:
        self._then(
            "acknowledge",
            "acknowledge",
            "acknowledge_in_words",
            "escalate",
            "resolve",
            "reassign",
            "snooze_outage",
        )

    def _by_dialog(self, dialog: Dialog, values: dict[str, Any]) -> bool:
        post = self._with(INCIDENT_MORE)
        if post is None:
            return False
        person = self._random.choice(AGENTS)
        self._slack.send(person, dialog, _value(post), post.channel, values)
        return True

    def _fire(self, key: str, *, firing: bool, service: ServiceId | None = None) -> None:
        """Its webhook may come twice."""
        service, at = service or (COFFEE if key == "cpu" else VPN), self._desk.world.now()
        began, ended = (at, None) if firing else (None, at)
        alert = AlertReceived(
            "monitor", key, firing, service, key, "", "", Urgency.HIGH, began, ended
        )
        self._tell(f"alert:{key}", alert, times=2 if key == "disk" else 1)

    def _tell(self, what: str, given: Input, times: int = 1) -> None:
        world, install = self._desk.world, self._desk.desk.workspace.install
        now = world.now()
        envelope = Envelope(
            key=EventKey(f"{what}:{now.timestamp()}"),
            install=install,
            group=f"page:{what}",
            occurred_at=now,
            received_at=now,
            input=given,
        )
        for _ in range(times):
            self._desk.inbox.put(envelope)


def _value(post: Post) -> str:
    """Which incident it is of."""
    return str(next(iter(buttons(post, INCIDENT_MORE)))["value"])
