"""Doctor, Slack: is the app in every channel of the settings, and is everybody still there?"""

from collections.abc import Collection, Iterable, Mapping

from tools.desk.doctor.finding import Area, Finding
from tools.desk.slack_calls import Answer, Ask

AREA = Area("Channels and people")


def look(
    ask: Ask,
    channels: Mapping[str, str],
    people: Mapping[str, str],
    emoji: Iterable[str],
    bot_name: str,
    partnered: Collection[str] = (),
) -> list[Finding]:
    """`channels` and `people` are the ids by the names that `desk.yaml` gives them; `partnered` the
    ids of those that its `partners` name."""
    places = [
        judge_channel(
            name,
            ask("conversations.info", channel=id_),
            bot_name,
            has_partner=id_ in partnered,
        )
        for name, id_ in channels.items()
    ]
    persons = [judge_person(name, ask("users.info", user=id_)) for name, id_ in people.items()]
    return [
        *AREA.sound(f"the app is in: {_names(channels)}", [one for one in places if one]),
        *AREA.sound(f"everybody is there: {_names(people)}", [one for one in persons if one]),
        AREA.unseen(
            f"that the workspace has the emoji {', '.join(emoji)}",
            "that would need the scope emoji:read; try them in a message",
        ),
    ]


def judge_channel(
    name: str, answer: Answer, bot_name: str, *, has_partner: bool = False
) -> Finding | None:
    """None if all is well."""
    invite = f"write /invite @{bot_name} in #{name}"
    if answer.error == "channel_not_found":
        return AREA.wrong(
            f"#{name} does not exist, or is private and the app is not in it",
            f"{invite}; if that is done, its id in desk.yaml is wrong",
        )
    if answer.error:
        return AREA.wrong(f"#{name} cannot be looked at: {answer.error}", _by_scope(answer))
    channel = answer.body["channel"]
    if channel.get("is_archived"):
        return AREA.wrong(f"#{name} is archived", "unarchive it, or take it out of desk.yaml")
    if not channel.get("is_member"):
        return AREA.wrong(f"the app is not in #{name}", invite)
    if channel.get("is_ext_shared") and not has_partner:
        return AREA.wrong(
            f"#{name} is shared with another company, and the settings do not say with which",
            "name it under partners in desk.yaml (docs/settings.md), and push it",
        )
    return None


def judge_person(name: str, answer: Answer) -> Finding | None:
    """None if all is well."""
    replace = "put somebody else in their place in desk.yaml, and push it"
    if answer.error in ("user_not_found", "user_not_visible"):
        return AREA.wrong(
            f"{name} is nobody in this workspace ({answer.error})",
            "correct the id in desk.yaml (./deskbell ids --person …), and push it",
        )
    if answer.error:
        return AREA.wrong(f"{name} cannot be looked at: {answer.error}", _by_scope(answer))
    user = answer.body["user"]
    if user.get("deleted"):
        return AREA.wrong(f"the account of {name} is deactivated", replace)
    if user.get("is_bot"):
        return AREA.wrong(f"{name} is a bot", replace)
    return None


def _by_scope(answer: Answer) -> str:
    needed = answer.body.get("needed")
    return f"the app needs the scope {needed}: see the area Slack app" if needed else "try again"


def _names(ids: Mapping[str, str]) -> str:
    return ", ".join(ids)
