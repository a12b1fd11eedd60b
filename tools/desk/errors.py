"""The one fault that the operator's commands show; `__main__.py` prints it and ends with 1."""

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ProfileNotFound,
    TokenRetrievalError,
)

AwsError = (BotoCoreError, ClientError)

_OLD_CREDENTIALS = frozenset(
    {"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"}
)
_NOT_ALLOWED = frozenset(
    {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"}
)


class OperatorError(Exception):
    """`wrong` says what is wrong and `mend` what to do, as a command or a click."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(f"{wrong}; {mend}")
        self.wrong = wrong
        self.mend = mend


def explain_aws(error: Exception) -> OperatorError:
    """What AWS, or the library that asks it, complained of."""
    match error:
        case NoCredentialsError():
            return OperatorError(
                "there are no AWS credentials in this shell",
                "sign in, for example: aws sso login, or name a profile: --profile NAME",
            )
        case NoRegionError():
            return OperatorError(
                "no AWS region is chosen",
                "name the stack's: export AWS_DEFAULT_REGION=eu-central-1, or --region",
            )
        case ProfileNotFound():
            return OperatorError(str(error), "see those there are: aws configure list-profiles")
        case TokenRetrievalError():
            return OperatorError("the AWS sign-in has ended", "sign in again: aws sso login")
        case EndpointConnectionError():
            return OperatorError(str(error), "check the network and the region")
        case ClientError():
            return _explain_refusal(error)
    return OperatorError(f"AWS could not be asked: {error}", "see what it says, and try again")


def code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _explain_refusal(error: ClientError) -> OperatorError:
    code = code_of(error)
    if code in _OLD_CREDENTIALS:
        return OperatorError(
            f"AWS does not take these credentials ({code})", "sign in again: aws sso login"
        )
    if code in _NOT_ALLOWED:
        return OperatorError(
            f"these credentials may not do {error.operation_name}",
            "use a role with the rights that docs/deployment.md lists",
        )
    return OperatorError(str(error), "see what AWS says, and try again")
