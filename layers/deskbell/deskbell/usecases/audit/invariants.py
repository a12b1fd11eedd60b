"""What always holds, by name (docs/reliability.md, "The invariants").

The simulation, the end-to-end tests, the auditor in production and `./deskbell audit` ask it. I13
comes with the connectors; I11 is about queues, which `audit_desk.py` looks at.
"""

from collections.abc import Callable, Iterator

from deskbell.usecases.audit import (
    in_approvals,
    in_copies,
    in_loans,
    in_mail,
    in_moves,
    in_nps,
    in_paging,
    in_pauses,
    in_private,
    in_redirects,
    in_requests,
    in_rotas,
    in_rules,
    in_slack,
    in_surveys,
    in_the_table,
    in_ties,
)
from deskbell.usecases.audit.books import Books, Shown, Violation

IN_THE_TABLE: tuple[Callable[[Books], Iterator[Violation]], ...] = (
    in_the_table.i1_one_message_is_one_ticket,
    in_the_table.i2_each_card_is_posted,
    in_the_table.i2_each_card_is_where_its_row_put_it,
    in_the_table.i2_what_is_sent_has_a_post,
    in_the_table.i3_comments_are_counted_and_in_order,
    in_the_table.i4_each_version_has_one_audit_row,
    in_the_table.i4_each_audit_row_says_who_and_why,
    in_the_table.i4_the_history_says_how_a_ticket_stands,
    in_the_table.i10_no_effect_waits_for_long,
    in_the_table.i12_nothing_of_our_own_becomes_a_ticket,
    in_paging.i5_no_incident_is_long_due,
    in_paging.i5_no_level_is_called_early,
    in_paging.i6_nobody_is_called_twice,
    in_paging.i6_one_trouble_is_one_incident,
    in_paging.i7_nobody_is_called_once_somebody_has_it,
    in_paging.i8_what_nobody_answers_is_heard_of_outside,
    in_loans.i9_stock_and_loans_are_the_total,
    in_loans.i9_who_waits_waits_in_their_order,
    in_loans.i9_nobody_is_reminded_of_what_is_back,
    in_nps.i15_a_score_calls_at_most_once,
    in_nps.i15_a_member_has_one_case_at_a_time,
    in_nps.i15_a_low_score_has_called,
    in_nps.i15_who_handles_it_did_so_themselves,
    in_nps.i15_no_survey_within_the_cool_down,
    in_private.i14_a_private_ticket_is_with_its_requester,
    in_the_table.i16_no_input_changes_a_thing_twice,
    in_the_table.i17_each_lane_is_sent_in_order,
    in_pauses.i22_nobody_is_reminded_after_their_answer,
    in_pauses.i22_what_is_paused_says_for_whom,
    in_copies.i21_each_comment_is_copied,
    in_copies.i21_each_copy_is_of_a_comment,
    in_copies.i21_copies_are_in_order,
    in_moves.i23_the_history_has_every_inbox,
    in_moves.i23_the_team_that_has_it_has_its_card,
    in_rules.i28_a_rule_fires_at_most_once,
    in_redirects.i34_what_has_become_a_request_is_known_there,
    in_ties.i25_a_merge_leads_to_a_ticket_that_goes_on,
    in_ties.i25_nothing_is_said_to_a_merged_ticket,
    in_ties.i25_who_followed_follows_on,
    in_ties.i26_parts_and_their_problem_agree,
    in_approvals.i30_an_approval_ends_as_its_votes_say,
    in_approvals.i30_an_approval_ends_once,
    in_approvals.i30_nobody_decides_for_themselves,
    in_approvals.i30_its_subject_hears_the_end_once,
    in_requests.i33_each_step_is_done_once,
    in_requests.i33_a_request_ends_once,
    in_requests.i33_nobody_waits_for_nothing,
    in_requests.i33_each_ticket_is_opened_once,
    in_requests.i33_one_message_begins_one,
    in_requests.i33_what_few_may_know_is_said_to_them_alone,
    in_rotas.i36_nobody_stands_in_without_their_yes,
    in_rotas.i36_an_ask_ends_once,
    in_surveys.i37_nobody_is_asked_too_often,
    in_surveys.i37_only_a_solution_of_the_desk_is_asked_about,
    in_surveys.i37_an_answer_is_what_was_said_last,
    in_mail.i31_nothing_is_mailed_twice,
    in_mail.i31_no_note_is_mailed,
)
"""Hold at any moment."""

IN_SLACK: tuple[Callable[[Books, Shown], Iterator[Violation]], ...] = (
    in_slack.i2_nothing_is_said_twice,
    in_slack.i2_what_is_sent_is_shown,
    in_slack.i2_what_is_shown_was_decided,
    in_slack.i3_comments_are_the_thread,
    in_slack.i3_the_text_is_that_of_the_message,
    in_slack.i12_no_bot_becomes_a_comment,
    in_private.i14_nothing_private_stands_in_public,
    in_copies.i21_what_slack_shows_is_a_copy,
    in_copies.i21_what_is_copied_is_shown,
)
"""Hold when nothing is on its way any more."""


def broken(books: Books, shown: Shown | None = None) -> list[Violation]:
    """All that does not hold; without `shown`, of what the table tells."""
    found = [one for invariant in IN_THE_TABLE for one in invariant(books)]
    if shown is not None:
        found += [one for invariant in IN_SLACK for one in invariant(books, shown)]
    return found
