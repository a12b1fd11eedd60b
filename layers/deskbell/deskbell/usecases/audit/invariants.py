"""What always holds, by name (docs/reliability.md, "The invariants").

The simulation, the end-to-end tests, the auditor in production and `./deskbell audit` ask it. I5-I9
come with paging and the loans, I13 with the connectors, I14 with private tickets, I15 with NPS; I11
is about queues, which `audit_desk.py` looks at.
"""

from collections.abc import Callable, Iterator

from deskbell.usecases.audit import in_slack, in_the_table
from deskbell.usecases.audit.books import Books, Shown, Violation

IN_THE_TABLE: tuple[Callable[[Books], Iterator[Violation]], ...] = (
    in_the_table.i1_one_message_is_one_ticket,
    in_the_table.i2_each_card_is_posted,
    in_the_table.i2_each_card_is_where_its_row_put_it,
    in_the_table.i2_what_is_sent_has_a_post,
    in_the_table.i3_comments_are_counted_and_in_order,
    in_the_table.i4_each_version_has_one_audit_row,
    in_the_table.i4_each_audit_row_says_who_and_why,
    in_the_table.i10_no_effect_waits_for_long,
    in_the_table.i12_nothing_of_our_own_becomes_a_ticket,
    in_the_table.i16_no_input_changes_a_thing_twice,
    in_the_table.i17_each_lane_is_sent_in_order,
)
"""Hold at any moment."""

IN_SLACK: tuple[Callable[[Books, Shown], Iterator[Violation]], ...] = (
    in_slack.i2_nothing_is_said_twice,
    in_slack.i2_what_is_sent_is_shown,
    in_slack.i2_what_is_shown_was_decided,
    in_slack.i3_comments_are_the_thread,
    in_slack.i3_the_text_is_that_of_the_message,
    in_slack.i12_no_bot_becomes_a_comment,
)
"""Hold when nothing is on its way any more."""


def broken(books: Books, shown: Shown | None = None) -> list[Violation]:
    """All that does not hold; without `shown`, of what the table tells."""
    found = [one for invariant in IN_THE_TABLE for one in invariant(books)]
    if shown is not None:
        found += [one for invariant in IN_SLACK for one in invariant(books, shown)]
    return found
