"""Clients for the local AWS, used by the deployer and the commands."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

REGION = "us-east-1"
# An account id as access key selects that account on MiniStack.
ACCOUNT = "000000000000"
STACK = "deskbell"


@cache
def client(service: str, endpoint: str) -> Any:  # noqa: ANN401 (boto3 makes the types at run time)
    """A client for the emulator at the endpoint; its failures are not worth retrying for long."""
    session = boto3.session.Session(
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="local",  # pragma: allowlist secret  # noqa: S106
        region_name=REGION,
    )
    config = Config(retries={"total_max_attempts": 2}, read_timeout=60, connect_timeout=5)
    return session.client(service, endpoint_url=endpoint, config=config)  # type: ignore[call-overload]
