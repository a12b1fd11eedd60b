"""What people hear of an announcement besides its post; `decide.py` asks."""

from collections.abc import Sequence

from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.effects import Offer, Place, SendDirect, SendNotice, Whisper
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.joining import lines, name_rows
from deskbell.domain.texts import Argument, ChannelName, Instant, Name, Passages, Text

MOST_NAMED = 60
"""Of each kind: a message has room for no more."""
NOT_YOURS = Text("found.announcement_not_yours")


def reason(what: str, **args: Argument) -> Text:
    """Why something happened, for the history."""
    return Text(f"reason.announcement_{what}", args)


def whisper(person: PersonId, channel: ChannelId | None, what: str) -> tuple[Whisper, ...]:
    """Where they acted; nothing where nobody can be told something."""
    text = Text(f"whisper.announcement_{what}")
    return (Whisper(person, channel, None, text),) if channel else ()


def scheduled(one: Announcement) -> SendDirect:
    facts: dict[str, Argument] = {
        "channel": ChannelName(one.channel),
        "due": Instant(one.due),
    }
    offers = (_rewrite(one), _offer(one, Button.ANNOUNCEMENT_WITHDRAW, "withdraw"))
    return SendDirect(one.author, Text("dm.announcement_scheduled", facts), offers)


def posted(one: Announcement) -> SendDirect:
    facts = {"channel": ChannelName(one.channel)}
    offers = (_rewrite(one), _offer(one, Button.ANNOUNCEMENT_READERS, "readers"))
    return SendDirect(one.author, Text("dm.announcement_posted", facts), offers)


def not_posted(one: Announcement) -> SendDirect:
    facts = {"channel": ChannelName(one.channel)}
    return SendDirect(one.author, Text("dm.announcement_not_posted", facts))


def reminder(one: Announcement, person: PersonId) -> SendDirect:
    """With what it says, so that nobody has to look for it."""
    facts: dict[str, Argument] = {
        "author": Name(one.author),
        "channel": ChannelName(one.channel),
        "text": Passages(one.bodies),
    }
    offers = (_offer(one, Button.ANNOUNCEMENT_READ, "read"),)
    return SendDirect(person, Text("dm.announcement_reminder", facts), offers)


def to_read_again(one: Announcement) -> SendNotice:
    """Below the post, as a change of it makes no sound."""
    return SendNotice(one.channel, Text("notice.announcement_again"), under=Place.REQUEST)


def readers(
    read: Sequence[PersonId],
    unread: Sequence[PersonId],
    away: Sequence[PersonId],
    missing: str | None,
) -> Text:
    """Who has read it and who has not; `missing` says why those are not known who have not."""
    told = [Text("found.announcement_readers", {"count": len(read), "unread": len(unread)})]
    for key, people in (("unread", unread), ("read", read), ("away", away)):
        if people:
            told.append(Text(f"found.announcement_{key}", {"names": _names(people)}))
    if missing:
        told.append(Text(f"found.announcement_members_{missing}"))
    return lines(told)


def _names(people: Sequence[PersonId]) -> Argument:
    named, more = name_rows(people[:MOST_NAMED]), len(people) - MOST_NAMED
    return Text("found.announcement_more", {"names": named, "more": more}) if more > 0 else named


def _rewrite(one: Announcement) -> Offer:
    return _offer(one, Dialog.ANNOUNCEMENT_REWRITE, "rewrite")


def _offer(one: Announcement, button: Button | Dialog, label: str) -> Offer:
    return Offer(button, str(one.ref), Text(f"button.announcement_{label}"))
