"""What the form says beside its fields, and what a policy must not say."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from deskbell.domain.loans.policy import Delivery, LoanPolicy, Question
from deskbell.domain.loans.policy_lint import lint
from deskbell.domain.loans.wish import read_days, wrong_wish
from tests.unit.loans.office import DAY, MONDAY, POLICY, VISITS

NOTHING = timedelta(0)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("7", 7),
        (" 14 ", 14),
        ("0", 0),
        *((text, None) for text in ("", "-1", "1.5", "a week", "1000000000", "٣", "7 days", "1e3")),
    ],
)
def test_days_are_a_plain_number(text: str, days: int | None) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("needed_by", "days", "faults"),
    [
        (MONDAY + SECOND, 1, []),
        (MONDAY + 90 * DAY, 30, []),
        (None, 1, [("needed_by", "error.loan_past")]),
        (MONDAY, 1, [("needed_by", "error.loan_past")]),
        (MONDAY + 90 * DAY + SECOND, 1, [("needed_by", "error.loan_too_far_ahead")]),
        (MONDAY + DAY, 0, [("days", "error.loan_days")]),
        (MONDAY + DAY, 31, [("days", "error.loan_days")]),
        (MONDAY - DAY, None, [("needed_by", "error.loan_past"), ("days", "error.loan_days")]),
    ],
)
def test_what_cannot_be_wished_for_is_said_beside_its_field(
    needed_by: datetime | None, days: int | None, faults: list[tuple[str, str]]
) -> None:
    found = list(wrong_wish(needed_by, days, POLICY, MONDAY))
    assert [(field, text.key) for field, text in found] == faults
    limits = {"error.loan_days": 30, "error.loan_too_far_ahead": 90}
    assert all(text.args.get("count") == limits.get(text.key) for _, text in found)


@pytest.mark.parametrize(
    ("policy", "names"),
    [
        (POLICY, []),
        (replace(POLICY, longest=0, ahead=0), ["longest", "ahead"]),
        (
            replace(POLICY, hold=NOTHING, offer=NOTHING, transit=-SECOND),
            ["hold", "offer", "transit"],
        ),
        (replace(POLICY, remind_every=NOTHING), ["remind_every"]),
        (
            replace(POLICY, visit=replace(VISITS, capacity=0, slot=NOTHING)),
            ["visit.capacity", "visit.slot"],
        ),
        (replace(POLICY, visit=replace(VISITS, validity=VISITS.remind_before)), ["visit.validity"]),
        (replace(POLICY, visit=replace(VISITS, questions=(), validity=SECOND)), []),
        (
            replace(POLICY, visit=replace(VISITS, questions=(Question("a", "yes"),) * 2)),
            ["visit.questions"],
        ),
        (
            replace(POLICY, visit=replace(VISITS, alternatives=(Delivery.PICK_UP,))),
            ["visit.alternatives"],
        ),
    ],
)
def test_a_policy_that_cannot_work_is_named(policy: LoanPolicy, names: list[str]) -> None:
    found = dict(lint(policy))
    assert list(found) == names
    assert all(found.values())
