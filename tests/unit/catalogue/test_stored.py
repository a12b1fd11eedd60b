"""Definitions and requests are read back as they were stored."""

from dataclasses import replace

import pytest

from deskbell.adapters.wire import decode, encode
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.dry_run import dry_run
from deskbell.domain.catalogue.request import Request, Tick
from deskbell.domain.catalogue.script import SOMEBODY
from tests.unit.catalogue.definitions import LISTS, NOW
from tests.unit.catalogue.test_shipped import NAMES, catalogue, walks


@pytest.mark.parametrize("name", NAMES)
def test_a_definition_is_read_back_as_it_was(name: str) -> None:
    definition = catalogue()[name]
    assert decode(encode(definition), Definition) == definition


def test_a_request_is_read_back_as_it_was() -> None:
    script = walks("new_hire_equipment")[0][0]
    request = dry_run(catalogue()["new_hire_equipment"], script, LISTS, NOW).request
    full = replace(request, ticks={"desk": Tick(SOMEBODY, NOW)}, reminders={"reminder": NOW})
    assert decode(encode(full), Request) == full
