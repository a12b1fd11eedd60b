"""The stores of the contract tests: each test runs over the memory twin and over the table."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.contracts import stores
from tests.contracts.stores import Store


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    with stores.aws():
        yield


@pytest.fixture
def dynamo_store(aws: None) -> Iterator[Store]:
    with stores.empty_table():
        yield stores.dynamo_store()


@pytest.fixture(params=["memory", "dynamo"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return stores.memory_store()
    table: Store = request.getfixturevalue("dynamo_store")
    return table


@pytest.fixture(params=["memory", "dynamo"])
def holding_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Of a process that sends at once what it commits."""
    lease = timedelta(seconds=120)
    if request.param == "memory":
        yield stores.memory_store(lease)
        return
    request.getfixturevalue("aws")
    with stores.empty_table():
        yield stores.dynamo_store(lease)
