"""What a policy must not say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.policy import EscalationPolicy, Level, Method, PolicyId, ServiceId
from deskbell.domain.paging.policy_lint import lint
from deskbell.domain.paging.settings import PagingSettings, Service
from tests.builders import BEN, LENA
from tests.unit.paging.night import FALLBACK, FIRST, MINUTE, ON_CALL, POLICY, SECOND, a_person

VPN = ServiceId("vpn")


def with_level(*targets: object, delay: timedelta = 5 * MINUTE) -> EscalationPolicy:
    return replace(POLICY, levels=(Level(tuple(targets), delay),))  # type: ignore[arg-type]


def test_a_sound_policy_has_no_faults() -> None:
    assert list(lint(POLICY)) == []


@pytest.mark.parametrize(
    ("policy", "place"),
    [
        (replace(POLICY, levels=()), "levels"),
        (replace(POLICY, levels=POLICY.levels * 4), "levels"),
        (with_level(FIRST, FIRST), "levels.[0].call"),
        (with_level(FIRST, delay=30 * SECOND), "levels.[0].within"),
        (replace(POLICY, loops=0), "loops"),
        (replace(POLICY, loops=21), "loops"),
        (replace(POLICY, patience=SECOND), "patience"),
        (replace(POLICY, patience=5 * MINUTE), "patience"),
        (replace(POLICY, silence=SECOND), "silence"),
        (replace(POLICY, hold_down=16 * MINUTE), "hold_down"),
    ],
)
def test_each_of_its_faults_is_named_with_its_place(policy: EscalationPolicy, place: str) -> None:
    assert place in [name for name, _ in lint(policy)]


def test_who_has_named_no_way_is_reached_by_direct_message() -> None:
    ways = (Method.VOICE, Method.SMS)
    settings = PagingSettings(ON_CALL, FALLBACK, contacts={BEN: ways})
    assert settings.methods(BEN) == ways
    assert settings.methods(LENA) == (Method.SLACK,)
    assert settings.methods(PersonId("U0NEW00001")) == (Method.SLACK,)


def test_each_system_has_its_policy_and_one_that_is_gone_the_fallback_alone() -> None:
    settings = PagingSettings(
        ON_CALL,
        ChannelId("G0FALLBACK"),
        policies={POLICY.id: POLICY},
        services={VPN: Service("VPN", POLICY.id), ServiceId("mail"): Service("M", PolicyId("x"))},
    )
    assert settings.policy_for(VPN) == POLICY
    for gone in ("mail", "fax"):
        policy = settings.policy_for(ServiceId(gone))
        assert (policy.levels, policy.fallback, policy.channel) == ((), FALLBACK, ON_CALL)


def test_everybody_who_may_have_to_be_called_is_known_beforehand() -> None:
    assert with_level(FIRST, a_person(BEN)).targets == {FIRST, a_person(BEN)}
