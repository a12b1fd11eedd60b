"""The mail service: one raw mail a letter, through SES (mail_ports.Mails); the relay uses it.

SES puts a Message-ID of its own in the place of ours, and takes all other headers as they are.
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from deskbell.usecases.mail_ports import Letter
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown

PASSING = frozenset({"TooManyRequestsException", "ThrottlingException", "LimitExceededException"})
REFUSING = frozenset(
    {"SendingPausedException", "AccountSuspendedException", "AccessDeniedException"}
    | {"MailFromDomainNotVerifiedException", "NotFoundException"}
)
"""No mail goes out until somebody mends that: AWS has stopped it, or nobody has set it up."""
FIRST_SERVER_ERROR = 500


class SesMails:
    """`client` is botocore's of `sesv2`, made by whoever knows the region."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - botocore makes the types at run time
        self._client = client

    def send(self, letter: Letter) -> Outcome:
        try:
            self._client.send_email(
                FromEmailAddress=letter.sender,
                Destination={"ToAddresses": [letter.to]},
                Content={"Raw": {"Data": raw(letter)}},
            )
        except ClientError as refused:
            return _refused(refused)
        except (HTTPClientError, BotoCoreError) as fault:
            return Unknown(type(fault).__name__)
        return Sent()


def raw(letter: Letter) -> bytes:
    """The mail as it is sent."""
    message = EmailMessage(policy=SMTP)
    local, _, domain = letter.sender.rpartition("@")
    message["From"] = Address(letter.name, local, domain)
    message["To"] = Address("", *letter.to.rsplit("@", 1))
    message["Subject"] = letter.subject
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    return message.as_bytes()


def _refused(refused: ClientError) -> Outcome:
    code = str(refused.response.get("Error", {}).get("Code", ""))
    status = refused.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in PASSING:
        return Later(None, code)
    if code in REFUSING:
        return Never(Undelivered.INSTALL_BROKEN, code)
    if status >= FIRST_SERVER_ERROR:
        return Unknown(code)
    return Never(Undelivered.REJECTED, code)
