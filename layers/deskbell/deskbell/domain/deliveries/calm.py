"""What can wait until somebody's morning (A5-06, C-08): the keys of those texts.

Who just did something, or is called for, hears at once. Apart from `quiet.py`, which reckons with
time zones, for the ingress's sake.
"""

CALM = frozenset(
    {
        "dm.taken",
        "dm.solved",
        "dm.solved_with_parent",
        "dm.told_with_parent",
        "dm.waits_for_you",
        "dm.nudge",
        "dm.closed_unanswered",
        "dm.vendor",
        "dm.approval_reminder",
        "dm.announcement_reminder",
        "dm.praised",
        "dm.flag_digest",
        "dm.flag_digest_more",
    }
)
"""Notices of how a request stands, and reminders: nobody has to act on them tonight. No answers,
which are a talk, and nothing that is offered, asked for or called for."""
