"""The template, read once for all its tests."""

import pytest

from tests.template import cloudformation
from tests.template.cloudformation import Template


@pytest.fixture(scope="session")
def written() -> Template:
    return cloudformation.as_written()


@pytest.fixture(scope="session")
def deployed() -> Template:
    return cloudformation.as_deployed()
