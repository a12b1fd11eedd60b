"""The texts of feedback by what they say; each has its key in the catalogues."""

from deskbell.domain.texts import Argument, Text


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.feedback_{what}", args)


def whisper(what: str, **args: Argument) -> Text:
    """What somebody hears where they acted."""
    return Text(f"whisper.feedback_{what}", args)
