"""Person rows in the table (`people.PersonRows`)."""

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import PersonItem
from deskbell.adapters.dynamo.reading import read
from deskbell.adapters.people import PersonRow
from deskbell.domain.ids import InstallId, PersonId
from deskbell.usecases.slack_ports import Person, Standing


class DynamoPersonRows:
    """The last writer wins: all of them copy from Slack."""

    def get(self, install: InstallId, person: PersonId) -> PersonRow | None:
        item = read(PersonItem, keys.person(install, person))
        if item is None:
            return None
        known = Person(
            id=person,
            name=item.name,
            locale=item.locale,
            zone=item.zone,
            standing=Standing(item.standing),
            deactivated=item.deactivated,
        )
        return PersonRow(known, item.fresh_until)

    def put(self, install: InstallId, row: PersonRow) -> None:
        person = row.person
        with translated(f"storing {person.id}"):
            PersonItem(
                *keys.person(install, person.id),
                name=person.name,
                locale=person.locale,
                zone=person.zone,
                standing=person.standing,
                deactivated=person.deactivated,
                fresh_until=row.fresh_until,
            ).save()
