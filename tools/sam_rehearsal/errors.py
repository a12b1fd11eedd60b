"""What stops the rehearsal; its command line prints the message."""


class RehearsalError(Exception):
    """The message says what somebody would have seen go wrong."""
