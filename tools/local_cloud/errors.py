"""The one fault the local cloud shows to a person; the command line prints its message."""


class LocalCloudError(Exception):
    """The message says what is wrong and what to do about it."""


class NotUpError(LocalCloudError):
    """There is no desk on this machine, or it was never brought up."""

    def __init__(self) -> None:
        super().__init__("The desk is not up; start it with: make up")
