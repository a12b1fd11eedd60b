"""Who was in a user group, in the table (`groups.GroupRows`)."""

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import GroupItem
from deskbell.adapters.dynamo.reading import read
from deskbell.adapters.groups import GroupRow
from deskbell.domain.ids import InstallId, PersonId


class DynamoGroupRows:
    """The last writer wins: all of them copy from Slack."""

    def get(self, install: InstallId, group: str) -> GroupRow | None:
        item = read(GroupItem, keys.group(install, group))
        if item is None:
            return None
        return GroupRow(group, tuple(map(PersonId, item.members or ())), item.fresh_until)

    def put(self, install: InstallId, row: GroupRow) -> None:
        with translated(f"storing {row.group}"):
            GroupItem(
                *keys.group(install, row.group), members=row.members, fresh_until=row.fresh_until
            ).save()
