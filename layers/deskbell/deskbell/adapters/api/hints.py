"""What whoever is refused can do about it, by the reason; part of each answer that refuses."""

HINTS = {
    "no_key": "send `Authorization: Bearer <key>`; an admin makes one: ./deskbell api --new-key",
    "has_left": "this key's person is not in the workspace any more; ask an admin for another",
    "person_unknown": "Slack is being asked who this key's person is; send it again in a minute",
    "no_such_address": "GET /api/tickets, GET /api/tickets/{number}, POST …/comments or …/moves",
    "method": "use one of the methods in the header Allow",
    "unknown_ticket": "there is no such number, or this key's person may not know of it",
    "too_large": "send at most 64 KB",
    "no_json": "send one JSON object in UTF-8",
    "idempotency_key": "send a header Idempotency-Key, new for each request and the same when it "
    "is sent again: 8 to 64 letters, digits, -, _, . or :",
    "unknown_field": "send text and audience to …/comments; move, and revision if wanted, to "
    "…/moves",
    "text": "text is what to say: plain text of 1 to 4000 characters",
    "audience": "audience is everybody, or team for a note",
    "move": "move is one of take, solve, wait, resume, reopen",
    "revision": "revision is the number that GET of this ticket has answered",
    "not_allowed": "this key's person may not do this; `moves` of the ticket says what they may",
    "goes_on_elsewhere": "the ticket was merged or followed up; `goes_on_as` says by which one",
    "ended_too_long_ago": "its end is too long ago; what is asked now is another ticket",
}
OTHERWISE = "GET the ticket: it is not as you took it to be; `moves` says what can be done"
"""What a decision has refused for a reason of its own."""


def hint(reason: str) -> str:
    return HINTS.get(reason, OTHERWISE)
