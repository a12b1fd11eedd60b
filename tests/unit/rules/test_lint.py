"""Rules that cannot do what they say are found before they are pushed (D-7)."""

from typing import Any

import pytest

from deskbell.domain.ids import ChannelId, InboxId
from deskbell.domain.people import Standing
from deskbell.domain.rules.lint import covers, lint
from deskbell.domain.rules.rule import Answer, Office, Rule, RulesMode, Then, When
from deskbell.domain.tickets.classification import Priority

HERE, THERE = ChannelId("C0HERE"), ChannelId("C0THERE")


def a_rule(name: str, when: When, **then: Any) -> Rule:
    return Rule(name, "1", when, Then(**then))


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        (When(channels=(HERE,)), When(channels=(HERE,), words=("vpn",)), True),
        (When(channels=(HERE, THERE)), When(channels=(HERE,)), True),
        (When(channels=(HERE,)), When(channels=(HERE, THERE)), False),
        (When(words=("vpn",)), When(channels=(HERE,)), False),
        (When(office=Office.OPEN), When(office=Office.OPEN, words=("vpn",)), True),
        (When(office=Office.OPEN), When(office=Office.CLOSED), False),
        (When(requester=(Standing.GUEST,)), When(), False),
        (
            When(answers=(Answer("location", equals=("a", "b")),)),
            When(answers=(Answer("location", equals=("a",)), Answer("help", contains=("x",)))),
            True,
        ),
        (
            When(answers=(Answer("help", contains=("x",)),)),
            When(answers=(Answer("help", equals=("x",)),)),
            False,
        ),
    ],
)
def test_a_rule_covers_another_whose_every_request_it_matches(
    wide: When, narrow: When, expected: bool
) -> None:
    assert covers(wide, narrow) is expected


def test_of_first_a_rule_below_one_that_covers_it_never_fires() -> None:
    rules = [
        a_rule("all", When(channels=(HERE,)), category="x"),
        a_rule("vpn", When(channels=(HERE,), words=("vpn",)), category="y"),
    ]
    [finding] = lint(rules, RulesMode.FIRST)
    assert finding.index == 1
    assert '"all" above it matches whatever this rule matches' in finding.wrong
    assert not list(lint(rules[::-1], RulesMode.FIRST))


def test_of_all_a_rule_that_always_fires_with_another_must_not_contradict_it() -> None:
    wide = a_rule("all", When(channels=(HERE,)), priority=Priority.LOW, inbox=InboxId("it"))
    narrow = When(channels=(HERE,), words=("vpn",))

    [finding] = lint([wide, a_rule("vpn", narrow, priority=Priority.HIGH)], RulesMode.ALL)
    assert "another priority" in finding.wrong
    assert not list(lint([wide, a_rule("vpn", narrow, category="network")], RulesMode.ALL))
    assert not list(lint([wide, a_rule("vpn", narrow, priority=Priority.LOW)], RulesMode.ALL))
