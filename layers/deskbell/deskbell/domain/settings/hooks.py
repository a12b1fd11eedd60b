"""A hook of the desk: a system outside that workflows may tell something, as the settings say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hook:
    """`url` begins with https and names no address of a private network; `secret` is the name of
    the secret in Secrets Manager that calls are signed with."""

    id: str
    url: str
    secret: str
