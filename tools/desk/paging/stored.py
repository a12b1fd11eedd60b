"""The secrets of paging in a deployed desk, which the operator's commands read and write."""

from collections.abc import Callable
from typing import TypeVar

from botocore.exceptions import ClientError

from deskbell.domain.errors import SettingsError
from tools.desk.deployment import Account, Stack
from tools.desk.errors import AwsError, OperatorError, code_of, explain_aws

T = TypeVar("T")


def named(stack: Stack, parameter: str) -> str:
    """The secret's name, which is a parameter of the stack's."""
    if name := stack.parameters.get(parameter, ""):
        return name
    raise OperatorError(
        f"the stack was deployed without {parameter}",
        "name a secret in samconfig.toml, such as deskbell/production/…, and deploy it",
    )


def read(account: Account, name: str, parse: Callable[[str], T], empty: T) -> T:
    """`empty` if nobody has stored anything."""
    try:
        text = account.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
        return parse(text)
    except ClientError as error:
        if code_of(error) == "ResourceNotFoundException":
            return empty
        raise explain_aws(error) from error
    except AwsError as error:
        raise explain_aws(error) from error
    except SettingsError as error:
        raise OperatorError(str(error), "store it again, or mend it in Secrets Manager") from error


def write(account: Account, name: str, value: str) -> None:
    """The functions see it within five minutes."""
    try:
        account.client("secretsmanager").put_secret_value(SecretId=name, SecretString=value)
    except AwsError as error:
        raise explain_aws(error) from error
