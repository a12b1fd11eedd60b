"""Which execution drives an aggregate, and what it waits for (ports.Waits)."""

from collections.abc import Sequence

from pynamodb.exceptions import DeleteError, PutError

from deskbell.adapters.dynamo import conditions, keys
from deskbell.adapters.dynamo.faults import refused, translated
from deskbell.adapters.dynamo.items import ClaimItem, WaitItem
from deskbell.adapters.dynamo.reading import read_all
from deskbell.domain.ids import Ref
from deskbell.usecases.ports import Wait


class DynamoWaits:
    """Claims and task tokens as rows beside the aggregate."""

    def claim(self, ref: Ref, generation: int, execution: str) -> bool:
        item = ClaimItem(*keys.claim(ref, generation), execution=execution)
        with translated(f"claiming generation {generation} of {ref}"):
            try:
                item.save(condition=conditions.generation_is_free_or_of(execution))
            except PutError as error:
                if not refused(error):
                    raise
                return False
            return True

    def store(self, wait: Wait) -> None:
        with translated(f"storing a wait of {wait.ref}"):
            WaitItem(*keys.wait(wait.ref, wait.name), name=wait.name, token=wait.token).save()

    def waiting(self, ref: Ref) -> Sequence[Wait]:
        return [Wait(ref, i.name, i.token) for i in read_all(WaitItem, str(ref), keys.WAIT)]

    def done(self, wait: Wait) -> None:
        with translated(f"ending a wait of {wait.ref}"):
            try:
                WaitItem(*keys.wait(wait.ref, wait.name)).delete(
                    condition=conditions.still_has(wait.token)
                )
            except DeleteError as error:
                if not refused(error):
                    raise
