"""What to do about each of Slack's refusals before the same is tried again."""

from deskbell.adapters.slack.errors import outcome_of
from deskbell.usecases.slack_ports import Never, Undelivered

MENDS = {
    Undelivered.CHANNEL_GONE: (
        "the channel is archived or deleted: unarchive it in Slack; or name another one in "
        "desk.yaml and push it, for what comes from now on"
    ),
    Undelivered.NOT_INSIDE: "the app is not in the channel: write /invite @deskbell there",
    Undelivered.MESSAGE_GONE: "the message was deleted: nothing can be mended, nor need it be",
    Undelivered.PERSON_UNREACHABLE: (
        "the person has left, is a bot, or does not take messages of apps: nothing to mend; "
        "the ticket's thread says so instead"
    ),
    Undelivered.FORBIDDEN: (
        "a rule of the workspace or of the channel forbids it: ask a Slack admin to let the app "
        "post there"
    ),
    Undelivered.INSTALL_BROKEN: (
        "Slack does not take our token: ./deskbell doctor says why, ./deskbell secret mends it"
    ),
    Undelivered.REJECTED: (
        "Slack finds our message wrong, which is a bug of ours: retry after the release that "
        "mends it"
    ),
}


def mend(code: str) -> str:
    """For a code of Slack's."""
    outcome = outcome_of(200, code, None)
    why = outcome.why if isinstance(outcome, Never) else Undelivered.REJECTED
    return MENDS[why]
