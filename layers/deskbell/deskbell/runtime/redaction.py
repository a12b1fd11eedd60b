"""What takes personal data out of a text, put together when the first such text is shown: most runs
of the relay show none, and the numbering plans take long to import. `compose.py` uses it.
"""

from collections.abc import Collection

from deskbell.domain.redaction import Redacted


class LateRedaction:
    """redaction_ports.Redaction."""

    def redact(self, text: str, names: Collection[str], locale: str | None) -> Redacted:
        from deskbell.adapters.redaction.redactor import TextRedactor

        return TextRedactor().redact(text, names, locale)
