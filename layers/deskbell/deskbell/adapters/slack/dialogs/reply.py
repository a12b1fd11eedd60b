"""The dialog with which somebody of the desk answers in prepared words."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text


def _replies(desk: Desk, _inbox: InboxId) -> list[Option]:
    """With what each does, and how it begins in the desk's language."""
    return [
        Option(reply.id, reply.name, " ".join(reply.told(desk.language)))
        for reply in desk.replies.values()
    ]


def _any(desk: Desk, _inbox: InboxId) -> bool:
    return bool(desk.replies)


FORM = DialogForm(
    title=Text("modal.reply.title"),
    submit=Text("modal.reply.submit"),
    intro=Text("modal.reply.intro"),
    fields=(Choice(name="reply", label=Text("modal.reply.field.reply"), options=_replies),),
    offered=_any,
)
