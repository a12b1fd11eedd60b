"""How we know again in Jira what is ours: a label on an issue, a last line in a comment.

Jira has no idempotency keys. The label finds an issue whose making was never acknowledged; the line
says which comment of the ticket it is and in which words, so that none is written twice, an edited
one is written anew, and what comes back to us by webhook is known as an echo (decision 31).
"""

import hashlib
import re
from dataclasses import dataclass

from deskbell.domain.ids import InstallId, Ref, Thread

_MARK = re.compile(r"deskbell:([0-9a-f]{16}):([0-9a-f]{8})\s*\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """`of` names a comment of a ticket, `words` what it said then."""

    of: str
    words: str

    def __str__(self) -> str:
        return f"deskbell:{self.of}:{self.words}"


def label_of(install: InstallId, ref: Ref) -> str:
    """Of the one issue of a ticket; the install is in it, as two desks may share a project."""
    return f"deskbell-{install}-{_digest(str(ref), 20)}"


def mark_of(ref: Ref, message: Thread, words: str) -> Mark:
    return Mark(_digest(f"{ref}|{message.channel}|{message.ts}", 16), _digest(words, 8))


def mark_in(body: str) -> Mark | None:
    """None of what somebody wrote in Jira."""
    found = _MARK.search(body)
    return Mark(found[1], found[2]) if found else None


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
