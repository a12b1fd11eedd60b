"""With whom a ticket is talked about by mail (A4-03)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correspondence:
    """`address` is the other side's, `ours` the one that they wrote to.

    `first` and `last` are the ids of their first and their last mail, empty where they had none.
    """

    address: str
    ours: str
    subject: str
    first: str = ""
    last: str = ""
