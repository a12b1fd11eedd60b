"""The hooks that workflows may call, as an admin writes them down."""

import pytest

from deskbell.adapters import wire
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.hooks import Hook
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

# pragma: allowlist nextline secret
URL, SECRET_NAME = "https://hr.example.com/desk", "deskbell/slack/hooks/hr"


def faults(url: str = URL, secret: str = SECRET_NAME) -> str:
    with pytest.raises(InvalidDeskError) as found:
        parse(changed("hooks", {"hr_system": {"url": url, "secret": secret}}))
    return "\n".join(map(str, found.value.faults))


def test_without_the_setting_there_are_none() -> None:
    assert parse(SOUND).hooks == {}


def test_a_hook_has_an_address_and_the_name_of_its_secret() -> None:
    desk = parse(changed("hooks", {"hr_system": {"url": URL, "secret": SECRET_NAME}}))
    assert desk.hooks == {"hr_system": Hook("hr_system", URL, SECRET_NAME)}
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    "url",
    [
        *("https://localhost/x", "https://127.0.0.1/", "https://10.1.2.3/", "https://[::1]/"),
        *("https://169.254.169.254/latest", "https://hr.internal/", "https://intranet/"),
    ],
)
def test_an_address_inside_is_refused_before_anybody_pushes_it(url: str) -> None:
    assert "this is an address of a private network, which is never called" in faults(url)


def test_an_address_that_others_could_read_along_with_is_refused() -> None:
    assert "begin it with https://" in faults("http://hr.example.com/")
    # pragma: allowlist nextline secret
    assert "calls are signed" in faults("https://me:secret@hr.example.com/")


@pytest.mark.parametrize(
    "url", ["hr.example.com", "https://", "https://x.org:99999/", "https://ą.pl"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert "this is no address" in faults(url)


def test_a_secret_itself_does_not_belong_into_the_settings() -> None:
    # pragma: allowlist nextline secret
    assert "put its name in Secrets Manager here" in faults(secret="whsec_abc")
