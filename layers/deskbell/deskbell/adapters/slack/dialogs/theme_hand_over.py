"""The dialog that hands a theme over to a team, where one person owns it."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.adapters.slack.dialogs.theme_fields import TEAM_LIMIT, issue_field, person_field
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.theme_hand_over.title"),
    submit=Text("modal.theme_hand_over.submit"),
    intro=Text("modal.theme_hand_over.intro"),
    fields=(
        Words(name="team", label=Text("modal.theme_hand_over.field.team"), limit=TEAM_LIMIT),
        person_field(Text("modal.theme_hand_over.field.person")),
        issue_field(),
    ),
)
