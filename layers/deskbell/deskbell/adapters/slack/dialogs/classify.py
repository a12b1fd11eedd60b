"""The dialog that sets how soon a ticket is needed and what it is about."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Priority

PRIORITIES = {
    Priority.LOW: Text("modal.classify.option.low"),
    Priority.NORMAL: Text("modal.classify.option.normal"),
    Priority.HIGH: Text("modal.classify.option.high"),
    Priority.URGENT: Text("modal.classify.option.urgent"),
}


def _priorities(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(priority, label) for priority, label in PRIORITIES.items()]


def _categories(desk: Desk, inbox: InboxId) -> list[Option]:
    """Those of the ticket's inbox, as far as its card knows it."""
    known = desk.inboxes.get(inbox)
    return [Option(one.value, one.label) for one in known.categories] if known else []


def _something(answers: Answers) -> Mapping[str, Text]:
    return {} if answers else {"priority": Text("error.required")}


FORM = DialogForm(
    title=Text("modal.classify.title"),
    fields=(
        Choice(
            name="priority",
            label=Text("modal.classify.field.priority"),
            options=_priorities,
            optional=True,
        ),
        Choice(
            name="category",
            label=Text("modal.classify.field.category"),
            options=_categories,
            optional=True,
        ),
    ),
    wrong=_something,
)
