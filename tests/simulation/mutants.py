"""What Deskbell would be without one of its protections, one seam of the real code each.

`make mutants` runs them: each must be caught, or the protection is superfluous or an invariant is
missing (reliability.md 5.3). All but the naive ones pass where nothing goes wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from deskbell.adapters import commits
from deskbell.adapters.memory import store
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.slack import reception as receptions
from deskbell.adapters.slack.answers import ACCEPTED
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.approvals import asking, transition
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import PersonId, request_ref
from deskbell.domain.loans import expiry, shelf, timers
from deskbell.domain.loans import loan as loans
from deskbell.domain.loans import transition as of_loans
from deskbell.domain.loans.stock import Stock
from deskbell.domain.requests import transition as of_requests
from deskbell.domain.rules.matching import matching
from deskbell.domain.tickets import (
    by_rules,
    copies,
    flagging,
    incident,
    leaving,
    merging,
    open_from_request,
    pausing,
    publishing,
    replies,
    thread,
)
from deskbell.domain.tickets import events as ticket_events
from deskbell.domain.tickets.ticket import Ticket
from deskbell.runtime import compose, mail
from deskbell.usecases import change as changes
from deskbell.usecases.backfill import capture_missed
from deskbell.usecases.outbox import (
    cards,
    carry_out,
    comments,
    heal_echo,
    messages,
    posting,
    send_outbox,
)
from deskbell.usecases.outbox.posting import DONE
from deskbell.usecases.ports import Commit, RowState
from deskbell.usecases.requests import begin_by_emoji
from deskbell.usecases.slack_ports import Later, Sent, Unknown
from deskbell.usecases.tickets import (
    consult_rules,
    park_input,
    react_to_emoji,
    record_message,
)
from deskbell.usecases.workflows import await_outcome
from tests.simulation import (
    announcement_mutants,
    api_mutants,
    feedback_mutants,
    issue_mutants,
    nps_mutants,
    outage_mutants,
    praise_mutants,
    rationale_mutants,
    standup_mutants,
    survey_mutants,
    theme_mutants,
)
from tests.simulation import desk as desks
from tests.simulation.circumstances import Circumstances
from tests.simulation.storage import Aggregates, MemoryStorage
from tests.simulation.world import World

Patch = Callable[[pytest.MonkeyPatch, "World"], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """`says` is what is missing; `patch` takes it out for one world.

    Reading back and echoes cover for each other, and so do looking again and the back-fill: each is
    tried where the other is of no use. What shows in few of the seeds is tried with `only` these
    features.
    """

    name: str
    says: str
    patch: Patch
    where: Circumstances = Circumstances.ORDINARY
    only: tuple[str, ...] = ()


def _naive(mp: pytest.MonkeyPatch, world: World) -> None:
    def commit(self: MemoryAggregates, decision: Any, cause: Any) -> Commit:
        table, key = self._table, (cause.install, cause.key)
        if key in table.dedupe:
            return Commit(duplicate=True)
        world.give_way()
        for whole in commits.joined(decision.changes):
            self._apply(whole, cause)
        rows = [row for change in decision.changes for row in self._record(change, cause)]
        world.give_way()
        table.dedupe.add(key)
        return Commit(outbox=tuple(map(commits.handed_on, rows)))

    mp.setattr(MemoryAggregates, "commit", commit)


def _record(mp: pytest.MonkeyPatch, world: World) -> None:
    """INPROGRESS and COMPLETED around the handling; the writes in it are two."""
    records: dict[str, str] = {}
    process, see = compose.Intake.process, MemoryStorage.see_change

    def guarded(self: Any, envelope: Any, seconds_left: Any) -> Any:
        if records.get(envelope.key) == "COMPLETED":
            return changes.ignored("duplicate")
        world.give_way()
        records[envelope.key] = "INPROGRESS"
        handled = process(self, envelope, seconds_left)
        world.give_way()
        records[envelope.key] = "COMPLETED"
        return handled

    def commit(self: MemoryAggregates, decision: Any, cause: Any) -> Commit:
        bare = replace(
            decision, changes=tuple(replace(one, effects=()) for one in decision.changes)
        )
        for one in bare.changes:
            self._refuse_if_impossible(bare, cause)
            self._apply(one, cause)
            self._record(one, cause)
        mp.setattr(
            MemoryStorage,
            "see_change",
            lambda storage, ref, version, _: see(storage, ref, version, 0),
        )
        if world.give_way():
            raise StoreUnavailableError("the second write was lost")
        rows = []
        for one in decision.changes:
            for row in commits.outbox_rows(one, cause, world.wall(), self._held):
                self._table.outbox[row.id] = replace(row, aggregate=None)
                rows.append(commits.handed_on(row))
        return Commit(outbox=tuple(rows))

    mp.setattr(compose.Intake, "process", guarded)
    mp.setattr(MemoryAggregates, "commit", commit)


def _no_dedupe(mp: pytest.MonkeyPatch, _: World) -> None:
    commit = MemoryAggregates.commit
    mp.setattr(
        MemoryAggregates,
        "commit",
        lambda self, decision, cause: commit(self, replace(decision, idempotent=True), cause),
    )


def _unconditional(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(MemoryAggregates, "_refuse_if_impossible", lambda *_: None)


def _no_read_back(mp: pytest.MonkeyPatch, _: World) -> None:
    for module in (posting, cards, comments, messages):
        mp.setattr(module, "read_back", lambda *_: None)


def _short_lease(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(send_outbox, "LEASE", timedelta(seconds=1))
    mp.setattr(desks, "LEASE", timedelta(seconds=1))


def _no_fence(mp: pytest.MonkeyPatch, _: World) -> None:
    def still_mine(self: MemoryOutbox, row: Any) -> bool:
        return self._table.outbox[row.id].state is RowState.PENDING

    mp.setattr(MemoryOutbox, "_still_mine", still_mine)


def _no_sweep(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(desks, "NOT_ASKED", desks.NOT_ASKED | {"SweepOutboxFunction"})


def _no_timers(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(desks, "NOT_ASKED", desks.NOT_ASKED | {"FireTimersFunction"})


def _arrival_order(mp: pytest.MonkeyPatch, _: World) -> None:
    def comments(self: MemoryAggregates, ref: Any, since: Any = None) -> Any:
        return [comment for (of, _), comment in self._table.comments.items() if of == ref]

    mp.setattr(MemoryAggregates, "comments", comments)


def _any_order(mp: pytest.MonkeyPatch, _: World) -> None:
    def claim(lane: Any, ports: Any) -> Any:
        now = ports.wall()
        for row in ports.outbox.pending(lane.ref, lane.name):
            if row.due <= now and row.lease_until <= now:
                return ports.outbox.claim(row, now, send_outbox.LEASE)
        return None

    mp.setattr(send_outbox, "_claim_lowest", claim)
    mp.setattr(send_outbox, "_is_next", lambda *_: True)


def _publish_first(mp: pytest.MonkeyPatch, world: World) -> None:
    commit = Aggregates.commit

    def published(self: Any, decision: Any, cause: Any) -> Commit:
        if (cause.install, cause.key) not in self._table.dedupe:
            self._refuse_if_impossible(decision, cause)
            bus: Any = compose.publisher().events
            bus._publish([commits.audit_row(one, cause) for one in decision.changes])
            if world.faults.at_call():
                raise StoreUnavailableError("published, and not committed")
        return commit(self, decision, cause)

    mp.setattr(Aggregates, "commit", published)


def _unknown_is_no(mp: pytest.MonkeyPatch, _: World) -> None:
    carried_out = send_outbox._carried_out

    def hasty(row: Any, ports: Any) -> Any:
        result = carried_out(row, ports)
        if isinstance(result.outcome, Unknown):
            return posting.Result(Later(None, result.outcome.code))
        return result

    mp.setattr(send_outbox, "_carried_out", hasty)


def _claim_unconditional(mp: pytest.MonkeyPatch, _: World) -> None:
    def claim(self: MemoryOutbox, row: Any, now: float, lease: timedelta) -> Any:
        until = now + lease.total_seconds()
        current = self._table.outbox[row.id]
        claimed = replace(current, attempt=row.attempt + 1, lease_until=until, due=until)
        self._table.outbox[row.id] = replace(claimed, doubtful=True)
        return claimed

    mp.setattr(MemoryOutbox, "claim", claim)


def _no_parking(mp: pytest.MonkeyPatch, _: World) -> None:
    for module in (record_message, react_to_emoji):
        mp.setattr(module, "park_input", lambda *_: None)


def _parked_blindly(mp: pytest.MonkeyPatch, _: World) -> None:
    def park(ports: Any, thread: Any, envelope: Any) -> None:
        ports.parked.park(thread, envelope, envelope.received_at + park_input.PATIENCE)

    for module in (record_message, react_to_emoji):
        mp.setattr(module, "park_input", park)


def _accepts_first(mp: pytest.MonkeyPatch, _: World) -> None:
    act = receptions.Reception._act

    def hasty(self: Any, *given: Any) -> Any:
        try:
            return act(self, *given)
        except Exception:
            return ACCEPTED

    mp.setattr(receptions.Reception, "_act", hasty)


def _drops_retries(mp: pytest.MonkeyPatch, _: World) -> None:
    answer = receptions.Reception.answer

    def hasty(self: Any, event: Any) -> Any:
        is_retry = "x-slack-retry-num" in event["headers"]
        return ACCEPTED if is_retry else answer(self, event)

    mp.setattr(receptions.Reception, "answer", hasty)


def _waits_blindly(mp: pytest.MonkeyPatch, _: World) -> None:
    def store_only(_: Any, waits: Any, __: Any, wait: Any) -> int:
        waits.store(wait)
        return 0

    mp.setattr(await_outcome, "await_outcome", store_only)


def _timer_once(mp: pytest.MonkeyPatch, _: World) -> None:
    """A timer is deleted as it is fired."""
    due = store.MemoryTimers.due

    def gone(self: Any, now: Any, limit: int) -> Any:
        found = due(self, now, limit)
        for _, timer in found:
            self._table.timers.pop((timer.ref, timer.name))
        return found

    mp.setattr(store.MemoryTimers, "due", gone)


def _echo_is_nothing(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr("deskbell.usecases.process_input.heal_echo", lambda *_: "echo_of_nothing")


def _twin_stays(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(heal_echo, "_delete_twin", lambda *_: None)


def _claims_no_execution(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(store.MemoryWaits, "claim", lambda *_: True)


def _unwatched_execution(mp: pytest.MonkeyPatch, _: World) -> None:
    for module in (of_loans, of_requests):
        mp.setattr(module, "watch", lambda *_: ())


def _no_pause_timer(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(pausing, "_timer", lambda *_: ())


def _a_request_a_reaction(mp: pytest.MonkeyPatch, _: World) -> None:
    count = itertools.count()
    mp.setattr(
        begin_by_emoji,
        "turn_of",
        lambda install, message, *_: request_ref(install, message.ts, f"again {next(count)}"),
    )


def _no_request_timer(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(of_requests, "_timer", lambda *_: ())


def _no_auto(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(record_message, "is_request", lambda *_: False)


def _rule_again(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(consult_rules, "matching", lambda *given: matching(*given) * 2)


def _deaf_to_answers(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(replies, "_ends_pause", lambda *_: False)


def _nothing_copied(mp: pytest.MonkeyPatch, _: World) -> None:
    for module in (thread, publishing):
        mp.setattr(module, "show", lambda *_: ())


def _notes_cross(mp: pytest.MonkeyPatch, _: World) -> None:
    def is_shown_at(ticket: Any, comment: Any, place: Any) -> bool:
        return place is not copies.said_at(ticket, comment)

    def spoken(renderer: Any, ticket: Any, comment: Any, card: Any, part: int) -> Any:
        return render(renderer, ticket, replace(comment, internal=False), card, part)

    render = CatalogueRenderer.comment
    for module in (copies, comments):
        mp.setattr(module, "is_shown_at", is_shown_at)
    mp.setattr(CatalogueRenderer, "comment", spoken)


def _edits_forgotten(mp: pytest.MonkeyPatch, _: World) -> None:
    def updated(copied: Any, _: Any, __: Any, revision: str, ___: Any) -> Any:
        return posting.Result(Sent(), replace(copied, revision=revision))

    mp.setattr(comments, "_updated", updated)


def _late_ones_last(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(comments, "_is_misplaced", lambda *_: False)


def _one_sided(mp: pytest.MonkeyPatch, module: Any, name: str) -> None:
    whole = getattr(module, name)

    def half(*given: Any, **more: Any) -> Any:
        decision = whole(*given, **more)
        return replace(decision, changes=decision.changes[:1])

    mp.setattr(module, name, half)


def _one_sided_merge(mp: pytest.MonkeyPatch, _: World) -> None:
    _one_sided(mp, merging, "merged")


def _one_sided_link(mp: pytest.MonkeyPatch, _: World) -> None:
    _one_sided(mp, incident, "link")


def _old_card_stays(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(carry_out, "retire_card", lambda *_: DONE)


def _untold_moves(mp: pytest.MonkeyPatch, _: World) -> None:
    moved = ticket_events.TicketMoved
    mp.setattr(ticket_events, "TicketMoved", lambda _left, to, why: moved(to, to, why))


def _said_to_the_merged(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(Ticket, "goes_on_as", None)


def _no_flag_timer(mp: pytest.MonkeyPatch, _: World) -> None:
    call = flagging._call

    def forgotten(*given: Any) -> Any:
        flag, effects, _ = call(*given)
        return flag, effects, ()

    mp.setattr(flagging, "_call", forgotten)


def _no_triage_clock(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(by_rules, "first_timers", lambda *_: ())


def _self_approval(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(asking, "deciders", lambda wanted, *_: tuple(dict.fromkeys(wanted)))


def _votes_for_ever(mp: pytest.MonkeyPatch, _: World) -> None:
    """The first word does not count more than the last one, and no end is the end."""

    def waits_for(approval: Approval) -> tuple[PersonId, ...]:
        return tuple(seat.person for seat in approval.seats)

    mp.setattr(Approval, "waits_for", property(waits_for))


def _untold_outcome(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(transition, "_told", lambda *_: ())


def _cards_for_all(mp: pytest.MonkeyPatch, _: World) -> None:
    for module in ("deskbell.adapters.slack.rendering.cards", "deskbell.usecases.outbox.cards"):
        mp.setattr(f"{module}.is_shown_at", lambda *_: True)


def _nowhere_to_talk(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr("deskbell.domain.tickets.privacy.confided", lambda ticket: ticket)


def _copies_stay(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr("deskbell.usecases.outbox.cards.hide_copies", lambda *_: None)
    mp.setattr("deskbell.domain.tickets.privacy._copies", lambda *_: ())


def _left_for_good(mp: pytest.MonkeyPatch, world: World) -> None:
    mp.setattr(leaving, "checked", lambda decision, _: decision)
    _lists_know_all(mp, world)


def _lists_know_all(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(capture_missed, "look_for_left", lambda *_: None)


def _old_thread_is_old(mp: pytest.MonkeyPatch, world: World) -> None:
    mp.setattr(open_from_request, "_succession", lambda *_: iter(()))


def _notes_by_mail(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(copies, "_is_public", lambda comment: bool(comment.texts))


def _each_copy_a_mail(mp: pytest.MonkeyPatch, _: World) -> None:
    mp.setattr(mail, "identity", lambda _, raw: sha256(raw).hexdigest())


def _nonconditional_reserve(mp: pytest.MonkeyPatch, _: World) -> None:
    """The stock is written whatever has become of it since it was read."""
    refuse = MemoryAggregates._refuse_if_impossible

    def lenient(self: MemoryAggregates, decision: Any, cause: Any) -> None:
        def blind(change: Any) -> Any:
            now = self._table.states.get(change.after.ref)
            return replace(change, before=now) if isinstance(change.after, Stock) else change

        refuse(self, replace(decision, changes=tuple(map(blind, decision.changes))), cause)

    mp.setattr(MemoryAggregates, "_refuse_if_impossible", lenient)


def _release_twice(mp: pytest.MonkeyPatch, _: World) -> None:
    """What a loan once had goes back to the shelf, whoever has it by now."""
    whole = shelf._asset

    def released(asset: Any, loan: Any, left: Any) -> Any:
        if asset.id == loan.asset and not loan.has_laptop:
            return replace(asset, state=left, loan=None, due=None)
        return whole(asset, loan, left)

    mp.setattr(shelf, "_asset", released)


def _reminder_after_return(mp: pytest.MonkeyPatch, _: World) -> None:
    with_them = loans.WITH_THEM | {loans.Status.PENDING_RETURN}
    for module in (timers, expiry):
        mp.setattr(module, "WITH_THEM", with_them)


MUTANTS = {
    mutant.name: mutant
    for mutant in (
        Mutant("naive", "looks whether it was seen, works, remembers it last", _naive),
        Mutant("idempotency_record", "a record around the handler, and two writes in it", _record),
        Mutant("no_dedupe_row", "the commit does not remember its input", _no_dedupe),
        Mutant("unconditional_commit", "the commit does not look at versions", _unconditional),
        Mutant(
            "no_read_back",
            "a doubtful post is just posted again",
            _no_read_back,
            Circumstances.NO_ECHO,
        ),
        Mutant(
            "short_lease",
            "a lease ends before Slack's late apply",
            _short_lease,
            Circumstances.NO_ECHO,
        ),
        Mutant(
            "unknown_is_no", "no answer counts as a refusal", _unknown_is_no, Circumstances.NO_ECHO
        ),
        Mutant("no_echo", "an echo heals nothing", _echo_is_nothing, Circumstances.SLOW_HISTORY),
        Mutant(
            "twin_stays", "a post that came twice stays", _twin_stays, Circumstances.SLOW_HISTORY
        ),
        Mutant(
            "unconditional_claim",
            "two relays may hold one row",
            _claim_unconditional,
            Circumstances.NO_ECHO,
        ),
        Mutant(
            "no_fence",
            "who lost a row may still settle it",
            _no_fence,
            Circumstances.LATE_WRITES,
        ),
        Mutant("any_order", "the relay sends a lane's rows in any order", _any_order),
        Mutant("no_sweep", "nobody sends what was left behind", _no_sweep),
        Mutant("no_timers", "nobody fires timers", _no_timers),
        Mutant("timer_once", "a timer is deleted as it is fired", _timer_once),
        Mutant("arrival_order", "comments are kept as they arrive", _arrival_order),
        Mutant("publish_first", "an event is published before its commit", _publish_first),
        Mutant("no_parking", "what comes before its ticket is dropped", _no_parking),
        Mutant(
            "parked_blindly",
            "nobody looks again after putting it aside",
            _parked_blindly,
            Circumstances.NO_BACKFILL,
            only=("threads",),
        ),
        Mutant("accepts_first", "the ingress answers 200 whatever the queue says", _accepts_first),
        Mutant("drops_retries", "the ingress takes no retries", _drops_retries),
        Mutant("waits_blindly", "a wait does not look what has happened", _waits_blindly),
        Mutant("unclaimed_execution", "two executions go on for one request", _claims_no_execution),
        Mutant("unwatched_execution", "nobody looks whether one still waits", _unwatched_execution),
        Mutant("a_request_a_reaction", "each emoji begins another request", _a_request_a_reaction),
        Mutant("no_request_timer", "a request has an end, and no timer", _no_request_timer),
        Mutant("no_pause_timer", "a pause has an end, and no timer for it", _no_pause_timer),
        Mutant("deaf_to_answers", "an answer ends no waiting", _deaf_to_answers, only=("pausing",)),
        Mutant("greetings_only", "a message alone never becomes a ticket", _no_auto),
        Mutant("rule_again", "a rule fires as often as it is asked", _rule_again),
        Mutant("nothing_copied", "what is said stays where it is said", _nothing_copied),
        Mutant("notes_cross", "nobody looks whether it is a note", _notes_cross),
        Mutant("edits_forgotten", "a copy keeps saying what it said first", _edits_forgotten),
        Mutant("old_card_stays", "a moved ticket keeps its card where it was", _old_card_stays),
        Mutant("untold_moves", "no history says where a ticket came from", _untold_moves),
        Mutant("one_sided_merge", "the ticket that goes on hears of no merge", _one_sided_merge),
        Mutant(
            "said_to_the_merged",
            "nobody looks whether it was merged",
            _said_to_the_merged,
            only=("ties",),
        ),
        Mutant("one_sided_link", "a problem does not hear of its parts", _one_sided_link),
        Mutant(
            "no_flag_timer", "nobody is called after the first one", _no_flag_timer, only=("flags",)
        ),
        Mutant("no_triage_clock", "a ticket begins, and nobody is reminded", _no_triage_clock),
        Mutant("self_approval", "whoever asks may decide, too", _self_approval),
        Mutant("votes_for_ever", "who has decided may decide again", _votes_for_ever),
        Mutant("untold_outcome", "nobody hears what came of an approval", _untold_outcome),
        Mutant(
            "nonconditional_reserve",
            "who takes a laptop writes the stock without looking",
            _nonconditional_reserve,
            only=("loans",),
        ),
        Mutant("release_twice", "a loan that is over gives its laptop back again", _release_twice),
        Mutant(
            "reminder_after_return", "the reminders go on when it is back", _reminder_after_return
        ),
        Mutant("late_ones_last", "a reply that comes late stands behind others", _late_ones_last),
        Mutant("cards_for_all", "no card asks who reads there", _cards_for_all),
        Mutant("nowhere_to_talk", "a private ticket goes to no direct messages", _nowhere_to_talk),
        Mutant(
            "copies_stay",
            "what was said stays where a ticket was public",
            _copies_stay,
            only=(
                "privacy",
                "threads",
            ),
        ),
        Mutant(
            "left_for_good", "nobody asks who has what comes back, nor looks again", _left_for_good
        ),
        Mutant(
            "lists_know_all",
            "what lists did not know when somebody left is theirs",
            _lists_know_all,
            only=("leaving",),
        ),
        Mutant(
            "old_thread_is_old",
            "no ticket hears which one goes on",
            _old_thread_is_old,
            only=("redirecting",),
        ),
        Mutant("notes_by_mail", "a note goes out by mail like a reply", _notes_by_mail),
        Mutant("each_copy_a_mail", "a mail that comes twice is two", _each_copy_a_mail),
        Mutant(
            "asked_again", "nobody looks when somebody was asked last", survey_mutants.asked_again
        ),
        Mutant(
            "asked_blindly",
            "that somebody is asked is written without looking",
            survey_mutants.asked_blindly,
            only=("ratings",),
        ),
        Mutant(
            "no_csat_timer", "a ticket is solved, and nobody asks", survey_mutants.no_csat_timer
        ),
        Mutant(
            "read_then_post",
            "an incident is written whatever it is by then",
            outage_mutants.read_then_post,
        ),
        Mutant(
            "acknowledge_not_conditional",
            "an acknowledgement is written whatever it is by then",
            outage_mutants.acknowledge_not_conditional,
            only=("outages",),
        ),
        Mutant(
            "step_without_rung",
            "a step is taken whenever somebody asks for one",
            outage_mutants.step_without_rung,
        ),
        Mutant(
            "timers_of_one_generation",
            "a timer that is set anew is taken for the one before",
            outage_mutants.timers_of_one_generation,
        ),
        Mutant(
            "pages_unasked",
            "a page goes out whoever has it by then",
            outage_mutants.pages_unasked,
            only=("outages",),
        ),
        Mutant(
            "silence_for_ever",
            "whoever has it has it for good, though they say no word",
            outage_mutants.silence_for_ever,
        ),
        Mutant("marks_of_anybody", "whoever marks it has done it", nps_mutants.marks_of_anybody),
        Mutant("scores_call_again", "a score calls each time", nps_mutants.scores_call_again),
        Mutant(
            "a_case_a_score",
            "each low score is a case",
            nps_mutants.a_case_a_score,
            only=("scores",),
        ),
        Mutant("no_case_timers", "a case has times, and no timers", nps_mutants.no_case_timers),
        Mutant(
            "surveys_at_once",
            "nobody asks when a member was surveyed last",
            nps_mutants.surveys_at_once,
            only=("scores",),
        ),
        Mutant(
            "surveys_the_answered",
            "who has answered is surveyed again",
            nps_mutants.surveys_the_answered,
            only=("scores",),
        ),
        Mutant(
            "weeks_told_again",
            "each look at the scores is a digest",
            nps_mutants.weeks_told_again,
            only=("scores",),
        ),
        Mutant("told_again", "nobody knows what waits already", feedback_mutants.told_again),
        Mutant(
            "told_of_all", "everybody hears of what is not for them", feedback_mutants.told_of_all
        ),
        Mutant("unredacted", "words are shown as they were written", feedback_mutants.unredacted),
        Mutant(
            "marks_in_any_order",
            "an emoji is as Slack said last, not latest",
            feedback_mutants.marks_in_any_order,
        ),
        Mutant(
            "late_givers_unheard",
            "whoever says it later hears nothing of it",
            theme_mutants.late_givers_unheard,
            only=("feedback",),
        ),
        Mutant(
            "undone_when_told",
            "what people were told is undone",
            theme_mutants.undone_when_told,
            only=("feedback",),
        ),
        Mutant(
            "asked_each_time",
            "nobody knows who is asked for a stand-up",
            standup_mutants.asked_each_time,
            only=("standups",),
        ),
        Mutant(
            "blocked_again",
            "each answer with a blocker is a ticket",
            standup_mutants.blocked_again,
            only=("standups",),
        ),
        Mutant(
            "told_each_time",
            "nobody knows which changes everybody has heard of",
            rationale_mutants.told_each_time,
            only=("changes",),
        ),
        Mutant(
            "counted_each_time",
            "whoever presses a thumb again has another vote",
            rationale_mutants.counted_each_time,
            only=("changes",),
        ),
        Mutant(
            "readers_count_again",
            "nobody looks who has read it before",
            announcement_mutants.readers_count_again,
            only=("announcements",),
        ),
        Mutant(
            "no_announcement_timer",
            "an announcement has a time, and no timer",
            announcement_mutants.no_announcement_timer,
            only=("announcements",),
        ),
        Mutant(
            "people_praise_themselves",
            "nobody looks who praises whom",
            praise_mutants.people_praise_themselves,
            only=("praise",),
        ),
        Mutant(
            "rounded_up_again",
            "what a round-up has told waits for the next one, too",
            praise_mutants.rounded_up_again,
            only=("praise",),
        ),
        Mutant(
            "an_issue_a_try",
            "nobody looks whether Jira has the issue",
            issue_mutants.an_issue_a_try,
            only=("issues",),
        ),
        Mutant(
            "said_a_row",
            "nobody looks what is said in Jira already",
            issue_mutants.said_a_row,
            only=("issues",),
        ),
        Mutant(
            "notes_in_jira",
            "a note is said in Jira like a reply",
            issue_mutants.notes_in_jira,
            only=("issues",),
        ),
        Mutant(
            "made_and_left",
            "a new issue has what it was made with, and is not heard",
            issue_mutants.made_and_left,
            only=("issues",),
        ),
        Mutant(
            "made_again_at_once",
            "an issue is made again before Jira's search shows it",
            issue_mutants.made_again_at_once,
            only=("issues",),
        ),
        Mutant("requests_are_new", "a program's request has no name", api_mutants.requests_are_new),
        Mutant(
            "promised_unqueued",
            "a program is answered before the inbox has it",
            api_mutants.promised_unqueued,
            only=("programs",),
        ),
        Mutant("bundle_forgets", "what is to go together is lost", outage_mutants.bundle_forgets),
        Mutant(
            "silent_alarm", "nobody outside hears that nobody answers", outage_mutants.silent_alarm
        ),
    )
}

OF_THE_TWINS = frozenset(
    {
        "naive",
        "idempotency_record",
        "no_dedupe_row",
        "unconditional_commit",
        "unconditional_claim",
        "no_fence",
        "timer_once",
        "arrival_order",
        "publish_first",
        "unclaimed_execution",
        "nonconditional_reserve",
        "read_then_post",
        "acknowledge_not_conditional",
        "asked_blindly",
    }
)
"""Whose seam is in a memory twin. The others change the use cases, over whichever store."""
