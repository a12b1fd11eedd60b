"""The whole workspace as one JSON document, to be put back later; world_routes.py asks.

It holds what people and apps made: channels, messages, views, files, installs, ids, the clock. What
is on its way (deliveries, retries, faults) and the logs are not part of it.
"""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.object_graph import Reader, UnreadableError, Writer
from tools.fake_slack.state.installs import Token, TokenKind
from tools.fake_slack.state.messages import JsonObject

FORMAT = 1
_OF_THE_PROCESS = {
    "clock": {"_file", "_read"},
    "files": {"base_url"},
    "ids": {"chance"},
    "response_urls": {"_base_url"},
    "workspace": {"_listeners"},
}
"""What a part is given at the start of the process, and keeps."""


class BadSnapshotError(Exception):
    """It cannot be restored; the text says why."""


def taken(slack: FakeSlack) -> JsonObject:
    writer = Writer(_known(slack))
    parts = {
        name: {attribute: writer.write(value) for attribute, value in _kept(name, part).items()}
        for name, part in _parts(slack).items()
    }
    return {"format": FORMAT, "taken_at": slack.clock.now(), "parts": parts}


def restore(snapshot: JsonObject, into: FakeSlack) -> None:
    """Into one that nobody uses yet; raises BadSnapshotError."""
    parts = _parts(into)
    found = snapshot.get("parts")
    if snapshot.get("format") != FORMAT or not isinstance(found, dict) or set(found) != set(parts):
        raise BadSnapshotError("this is no snapshot of the fake Slack, or of another version")
    reader = Reader(_known(into))
    try:
        for name, attributes in found.items():
            part = parts[name]
            if not isinstance(attributes, dict) or set(attributes) != set(_kept(name, part)):
                raise BadSnapshotError(f"{name} is of another version")
            vars(part).update({one: reader.read(raw) for one, raw in attributes.items()})
    except UnreadableError as error:
        raise BadSnapshotError(f"the snapshot cannot be read: {error}") from error
    _let_the_desk_in(into)


def _let_the_desk_in(slack: FakeSlack) -> None:
    """The desk's own token works, even if the snapshot is of a time when it had another."""
    installs = slack.workspace.installs
    if installs.token(slack.config.bot_token) is None:
        installs.issue(Token(slack.config.bot_token, TokenKind.BOT, installs.home))


def _parts(slack: FakeSlack) -> dict[str, object]:
    """Those that hold something, each before what refers to it."""
    workspace = slack.workspace
    return {
        "clock": slack.clock,
        "ids": workspace.ids,
        "installs": workspace.installs,
        "user_groups": workspace.user_groups,
        "files": workspace.files,
        "workspace": workspace,
        "installing": slack.installing,
        "oauth": slack.oauth,
        "triggers": slack.triggers,
        "views": slack.views,
        "steps": slack.steps,
        "response_urls": slack.response_urls,
        "choices": slack.interactions.choices,
    }


def _known(slack: FakeSlack) -> dict[str, object]:
    return {**_parts(slack), "manifest": slack.manifest}


def _kept(name: str, part: object) -> dict[str, object]:
    own = _OF_THE_PROCESS.get(name, set())
    return {attribute: value for attribute, value in vars(part).items() if attribute not in own}
