"""The resolver agrees with iCalendar on the same rotations; `make rotations` asks it more often."""

from tests.unit.oncall.icalendar_peer import disagreements

ZONES = ("Europe/Warsaw", "America/Sao_Paulo", "Australia/Lord_Howe")


def test_icalendar_rules_expanded_by_dateutil_name_the_same_person() -> None:
    assert list(disagreements(6_000, seed=1, zones=ZONES)) == []
