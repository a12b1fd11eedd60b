"""The dialog that has others called for an outage: somebody by name, or by another policy."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Somebody
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text


def _policies(desk: Desk, _inbox: InboxId) -> list[Option]:
    policies = desk.paging.policies if desk.paging else {}
    return [Option(name, policy.name) for name, policy in policies.items()]


def _anybody(_desk: Desk, _inbox: InboxId, _person: PersonId) -> bool:
    """Whether they can be called, the decision knows."""
    return True


def _one_of_two(answers: Answers) -> Mapping[str, Text]:
    if len(answers) == 1:
        return {}
    return {"person": Text("error.incident_one_of_two")}


FORM = DialogForm(
    title=Text("modal.incident_reassign.title"),
    submit=Text("modal.incident_reassign.submit"),
    intro=Text("modal.incident_reassign.intro"),
    fields=(
        Somebody(
            name="person",
            label=Text("modal.incident_reassign.field.person"),
            eligible=_anybody,
            otherwise=Text("error.not_an_option"),
            optional=True,
        ),
        Choice(
            name="policy",
            label=Text("modal.incident_reassign.field.policy"),
            options=_policies,
            optional=True,
        ),
    ),
    wrong=_one_of_two,
)
