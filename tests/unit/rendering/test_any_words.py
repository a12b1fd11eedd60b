"""Whatever people write and whatever they are called, Slack takes the cards and texts with it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.adapters.slack.rendering.cards import ticket_card
from deskbell.adapters.slack.rendering.notices import notice
from deskbell.domain.effects import Place
from deskbell.domain.ids import FormId, PersonId
from deskbell.domain.people import Person
from deskbell.domain.texts import Argument, ChannelName, Instant, Mention, Name, Text
from deskbell.domain.tickets.ticket import FormAnswers, Status
from tests.block_kit import assert_slack_takes
from tests.builders import ANSWERS, BEN, IT_HAPPENS, LENA, NOW, a_desk, a_request, a_ticket
from tests.unit.rendering.people import a_person
from tests.unit.rendering.statuses import in_status

SIGNS = st.sampled_from("<>&|*_~`\\\"'!@#:\n\t \u202e\u0301\u200d👩🏽🇵한")
WORDS = st.one_of(st.text(), st.text(SIGNS), st.text(SIGNS).map(lambda text: text * 400))


@settings(max_examples=60, deadline=None)
@given(words=WORDS, name=WORDS)
def test_slack_takes_every_card_and_text(words: str, name: str) -> None:
    def people(person: PersonId) -> Person:
        return a_person(person, name[:255])

    values = {**ANSWERS.values, "request": words[:150], "help": words[:3_000]}
    request = a_request(
        answers=FormAnswers(FormId("it"), values), text=words[:150], escalated_to=LENA
    )
    message = in_status(a_ticket(text=words[:12_000]), Status.ASSIGNED)
    for place in Place:
        for ticket in (request, message):
            assert_slack_takes(ticket_card(ticket, place, a_desk(), people))
    args: dict[str, Argument] = {"number": 7, "by": Name(BEN), "title": words, "inbox": name[:40]}
    args |= {"lead": Mention(LENA), "since": Instant(NOW), "channel": ChannelName(IT_HAPPENS)}
    for key in ("whisper.already_taken", "notice.escalated"):
        assert_slack_takes(notice(Text(key, args), "pl", "Europe/Warsaw", people))
