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
# For code of ours that knows nothing of the local cloud: nobody's real account, one region.
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": ACCOUNT,
    "AWS_SECRET_ACCESS_KEY": "local",  # pragma: allowlist secret
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
}


@cache
def client(service: str, endpoint: str, *, patience: float = 60.0, attempts: int = 2) -> Any:  # noqa: ANN401 (boto3 makes the types at run time)
    """A client for the emulator at the endpoint; its failures are not worth retrying for long.
    `patience`: seconds until an answer counts as lost, and is asked for once more."""
    session = boto3.session.Session(
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key=ENVIRONMENT["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )
    config = Config(
        retries={"total_max_attempts": attempts}, read_timeout=patience, connect_timeout=5
    )
    return session.client(service, endpoint_url=endpoint, config=config)  # type: ignore[call-overload]
