"""Files that are kept in a bucket: the mails, as they came."""

from typing import Any
from urllib.parse import urlencode

from botocore.exceptions import BotoCoreError, ClientError

from deskbell.domain.errors import FileUnavailableError


class KeptFiles:
    """`client` is botocore's of `s3`, made by whoever knows the region."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - botocore makes the types at run time
        self._client = client

    def beginning(self, bucket: str, name: str, length: int) -> bytes:
        """At most so many bytes. Raises FileUnavailableError."""
        try:
            answer = self._client.get_object(Bucket=bucket, Key=name, Range=f"bytes=0-{length - 1}")
            content: bytes = answer["Body"].read()
        except (ClientError, BotoCoreError) as fault:
            raise FileUnavailableError(f"{name} cannot be read: {type(fault).__name__}") from fault
        return content

    def address(self, bucket: str, name: str, region: str) -> str:
        """Where somebody with the right to it in AWS finds it; it is of no use to anybody else."""
        query = urlencode({"region": region, "prefix": name})
        return f"https://{region}.console.aws.amazon.com/s3/object/{bucket}?{query}"
