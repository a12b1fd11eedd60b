"""User groups, such as @it-agents; people/user_groups.py changes them, usergroups.* reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from tools.fake_slack.seed.world import SeedGroup
from tools.fake_slack.state.messages import JsonObject


@dataclass(slots=True)
class UserGroup:
    """`date_delete` is when it was disabled, in seconds; 0 while it is enabled."""

    id: str
    team: str
    handle: str
    name: str
    members: list[str]
    date_create: int
    date_update: int
    created_by: str
    updated_by: str
    date_delete: int = 0
    deleted_by: str | None = None
    description: str = ""

    @property
    def is_enabled(self) -> bool:
        return self.date_delete == 0

    def shown(self, *, with_users: bool = True, with_count: bool = True) -> JsonObject:
        """The group as Slack tells it in events and in answers."""
        return {
            "id": self.id,
            "team_id": self.team,
            "is_usergroup": True,
            "is_subteam": True,
            "name": self.name,
            "description": self.description,
            "handle": self.handle,
            "is_external": False,
            "date_create": self.date_create,
            "date_update": self.date_update,
            "date_delete": self.date_delete,
            "auto_type": None,
            "auto_provision": False,
            "enterprise_subteam_id": "",
            "created_by": self.created_by,
            "updated_by": self.updated_by,
            "deleted_by": self.deleted_by,
            "prefs": {"channels": [], "groups": []},
            **({"users": list(self.members)} if with_users else {}),
            **({"user_count": len(self.members)} if with_count else {}),
            "channel_count": 0,
        }


class UserGroups:
    """By id."""

    def __init__(self, seeds: Iterable[SeedGroup], team: str, made_by: str, created: int) -> None:
        self._groups = {
            seed.id: UserGroup(
                id=seed.id,
                team=team,
                handle=seed.handle,
                name=seed.name,
                members=list(seed.members),
                date_create=created,
                date_update=created,
                created_by=made_by,
                updated_by=made_by,
                date_delete=0 if seed.enabled else created,
                deleted_by=None if seed.enabled else made_by,
            )
            for seed in seeds
        }

    def add(self, group: UserGroup) -> None:
        self._groups[group.id] = group

    def all(self) -> list[UserGroup]:
        return list(self._groups.values())

    def find(self, id_or_handle: str) -> UserGroup | None:
        named = (one for one in self._groups.values() if one.handle == id_or_handle)
        return self._groups.get(id_or_handle) or next(named, None)
