"""The dialog that puts a ticket out of sight until some time or until somebody writes."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Moment, Option
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.pause import Snooze

CHOICES = {
    Snooze.HOUR: Text("modal.snooze.option.hour"),
    Snooze.TOMORROW: Text("modal.snooze.option.tomorrow"),
    Snooze.MONDAY: Text("modal.snooze.option.monday"),
    Snooze.REPLY: Text("modal.snooze.option.reply"),
    Snooze.UNTIL: Text("modal.snooze.option.until"),
}


def _choices(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(choice, label) for choice, label in CHOICES.items()]


def _time_fits(answers: Answers) -> Mapping[str, Text]:
    """A time is needed for "until", and means nothing with the others."""
    if answers.get("snooze") == Snooze.UNTIL and "until" not in answers:
        return {"until": Text("error.required")}
    if answers.get("snooze") != Snooze.UNTIL and "until" in answers:
        return {"snooze": Text("error.snooze_is_not_until")}
    return {}


FORM = DialogForm(
    title=Text("modal.snooze.title"),
    submit=Text("modal.snooze.submit"),
    intro=Text("modal.snooze.intro"),
    fields=(
        Choice(name="snooze", label=Text("modal.snooze.field.snooze"), options=_choices),
        Moment(name="until", label=Text("modal.snooze.field.until"), optional=True),
    ),
    wrong=_time_fits,
)
