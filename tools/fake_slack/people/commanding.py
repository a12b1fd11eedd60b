"""Gestures that start something: slash commands, shortcuts, workflow steps; gestures.py lists them.

People from next door have none of them, unless their own company has the app too.
"""

import re

from tools.fake_slack.blocks import composer
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import OK, BadGesture, channel_of, message_of, refused
from tools.fake_slack.seed.manifest import Parameter
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.payloads import install_for
from tools.fake_slack.state.messages import ChannelKind, Json, JsonObject
from tools.fake_slack.state.steps import faults_in
from tools.fake_slack.state.whispers import whispers_to

NO_SHORTCUT = "There is no such shortcut."
_CHANNEL = re.compile(r"<#(?P<id>\w+)\|[^>]*>")


async def slash(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = channel_of(slack, person, raw)
    name = raw["command"]
    command, install = slack.manifest.command(name), install_for(slack.workspace, person)
    if command is None or install is None:
        return refused(f"{name} is not a valid command.")
    if raw.get("thread_ts"):
        return refused(f"{name} is not supported in threads. Sorry!")
    text = raw.get("text", "")
    if command.should_escape:
        text = _escaped(slack, text)
    return await slack.commands.run(person, install, channel, command, text)


def _escaped(slack: FakeSlack, typed: str) -> str:
    """With ids for names; a private channel keeps its name for itself."""

    def named(found: re.Match[str]) -> str:
        channel = slack.workspace.channels.get(found["id"])
        hidden = channel is not None and channel.kind is ChannelKind.PRIVATE
        return f"<#{found['id']}|>" if hidden else found[0]

    return _CHANNEL.sub(named, composer.escaped(slack.workspace, typed))


async def global_shortcut(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`channel`, if it is given, is what the person looks at."""
    known = {shortcut.callback_id for shortcut in slack.manifest.global_shortcuts}
    install = install_for(slack.workspace, person)
    if raw["callback_id"] not in known or install is None:
        return refused(NO_SHORTCUT)
    place = channel_of(slack, person, raw) if "channel" in raw else None
    return await slack.interactions.shortcut(person, install, raw["callback_id"], place)


async def message_shortcut(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """From a message's menu; ephemeral messages have none."""
    known = {shortcut.callback_id for shortcut in slack.manifest.message_shortcuts}
    install = install_for(slack.workspace, person)
    whispers = whispers_to(slack.workspace, person.id)
    on_whisper = any(one.ts == raw["ts"] for one in whispers)
    if raw["callback_id"] not in known or install is None or on_whisper:
        return refused(NO_SHORTCUT)
    _, message = message_of(slack, person, raw)
    return await slack.interactions.message_shortcut(person, install, message, raw["callback_id"])


async def run_step(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """Start a workflow that has this custom step only; it waits until the app ends the step."""
    step = slack.manifest.step(raw["callback_id"])
    if step is None:
        known = [one.callback_id for one in slack.manifest.steps]
        raise BadGesture(f"there is no step {raw['callback_id']!r}; known: {known}")
    install = install_for(slack.workspace, person)
    if install is None or not slack.manifest.is_org_ready:
        return refused(f"Workflow Builder does not offer {step.title}: the app is not org-ready.")
    inputs = {
        name: _input(slack, step.inputs, name, value)
        for name, value in raw.get("inputs", {}).items()
    }
    if faults := list(faults_in(inputs, step.inputs)):
        return {**refused("; ".join(faults)), "faults": faults}
    run = slack.steps.start(install, step, person.id, inputs)
    return {**OK, "execution_id": run.id}


def _input(slack: FakeSlack, inputs: tuple[Parameter, ...], name: str, value: Json) -> Json:
    """People and channels may be given by key or name."""
    kind = next((one.rules["type"] for one in inputs if one.name == name), "")
    if kind == "slack#/types/user_id" and (person := slack.workspace.world.person(str(value))):
        return person.id
    if kind == "slack#/types/channel_id" and (channel := slack.workspace.channel(str(value))):
        return channel.id
    return value
