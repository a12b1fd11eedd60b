"""The one fault the local cloud shows to a person; the command line prints its message."""


class LocalCloudError(Exception):
    """The message says what is wrong and what to do about it."""
