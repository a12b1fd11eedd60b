"""Telephone numbers that a page may go to; whoever takes one in asks (bad_inputs.md 90)."""

import re

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_SPACING = re.compile(r"[\s().\u00a0/-]")
_COSTLY = ("+1900", "+1976", "+979", "+4870", "+4830", "+8260", "+44909")
"""Where a call is paid by whoever makes it, far above its price: premium rates."""


def phone_number(text: str) -> str | None:
    """As E.164 writes it, such as +48221234567; None of anything else, short and costly ones."""
    number = _SPACING.sub("", text)
    is_one = number.isascii() and _NUMBER.fullmatch(number) and not number.startswith(_COSTLY)
    return number if is_one else None


def masked(number: str) -> str:
    """Enough of it to know it again."""
    return f"{number[:3]}…{number[-2:]}"
