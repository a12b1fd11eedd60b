"""The menu behind "More" of an outage's card: what is not needed at once, and not by everybody.

The ingress reads no incident, so all of it is offered; the decision refuses what cannot be done,
and says so.
"""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.fields import Block, plain
from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from deskbell.domain.texts import Text

ENTRIES: dict[Dialog | Button, Text] = {
    Dialog.INCIDENT_UPDATE: Text("modal.incident_update.title"),
    Dialog.INCIDENT_ROLE: Text("modal.incident_role.title"),
    Dialog.INCIDENT_REASSIGN: Text("modal.incident_reassign.title"),
    Dialog.INCIDENT_SNOOZE: Text("modal.incident_snooze.title"),
    Dialog.INCIDENT_URGENCY: Text("modal.incident_urgency.title"),
    Dialog.INCIDENT_MERGE: Text("modal.incident_merge.title"),
    Button.INCIDENT_OPEN_CHANNEL: Text("button.incident_open_channel"),
    Button.INCIDENT_RELEASE: Text("button.incident_release"),
}
"""In the order in which a night needs them."""


def incident_menu_view(origin: Origin, language: str) -> Block:
    """The view for `views.open`."""
    buttons = [
        {
            "type": "button",
            "action_id": str(entry),
            "text": plain(translate(words.key, language)),
            "value": str(entry),
        }
        for entry, words in ENTRIES.items()
    ]
    return {
        "type": "modal",
        "private_metadata": origin.written(),
        "title": plain(translate("modal.incident_more.title", language)),
        "close": plain(translate("modal.more.close", language)),
        "blocks": [{"type": "actions", "elements": buttons}],
    }
