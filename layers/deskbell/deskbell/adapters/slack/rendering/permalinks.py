"""The address of a message, for cards, lists and texts that lead to it."""

from deskbell.domain.ids import Thread
from deskbell.domain.tickets.ties import Survivor


def permalink(message: Thread) -> str:
    """Slack sends everybody on to their own workspace from this address."""
    return f"https://slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"


def survivor_link(survivor: Survivor) -> str:
    """The number, as a link where there is a message to lead to."""
    number = f"#{survivor.number}"
    return f"<{permalink(survivor.message)}|{number}>" if survivor.message else number
