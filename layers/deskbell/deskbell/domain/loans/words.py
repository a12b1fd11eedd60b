"""The texts of loans, by what they say; each has its key in the catalogues."""

from deskbell.domain.texts import Argument, Text


def reason(what: str, **args: Argument) -> Text:
    """Why something happened to a loan, for its history."""
    return Text(f"reason.loan_{what}", args)


def direct(what: str, **args: Argument) -> Text:
    """What somebody is written."""
    return Text(f"dm.loan_{what}", args)


def whisper(what: str, **args: Argument) -> Text:
    """Why what somebody wanted is not done."""
    return Text(f"whisper.loan_{what}", args)


def notice(what: str, **args: Argument) -> Text:
    """What the office's channel has to know."""
    return Text(f"notice.loan_{what}", args)
