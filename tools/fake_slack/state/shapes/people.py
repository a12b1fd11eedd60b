"""People and bots as Slack shows them to one install; external people show less of themselves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tools.fake_slack.state import sides
from tools.fake_slack.state.messages import JsonObject

if TYPE_CHECKING:
    from tools.fake_slack.seed.world import Person
    from tools.fake_slack.state.installs import Install
    from tools.fake_slack.state.workspace import Workspace


def user_object(
    workspace: Workspace,
    person: Person,
    *,
    with_locale: bool,
    with_email: bool = False,
    seen_by: Install | None = None,
) -> JsonObject:
    """A person as `users.info` tells it; people of another company have no locale, no e-mail."""
    install = seen_by or workspace.installs.home
    external = not sides.is_colleague(workspace, install, person)
    shown: JsonObject = {
        "id": person.id,
        "team_id": person.team,
        "name": person.key,
        "deleted": person.deleted,
        "real_name": person.name,
        "profile": _profile(person.name, person.shown_name, person.title, person.team),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": workspace.started,
        **({} if person.deleted else _of_the_living(workspace, person)),
        **_enterprise_user(workspace, person),
    }
    if person.is_bot:
        shown["profile"] |= {"api_app_id": person.app_id, "bot_id": person.bot_id}
    if external:
        shown["is_stranger"] = sides.is_stranger(workspace, install, person)
        return shown
    if with_locale and not person.deleted:
        shown["locale"] = person.locale
    if with_email and person.email:
        shown["profile"]["email"] = person.email
    return shown


def bot_user_object(workspace: Workspace, install: Install | None = None) -> JsonObject:
    """The bot user of an install, else of the desk's own."""
    bot = install or workspace.installs.home
    team = bot.team or workspace.world.team.id
    profile = _profile(bot.bot_name, bot.bot_name, "", team)
    own = {"api_app_id": bot.app_id, "bot_id": bot.bot_id, "always_active": True}
    return {
        "id": bot.bot_user,
        "team_id": team,
        "name": bot.bot_name,
        "deleted": not bot.is_active,
        "real_name": bot.bot_name,
        "profile": profile | own,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": True,
        "is_app_user": False,
        "updated": workspace.started,
    }


def _of_the_living(workspace: Workspace, person: Person) -> JsonObject:
    """What Slack no longer tells about a deactivated account."""
    offset = datetime.fromtimestamp(workspace.clock.now(), ZoneInfo(person.tz)).utcoffset()
    return {
        "color": "9f69e7",
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person.is_admin,
        "is_owner": person.is_admin,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": person.is_guest,
        "is_email_confirmed": bool(person.email),
        "who_can_share_contact_card": "EVERYONE",
    }


def _enterprise_user(workspace: Workspace, person: Person) -> JsonObject:
    """On Grid everybody has a second self in the organisation."""
    enterprise = workspace.world.enterprise_of(person.team)
    org = next((one for one in workspace.world.enterprises if one.id == enterprise), None)
    if org is None:
        return {}
    whole = {
        "id": person.id,
        "enterprise_id": org.id,
        "enterprise_name": org.name,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "teams": [person.team],
    }
    return {"enterprise_user": whole}


def _profile(name: str, display_name: str, title: str, team: str) -> JsonObject:
    first, _, last = name.partition(" ")
    return {
        "title": title,
        "phone": "",
        "skype": "",
        "real_name": name,
        "real_name_normalized": name,
        "display_name": display_name,
        "display_name_normalized": display_name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_text_canonical": "",
        "status_emoji": "",
        "status_expiration": 0,
        "team": team,
    }
