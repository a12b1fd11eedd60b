"""What a use case needs that shows people's words to a wide channel (A1-22, A1-23, A3-01).

The adapter is a pure function of its arguments: it asks nobody and keeps nothing. So it has no
memory twin; a test uses it as it is.
"""

from collections.abc import Collection
from typing import Protocol

from deskbell.domain.redaction import Redacted


class Redaction(Protocol):
    """Takes personal data out of what somebody wrote."""

    def redact(self, text: str, names: Collection[str], locale: str | None) -> Redacted:
        """`text` (as Slack hands it over, or plain) without phone numbers, e-mail and postal
        addresses, numbers of cards, accounts and persons, links that let somebody in, mentions,
        and `names`.

        `names` are the full names that the directory knows: the staff's, and that of whoever wrote.
        Any part, inflected form, nickname and usual misspelling of them counts. `locale`, such as
        `ko-KR`, says whose phone numbers are written without their country; numbers of the other
        countries of the desk's languages are known as well. Never raises, whatever the text; does
        with its own answer nothing more. What gets through: docs/redaction.md.
        """
        ...
