"""One TransactWriteItems: collected, sent, and tried again while it only collides with others.

The committer and the outbox write with it; PynamoDB's own class sends once and loses count.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from deskbell.adapters.dynamo.faults import TRY_AGAIN, code_of, translate
from deskbell.adapters.dynamo.table import connection
from deskbell.domain.errors import StoreError, StoreUnavailableError

LIMIT = 100
"""Operations DynamoDB takes in one transaction."""

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Upper ends, in seconds, of the random pauses between the five attempts."""

COLLISIONS = frozenset(
    {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "None"}
)
"""Reasons for a cancellation that says nothing about our conditions (reliability.md 2.3)."""


class ConditionRefusedError(Exception):
    """A condition of the transaction does not hold; nothing was written."""


@dataclass(slots=True)
class Transaction:
    """All of it or nothing. `doing` completes "The table failed while …"."""

    doing: str
    _operations: list[Callable[[TransactWrite], None]] = field(default_factory=list)

    def put(self, item: Model, *, provided: Condition | None = None) -> None:
        self._operations.append(lambda write: write.save(item, condition=provided))

    def delete(self, item: Model) -> None:
        self._operations.append(lambda write: write.delete(item))

    def update(
        self, item: Model, actions: Sequence[Action], *, provided: Condition | None = None
    ) -> None:
        self._operations.append(
            lambda write: write.update(item, actions=list(actions), condition=provided)
        )

    def commit(self, pause: Callable[[float], None]) -> None:
        """Raises ConditionRefusedError, StoreUnavailableError or StoreError."""
        if len(self._operations) > LIMIT:
            raise StoreError(
                f"{self.doing} takes {len(self._operations)} operations, the table takes {LIMIT}"
            )
        for longest in (*PAUSES, None):
            try:
                self._send()
            except TransactWriteError as error:
                self._raise_unless_it_may_pass(error)
                if longest is None:
                    raise StoreUnavailableError(
                        f"{self.doing} collided {len(PAUSES) + 1} times"
                    ) from error
                pause(random.uniform(0, longest))  # noqa: S311 - jitter, not a secret
            else:
                return

    def _send(self) -> None:
        with TransactWrite(connection=connection()) as write:
            for operation in self._operations:
                operation(write)

    def _raise_unless_it_may_pass(self, error: TransactWriteError) -> None:
        code = code_of(error)
        if code != "TransactionCanceledException":
            if code in TRY_AGAIN:
                return
            raise translate(error, self.doing) from error
        reasons = {reason.code for reason in error.cancellation_reasons if reason}
        if "ConditionalCheckFailed" in reasons:
            raise ConditionRefusedError(self.doing) from error
        if not reasons <= COLLISIONS:
            raise StoreError(f"{self.doing} is refused: {', '.join(sorted(reasons))}") from error
