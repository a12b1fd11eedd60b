"""Everything a person can do in Slack, for the page and for tests; each answers what they'd see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people import memberships, using, writing
from tools.fake_slack.people.sight import BadGesture
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import JsonObject


@dataclass(frozen=True, slots=True)
class Gesture:
    make: Callable[[FakeSlack, Person, JsonObject], Awaitable[JsonObject]]
    needs: tuple[str, ...] = ()


GESTURES = {
    "message": Gesture(writing.message, ("channel", "text")),
    "reply": Gesture(writing.reply, ("channel", "thread_ts", "text")),
    "edit": Gesture(writing.edit, ("channel", "ts", "text")),
    "delete": Gesture(writing.delete, ("channel", "ts")),
    "react": Gesture(writing.react, ("channel", "ts", "name")),
    "unreact": Gesture(writing.unreact, ("channel", "ts", "name")),
    "slash": Gesture(using.slash, ("channel", "command")),
    "global_shortcut": Gesture(using.global_shortcut, ("callback_id",)),
    "click": Gesture(using.click, ("action_id",)),
    "select": Gesture(using.click, ("action_id", "value")),
    "submit": Gesture(using.submit),
    "close": Gesture(using.close),
    "open_dm": Gesture(memberships.open_dm),
    "open_home": Gesture(memberships.open_home),
    "join": Gesture(memberships.join, ("channel",)),
    "leave": Gesture(memberships.leave, ("channel",)),
    "invite": Gesture(memberships.invite, ("channel", "user")),
    "kick": Gesture(memberships.kick, ("channel", "user")),
    "archive": Gesture(memberships.archive, ("channel",)),
    "unarchive": Gesture(memberships.unarchive, ("channel",)),
}


async def act(slack: FakeSlack, raw: JsonObject) -> JsonObject:
    """One gesture, such as `{"as": "ana", "do": "join", "channel": "it-triage"}`."""
    person = slack.workspace.world.person(str(raw.get("as")))
    if person is None:
        raise BadGesture(f"there is no person {raw.get('as')!r}")
    do = str(raw.get("do"))
    if do not in GESTURES:
        raise BadGesture(f"cannot do {do!r}; known: {', '.join(GESTURES)}")
    gesture = GESTURES[do]
    if missing := [name for name in gesture.needs if name not in raw]:
        raise BadGesture(f"{do} needs {', '.join(missing)}")
    return await gesture.make(slack, person, raw)
