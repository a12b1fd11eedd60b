"""Where new versions of workflows and rules are told of, as an admin writes it down (A3-06)."""

import pytest

from deskbell.domain.ids import ChannelId
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed
from tests.unit.settings.test_parse import faults


def test_a_desk_may_say_where_changes_are_told_of() -> None:
    assert parse(SOUND).changes_channel is None
    assert parse(changed("changes_channel", "hr")).changes_channel == ChannelId("C0HR000001")


@pytest.mark.parametrize(
    ("channel", "fault"),
    [
        ("hrr", '"hrr" is no channel in channels; did you mean "hr"?'),
        ("it-happens", "people ask an inbox there; choose another channel"),
    ],
)
def test_it_is_a_channel_in_which_nobody_asks(channel: str, fault: str) -> None:
    [found] = faults(changed("changes_channel", channel))
    assert found.startswith(f"changes_channel: {fault}")


def test_no_other_company_reads_why_something_exists() -> None:
    document = changed("changes_channel", "hr")
    document["partners"] = {
        "acme": {"name": "Acme", "channel": "hr", "team": "T0ACME0001", "owner": "ben"}
    }
    assert "changes_channel: another company is in it; choose one of your own" in faults(document)
