"""Person rows in the table (`people.PersonRows`)."""

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import PersonItem
from deskbell.adapters.dynamo.reading import read
from deskbell.adapters.dynamo.rows import set_or_remove
from deskbell.adapters.people import PersonRow, somebody_external
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.people import Person, Standing


class DynamoPersonRows:
    """The last writer wins: all of them copy from Slack."""

    def get(self, install: InstallId, person: PersonId) -> PersonRow | None:
        item = read(PersonItem, keys.person(install, person))
        if item is None:
            return None
        if item.name is None:
            # Chose a language before anything else was known of them.
            return PersonRow(somebody_external(person), 0.0, item.language)
        known = Person(
            id=person,
            name=item.name,
            locale=item.locale,
            zone=item.zone,
            standing=Standing(item.standing),
            deactivated=item.deactivated,
        )
        return PersonRow(known, item.fresh_until, item.language)

    def put(self, install: InstallId, row: PersonRow) -> None:
        person = row.person
        with translated(f"storing {person.id}"):
            # Not a put: the row's language is the committer's.
            item = PersonItem(*keys.person(install, person.id))
            item.update(
                [
                    PersonItem.kind.set(item.kind),
                    PersonItem.name.set(person.name),
                    set_or_remove(PersonItem.locale, person.locale),
                    set_or_remove(PersonItem.zone, person.zone),
                    PersonItem.standing.set(person.standing),
                    PersonItem.deactivated.set(person.deactivated),
                    PersonItem.fresh_until.set(row.fresh_until),
                ]
            )
