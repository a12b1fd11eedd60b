"""What Slack's Web API tells us, as our own values; `web_api` asks, this reads."""

from collections.abc import Iterable

from deskbell.adapters.slack import messages
from deskbell.adapters.slack.fields import Payload, nested, optional, person_id, short
from deskbell.domain.errors import InputError
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.workspace import Workspace


def conversation(
    found: Iterable[Payload], thread: Thread, workspace: Workspace
) -> list[MessagePosted]:
    """What people said in a thread, in Slack's order, and whoever wrote the message asked for.

    Our own posts, those of other bots beside that message, and Slack's own words are left out
    (invariants I3 and I12), and so is a message whose shape we do not know. If that is the one
    asked for, or it is gone and only its replies are left, nobody said anything.
    """
    said = []
    for message in found:
        asked_for = message.get("ts") == thread.ts
        if messages.is_ours(message, workspace) or not _counts(message, asked_for=asked_for):
            continue
        try:
            said.append(messages.posted(message, thread.channel))
        except InputError:
            continue
    return said if said and said[0].ts == thread.ts else []


def _counts(message: Payload, *, asked_for: bool) -> bool:
    if messages.is_of_bot(message):
        return asked_for
    return message.get("subtype") in messages.BY_PEOPLE


def is_post_of(message: Payload, outbox_id: str) -> bool:
    """Whether a message carries the id of this outbox row."""
    try:
        return messages.outbox_id(message) == outbox_id
    except InputError:
        return False


def person(answer: Payload, workspace: Workspace) -> Person | None:
    """The `user` of users.info; None if it has no shape that we know."""
    try:
        user = nested(answer, "user")
        return Person(
            id=person_id(user, "id"),
            name=short(user, "real_name" if user.get("real_name") else "name"),
            locale=optional(user, "locale"),
            zone=optional(user, "tz"),
            standing=_standing(user, workspace),
            deactivated=user.get("deleted") is True,
        )
    except InputError:
        return None


def _standing(user: Payload, workspace: Workspace) -> Standing:
    if user.get("is_bot") is True:
        return Standing.BOT
    if user.get("is_stranger") is True or not _is_colleague(user, workspace):
        return Standing.EXTERNAL
    if user.get("is_restricted") is True or user.get("is_ultra_restricted") is True:
        return Standing.GUEST
    return Standing.MEMBER


def _is_colleague(user: Payload, workspace: Workspace) -> bool:
    """Of the same workspace, or on an org-wide install of the same organisation."""
    if user.get("team_id") == workspace.team:
        return True
    enterprise = nested(user, "enterprise_user").get("enterprise_id")
    return workspace.enterprise is not None and enterprise == workspace.enterprise
