"""Whether somebody may come to the office: asked when they choose a time, before they come
and again when the laptop is handed over. Answers are sensitive: nothing of them is kept."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from deskbell.domain.loans.loan import Attestation
from deskbell.domain.loans.policy import VisitPolicy


class Validity(StrEnum):
    """What an attestation is worth at some time; only the first lets its owner in."""

    VALID = "valid"
    MISSING = "missing"
    REFUSED = "refused"
    CHANGED = "changed"
    """Other things are asked now."""
    EXPIRED = "expired"


def gate(policy: VisitPolicy, answers: Mapping[str, str], now: datetime) -> Attestation:
    """A question without an answer is not passed."""
    passed = not unanswered(policy, answers) and all(
        answers[question.id] == question.passes for question in policy.questions
    )
    return Attestation(passed, policy.version, now + policy.validity)


def unanswered(policy: VisitPolicy, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that the form has to ask again."""
    return tuple(one.id for one in policy.questions if not answers.get(one.id))


def validity(policy: VisitPolicy, given: Attestation | None, at: datetime) -> Validity:
    """Of what was `given`, for a visit at `at` under today's policy."""
    if not policy.questions:
        return Validity.VALID
    if given is None:
        return Validity.MISSING
    if given.version != policy.version:
        return Validity.CHANGED
    if at >= given.expires:
        return Validity.EXPIRED
    return Validity.VALID if given.passed else Validity.REFUSED
