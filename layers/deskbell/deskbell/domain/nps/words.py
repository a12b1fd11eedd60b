"""The texts of what is done about low scores, by what they say; each has its key in the
catalogues."""

from enum import StrEnum

from deskbell.domain.texts import Argument, Text


class How(StrEnum):
    """What was done about it, which its agent says."""

    CALLED = "called"
    CREDITED = "credited"
    FIXED = "fixed"
    NO_CONTACT = "no_contact"


def how_text(how: How) -> Text:
    return Text(f"status.nps.{how}")


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.nps_{what}", args)


def direct(what: str, **args: Argument) -> Text:
    """What somebody is written."""
    return Text(f"dm.nps_{what}", args)


def notice(what: str, **args: Argument) -> Text:
    """What is said in the channel of the cards."""
    return Text(f"notice.nps_{what}", args)


def whisper(what: str, **args: Argument) -> Text:
    """Why what somebody wanted is not done."""
    return Text(f"whisper.nps_{what}", args)
