"""Rules that people would not have to apply by hand again: what the same correction of several
requests has in common (A5-11). Pure; `./deskbell rules suggest` asks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from deskbell.domain.folding import is_korean, words_of
from deskbell.domain.ids import ChannelId, InboxId

SHARE = 0.8
"""Of the requests that a rule would take, at least so many were put there by hand."""
_SHORTEST, _SHORTEST_STEM, _SHORTEST_KOREAN = 3, 5, 2
"""Letters of a word, of one with any ending, and of a Korean one, which may carry a particle."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where people put a request, what they said that it is about, or both."""

    inbox: InboxId | None = None
    category: str | None = None

    def is_in(self, made: "Outcome | None") -> bool:
        """Whether what people made of a request is this, or more."""
        return made is not None and (
            self.inbox in (None, made.inbox) and self.category in (None, made.category)
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came to `channel`, and what people made of it, if anything."""

    number: int
    channel: ChannelId
    text: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule for `channel`; without `words`, for all that is written there. `by_hand` are the
    numbers of the requests that it would have spared people, `others` those it would take too."""

    channel: ChannelId
    words: tuple[str, ...]
    outcome: Outcome
    by_hand: tuple[int, ...]
    others: tuple[int, ...]


def suggest(seen: Sequence[Seen], least: int) -> list[Suggestion]:
    """Of each correction that was made at least so often in one channel, the most frequent first.

    The whole channel, if nearly all of it is corrected so; else words that hardly any other
    request there has.
    """
    found, spared = list[Suggestion](), set[int]()
    for channel, outcome in _corrections(seen):
        there = [one for one in seen if one.channel == channel]
        wanted = [one for one in there if outcome.is_in(one.outcome) and one.number not in spared]
        if len(wanted) >= least and (one := _of(channel, outcome, wanted, there, seen, least)):
            found.append(one)
            spared.update(one.by_hand)
    return sorted(found, key=lambda one: -len(one.by_hand))


def _corrections(seen: Sequence[Seen]) -> list[tuple[ChannelId, Outcome]]:
    """What says more comes first: the rest of those that were moved have their own turn."""
    made = Counter((one.channel, one.outcome) for one in seen if one.outcome)
    for (channel, outcome), times in tuple(made.items()):
        if outcome and outcome.inbox and outcome.category:
            made[channel, Outcome(outcome.inbox)] += times
    listed = [(channel, outcome) for (channel, outcome), _ in made.most_common() if outcome]
    return sorted(listed, key=lambda one: not (one[1].inbox and one[1].category))


def _of(
    channel: ChannelId,
    outcome: Outcome,
    wanted: Sequence[Seen],
    there: Sequence[Seen],
    everywhere: Sequence[Seen],
    least: int,
) -> Suggestion | None:
    fits = [one for one in there if outcome.is_in(one.outcome)]
    if len(fits) >= SHARE * len(there):
        return _suggestion(channel, (), outcome, there)
    words, left = list[str](), list(wanted)
    while len(left) >= least and (word := _best(left, fits, there, everywhere, least)):
        words.append(word)
        left = [one for one in left if word not in keywords(one.text)]
    taken = [one for one in there if not keywords(one.text).isdisjoint(words)]
    return _suggestion(channel, tuple(words), outcome, taken) if words else None


def _suggestion(
    channel: ChannelId, words: tuple[str, ...], outcome: Outcome, taken: Sequence[Seen]
) -> Suggestion:
    by_hand = tuple(sorted(one.number for one in taken if outcome.is_in(one.outcome)))
    others = tuple(sorted(one.number for one in taken if not outcome.is_in(one.outcome)))
    return Suggestion(channel, words, outcome, by_hand, others)


def _best(
    wanted: Sequence[Seen],
    fits: Sequence[Seen],
    there: Sequence[Seen],
    everywhere: Sequence[Seen],
    least: int,
) -> str | None:
    """The word that most of the wanted ones have; of several, the one that is said least elsewhere,
    then a whole word before a stem, then the longer one."""
    held, right = _counted(wanted), _counted(fits)
    here, all_of_them = _counted(there), _counted(everywhere)
    fit = [
        word for word, times in held.items() if times >= least and right[word] >= SHARE * here[word]
    ]
    return max(
        fit,
        key=lambda word: (
            held[word],
            -all_of_them[word],
            not word.endswith("*"),
            len(word),
            word,
        ),
        default=None,
    )


def _counted(seen: Sequence[Seen]) -> Counter[str]:
    return Counter(word for one in seen for word in keywords(one.text))


@cache
def keywords(text: str) -> frozenset[str]:
    """Every word of a rule that would find this text: its words, and their beginnings."""
    return frozenset(keyword for word in words_of(text) for keyword in _forms(word))


def _forms(word: str) -> Iterator[str]:
    if is_korean(word):
        yield from (word[:size] for size in range(_SHORTEST_KOREAN, len(word) + 1))
    elif len(word) >= _SHORTEST and not word.isdigit():
        yield word
        yield from (f"{word[:size]}*" for size in range(_SHORTEST_STEM, len(word) + 1))
