"""The card with which somebody is asked for an approval, in their direct messages (C-23).

The relay calls it for every ShowAsk with the approval as it stands then, in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.approval_words import some_names
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.texts import date_token, render_text
from deskbell.adapters.slack.rendering.words import People, name_of, one_line, passage
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog
from deskbell.usecases.slack_ports import Message

WHAT_LIMIT, WHY_LIMIT = 1_000, 500
SIGNS = {
    Outcome.APPROVED: "✅",
    Outcome.REJECTED: "❌",
    Outcome.EXPIRED: "⌛",
    Outcome.WITHDRAWN: "↩️",
}


def asked_card(
    approval: Approval, reader: PersonId, language: str, zone: str, people: People
) -> Message:
    """What `reader` is asked, who else decides, until when, and what came of it."""
    return _AskedCard(approval, reader, language, zone, people).message()


@dataclass(frozen=True, slots=True)
class _AskedCard:
    approval: Approval
    reader: PersonId
    language: str
    zone: str
    people: People

    def message(self) -> Message:
        approval = self.approval
        asks = self._text(
            "card.asked.title",
            by=self._name(approval.asker),
            label=one_line(approval.label),
            requester=self._name(approval.requester or approval.asker),
        )
        what = _quoted(approval.what, WHAT_LIMIT)
        if not what and approval.about is None:
            what = self._text("title.none")
        state = self._state()
        shown: dict[str, Block] = {
            "asks": blocks.section(asks),
            **({"what": blocks.section(what)} if what else {}),
            "state": blocks.section(state),
        }
        if approval.about:
            about = render_text(approval.about, self.language, self.zone, self.people)
            shown["asks"] = blocks.section(f"{asks}\n{about}")
        if rule := self._rule():
            shown["rule"] = blocks.context(rule)
        if self.reader in approval.waits_for:
            shown["actions"] = blocks.actions(self._buttons())
        text = cut(f"{asks}\n{state}", MESSAGE_TEXT_LIMIT)
        return Message(text=text, blocks=blocks.identified(shown))

    def _state(self) -> str:
        approval = self.approval
        if approval.outcome is not None:
            return f"{SIGNS[approval.outcome]} {self._ending(approval.outcome)}"
        if self.reader in approval.waits_for:
            return self._text("card.asked.yours", until=self._at(approval.due))
        names = self._names(approval.waits_for)
        seat = approval.seat_of(self.reader)
        if seat and seat.vote:
            return self._text(f"card.asked.voted_{seat.vote.verdict}", names=names)
        return self._text("card.asked.passed_on", names=names)

    def _ending(self, outcome: Outcome) -> str:
        """Who decided, and when; and why, if the last word was a no."""
        approval, at = self.approval, self._at(self.approval.settled_at)
        said = self._text(f"card.asked.{outcome}")
        votes = {seat.person: seat.vote for seat in approval.seats if seat.vote}
        voted = [who for who, vote in votes.items() if vote.verdict.value == outcome.value]
        if not voted:
            return f"{said} · {at}"
        last = votes.get(approval.settled_by) if approval.settled_by else None
        why = _quoted(last.why, WHY_LIMIT) if last and last.why else ""
        return f"{said} · {self._names(voted)} · {at}\n{why}".strip()

    def _rule(self) -> str:
        """Who decides with them, and how many it takes; for whoever still has to."""
        approval, seats = self.approval, self.approval.seats
        others = [seat.person for seat in seats if seat.person != self.reader]
        if len(seats) == 1 or self.reader not in approval.waits_for:
            return ""
        if approval.policy.in_turn:
            names = self._names(seat.person for seat in seats)
            return self._text("card.asked.in_turn", names=names)
        return self._text(
            "card.asked.together",
            names=self._names(others),
            approved=approval.approved,
            needed=approval.needed,
        )

    def _buttons(self) -> list[Block]:
        approval = self.approval
        value, label = f"{approval.ref}|{approval.version}", approval.label
        entries: tuple[tuple[Button | Dialog, str], ...] = (
            (Button.APPROVE, "approve"),
            (Dialog.REJECT, "reject"),
            (Dialog.DELEGATE, "delegate"),
        )
        return [
            blocks.button(
                action,
                self._text(f"button.{name}"),
                self._text(f"button.{name}_label", label=label),
                value,
                primary=action is Button.APPROVE,
            )
            for action, name in entries
        ]

    def _names(self, people: Iterable[PersonId]) -> str:
        return some_names(people, self._name, self.language)

    def _name(self, person: PersonId) -> str:
        return name_of(self.people(person))

    def _at(self, at: datetime | None) -> str:
        return date_token(at or self.approval.asked_at, self.zone)

    def _text(self, key: str, **args: object) -> str:
        return translate(key, self.language, **args)


def _quoted(text: str, limit: int) -> str:
    lines = passage(text, limit, 2 * limit).splitlines()
    return "\n".join(f">{line}" for line in lines)
