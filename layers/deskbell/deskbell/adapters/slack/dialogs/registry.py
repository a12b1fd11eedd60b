"""Which dialogs there are, and what a card's "More" offers, in groups.

A new dialog is a member of `Dialog`, a module beside this one, a line in `DIALOGS` and one in
`MENU`, and a case in usecases/tickets/use_dialog.py. One that depends on who fills it in has its
line in `MADE`. What needs no dialog is a `Button` in `MENU`,
with its words in `AT_ONCE`.
"""

from collections.abc import Callable, Mapping

from deskbell.adapters.slack.dialogs import (
    announcement,
    approval,
    aside,
    assign,
    change_comment,
    classify,
    correct,
    csat_comment,
    delegate,
    dismiss,
    dogfood,
    feedback_give,
    feedback_theme,
    incident_action,
    incident_merge,
    incident_raise,
    incident_reassign,
    incident_role,
    incident_snooze,
    incident_update,
    incident_urgency,
    link,
    loan_extend,
    loan_hand_out,
    loan_inspect,
    loan_request,
    loan_visit,
    merge,
    move,
    notify,
    oncall_cover,
    praise,
    privacy,
    redirect,
    reject,
    reply,
    say,
    snooze,
    standup_answer,
    theme_decline,
    theme_hand_over,
    theme_merge,
    theme_task,
    theme_task_decline,
    vendor,
)
from deskbell.adapters.slack.dialogs.dialog import DialogForm, Filling
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from deskbell.domain.texts import Text

DIALOGS: Mapping[Dialog, DialogForm] = {
    Dialog.CLASSIFY: classify.FORM,
    Dialog.DISMISS: dismiss.FORM,
    Dialog.MOVE: move.FORM,
    Dialog.REDIRECT: redirect.FORM,
    Dialog.ASSIGN: assign.FORM,
    Dialog.REPLY: reply.FORM,
    Dialog.SAY: say.FORM,
    Dialog.CORRECT: correct.FORM,
    Dialog.ASIDE: aside.ASK,
    Dialog.ANSWER_ASIDE: aside.ANSWER,
    Dialog.CSAT_COMMENT: csat_comment.FORM,
    Dialog.MERGE: merge.FORM,
    Dialog.LINK: link.FORM,
    Dialog.NOTIFY: notify.FORM,
    Dialog.VENDOR: vendor.FORM,
    Dialog.SNOOZE: snooze.FORM,
    Dialog.PRIVACY: privacy.FORM,
    Dialog.ASK_APPROVAL: approval.FORM,
    Dialog.REJECT: reject.FORM,
    Dialog.DELEGATE: delegate.FORM,
    Dialog.LOAN_EXTEND: loan_extend.FORM,
    Dialog.LOAN_HAND_OUT: loan_hand_out.FORM,
    Dialog.LOAN_INSPECT: loan_inspect.FORM,
    Dialog.INCIDENT_REASSIGN: incident_reassign.FORM,
    Dialog.INCIDENT_UPDATE: incident_update.FORM,
    Dialog.INCIDENT_ROLE: incident_role.FORM,
    Dialog.INCIDENT_MERGE: incident_merge.FORM,
    Dialog.INCIDENT_URGENCY: incident_urgency.FORM,
    Dialog.INCIDENT_ACTION: incident_action.FORM,
    Dialog.FEEDBACK_GIVE: feedback_give.FORM,
    Dialog.FEEDBACK_THEME: feedback_theme.FORM,
    Dialog.THEME_HAND_OVER: theme_hand_over.FORM,
    Dialog.THEME_TASK_DECLINE: theme_task_decline.FORM,
    Dialog.THEME_DECLINE: theme_decline.FORM,
    Dialog.THEME_MERGE: theme_merge.FORM,
    Dialog.CHANGE_COMMENT: change_comment.FORM,
}

MADE: Mapping[Dialog, Callable[[Filling], DialogForm | None]] = {
    Dialog.LOAN_REQUEST: loan_request.form,
    Dialog.LOAN_VISIT: loan_visit.form,
    Dialog.INCIDENT_RAISE: incident_raise.form,
    Dialog.ONCALL_COVER: oncall_cover.form,
    Dialog.INCIDENT_SNOOZE: incident_snooze.form,
    Dialog.THEME_TASK: theme_task.form,
    Dialog.STANDUP_ANSWER: standup_answer.form,
    Dialog.DOGFOOD: dogfood.form,
    Dialog.ANNOUNCE: announcement.form,
    Dialog.ANNOUNCEMENT_REWRITE: announcement.rewriting,
    Dialog.PRAISE: praise.form,
}
"""None where the desk has no use for it (any more)."""


def form_of(dialog: Dialog, filling: Filling) -> DialogForm | None:
    """The form as it is for whoever fills it in."""
    return DIALOGS[dialog] if dialog in DIALOGS else MADE[dialog](filling)


AT_ONCE: Mapping[Button, Text] = {
    Button.CONCEAL: Text("menu.conceal"),
    Button.RECALL_APPROVAL: Text("menu.recall_approval"),
    Button.UNLINK: Text("menu.unlink"),
    Button.EDITS: Text("menu.edits"),
    Button.FLAG: Text("menu.flag"),
    Button.WAIT: Text("button.wait"),
    Button.UNDO: Text("button.undo"),
}
"""What the menu calls an entry that acts at once."""

OPENED: Mapping[Dialog, Text] = {Dialog.INCIDENT_RAISE: Text("button.incident_raise")}
"""What the menu calls a dialog that is not the same for everybody."""

MENU: Mapping[str, tuple[Dialog | Button, ...]] = {
    "reply": (Dialog.SAY, Dialog.REPLY, Dialog.CORRECT, Dialog.ASIDE, Button.EDITS),
    "triage": (Dialog.CLASSIFY, Dialog.ASSIGN, Dialog.MOVE, Dialog.REDIRECT, Dialog.DISMISS),
    "approval": (Dialog.ASK_APPROVAL, Button.RECALL_APPROVAL),
    "later": (Button.WAIT, Dialog.VENDOR, Dialog.SNOOZE),
    "together": (Dialog.MERGE, Dialog.LINK, Button.UNLINK, Dialog.NOTIFY),
    "privacy": (Button.CONCEAL, Dialog.PRIVACY),
    "help": (Button.FLAG, Dialog.INCIDENT_RAISE, Button.UNDO),
}
"""The entries by group, whose heading is `modal.more.group.<name>`."""

FOR_EVERYBODY = frozenset[Dialog | Button]({Button.CONCEAL, Button.FLAG, Button.UNDO})
"""What also those may do who do not work at the desk, mostly with what they asked for."""
