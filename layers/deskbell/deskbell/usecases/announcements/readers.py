"""Who has read an announcement and who has not, for its author, the lead of its audience and
admins; the relay asks when it shows them."""

from zoneinfo import ZoneInfo

from deskbell.domain.absence import is_away
from deskbell.domain.announcements import telling
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.slack_ports import Never


def readers_of(ref: Ref, who: PersonId, ports: Ports) -> Text:
    desk, found = ports.settings.current(), ports.aggregates.load(ref)
    if not isinstance(found, Announcement) or not _may_see(found, who, desk):
        return telling.NOT_YOURS
    answer = ports.workspace.channel_members(found.channel)
    read, inside = found.read_by, answer if isinstance(answer, tuple) else ()
    today = ports.now().astimezone(ZoneInfo(desk.zone)).date()
    others = [one for one in inside if one not in read and one != found.author]
    others = [one for one in others if _can_read(one, found, desk, ports)]
    away = [one for one in others if is_away(desk, one, today)]
    unread = [one for one in others if one not in away]
    missing = None
    if not isinstance(answer, tuple):
        missing = "never" if isinstance(answer, Never) else "later"
    return telling.readers(read, unread, away, missing)


def _may_see(one: Announcement, who: PersonId, desk: Desk) -> bool:
    settings = desk.announcements
    audience = settings.audiences.get(one.audience) if settings else None
    lead = audience.lead if audience else None
    return who in desk.admins or who in (one.author, lead)


def _can_read(person: PersonId, one: Announcement, desk: Desk, ports: Ports) -> bool:
    known = ports.people.get(one.install, person)
    is_bot = known.standing is Standing.BOT or person == desk.workspace.bot_user
    return not is_bot and not known.deactivated
