"""The `api` of the settings: which program acts in whose name (A5-07)."""

import pytest

from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND


def test_a_program_acts_in_the_name_of_one_person() -> None:
    desk = parse({**SOUND, "api": {"console": "ben"}})
    assert desk.api == {"console": desk.people["ben"]}
    assert parse(SOUND).api == {}


@pytest.mark.parametrize(
    ("api", "wrong"),
    [
        ({"console": "nobody"}, "nobody in people"),
        ({"My console": "ben"}, "small letters"),
        ({"console.two": "ben"}, "small letters"),
        ({"console": ["ben"]}, "is not a text"),
        (["ben"], "not what belongs here"),
    ],
    ids=str,
)
def test_nobody_else_gets_a_program(api: object, wrong: str) -> None:
    with pytest.raises(InvalidDeskError, match=wrong):
        parse({**SOUND, "api": api})
