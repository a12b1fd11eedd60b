"""The dialog that lets an outage rest until some time, when somebody is sought anew."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm, Filling
from deskbell.adapters.slack.dialogs.loan_request import NeededBy
from deskbell.domain.texts import Text

USUALLY = 3_600
_QUARTER = 900


def form(filling: Filling) -> DialogForm:
    """Whether the time does, the decision says; usually it is an hour, on the quarter."""
    seconds = int(filling.now.timestamp()) + USUALLY
    return DialogForm(
        title=Text("modal.incident_snooze.title"),
        submit=Text("modal.incident_snooze.submit"),
        intro=Text("modal.incident_snooze.intro"),
        fields=(
            NeededBy(
                name="until",
                label=Text("modal.incident_snooze.field.until"),
                initial=seconds - seconds % _QUARTER,
            ),
        ),
    )
