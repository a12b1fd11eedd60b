"""What people do about tickets and outages that go together, and after an end, as `people.py`
draws it."""

from __future__ import annotations

from deskbell.adapters.slack.actions import MORE
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from tests.memory_slack import buttons
from tests.simulation.hands import AGENTS, Hands
from tests.simulation.outages import VPN


class LookingBack(Hands):
    """Agents report tickets as outages, solve them with it, and review it."""

    def report_ticket(self) -> bool:
        """By its card's menu, with the words left out."""
        post = self._with(MORE)
        if post is None:
            return False
        value = str(next(iter(buttons(post, MORE)))["value"])
        values = {
            "service": {"selected_option": {"value": VPN}},
            "impact": {"value": ""},
            "urgency": {"selected_option": {"value": "high"}},
        }
        by = self._random.choice(AGENTS)
        self._slack.send(by, Dialog.INCIDENT_RAISE, value, post.channel, values)
        self._then("acknowledge", "resolve", "solve_outage_tickets")
        return True

    def solve_outage_tickets(self) -> bool:
        return self._press(Button.INCIDENT_SOLVE_TICKETS)

    def review_outage(self) -> bool:
        """Two at once now and then."""
        return self._press(Button.INCIDENT_REVIEW)

    def add_action_item(self) -> bool:
        post = self._with(Dialog.INCIDENT_ACTION)
        if post is None:
            return False
        [button] = buttons(post, Dialog.INCIDENT_ACTION)
        values = {
            "text": {"value": "Renew the certificates earlier"},
            "inbox": {"selected_option": {"value": "it"}},
        }
        by = self._random.choice(AGENTS)
        self._slack.send(by, Dialog.INCIDENT_ACTION, str(button["value"]), post.channel, values)
        return True

    def _press(self, button: Button) -> bool:
        post = self._with(button)
        if post is None:
            return False
        for person in self._random.sample(AGENTS, self._random.choice((1, 1, 2))):
            self._slack.press(person, post, button)
        return True
