"""What people do in half an hour, drawn: they ask, answer, change their minds, and all at once.

Every gesture picks among what Slack shows at that moment, as people do. A seed has a few of the
FEATURES, chosen anew (*swarm testing*, reliability.md 5.1): a workflow joins by its line there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.simulation.alarming import Alarming
from tests.simulation.announcing import Announcing
from tests.simulation.asking import Asking
from tests.simulation.attending import Attending
from tests.simulation.borrowing import Borrowing
from tests.simulation.closing_loops import ClosingLoops
from tests.simulation.covering import Covering
from tests.simulation.giving_feedback import GivingFeedback
from tests.simulation.guiding import Guiding
from tests.simulation.hands import ENOUGH, LAST_BURST, Gesture
from tests.simulation.leaving import Leaving
from tests.simulation.looking_back import LookingBack
from tests.simulation.objecting import Objecting
from tests.simulation.praising import Praising
from tests.simulation.programming import Programming
from tests.simulation.rating import Rating
from tests.simulation.sorting_feedback import SortingFeedback
from tests.simulation.tracking import Tracking

BURSTS, MOST = 10, 60
"""Moments in which people meet; gestures of a seed at most."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What people use the desk for: `begins` is the gesture without which there is nothing to do,
    the others have their weights. Each is a method of `People`."""

    begins: str
    weights: Mapping[str, int]


def _on_tickets(**weights: int) -> Feature:
    return Feature("ask", {"ask": 1, "mark": 3, **weights})


FEATURES: Mapping[str, Feature] = {
    "threads": _on_tickets(reply=12, rewrite=5, delete=5, help_out=3, unmark=2),
    "handling": _on_tickets(
        take_by_emoji=4,
        take_by_button=8,
        solve_by_emoji=3,
        solve_by_button=6,
        take_back=3,
        reopen=3,
        undo=3,
        thank=3,
    ),
    "sorting": _on_tickets(classify=3, assign=4, answer_offer=3, dismiss=1),
    "dialogs": _on_tickets(say_in_dialog=4, correct=2, prepared_reply=4),
    "notes": _on_tickets(note_in_triage=5, publish=5, make_private=4),
    "moving": _on_tickets(move=4, move_by_emoji=4, move_back=2, set_privacy=2),
    "redirecting": _on_tickets(redirect=4, fill_guided=2),
    "leaving": _on_tickets(take_by_button=4, take_and_leave=2),
    "pausing": _on_tickets(wait_for_requester=4, wait_for_vendor=2, snooze=3, resume=2),
    "ties": _on_tickets(merge=7, unmerge=3, link=6, unlink=1, solve_all=2, tell_all=1),
    "privacy": _on_tickets(confide=4, set_privacy=3),
    "flags": _on_tickets(flag=4, unflag=2, answer_flag=2),
    "asides": _on_tickets(ask_aside=4, answer_aside=3),
    "ratings": _on_tickets(ask=4, solve_several=8, rate=6, say_more=2, reopen=1),
    "approvals": _on_tickets(ask_approval=6, approve=4, reject=2, delegate=2, recall_approval=1),
    "auto": Feature("ask_in_auto", {"ask_in_auto": 8, "dismiss_own": 2}),
    "forms": Feature("fill_form", {"fill_form": 4}),
    "programs": _on_tickets(say_by_program=8, move_by_program=4, reply=2, take_by_button=2),
    "issues": Feature(
        "ask_tracked",
        {
            "ask_tracked": 1,
            "mark": 3,
            "say_in_jira": 6,
            "whisper_in_jira": 2,
            "move_in_jira": 4,
            "reply": 5,
            "rewrite": 2,
            "delete": 2,
            "note_in_triage": 2,
            "publish": 2,
            "take_by_button": 2,
            "solve_by_button": 2,
            "wait_for_requester": 1,
        },
    ),
    "mail": Feature("write_mail", {"write_mail": 4, "answer_mail": 5}),
    "visits": Feature("look_home", {"join": 2, "look_home": 2, "search": 1}),
    "loans": Feature(
        "borrow",
        {
            "borrow": 9,
            "mark_for_laptop": 3,
            "choose_time": 4,
            "have_it_brought": 2,
            "hand_out": 5,
            "receive": 2,
            "keep_longer": 2,
            "give_back": 4,
            "inspect": 4,
            "undo_loan": 2,
            "cancel_loan": 2,
            "accept_offer": 1,
            "go_elsewhere": 2,
        },
    ),
    "guided": Feature(
        "begin_guided",
        {
            "begin_guided": 12,
            "fill_guided": 5,
            "tick_guided": 3,
            "cancel_guided": 1,
            "unmark_guided": 1,
        },
    ),
    "outages": Feature(
        "report_outage",
        {
            "report_outage": 4,
            "alert": 4,
            "alert_ends": 2,
            "acknowledge": 5,
            "acknowledge_in_words": 3,
            "escalate": 2,
            "release": 2,
            "resolve": 2,
            "tell_followers": 2,
            "snooze_outage": 2,
            "reassign": 2,
            "merge_outages": 3,
            "report_ticket": 2,
            "solve_outage_tickets": 1,
            "review_outage": 3,
            "add_action_item": 1,
        },
    ),
    "covers": Feature(
        "ask_for_cover", {"ask_for_cover": 4, "answer_cover": 5, "take_cover_back": 2}
    ),
    "scores": Feature(
        "score",
        {
            "score": 5,
            "correct_score": 3,
            "mark_case": 4,
            "unmark_case": 3,
            "press_case": 3,
            "ask_again": 3,
            "count_week": 2,
        },
    ),
    "feedback": Feature(
        "review",
        {
            "review": 6,
            "share": 3,
            "rate_feedback": 4,
            "withhold": 2,
            "react_to_feedback": 4,
            "tell_feedback": 3,
            "sort_feedback": 4,
            "settle_theme": 3,
            "undo_theme": 2,
            "close_issue": 2,
            "hand_over_theme": 2,
            "merge_themes": 2,
            "take_out": 2,
        },
    ),
    "standups": Feature("attend", {"attend": 4}),
    "changes": Feature("vote", {"vote": 5, "comment_unnamed": 2}),
    "announcements": Feature(
        "announce",
        {
            "announce": 3,
            "read_announcement": 6,
            "rewrite_announcement": 2,
            "withdraw_announcement": 1,
            "ask_who_has_read": 1,
        },
    ),
    "praise": Feature("praise", {"praise": 4, "clap": 6, "take_back_praise": 4}),
    "alerts": Feature("alert", {"alert": 3, "alert_ends": 3, "flap": 2, "storm": 1, "beat": 2}),
}
ON_DEMAND = {**FEATURES, "flood": Feature("flood", FEATURES["outages"].weights)}
"""A flood is had only by a seed that is asked for it: it takes half a minute."""
USED = (1, 2, 2, 3, 3, 4, 5)
"""How many of them a seed has: the fewer, the more often they meet."""
KINDS = sorted({kind for one in FEATURES.values() for kind in (one.begins, *one.weights)})


def drawn(random: Random, only: Sequence[str] = ()) -> list[Gesture]:
    """In bursts, as when something is down: what comes within a second meets in the desk. The first
    ones begin something. `only`: these features, instead of some."""
    used = [ON_DEMAND[name] for name in only or features(random)]
    first = [*dict.fromkeys(one.begins for one in used), random.choice(used).begins]
    found = [_gesture(random, kind, random.uniform(0.0, 30.0)) for kind in first]
    bursts = [random.uniform(60.0, LAST_BURST) for _ in range(BURSTS)]
    while len(found) < MOST:
        weights = random.choice(used).weights
        [kind] = random.choices(list(weights), list(weights.values()))
        found.append(_gesture(random, kind, random.choice(bursts) + random.expovariate(2.0)))
    return found


def features(random: Random) -> list[str]:
    return random.sample(sorted(FEATURES), random.choice(USED))


def _gesture(random: Random, kind: str, at: float) -> Gesture:
    return Gesture(kind, at, random.getrandbits(32))


class People(
    Asking,
    Rating,
    Borrowing,
    Guiding,
    Leaving,
    Alarming,
    Covering,
    ClosingLoops,
    GivingFeedback,
    SortingFeedback,
    Attending,
    Objecting,
    Announcing,
    Praising,
    Programming,
    Tracking,
    LookingBack,
):
    """`gestures` has what was done; they begin nothing more when the desk has heard ENOUGH."""

    def begin(self, gestures: Sequence[Gesture]) -> None:
        scheduler = self._desk.world.scheduler
        for gesture in gestures:
            scheduler.after(gesture.at, partial(self._do, gesture))

    def _do(self, gesture: Gesture) -> None:
        if len(self._desk.inbox.commands) >= ENOUGH * self._desk.crowd:
            return
        self._random = Random(gesture.luck)
        self.gestures.append(gesture)
        getattr(self, gesture.kind)()
