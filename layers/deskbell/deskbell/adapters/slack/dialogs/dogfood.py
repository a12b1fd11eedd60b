"""The form of dogfooding: sign up for a time, or say that it is done and what was found (A3-04)."""

from collections.abc import Mapping
from functools import partial
from zoneinfo import ZoneInfo

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Words
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.dogfooding.slots import next_slots
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

DID_LIMIT, FINDINGS_LIMIT, MOST_FINDINGS = 200, 1_500, 5


def form(filling: Filling) -> DialogForm | None:
    """None where nobody does that, or it is not for them."""
    plan = filling.desk.dogfooding
    if plan is None or filling.person not in plan.people:
        return None
    facts = {"name": escape(plan.name), "what": escape(plan.what)}
    return DialogForm(
        title=Text("modal.dogfood.title"),
        submit=Text("modal.dogfood.submit"),
        intro=Text("modal.dogfood.intro", facts),
        fields=(
            Choice(
                name="slot",
                label=Text("modal.dogfood.field.slot"),
                hint=Text("modal.dogfood.hint.slot"),
                options=partial(_slots, filling),
                optional=True,
            ),
            Words(
                name="did",
                label=Text("modal.dogfood.field.did"),
                limit=DID_LIMIT,
                optional=True,
            ),
            Words(
                name="findings",
                label=Text("modal.dogfood.field.findings"),
                hint=Text("modal.dogfood.hint.findings", {"most": MOST_FINDINGS}),
                limit=FINDINGS_LIMIT,
                multiline=True,
                optional=True,
            ),
        ),
        wrong=_wrong,
    )


def _slots(filling: Filling, desk: Desk, _inbox: InboxId) -> list[Option]:
    """On the desk's clock, as the settings have them."""
    plan, place = desk.dogfooding, ZoneInfo(desk.zone)
    found = next_slots(plan.slots, filling.now, desk.zone, desk.holidays) if plan else []
    return [
        Option(str(int(one.timestamp())), f"{one.astimezone(place):%Y-%m-%d %H:%M}")
        for one in found
    ]


def _wrong(answers: Answers) -> Mapping[str, Text]:
    if not answers:
        return {"did": Text("error.dogfood_nothing")}
    lines = [one for one in answers.get("findings", "").splitlines() if one.strip()]
    if len(lines) > MOST_FINDINGS:
        return {"findings": Text("error.dogfood_too_many", {"most": MOST_FINDINGS})}
    return {}
