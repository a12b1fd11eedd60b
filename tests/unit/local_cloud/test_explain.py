from datetime import UTC, datetime

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.texts import ChannelName, Instant, Mention, Name, Text
from tools.local_cloud.explain import plain

NAMES = {"U0ANA00001": "ana", "C0ITTRIAGE": "it-triage"}


def test_a_reason_is_told_with_the_names_of_people() -> None:
    reason = Text("reason.opened_by_emoji", {"by": Name(PersonId("U0ANA00001")), "emoji": "ticket"})
    assert plain(reason, NAMES) == "ana added :ticket: to the message."


def test_every_kind_of_argument_can_be_told() -> None:
    def told(argument: Mention | ChannelName | Instant | Text) -> str:
        return plain(Text("reason.opened_by_form", {"by": argument, "form": 1}), NAMES)

    at = Instant(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert told(Mention(PersonId("U0BEN00001"))).startswith("U0BEN00001 ")
    assert told(ChannelName(ChannelId("C0ITTRIAGE"))).startswith("#it-triage ")
    assert told(at).startswith("2026-03-02 09:00:00 ")
    assert told(Text("reason.text_edited")).startswith("Its message was edited. ")
