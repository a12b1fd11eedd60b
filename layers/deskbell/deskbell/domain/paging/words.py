"""The texts of incidents, by what they say; each has its key in the catalogues."""

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.policy import Callee, Method
from deskbell.domain.texts import Argument, ChannelName, Name, Text


def called(to: Callee, method: Method) -> Argument:
    """A person by name, a channel as a link."""
    return ChannelName(ChannelId(to)) if method is Method.CHANNEL else Name(PersonId(to))


def way(method: Method) -> Text:
    """How somebody was called."""
    return Text(f"reason.incident_way.{method}")


def reason(what: str, **args: Argument) -> Text:
    """Why something happened to an incident, for its history."""
    return Text(f"reason.incident_{what}", args)


def direct(what: str, **args: Argument) -> Text:
    """What somebody is written."""
    return Text(f"dm.incident_{what}", args)


def whisper(what: str, **args: Argument) -> Text:
    """Why what somebody wanted is not done."""
    return Text(f"whisper.incident_{what}", args)


def notice(what: str, **args: Argument) -> Text:
    """What a channel has to know."""
    return Text(f"notice.incident_{what}", args)
