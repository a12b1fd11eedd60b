"""The dialog with which a technician says how a laptop came back, or that it is lost."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option
from deskbell.adapters.slack.dialogs.loan_fields import serial_field
from deskbell.domain.ids import InboxId
from deskbell.domain.loans.asset import AssetState
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

FINDINGS = {
    AssetState.AVAILABLE: Text("modal.loan_inspect.option.available"),
    AssetState.REPAIR: Text("modal.loan_inspect.option.repair"),
    AssetState.LOST: Text("modal.loan_inspect.option.lost"),
}


def _findings(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(finding, label) for finding, label in FINDINGS.items()]


def _wrong(answers: Answers) -> Mapping[str, Text]:
    """Of what is lost, nobody can read a number."""
    needed = answers["finding"] != AssetState.LOST and "serial" not in answers
    return {"serial": Text("error.required")} if needed else {}


FORM = DialogForm(
    title=Text("modal.loan_inspect.title"),
    submit=Text("modal.loan_inspect.submit"),
    intro=Text("modal.loan_inspect.intro"),
    fields=(
        Choice(name="finding", label=Text("modal.loan_inspect.field.finding"), options=_findings),
        serial_field(Text("modal.loan_inspect.hint.serial"), optional=True),
    ),
    wrong=_wrong,
)
