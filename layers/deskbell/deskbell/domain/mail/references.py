"""How a mail says which ticket it is about: by the ids that our mails carry, else by its subject.

The mail service gives each mail that we send an id of its own. So all of ours name an anchor, the
ticket's own id, among their references, and every mail program takes those along into an answer
(RFC 5322 3.6.4); ADR 0024 has the rest.
"""

import re
from collections.abc import Collection, Iterable

from deskbell.domain.ids import Kind, Ref
from deskbell.domain.mail.addresses import domain_of

_ANCHOR = re.compile(r"<?deskbell\.([a-z2-7]{26})(?:\.[a-z0-9]{1,64})?@([a-z0-9.-]{1,253})>?", re.I)
_TAG = re.compile(r"\[#([0-9]{1,9})\]")


def anchor_of(ref: Ref, address: str) -> str:
    """The ticket among the references of a mail from this address of ours."""
    return f"<deskbell.{ref.id.lower()}@{domain_of(address)}>"


def mail_id(ref: Ref, outbox_id: str, address: str) -> str:
    """Of the one mail that an outbox row becomes, however often that is tried."""
    _, version, index = outbox_id.rsplit("/", 2)
    return f"<deskbell.{ref.id.lower()}.{version}x{index}@{domain_of(address)}>"


def named_in(references: Iterable[str], ours: Collection[str]) -> Ref | None:
    """The ticket that the last one of ours names; `ours` are the addresses of our inboxes."""
    domains = {domain_of(address) for address in ours}
    found = [_ANCHOR.fullmatch(one.strip()) for one in references]
    refs = [Ref(Kind.TICKET, one[1].upper()) for one in found if one and one[2].lower() in domains]
    return refs[-1] if refs else None


def numbered_in(subject: str) -> int | None:
    """The number that our subjects carry, where a mail program drops the references."""
    found = _TAG.search(subject)
    return int(found[1]) if found else None


def tag_of(number: int) -> str:
    return f"[#{number}]"
