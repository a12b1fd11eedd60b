"""The dialog that says who leads, who informs and who takes notes during an outage."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Somebody
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.paging.incident import IncidentRole
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

ROLES = {
    IncidentRole.LEAD: Text("modal.incident_role.option.lead"),
    IncidentRole.COMMUNICATOR: Text("modal.incident_role.option.communicator"),
    IncidentRole.SCRIBE: Text("modal.incident_role.option.scribe"),
}


def _roles(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(role, label) for role, label in ROLES.items()]


def _anybody(_desk: Desk, _inbox: InboxId, _person: PersonId) -> bool:
    """Whoever knows the system helps, on call or not."""
    return True


FORM = DialogForm(
    title=Text("modal.incident_role.title"),
    submit=Text("modal.incident_role.submit"),
    intro=Text("modal.incident_role.intro"),
    fields=(
        Choice(name="role", label=Text("modal.incident_role.field.role"), options=_roles),
        Somebody(
            name="person",
            label=Text("modal.incident_role.field.person"),
            eligible=_anybody,
            otherwise=Text("error.not_an_option"),
        ),
    ),
)
