"""The dialog that makes an outage urgent, or says why it is not."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Words
from deskbell.adapters.slack.dialogs.incident_raise import urgencies
from deskbell.domain.paging.policy import Urgency
from deskbell.domain.texts import Text

WHY_LIMIT = 300


def _says_why(answers: Answers) -> Mapping[str, Text]:
    if answers.get("urgency") == Urgency.LOW and "why" not in answers:
        return {"why": Text("error.required")}
    return {}


FORM = DialogForm(
    title=Text("modal.incident_urgency.title"),
    submit=Text("modal.incident_urgency.submit"),
    intro=Text("modal.incident_urgency.intro"),
    fields=(
        Choice(
            name="urgency", label=Text("modal.incident_urgency.field.urgency"), options=urgencies
        ),
        Words(
            name="why",
            label=Text("modal.incident_urgency.field.why"),
            limit=WHY_LIMIT,
            optional=True,
        ),
    ),
    wrong=_says_why,
)
