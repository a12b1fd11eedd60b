"""Each test of this folder runs on moto and on MiniStack."""

from collections.abc import Iterator

import pytest

from tests.aws_resources import Resources
from tests.flows.clouds import Cloud, MiniStack, Moto
from tests.moto_desk import moto_desk


@pytest.fixture(scope="package", params=["moto", pytest.param("ministack", marks=pytest.mark.e2e)])
def cloud(request: pytest.FixtureRequest) -> Iterator[Cloud]:
    if request.param == "ministack":
        yield MiniStack(request.getfixturevalue("desk"))
        return
    with moto_desk() as desk:
        yield Moto(desk)


@pytest.fixture
def copies(cloud: Cloud) -> Resources:
    """Makes resources of the template anew, for this test alone."""
    return cloud.copies()
