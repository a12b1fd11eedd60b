"""Answers to executions that wait for a person (ports.Executions)."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from deskbell.domain.errors import ResumeRefusedError
from deskbell.usecases.ports import Wait

if TYPE_CHECKING:
    from types_boto3_stepfunctions import SFNClient


OVER = frozenset({"TaskDoesNotExist", "TaskTimedOut"})
"""The task of this token is closed: it was answered, it failed, or its execution has ended."""


class SfnExecutions:
    """A refusal is raised, or the execution would wait for ever without anybody knowing."""

    def __init__(self, client: "SFNClient") -> None:
        self._client = client

    def answer(self, wait: Wait, outcome: str) -> bool:
        try:
            self._client.send_task_success(
                taskToken=wait.token, output=json.dumps({"outcome": outcome})
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in OVER:
                return False
            raise ResumeRefusedError(f"{wait.ref} {wait.name} ← {outcome}: {code}") from error
        except BotoCoreError as error:
            code = type(error).__name__  # its text may quote the token
            raise ResumeRefusedError(f"{wait.ref} {wait.name} ← {outcome}: {code}") from error
        return True
