"""What people hear of a stand-up: the prompt, the thanks, and one summary for all; `decide.py`
asks."""

from collections.abc import Iterator, Sequence

from deskbell.domain.effects import Offer, SendDirect
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog
from deskbell.domain.joining import lines, name_rows
from deskbell.domain.standups.plan import StandUpPlan
from deskbell.domain.standups.stand_up import Attendee, StandUp
from deskbell.domain.texts import Argument, Instant, Name, Text

SHOWN, SHOWN_DONE = 150, 100
"""Of an answer, in the summary: all of it has to fit into one message."""


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.standup_{what}", args)


def prompt(standup: StandUp, plan: StandUpPlan, person: PersonId) -> SendDirect:
    facts: dict[str, Argument] = {
        "name": plan.name,
        "why": plan.why,
        "until": Instant(standup.closes),
    }
    text = Text("dm.standup_prompt", facts)
    return SendDirect(person, text, (_form(standup, "button.standup_answer"),))


def thanks(standup: StandUp, plan: StandUpPlan, mine: Attendee) -> SendDirect:
    facts: dict[str, Argument] = {"name": plan.name, "until": Instant(standup.closes)}
    text = Text("dm.standup_thanks", facts)
    if mine.blocked:
        text = Text("dm.standup_thanks_blocked", {**facts, "number": mine.blocked.number})
    return SendDirect(mine.person, text, (_form(standup, "button.standup_change"),))


def changed(mine: Attendee) -> Text:
    if mine.blocked:
        return Text("whisper.standup_changed_blocked", {"number": mine.blocked.number})
    return Text("whisper.standup_changed")


def _form(standup: StandUp, label: str) -> Offer:
    return Offer(Dialog.STANDUP_ANSWER, str(standup.ref), Text(label))


def summary(standup: StandUp, plan: StandUpPlan) -> Text:
    """Who was there comes first: where there is too much for one message, it ends later."""
    expected = len(standup.answered) + len(standup.silent)
    facts: dict[str, Argument] = {
        "name": plan.name,
        "day": standup.day,
        "count": len(standup.answered),
        "expected": expected,
    }
    title = Text("notice.standup_summary", facts)
    return lines((title, *_attendance(standup), *_said(standup)))


def _attendance(standup: StandUp) -> Iterator[Text]:
    if standup.silent:
        yield Text("notice.standup_silent", {"names": _names(standup.silent)})
    if standup.away:
        yield Text("notice.standup_away", {"names": _names(standup.away)})


def _said(standup: StandUp) -> Iterator[Text]:
    for department in dict.fromkeys(one.department for one in standup.answered):
        yield Text("notice.standup_department", {"department": department})
        for one in standup.answered:
            if one.department == department:
                yield from _answer(one)


def _answer(one: Attendee) -> Iterator[Text]:
    assert one.said  # noqa: S101 - of those who have answered
    said = {"next": cut(one.said.next, SHOWN), "done": cut(one.said.done, SHOWN_DONE)}
    yield Text("notice.standup_answer", {"person": Name(one.person), **said})
    if one.said.blocker and one.blocked:
        blocker = cut(one.said.blocker, SHOWN)
        yield Text("notice.standup_blocker", {"blocker": blocker, "number": one.blocked.number})
    elif one.blocked:
        yield Text("notice.standup_unblocked", {"number": one.blocked.number})


def _names(people: Sequence[Attendee]) -> Argument:
    return name_rows([one.person for one in people])
