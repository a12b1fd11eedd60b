"""What PynamoDB raises, translated once into Deskbell's own errors (domain/errors.py)."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError
from pynamodb.exceptions import PynamoDBException

from deskbell.domain.errors import StoreError, StoreUnavailableError

TRY_AGAIN = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Error codes after which the same call may succeed."""


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turns what the block raises into StoreUnavailableError or StoreError.

    `doing` completes "The table failed while …". A refused condition means something only to
    the caller, who catches it inside the block.
    """
    try:
        yield
    except (PynamoDBException, BotoCoreError) as error:
        raise translate(error, doing) from error


def translate(error: Exception, doing: str) -> StoreError:
    """A fault without an answer (no code), or with one of `TRY_AGAIN`, may pass."""
    code = error.cause_response_code if isinstance(error, PynamoDBException) else None
    message = f"the table failed while {doing}: {code or error}"
    if code is None or code in TRY_AGAIN:
        return StoreUnavailableError(message)
    return StoreError(message)


def refused(error: PynamoDBException) -> bool:
    """True if the table answered that the write's condition does not hold."""
    return error.cause_response_code == "ConditionalCheckFailedException"
