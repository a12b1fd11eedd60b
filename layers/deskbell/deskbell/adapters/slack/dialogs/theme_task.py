"""The dialog that asks a department to contribute to a theme: who does what, and by when."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.adapters.slack.dialogs.loan_request import NeededBy
from deskbell.adapters.slack.dialogs.theme_fields import TASK_LIMIT, TEAM_LIMIT, person_field
from deskbell.domain.texts import Text

USUALLY = 7 * 86_400
_QUARTER = 900


def form(filling: Filling) -> DialogForm:
    """Usually in a week, on the quarter of an hour; whether the time does, the decision says."""
    seconds = int(filling.now.timestamp()) + USUALLY
    department = Text("modal.theme_task.field.department")
    return DialogForm(
        title=Text("modal.theme_task.title"),
        submit=Text("modal.theme_task.submit"),
        intro=Text("modal.theme_task.intro"),
        fields=(
            Words(name="department", label=department, limit=TEAM_LIMIT),
            person_field(Text("modal.theme_task.field.person")),
            Words(name="task", label=Text("modal.theme_task.field.task"), limit=TASK_LIMIT),
            NeededBy(
                name="due",
                label=Text("modal.theme_task.field.due"),
                initial=seconds - seconds % _QUARTER,
            ),
        ),
    )
