"""Slash commands: the signed form, the three seconds, and the message that comes back."""

from urllib.parse import urlencode

from tools.fake_slack.seed.manifest import Command
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending import payloads
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.sending.response_urls import AnswerRefused, Origin, ResponseUrls
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, JsonObject
from tools.fake_slack.state.triggers import Occasion, Triggers
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.strict_json import read_json


class Commands:
    def __init__(
        self, workspace: Workspace, deliveries: Deliveries, triggers: Triggers, urls: ResponseUrls
    ) -> None:
        self._workspace = workspace
        self._deliveries = deliveries
        self._triggers = triggers
        self._urls = urls

    async def run(
        self, person: Person, install: Install, place: Channel, command: Command, text: str
    ) -> JsonObject:
        """What the person sees, in Slack's words when it fails."""
        origin = Origin(place, person.id, install)
        fields = {
            **payloads.command_head(self._workspace, install, person),
            "channel_id": place.id,
            "channel_name": payloads.channel_name(place, person),
            "command": command.name,
            "text": text,
            "response_url": self._urls.issue("commands", origin),
            "trigger_id": self._triggers.issue(Occasion(person.id, install, place.id)),
        }
        facts = {"kind": "command", "type": command.name, "channel": place.id, "user": person.id}
        outcome = await self._deliveries.exchange(
            "command", command.url, urlencode(fields).encode(), facts
        )
        error = self._error_in(origin, outcome)
        failed = {"ok": False, "error": f'{command.name} failed with the error "{error}"'}
        return failed if error else {"ok": True}

    def _error_in(self, origin: Origin, outcome: Outcome) -> str | None:
        """Does what the answer says; a code when there is none, or no good one."""
        if outcome.reason == "http_timeout":
            return "operation_timeout"
        if not outcome.ok:
            return "dispatch_failed"
        if outcome.body:
            try:
                self._urls.apply(origin, _message_in(outcome))
            except (AnswerRefused, ValueError, TypeError):
                return "invalid_command_response"
        return None


def _message_in(outcome: Outcome) -> JsonObject:
    """A JSON message, or plain text for the person alone."""
    if "json" not in outcome.headers.get("content-type", ""):
        return {"text": outcome.body.decode()}
    return dict(read_json(outcome.body))
