"""What people hear of dogfooding: the invitation, the thanks, and a month's report; `decide.py`
asks."""

from collections.abc import Collection, Iterator
from datetime import datetime

from deskbell.domain.dogfooding import commands as c
from deskbell.domain.dogfooding.obligation import last_day
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.dogfooding.turn import DogfoodTurn
from deskbell.domain.effects import Effect, Offer, SendDirect, SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog
from deskbell.domain.joining import lines, name_rows
from deskbell.domain.texts import Argument, Instant, Text

MOST_NAMED = 40


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.dogfood_{what}", args)


def ask(turn: DogfoodTurn, plan: DogfoodingPlan, *, again: bool) -> SendDirect:
    facts: dict[str, Argument] = {
        "name": plan.name,
        "what": plan.what,
        "why": plan.why,
        "until": last_day(turn.month).isoformat(),
    }
    text = Text("dm.dogfood_reminder" if again else "dm.dogfood_invitation", facts)
    return SendDirect(turn.person, text, (_form(),))


def signed_up(turn: DogfoodTurn, slot: datetime) -> SendDirect:
    return SendDirect(
        turn.person, Text("dm.dogfood_signed_up", {"slot": Instant(slot)}), (_form(),)
    )


def thanks(turn: DogfoodTurn, command: c.Say) -> SendDirect:
    if command.findings:
        return SendDirect(
            turn.person, Text("dm.dogfood_thanks_shared", {"count": len(command.findings)})
        )
    return SendDirect(turn.person, Text("dm.dogfood_thanks"))


def _form() -> Offer:
    return Offer(Dialog.DOGFOOD, "", Text("button.dogfood"))


def report(
    plan: DogfoodingPlan, month: str, done: Collection[PersonId], late: Collection[PersonId]
) -> Iterator[Effect]:
    """By department to everybody, in numbers; by name to whoever looks after it."""
    title = Text("notice.dogfood_report", {"name": plan.name, "month": month})
    yield SendNotice(plan.channel, lines((title, *_departments(plan, done, late))))
    named = [one for one in plan.people if one in late][:MOST_NAMED]
    if named:
        facts: dict[str, Argument] = {
            "name": plan.name,
            "month": month,
            "names": name_rows(named),
            "late": len(late),
        }
        yield SendDirect(plan.owner, Text("dm.dogfood_overdue", facts))


def _departments(
    plan: DogfoodingPlan, done: Collection[PersonId], late: Collection[PersonId]
) -> Iterator[Text]:
    for one in plan.departments:
        did = sum(person in done for person in one.people)
        owed = did + sum(person in late for person in one.people)
        facts: dict[str, Argument] = {
            "department": one.name,
            "count": did,
            "due": owed,
            "excused": len(one.people) - owed,
        }
        yield Text("notice.dogfood_department", facts)
