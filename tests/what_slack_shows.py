"""What the fake Slack shows, as the invariants look at it (usecases/audit); for tests of a whole
desk."""

from collections.abc import Iterator

from deskbell.adapters.slack import messages
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.ids import ChannelId, PersonId, Ts
from deskbell.usecases.audit.books import Books, Shown, ShownPost
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.messages import JsonObject


def what_slack_shows(slack: FakeSlackClient, books: Books) -> Shown:
    """All channels, and the direct messages that the books know of."""
    channels = {*slack.state()["channels"].values()}
    channels |= {row.post.channel for row in books.outbox if row.post}
    return Shown([post for channel in sorted(channels) for post in _posts(slack, channel)])


def _posts(slack: FakeSlackClient, channel: str) -> Iterator[ShownPost]:
    for message in slack.messages(channel):
        ts = Ts(message["ts"])
        yield ShownPost(
            channel=ChannelId(channel),
            ts=ts,
            thread_ts=messages.parent(message, ts),
            author=PersonId(message.get("user", "")),
            text=clean_text(message["text"]),
            outbox_id=messages.outbox_id(message),
            is_human=_is_human(message),
        )


def _is_human(message: JsonObject) -> bool:
    return not messages.is_of_bot(message) and message.get("subtype") in messages.BY_PEOPLE
