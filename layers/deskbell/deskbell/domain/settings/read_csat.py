"""How an inbox asks for satisfaction, from its settings; parse.py calls this (A4-14)."""

from deskbell.domain.settings import values
from deskbell.domain.settings.csat import CSAT_AFTER, Csat, LowCsat
from deskbell.domain.settings.section import Section


def read_csat(part: Section) -> Csat | None:
    """It asks, unless `csat: no` says otherwise."""
    asks = values.yes(part, "csat") if part.has("csat") else True
    after = values.duration_or(part, "csat_after", CSAT_AFTER)
    low = LowCsat.TELL
    if part.has("low_csat"):
        word = part.choose(
            part.text("low_csat"), LowCsat, "nothing that a bad answer does", "low_csat"
        )
        low = LowCsat(word) if word else low
    return Csat(after, low) if asks else None
