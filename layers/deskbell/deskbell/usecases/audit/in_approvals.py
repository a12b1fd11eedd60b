"""I30: an approval has one outcome, that of its votes; nobody decides for themselves, and its
subject hears the end once (C-23). `invariants.py` lists them."""

from collections import Counter
from collections.abc import Iterator

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.events import ApprovalExpired, ApprovalVoted, ApprovalWithdrawn
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.tickets.approval_events import ApprovalAnswered
from deskbell.usecases.audit.books import Books, Violation

UNDECIDED = (Outcome.EXPIRED, Outcome.WITHDRAWN)
"""Ends that no vote has brought about."""


def i30_an_approval_ends_as_its_votes_say(books: Books) -> Iterator[Violation]:
    """Approved or rejected exactly if they say so; an end without a decision had none."""
    for approval in _approvals(books):
        found = None if approval.outcome in UNDECIDED else approval.outcome
        if approval.counted != found:
            what = f"is {approval.outcome or 'open'}, and its votes say {approval.counted}"
            yield Violation("I30", str(approval.ref), what)


def i30_an_approval_ends_once(books: Books) -> Iterator[Violation]:
    """And whoever has decided has decided once."""
    for approval in _approvals(books):
        rows = books.audit.get(approval.ref, ())
        ends = [row for row in rows if _is_end(row.event, row.detail.get("outcome"))]
        if len(ends) > 1:
            yield Violation("I30", str(approval.ref), f"has ended {len(ends)} times")
        voted = Counter(row.detail["person"] for row in rows if row.event == ApprovalVoted.__name__)
        for person, times in voted.items():
            if times > 1:
                yield Violation("I30", str(approval.ref), f"{person} has decided {times} times")


def i30_nobody_decides_for_themselves(books: Books) -> Iterator[Violation]:
    """Neither whoever asked nor whoever it is for, however it came to them."""
    for approval in _approvals(books):
        for person in approval.involved & {approval.asker, approval.requester}:
            yield Violation("I30", str(approval.ref), f"{person} decides for themselves")


def i30_its_subject_hears_the_end_once(books: Books) -> Iterator[Violation]:
    """And hears the one that there is."""
    outcomes = {str(one.ref): one.outcome for one in _approvals(books)}
    for ref, rows in books.audit.items():
        heard = [row for row in rows if row.event == ApprovalAnswered.__name__]
        for name, times in Counter(row.detail["approval"] for row in heard).items():
            if times > 1:
                yield Violation("I30", str(ref), f"has heard the end of {name} {times} times")
        for row in heard:
            if outcomes.get(str(row.detail["approval"])) != row.detail["outcome"]:
                yield Violation("I30", str(ref), "has heard an end that there was not")


def _approvals(books: Books) -> Iterator[Approval]:
    return (state for state in books.states.values() if isinstance(state, Approval))


def _is_end(event: str, outcome: object) -> bool:
    if event == ApprovalVoted.__name__:
        return outcome is not None
    return event in (ApprovalExpired.__name__, ApprovalWithdrawn.__name__)
