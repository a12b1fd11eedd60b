"""The dialog for what is to be done about an outage, so that it does not come back: a ticket."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Words
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

ACTION_LIMIT = 500


def _inboxes(desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(inbox.id, inbox.name) for inbox in desk.inboxes.values()]


FORM = DialogForm(
    title=Text("modal.incident_action.title"),
    submit=Text("modal.incident_action.submit"),
    intro=Text("modal.incident_action.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.incident_action.field.text"),
            limit=ACTION_LIMIT,
            multiline=True,
        ),
        Choice(name="inbox", label=Text("modal.incident_action.field.inbox"), options=_inboxes),
    ),
)
