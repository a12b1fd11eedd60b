"""Which dialogs there are, and what a card's "More" offers, in groups.

A new dialog is a member of `Dialog`, a module beside this one, a line in `DIALOGS` and one in
`MENU`, and a case in usecases/tickets/use_dialog.py. What needs no dialog is a `Button` in `MENU`,
with its words in `AT_ONCE`.
"""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs import (
    approval,
    assign,
    classify,
    correct,
    delegate,
    dismiss,
    link,
    merge,
    move,
    notify,
    privacy,
    reject,
    reply,
    say,
    snooze,
    vendor,
)
from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from deskbell.domain.texts import Text

DIALOGS: Mapping[Dialog, DialogForm] = {
    Dialog.CLASSIFY: classify.FORM,
    Dialog.DISMISS: dismiss.FORM,
    Dialog.MOVE: move.FORM,
    Dialog.ASSIGN: assign.FORM,
    Dialog.REPLY: reply.FORM,
    Dialog.SAY: say.FORM,
    Dialog.CORRECT: correct.FORM,
    Dialog.MERGE: merge.FORM,
    Dialog.LINK: link.FORM,
    Dialog.NOTIFY: notify.FORM,
    Dialog.VENDOR: vendor.FORM,
    Dialog.SNOOZE: snooze.FORM,
    Dialog.PRIVACY: privacy.FORM,
    Dialog.ASK_APPROVAL: approval.FORM,
    Dialog.REJECT: reject.FORM,
    Dialog.DELEGATE: delegate.FORM,
}

AT_ONCE: Mapping[Button, Text] = {
    Button.CONCEAL: Text("menu.conceal"),
    Button.RECALL_APPROVAL: Text("menu.recall_approval"),
    Button.UNLINK: Text("menu.unlink"),
    Button.FLAG: Text("menu.flag"),
    Button.WAIT: Text("button.wait"),
    Button.UNDO: Text("button.undo"),
}
"""What the menu calls an entry that acts at once."""

MENU: Mapping[str, tuple[Dialog | Button, ...]] = {
    "reply": (Dialog.SAY, Dialog.REPLY, Dialog.CORRECT),
    "triage": (Dialog.CLASSIFY, Dialog.ASSIGN, Dialog.MOVE, Dialog.DISMISS),
    "approval": (Dialog.ASK_APPROVAL, Button.RECALL_APPROVAL),
    "later": (Button.WAIT, Dialog.VENDOR, Dialog.SNOOZE),
    "together": (Dialog.MERGE, Dialog.LINK, Button.UNLINK, Dialog.NOTIFY),
    "privacy": (Button.CONCEAL, Dialog.PRIVACY),
    "help": (Button.FLAG, Button.UNDO),
}
"""The entries by group, whose heading is `modal.more.group.<name>`."""

FOR_EVERYBODY = frozenset[Dialog | Button]({Button.CONCEAL, Button.FLAG, Button.UNDO})
"""What also those may do who do not work at the desk, mostly with what they asked for."""
