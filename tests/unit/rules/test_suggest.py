"""Which rule would have spared people what they did by hand (A5-11)."""

from deskbell.domain.folding import mentions, words_of
from deskbell.domain.ids import InboxId
from deskbell.domain.rules.suggest import Outcome, Seen, Suggestion, suggest
from tests.builders import IT_HAPPENS, X_TEAM

TO_X_TEAM = Outcome(InboxId("x-team"))
HARDWARE = Outcome(None, "hardware")

OTHERS = (
    "My laptop does not start",
    "Where do I get a badge?",
    "Please reset my password",
    "The wifi is slow today",
)


def requests(*texts: str, outcome: Outcome | None = None, start: int = 1) -> list[Seen]:
    return [Seen(start + n, IT_HAPPENS, text, outcome) for n, text in enumerate(texts)]


def one(seen: list[Seen], least: int = 3) -> Suggestion:
    [found] = suggest(seen, least)
    return found


def test_what_moved_requests_say_and_others_do_not_is_the_rules_word() -> None:
    moved = ("My printer is jammed", "The printer does not start", "Please fix a printer today")
    found = one([*requests(*OTHERS), *requests(*moved, outcome=TO_X_TEAM, start=10)])
    assert found == Suggestion(IT_HAPPENS, ("printer",), TO_X_TEAM, (10, 11, 12), ())


def test_twice_is_not_often_enough() -> None:
    moved = requests("My printer is jammed", "The printer again", outcome=TO_X_TEAM, start=10)
    assert suggest([*requests(*OTHERS), *moved], 3) == []
    assert suggest([*requests(*OTHERS), *moved], 2) != []


def test_a_word_with_several_endings_is_its_stem() -> None:
    moved = ("Drukarka nie działa", "Proszę o drukarkę", "Nie mam drukarki")
    found = one([*requests(*OTHERS), *requests(*moved, outcome=TO_X_TEAM, start=10)])
    assert found.words == ("drukark*",)


def test_a_korean_word_is_found_without_its_particles() -> None:
    moved = ("프린터가 고장났어요", "프린터를 고쳐 주세요", "3층 프린터 종이가 없어요")
    found = one([*requests(*OTHERS), *requests(*moved, outcome=TO_X_TEAM, start=10)])
    assert found.words == ("프린터",)


def test_several_words_are_one_rule() -> None:
    moved = ["Printer down", "No printer", "A printer!", "Toner out", "Red toner", "No toner"]
    found = one([*requests(*OTHERS), *requests(*moved, outcome=TO_X_TEAM, start=10)])
    assert set(found.words) == {"printer", "toner"}
    assert len(found.by_hand) == 6


def test_a_channel_whose_requests_are_all_moved_needs_no_words() -> None:
    found = one(requests(*OTHERS, outcome=TO_X_TEAM))
    assert (found.words, found.by_hand) == ((), (1, 2, 3, 4))


def test_a_word_that_other_requests_have_too_is_no_reason() -> None:
    texts = ("My laptop is slow", "A laptop bag", "No laptop")
    seen = [*requests(*texts, *OTHERS), *requests(*texts, outcome=TO_X_TEAM, start=10)]
    assert suggest(seen, 3) == []


def test_the_few_that_it_would_take_wrongly_are_named() -> None:
    moved = [
        f"printer {word}" for word in ["jam", "toner", "red", "hall", "noise", "fan", "tray", "ink"]
    ]
    seen = [*requests("a printer", *OTHERS), *requests(*moved, outcome=TO_X_TEAM, start=10)]
    found = one(seen)
    assert (found.words, found.others) == (("printer",), (1,))


def test_what_was_moved_and_classed_is_one_rule_and_the_rest_another() -> None:
    both = Outcome(InboxId("x-team"), "hardware")
    seen = [
        *requests(*OTHERS, *OTHERS),
        *requests("A printer", "My printer", "printer!", outcome=both, start=20),
        *requests("A badge lost", "badge 2", "new badges badge", outcome=TO_X_TEAM, start=30),
    ]
    first, *more = suggest(seen, 3)
    assert (first.words, first.outcome) == (("printer",), both)
    assert all("printer" not in one.words for one in more)


def test_each_channel_has_rules_of_its_own() -> None:
    seen = requests("A printer", "My printer", outcome=HARDWARE)
    seen += [Seen(9, X_TEAM, "printer", HARDWARE), *requests(*OTHERS, start=20)]
    assert suggest(seen, 3) == []


def test_each_request_of_a_suggestion_has_one_of_its_words_as_the_rule_will_look_for_them() -> None:
    moved = ("Drukarka nie działa", "drukarki!", "VPN drukarkę", "drukarce brak")
    found = one([*requests(*OTHERS), *requests(*moved, outcome=TO_X_TEAM, start=10)])
    for text in moved:
        assert any(mentions(words_of(text), word) for word in found.words)
