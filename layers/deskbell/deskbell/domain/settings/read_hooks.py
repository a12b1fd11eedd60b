"""The `hooks` of the settings, as `parse.py` reads them: what workflows may call."""

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from deskbell.domain.settings import values
from deskbell.domain.settings.hooks import Hook
from deskbell.domain.settings.section import Section

URL_LIMIT = 500
SECRET_LIMIT = 256
_INSIDE = ("localhost", ".localhost", ".local", ".internal")


def read_hooks(part: Section) -> Mapping[str, Hook]:
    """By name."""
    values.names(part)
    return {key: _hook(key, one) for key, one in part.sections()}


def _hook(key: str, part: Section) -> Hook:
    url = values.short_text(part, "url", URL_LIMIT)
    secret = values.short_text(part, "secret", SECRET_LIMIT)
    for wrong in wrong_with(url) if url else ():
        part.fault(wrong, "url")
    if secret.startswith("whsec_"):
        part.fault("this is the secret itself; put its name in Secrets Manager here", "secret")
    part.end()
    return Hook(key, url, secret)


def wrong_with(url: str) -> Iterator[str]:
    """What the address alone shows; where its name leads is looked at with each call."""
    parts = _split(url)
    if parts is None or not parts.hostname or not url.isascii():
        yield "this is no address; write https://host/path"
        return
    if parts.scheme != "https":
        yield "what goes out must not be read on its way; begin it with https://"
    if parts.username or parts.password or parts.fragment:
        yield "no names, passwords or # in the address; calls are signed with the secret"
    if _is_inside(parts.hostname):
        yield "this is an address of a private network, which is never called"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is none
    except ValueError:
        return None
    return parts


def _is_inside(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == _INSIDE[0] or host.endswith(_INSIDE[1:]) or "." not in host
