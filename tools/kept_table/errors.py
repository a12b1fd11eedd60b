"""The one fault this tool shows to a person; its command line prints the message."""


class KeptTableError(Exception):
    """The message says what is wrong and what to do about it."""
