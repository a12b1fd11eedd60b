"""The form in which somebody says what members say, or what they think themselves (A1-22)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Words
from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.texts import Text

TEXT_LIMIT = 3_000
"""Of what Slack lets somebody type into a field."""

FORM = DialogForm(
    title=Text("modal.feedback_give.title"),
    submit=Text("modal.feedback_give.submit"),
    intro=Text("modal.feedback_give.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.feedback_give.field.text"),
            limit=TEXT_LIMIT,
            multiline=True,
        ),
        Choice(
            name="sentiment",
            label=Text("modal.feedback_give.field.sentiment"),
            options=lambda _desk, _inbox: [
                Option(one.value, Text(f"status.feedback.{one}")) for one in Sentiment
            ],
            optional=True,
        ),
    ),
)
