"""The dialog with which somebody asks to be stood in for while they would be on call, or swaps."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Choice, Moment, Option, Somebody
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

USUALLY_FOR = timedelta(hours=4)
_HOUR = 3600


def form(filling: Filling) -> DialogForm | None:
    """None where nobody takes turns; `filling.value` is the schedule that it was opened at."""
    schedules = filling.desk.schedules
    if not schedules:
        return None
    chosen = filling.value if ScheduleId(filling.value) in schedules else None
    if chosen is None:
        theirs = [one.id for one in schedules.values() if filling.person in one.people]
        chosen = next(iter([*theirs, *schedules]))
    return DialogForm(
        title=Text("modal.oncall_cover.title"),
        submit=Text("modal.oncall_cover.submit"),
        intro=Text("modal.oncall_cover.intro"),
        fields=(
            Choice(
                name="schedule",
                label=Text("modal.oncall_cover.field.schedule"),
                options=_schedules,
                initial=chosen,
            ),
            _person("substitute"),
            Moment(
                name="from",
                label=Text("modal.oncall_cover.field.from"),
                hint=Text("modal.oncall_cover.hint.from"),
                optional=True,
            ),
            Moment(
                name="until",
                label=Text("modal.oncall_cover.field.until"),
                initial=_on_the_hour(filling.now + USUALLY_FOR),
            ),
            Moment(
                name="in_return",
                label=Text("modal.oncall_cover.field.in_return"),
                hint=Text("modal.oncall_cover.hint.in_return"),
                optional=True,
            ),
            _person("absent", optional=True),
        ),
        wrong=lambda answers: _wrong(answers, filling),
    )


def _person(name: str, *, optional: bool = False) -> Somebody:
    return Somebody(
        name=name,
        label=Text(f"modal.oncall_cover.field.{name}"),
        hint=Text(f"modal.oncall_cover.hint.{name}"),
        eligible=_anybody,
        otherwise=Text("error.not_an_option"),
        optional=optional,
    )


def _schedules(desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(one.id, one.name) for one in desk.schedules.values()]


def _anybody(_desk: Desk, _inbox: InboxId, _person: PersonId) -> bool:
    """Who may stand in, the decision says, which knows who is on call."""
    return True


def _on_the_hour(at: datetime) -> int:
    seconds = int(at.timestamp())
    return seconds - seconds % _HOUR


def _wrong(answers: Answers, filling: Filling) -> Mapping[str, Text]:
    now = int(filling.now.timestamp())
    until = int(answers["until"])
    if until <= now:
        return {"until": Text("error.oncall_past")}
    if until <= int(answers.get("from", now)):
        return {"until": Text("error.oncall_not_after")}
    if answers["substitute"] == answers.get("absent", filling.person):
        return {"substitute": Text("error.oncall_same_person")}
    return {}
