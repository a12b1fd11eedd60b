"""How low scores are followed up, as an admin writes it down."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.nps.policy import NpsSettings, ScoreFields, ScoreSource, Terms
from deskbell.domain.nps.score import DateFormat
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

LEAST: dict[str, Any] = {"inbox": "it", "channel": "hr", "sources": {"zapier": {"name": "Zapier"}}}


def read(**more: Any) -> NpsSettings:
    nps = parse(changed("nps", {**LEAST, **more})).nps
    assert nps
    return nps


def faults(**more: Any) -> str:
    with pytest.raises(InvalidDeskError) as found:
        parse(changed("nps", {**LEAST, **more}))
    return "\n".join(map(str, found.value.faults))


def test_without_the_setting_no_score_is_taken() -> None:
    assert parse(SOUND).nps is None


def test_who_where_and_from_whom_is_enough() -> None:
    nps = read()
    assert (nps.inbox, nps.channel, nps.threshold) == ("it", "C0HR000001", 7)
    assert nps.sources == {"zapier": ScoreSource("Zapier")}
    assert nps.terms == Terms()


def test_all_of_it_can_be_said_and_comes_back_the_same() -> None:
    desk = parse(
        changed(
            "nps",
            {
                **LEAST,
                "threshold": 8,
                "thresholds": {"premium": 9},
                "date_format": "d.m.y",
                "due": "2d",
                "remind_after": "1h",
                "escalate_after": "3d",
                "reopen_within": "1d",
                "resurvey_after": "14d",
                "survey_cooldown": "60d",
                "accept_within": "10d",
                "sources": {
                    "zapier": {"name": "Zapier", "fields": {"score": "a.0.value", "event": "id"}}
                },
            },
        )
    )
    nps = desk.nps
    assert nps
    assert (nps.threshold_of("premium"), nps.threshold_of("other")) == (9, 8)
    assert nps.date_format is DateFormat.DAY_WITH_DOTS
    day, hour = timedelta(days=1), timedelta(hours=1)
    assert nps.terms == Terms(2 * day, hour, 3 * day, day, 14 * day, 60 * day)
    assert nps.sources["zapier"].fields == ScoreFields(event="id", score="a.0.value")
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"resurvey_after": "2d"}, "the case could still be opened again"),
        ({"survey_cooldown": "2d"}, "nobody is surveyed again without resurvey_after"),
        ({"inbox": "sales"}, '"sales" is no inbox'),
        ({"channel": "nowhere"}, '"nowhere" is no channel in channels'),
        ({"threshold": 11}, "every score would be below it"),
        ({"threshold": 0}, '"0" is not a number from 1'),
        ({"thresholds": {"premium": "nine"}}, '"nine" is not a number'),
        ({"date_format": "us"}, '"us" is no format of dates'),
        ({"due": "24"}, "write it as 30m, 2h or 3d"),
        ({"remind_after": "2d"}, "make it longer than remind_after"),
        ({"accept_within": "60d"}, "from 1d to 30d"),
        ({"accept_within": "30m"}, "from 1d to 30d"),
        ({"sources": {"Zap ier": {"name": "Z"}}}, "small letters"),
        ({"sources": {"z": {"name": "Z", "fields": {"points": "x"}}}}, "no such setting"),
        ({"sources": {"z": {"name": "Z", "fields": {"score": "a..b"}}}}, "is no path"),
        ({"trheshold": 7}, "no such setting"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_what_to_do(wrong: dict[str, Any], said: str) -> None:
    assert said in faults(**wrong)


def test_a_channel_that_another_company_is_in_is_refused() -> None:
    document = changed("nps", {**LEAST, "channel": "it-happens"})
    document["partners"] = {
        "acme": {
            "name": "Acme",
            "channel": "it-happens",
            "team": "T0ACME0001",
            "owner": "ben",
            "backup": "lena",
        }
    }
    with pytest.raises(InvalidDeskError, match="another company is in it"):
        parse(document)


def test_a_survey_and_a_source_of_alerts_have_two_names_as_their_keys_are_in_one_secret() -> None:
    document = changed("nps", LEAST)
    document["paging"] = {
        "channel": "it-triage",
        "fallback": "it-triage",
        "policies": {
            "it": {"name": "IT", "levels": [{"call": ["ben"], "within": "5m"}], "loops": 1}
        },
        "services": {"vpn": {"name": "VPN", "policy": "it"}},
        "sources": {"zapier": {"name": "Zapier", "kind": "grafana", "service": "vpn"}},
    }
    with pytest.raises(InvalidDeskError, match="a source of alerts has this name"):
        parse(document)
