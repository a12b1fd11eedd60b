"""What PynamoDB raises, translated once into Deskbell's own errors (domain/errors.py)."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
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
    code = code_of(error)
    # A foreign exception's text may quote the row.
    message = f"the table failed while {doing}: {code or type(_cause(error)).__name__}"
    if code is None or code in TRY_AGAIN:
        return StoreUnavailableError(message)
    return StoreError(message)


def refused(error: PynamoDBException) -> bool:
    """True if the table answered that the write's condition does not hold."""
    return code_of(error) == "ConditionalCheckFailedException"


def code_of(error: Exception) -> str | None:
    """DynamoDB's error code, None if it never answered.

    PynamoDB's own `cause_response_code` fails on a broken connection, whose response is None.
    """
    cause = _cause(error)
    return cause.response["Error"]["Code"] if isinstance(cause, ClientError) else None


def _cause(error: Exception) -> Exception:
    return (error.cause or error) if isinstance(error, PynamoDBException) else error
