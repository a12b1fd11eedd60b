"""What becomes of a message of pages is told to each incident that it was about, as an input of its
own: there may be more of them than one commit can change. The relay and the providers' delivery
events lead here."""

from datetime import datetime

from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope, ReceiptCame
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.page import Receipt
from deskbell.usecases.ports import InputQueue, OutboxRow


def tell_of_pages(
    queue: InputQueue, row: OutboxRow, receipt: Receipt, at: datetime, code: str = ""
) -> None:
    """`at`: when the message was there, or could not be. Raises QueueUnavailableError; told twice,
    the keys are the same."""
    pages = row.effect.pages if isinstance(row.effect, SendPages) else ()
    queue.put_all(
        Envelope(
            key=EventKey(f"receipt:{row.id}:{page.incident}:{receipt}"),
            install=row.install,
            group=str(page.incident),
            occurred_at=at,
            received_at=at,
            input=ReceiptCame(page, receipt, code),
        )
        for page in pages
    )
