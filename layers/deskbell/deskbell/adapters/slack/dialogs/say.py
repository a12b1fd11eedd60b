"""The dialog in which somebody of the desk answers, or writes a note, from anywhere (A5-07)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Words
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.usecases.tickets.say_in_dialog import EVERYBODY, THE_TEAM

TEXT_LIMIT = 3_000


def _audiences(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [
        Option(THE_TEAM, Text("modal.say.option.team")),
        Option(EVERYBODY, Text("modal.say.option.everybody")),
    ]


FORM = DialogForm(
    title=Text("modal.say.title"),
    submit=Text("modal.say.submit"),
    intro=Text("modal.say.intro"),
    fields=(
        Words(name="text", label=Text("modal.say.field.text"), limit=TEXT_LIMIT, multiline=True),
        Choice(
            name="audience",
            label=Text("modal.say.field.audience"),
            options=_audiences,
            initial=THE_TEAM,
        ),
    ),
)
