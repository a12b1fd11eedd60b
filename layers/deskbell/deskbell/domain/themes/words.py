"""The texts of themes by what they say; each has its key in the catalogues."""

from deskbell.domain.texts import Argument, Text


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.theme_{what}", args)


def direct(what: str, **args: Argument) -> Text:
    """What somebody is written."""
    return Text(f"dm.theme_{what}", args)


def whisper(what: str, **args: Argument) -> Text:
    """Why what somebody wanted is not done."""
    return Text(f"whisper.theme_{what}", args)
