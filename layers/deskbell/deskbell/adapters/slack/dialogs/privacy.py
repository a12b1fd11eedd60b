"""The dialog that says who may know of a ticket; to let more people know takes a reason."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Words
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.classification import Privacy

REASON_LIMIT = 300
CLASSES = {
    Privacy.PUBLIC: Text("privacy.public"),
    Privacy.TEAM: Text("privacy.team"),
    Privacy.PRIVATE: Text("privacy.private"),
    Privacy.RESTRICTED: Text("privacy.restricted"),
}


def _classes(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(privacy, label) for privacy, label in CLASSES.items()]


FORM = DialogForm(
    title=Text("modal.privacy.title"),
    submit=Text("modal.privacy.submit"),
    intro=Text("modal.privacy.intro"),
    fields=(
        Choice(name="privacy", label=Text("modal.privacy.field.privacy"), options=_classes),
        Words(
            name="why",
            label=Text("modal.privacy.field.why"),
            hint=Text("modal.privacy.hint.why"),
            limit=REASON_LIMIT,
            optional=True,
        ),
    ),
)
