"""Which tickets are whose, from the sparse indexes (ports.TicketLists).

A list reads what is on it and nothing else: rows leave the indexes with the state they stand for.
"""

from collections.abc import Collection, Sequence
from heapq import merge

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import PostedItem, TicketItem
from deskbell.adapters.dynamo.rows import posted_from_item
from deskbell.adapters.dynamo.table import Row
from deskbell.adapters.dynamo.ticket_states import ticket_from_item
from deskbell.domain.decision import Role
from deskbell.domain.ids import InboxId, InstallId, PersonId, Ref, Thread
from deskbell.usecases.ports import Listed


class DynamoTicketLists:
    """Eventually consistent, as indexes are."""

    def of_person(self, install: InstallId, person: PersonId, role: Role) -> Sequence[Ref]:
        with translated(f"listing what {person} is {role} of"):
            rows = Row.by_person_index.query(
                keys.person_partition(install, person),
                Row.person_sort.startswith(keys.open_sort(role)),
                scan_index_forward=False,
            )
            return [Ref.parse(row.pk) for row in rows]

    def past_of_person(
        self, install: InstallId, person: PersonId, role: Role, limit: int
    ) -> Sequence[Ref]:
        with translated(f"listing what {person} was {role} of"):
            rows = Row.by_person_index.query(
                keys.person_partition(install, person),
                Row.person_sort.startswith(keys.past_sort(role)),
                scan_index_forward=False,
                limit=limit,
            )
            return [Ref.parse(row.pk) for row in rows]

    def waiting(
        self, install: InstallId, inboxes: Collection[InboxId], *, restricted: bool = False
    ) -> Sequence[Ref]:
        with translated("listing what waits"):
            shards = [
                Row.queue_index.query(partition)
                for inbox in sorted(inboxes)
                for partition in keys.queue_partitions(install, inbox, restricted=restricted)
            ]
            first_come = merge(*shards, key=lambda row: (row.queue_rank, row.pk))
            return [Ref.parse(row.pk) for row in first_come]

    def read(self, refs: Sequence[Ref]) -> Sequence[Listed]:
        with translated(f"reading {len(refs)} tickets"):
            tickets = {
                item.pk: ticket_from_item(item)
                for item in TicketItem.batch_get([keys.state(ref) for ref in refs])
            }
            # The message of a form's ticket is its own card.
            posts = {
                item.pk: posted_from_item(item)
                for item in PostedItem.batch_get(
                    [
                        keys.posted(ticket.ref, ticket.home.place)
                        for ticket in tickets.values()
                        if ticket.message is None
                    ]
                )
            }
        listed = []
        for ref in map(str, refs):
            if ticket := tickets.get(ref):
                post = posts.get(ref)
                card = Thread(post.channel, post.ts) if post else None
                listed.append(Listed(ticket, ticket.message or card))
        return listed
