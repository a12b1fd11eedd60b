"""Slash commands as readings: alone it opens its form, with words behind it asks for help."""

from deskbell.adapters.slack.fields import Payload, long, person_id, short
from deskbell.adapters.slack.form_readings import FormWanted, HelpWanted
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.settings.desk import Desk


def read_command(fields: Payload, desk: Desk) -> Reading:
    """Raises InputError where a field is missing or wrong (bad_inputs.md 70)."""
    form = desk.form_for_command(short(fields, "command"))
    if form is None:
        return Ignored("unknown_command")
    person, install = person_id(fields, "user_id"), desk.workspace.install
    if long(fields, "text"):
        return HelpWanted(form, install, person)
    return FormWanted(form, install, person, short(fields, "trigger_id"), in_words=True)
