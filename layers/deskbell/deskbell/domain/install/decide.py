"""What a word of Slack's about our install means; pure, each answer with its reason."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Offer, SendNotice
from deskbell.domain.ids import InstallId, install_ref
from deskbell.domain.inputs import Button, Ending, QuestionMissed
from deskbell.domain.install.events import EventsDropped, InstallLost, QuestionOffered
from deskbell.domain.install.install import Install
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import ChannelName, Instant, MessageLink, Name, Quote, Text


def events_dropped(state: Install | None, install: InstallId, minute: datetime) -> Decision:
    """`state` is None where Slack has told nothing yet."""
    before = state or Install(install_ref(install), install, 0)
    after = replace(before, version=before.version + 1)
    reason = Text("reason.events_dropped", {"at": Instant(minute)})
    return Decision((Change(state, after, EventsDropped(minute), reason),))


def install_lost(state: Install | None, install: InstallId, how: Ending) -> Decision:
    """Nobody can be told in Slack; who listens to the bus is (docs/events.md)."""
    before = state or Install(install_ref(install), install, 0)
    after = replace(before, version=before.version + 1)
    reason = Text(f"reason.install_lost_{how}")
    return Decision((Change(state, after, InstallLost(how), reason),))


def question_missed(
    state: Install | None, install: InstallId, question: QuestionMissed, inbox: Inbox
) -> Decision:
    """Whoever triages is offered it once; the input's key sees to that (A5-01)."""
    before = state or Install(install_ref(install), install, 0)
    after = replace(before, version=before.version + 1)
    message = question.message
    offer = Offer(Button.CAPTURE, f"{message.channel}|{message.ts}", Text("button.capture"))
    told = Text(
        "notice.question_missed",
        {
            "by": Name(question.author),
            "channel": ChannelName(message.channel),
            "question": Quote(question.text),
            "link": MessageLink(message),
        },
    )
    return Decision(
        (
            Change(
                state,
                after,
                QuestionOffered(message, inbox.id),
                Text("reason.question_missed", {"by": Name(question.author)}),
                effects=(SendNotice(inbox.triage_channel, told, offers=(offer,)),),
            ),
        )
    )
