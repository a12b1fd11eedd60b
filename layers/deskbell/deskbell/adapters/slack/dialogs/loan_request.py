"""The form with which somebody asks for a laptop to borrow (A1-07, bad inputs 96)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Choice, Field, Moment, Option, Somebody, Words
from deskbell.adapters.slack.dialogs.loan_fields import days_field
from deskbell.adapters.slack.rendering.blocks import Block, button
from deskbell.adapters.slack.rendering.words import plain
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.loans.permissions import is_staff
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.wish import USUALLY_NEEDED_IN, read_days, wrong_wish
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.permissions import member

WHY_LIMIT = 500
USUAL_DAYS = 7
_QUARTER = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededBy(Moment):
    """A day and a time; the answer is written as in ISO 8601, in UTC."""

    def given(self, element: Mapping[str, object]) -> str:
        seconds = element.get("selected_date_time")
        if type(seconds) is not int or len(str(seconds)) != 10 or seconds < 0:
            return ""
        return datetime.fromtimestamp(seconds, UTC).isoformat()

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        return None


def loan_button(language: str) -> Block:
    """Opens the form; where there are only words."""
    words = translate("button.loan_request", language)
    return button(Dialog.LOAN_REQUEST.value, words, words, "")


def form(filling: Filling) -> DialogForm | None:
    """None where no office lends laptops."""
    if not filling.desk.loans:
        return None
    return DialogForm(
        title=Text("modal.loan_request.title"),
        submit=Text("modal.loan_request.submit"),
        intro=Text("modal.loan_request.intro"),
        fields=tuple(_fields(filling)),
        wrong=lambda answers: _wrong(answers, filling),
    )


def _fields(filling: Filling) -> Iterator[Field]:
    """`filling.value` is what the message said that it begins with."""
    policies = filling.desk.loans
    who = member(filling.person, filling.desk)
    if any(is_staff(who, policy) for policy in policies.values()):
        yield Somebody(
            name="for",
            label=Text("modal.loan_request.field.for"),
            hint=Text("modal.loan_request.hint.for"),
            eligible=_anybody,
            otherwise=Text("error.not_an_option"),
            optional=True,
        )
    yield Choice(
        name="office",
        label=Text("modal.loan_request.field.office"),
        options=_offices,
        initial=next(iter(policies)) if len(policies) == 1 else None,
    )
    yield NeededBy(
        name="needed_by",
        label=Text("modal.loan_request.field.needed_by"),
        initial=_in_two_days(filling.now),
    )
    longest = max(policy.longest for policy in policies.values())
    yield days_field(str(min(USUAL_DAYS, longest)))
    yield Words(
        name="why",
        label=Text("modal.loan_request.field.why"),
        limit=WHY_LIMIT,
        multiline=True,
        initial=plain(filling.value, _nameless)[:WHY_LIMIT],
    )
    if any(policy.needs_approval for policy in policies.values()):
        needed_everywhere = all(policy.needs_approval for policy in policies.values())
        yield Somebody(
            name="manager",
            label=Text("modal.loan_request.field.manager"),
            hint=Text("modal.loan_request.hint.manager"),
            eligible=_anybody,
            otherwise=Text("error.not_an_option"),
            optional=not needed_everywhere,
        )


def _nameless(person: PersonId) -> Person:
    """The ingress knows no names."""
    return Person(person, "", None, None, Standing.EXTERNAL)


def _offices(desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(office, policy.name) for office, policy in desk.loans.items()]


def _anybody(_desk: Desk, _inbox: InboxId, _person: PersonId) -> bool:
    """Who they are, Slack says later; the decision knows what that means."""
    return True


def _in_two_days(now: datetime) -> int:
    """On the quarter of an hour: people do not say 14:07."""
    seconds = int((now + USUALLY_NEEDED_IN).timestamp())
    return seconds - seconds % _QUARTER


def _wrong(answers: Answers, filling: Filling) -> Mapping[str, Text]:
    policy = filling.desk.loans[OfficeId(answers["office"])]
    needed_by = datetime.fromisoformat(answers["needed_by"])
    found = dict(wrong_wish(needed_by, read_days(answers["days"]), policy, filling.now))
    manager, whose = answers.get("manager"), answers.get("for", filling.person)
    if policy.needs_approval and not manager:
        found["manager"] = Text("error.required")
    elif manager and manager == whose:
        found["manager"] = Text("error.loan_own_manager")
    return found
