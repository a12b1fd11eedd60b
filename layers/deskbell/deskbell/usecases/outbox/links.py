"""Which post of ours means an incident, or several, so that a reply below it is known to be about
that; written with the row that was sent."""

from deskbell.domain.decision import Link, page_link
from deskbell.domain.ids import Ref
from deskbell.domain.paging.effects import SendPages, ShowIncident
from deskbell.usecases.ports import OutboxRow


def link_of(row: OutboxRow) -> Link | None:
    """Of the live card, and of a page about one incident, that; of a page about several, the pager
    that it came from, as nobody could tell which is meant."""
    ref = _meant(row)
    return Link(page_link(row.install, row.post), ref) if ref and row.post else None


def _meant(row: OutboxRow) -> Ref | None:
    match row.effect:
        case ShowIncident() | SendPages(pages=(_, _, *_)):
            return row.ref
        case SendPages(pages=(page,)):
            return page.incident
        case _:
            return None
