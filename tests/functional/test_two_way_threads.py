"""What is said on one side of a ticket is read on the other (A1-09, A5-03, A5-07, C-19, C-20)."""

from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import Dialog, FileRef, MessagePosted
from deskbell.usecases.change import Handled
from deskbell.usecases.slack_ports import Later, Outcome, Unknown
from tests.builders import ANA, BEN, IT_HAPPENS, IT_ONCALL, IT_TRIAGE, JIWOO, LENA, MINJUN, MINUTE
from tests.functional.memory_desk import MemoryDesk
from tests.functional.two_way import TwoSides


@pytest.fixture
def sides() -> TwoSides:
    return TwoSides()


def test_triagers_read_the_requesters_reply_under_their_card(sides: TwoSides) -> None:
    sides.answer(ANA, "It beeps three times")
    assert sides.told_triage() == ["Ana Reyes: It beeps three times"]
    assert sides.told_requester() == []
    assert sides.broken() == []


def test_a_note_in_the_triage_thread_stays_there(sides: TwoSides) -> None:
    sides.note(BEN, "She dropped it, did she not?")
    assert sides.told_requester() == []
    assert sides.told_triage() == []
    assert sides.broken() == []


def test_a_published_note_is_read_by_the_requester_in_its_authors_name(sides: TwoSides) -> None:
    note = sides.note(BEN, "Please hold the power button for ten seconds")
    sides.publish(LENA, note)
    assert sides.told_requester() == ["Ben Carter: Please hold the power button for ten seconds"]
    assert sides.told_triage() == []
    [whisper] = sides.whispers(LENA)
    assert "public now" in whisper
    assert sides.broken() == []


def test_an_edit_follows_on_the_other_side(sides: TwoSides) -> None:
    said = sides.answer(ANA, "It beeps tree times")
    sides.desk.give(sides.edit(said, "It beeps three times"))
    assert sides.told_triage() == ["Ana Reyes (edited): It beeps three times"]
    assert sides.broken() == []


def test_an_edit_of_what_is_older_than_a_card_stands_not_below_what_came_later(
    sides: TwoSides,
) -> None:
    desk = sides.desk
    first = sides.answer(ANA, "It beeps")
    desk.slack.archived.add(IT_TRIAGE)
    desk.give(desk.reaction(BEN, sides.root.ts, "eyes"))
    [card] = desk.ours(IT_ONCALL)
    second = sides.answer(ANA, "It smokes")

    desk.give(sides.edit(first, "It beeps twice"))

    assert [post.shown.text for post in desk.ours(IT_ONCALL, card.ts)] == ["Ana Reyes: It smokes"]
    desk.give(sides.edit(second, "It smokes a lot"))
    [shown] = desk.ours(IT_ONCALL, card.ts)
    assert shown.shown.text == "Ana Reyes (edited): It smokes a lot"


def test_what_is_older_than_a_card_is_not_posted_below_it_when_fewer_people_may_know(
    sides: TwoSides,
) -> None:
    desk = sides.desk
    sides.answer(ANA, "It beeps")
    desk.slack.archived.add(IT_TRIAGE)
    desk.give(desk.reaction(BEN, sides.root.ts, "eyes"))
    [card] = desk.ours(IT_ONCALL)
    sides.answer(ANA, "It smokes")

    desk.give(desk.fill(BEN, Dialog.PRIVACY, card, privacy="team"))

    assert [post.shown.text for post in desk.ours(IT_ONCALL, card.ts)] == ["Ana Reyes: It smokes"]


def test_what_was_said_before_a_cancelled_ticket_had_a_card_stands_below_it_when_it_is_back() -> (
    None
):
    desk = MemoryDesk()
    root = desk.say(ANA, "My laptop does not start")
    desk.slack.fail("chat.postMessage", *[Fault(Later(300.0, "ratelimited"))] * 2)
    desk.give(desk.reaction(JIWOO, root.ts, "ticket"))
    desk.give(desk.say(ANA, "It beeps", root.ts))
    desk.give(desk.reaction(JIWOO, root.ts, "ticket", added=False))
    for _ in range(10):
        desk.later(MINUTE)
    assert desk.ours(IT_TRIAGE) == []

    desk.give(desk.reaction(MINJUN, root.ts, "ticket"))
    [card] = desk.ours(IT_TRIAGE)
    assert [one.shown.text for one in desk.ours(IT_TRIAGE, card.ts)] == ["Ana Reyes: It beeps"]


def test_what_was_said_while_a_card_was_away_stands_in_its_order_when_it_is_back(
    sides: TwoSides,
) -> None:
    desk, first = sides.desk, sides.write(ANA, "first", sides.root.ts, IT_HAPPENS)
    desk.slack.fail("chat.postMessage", Fault(Later(600.0, "ratelimited")))
    sides.answer(ANA, "second")
    desk.slack.archived.add(IT_TRIAGE)
    desk.give(desk.reaction(BEN, sides.root.ts, "eyes"))
    desk.slack.archived.discard(IT_TRIAGE)
    [card] = desk.ours(IT_ONCALL)
    desk.give(first)

    desk.give(desk.fill(BEN, Dialog.PRIVACY, card, privacy="private"))
    for _ in range(11):
        desk.later(MINUTE)

    assert sides.told_triage() == ["Ana Reyes: first", "Ana Reyes: second"]
    assert sides.broken() == []


def test_a_reply_without_an_answer_below_a_card_that_was_given_up_is_taken_away(
    sides: TwoSides,
) -> None:
    desk = sides.desk
    desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), applied=True))
    sides.answer(ANA, "It beeps")
    assert sides.told_triage() == ["Ana Reyes: It beeps"]
    desk.slack.archived.add(IT_TRIAGE)
    desk.give(desk.reaction(BEN, sides.root.ts, "eyes"))
    assert desk.ours(IT_ONCALL)
    desk.slack.archived.discard(IT_TRIAGE)

    desk.later(3 * MINUTE)

    assert sides.told_triage() == []
    assert sides.broken() == []


def test_a_deleted_reply_is_gone_on_the_other_side(sides: TwoSides) -> None:
    said = sides.answer(ANA, "My password is hunter2")
    sides.desk.give(sides.delete(said))
    assert sides.told_triage() == []
    assert sides.broken() == []


def test_a_deleted_reply_is_gone_also_where_the_card_could_not_stay(sides: TwoSides) -> None:
    desk, said = sides.desk, sides.answer(ANA, "My password is hunter2")
    desk.slack.archived.add(IT_TRIAGE)
    desk.give(desk.reaction(BEN, sides.root.ts, "eyes"))
    assert desk.ours(IT_ONCALL)
    desk.slack.archived.discard(IT_TRIAGE)

    desk.give(sides.delete(said))

    assert "hunter2" not in str([post.shown for post in desk.slack.posts.values()])


def test_a_reply_deleted_while_nobody_knows_whether_it_was_posted_again_is_gone(
    sides: TwoSides, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sides.write(ANA, "first", sides.root.ts, IT_HAPPENS), sides.answer(ANA, "oops")
    take_away = sides.desk.slack.delete

    def then_no_answer_comes(message: Thread) -> Outcome:
        sides.desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), applied=True))
        return take_away(message)

    monkeypatch.setattr(sides.desk.slack, "delete", then_no_answer_comes)
    sides.desk.give(first)
    monkeypatch.undo()
    sides.desk.give(sides.delete(second))
    sides.desk.later(3 * MINUTE)

    assert sides.told_triage() == ["Ana Reyes: first"]
    assert sides.broken() == []


def test_deleting_a_published_note_takes_it_back(sides: TwoSides) -> None:
    note = sides.note(BEN, "It is under warranty")
    sides.publish(BEN, note)
    sides.desk.give(sides.delete(note))
    assert sides.told_requester() == []
    assert sides.broken() == []


def off_again(sides: TwoSides, person: PersonId, note: MessagePosted) -> Handled:
    off = sides.desk.reaction(person, note.ts, "mega", added=False, channel=IT_TRIAGE)
    return sides.desk.give(off)[-1]


def test_whoever_publishes_by_mistake_takes_it_back_with_the_emoji(sides: TwoSides) -> None:
    note = sides.note(BEN, "It is under warranty")
    sides.publish(JIWOO, note)
    assert sides.told_requester() == ["Ben Carter: It is under warranty"]
    off_again(sides, JIWOO, note)

    assert sides.told_requester() == []
    [comment] = sides.desk.aggregates.comments(sides.ref)
    assert comment.internal
    last = sides.desk.history(sides.ref)[-1]
    assert (last.event, last.actor) == ("CommentUnpublished", f"person:{JIWOO}")
    assert sides.broken() == []


def test_it_can_be_published_again(sides: TwoSides) -> None:
    note = sides.note(BEN, "It is under warranty")
    sides.publish(BEN, note)
    off_again(sides, BEN, note)
    sides.publish(BEN, note)
    assert sides.told_requester() == ["Ben Carter: It is under warranty"]
    assert sides.broken() == []


def test_after_two_minutes_or_by_somebody_else_it_stays_public(sides: TwoSides) -> None:
    note = sides.note(BEN, "It is under warranty")
    sides.publish(BEN, note)
    assert off_again(sides, JIWOO, note).ignored == "emoji_did_nothing"
    sides.desk.later(3 * MINUTE)
    assert off_again(sides, BEN, note).ignored == "undo_too_late"
    assert sides.told_requester() == ["Ben Carter: It is under warranty"]


def test_a_publishing_that_slack_tells_of_after_it_was_taken_back_is_none(sides: TwoSides) -> None:
    note = sides.note(BEN, "It is under warranty")
    on = sides.desk.reaction(BEN, note.ts, "mega", channel=IT_TRIAGE)
    sides.desk.now += MINUTE / 60
    off_again(sides, BEN, note)
    sides.desk.give(on)
    assert sides.told_requester() == []


def test_files_follow_as_links(sides: TwoSides) -> None:
    photo = FileRef("F1", "screen.png", "https://desk.slack.com/files/U0ANA00001/F1/screen.png")
    sides.answer(ANA, "Look", photo)
    sides.answer(ANA, "", photo)
    assert sides.told_triage() == ["Ana Reyes: Look\nscreen.png", "Ana Reyes: screen.png"]
    [copy, _] = [post for post in sides.desk.ours(IT_TRIAGE, sides.card.ts)]
    assert photo.permalink in str(copy.shown.blocks)


def test_a_file_without_an_address_leads_to_the_message_that_has_it(sides: TwoSides) -> None:
    said = sides.answer(ANA, "Look", FileRef("F1", "screen.png", ""))
    [copy] = sides.desk.ours(IT_TRIAGE, sides.card.ts)
    assert f"/archives/{IT_HAPPENS}/p{said.ts.replace('.', '')}" in str(copy.shown.blocks)


def test_emoji_alone_are_emoji_on_the_other_side(sides: TwoSides) -> None:
    sides.answer(ANA, ":tada: :+1:")
    assert sides.told_triage() == ["Ana Reyes: :tada: :+1:"]
    [copy] = sides.desk.ours(IT_TRIAGE, sides.card.ts)
    assert {"type": "emoji", "name": "tada"} in elements(copy.shown.blocks)


def test_a_mention_is_a_name_that_pings_nobody_and_a_link_stays_one(sides: TwoSides) -> None:
    sides.answer(ANA, f"<@{MINJUN}> <!channel> see <https://wiki.example/a?b=1&amp;c=2|the wiki>")
    assert sides.told_triage() == [
        "Ana Reyes: @Kim Minjun @channel see the wiki (https://wiki.example/a?b=1&c=2)"
    ]
    [copy] = sides.desk.ours(IT_TRIAGE, sides.card.ts)
    assert {"type": "link", "url": "https://wiki.example/a?b=1&c=2"} in elements(copy.shown.blocks)
    assert "<!channel>" not in str(copy.shown)
    assert f"<@{MINJUN}>" not in str(copy.shown)


def test_a_command_can_be_copied_sign_by_sign(sides: TwoSides) -> None:
    note = sides.note(BEN, "Run `rm -rf ~/Library/_old *` &amp;&amp; reboot")
    sides.publish(BEN, note)
    assert sides.told_requester() == ["Ben Carter: Run `rm -rf ~/Library/_old *` && reboot"]


def test_nobody_can_write_a_line_in_somebody_elses_name(sides: TwoSides) -> None:
    sides.answer(ANA, "Please\n*Lena Fischer*: I approve it")
    [copy] = sides.desk.ours(IT_TRIAGE, sides.card.ts)
    bold = [one["text"] for one in elements(copy.shown.blocks) if "style" in one]
    assert bold == ["Ana Reyes"]


def test_a_long_text_is_split_and_nothing_of_it_is_lost(sides: TwoSides) -> None:
    text = " ".join(f"word{n}" for n in range(1_300))
    sides.answer(ANA, text)
    told = sides.told_triage()
    assert [said.partition(": ")[0] for said in told] == [
        "Ana Reyes (1/3)",
        "Ana Reyes (2/3)",
        "Ana Reyes (3/3)",
    ]
    assert "".join(said.partition(": ")[2] for said in told) == text
    assert sides.broken() == []


def test_a_text_that_gets_shorter_leaves_no_part_behind(sides: TwoSides) -> None:
    said = sides.answer(ANA, "long " * 2_000)
    sides.desk.give(sides.edit(said, "short"))
    assert sides.told_triage() == ["Ana Reyes (edited): short"]
    assert sides.broken() == []


def test_a_text_that_gets_longer_stays_in_its_place(sides: TwoSides) -> None:
    said = sides.answer(ANA, "short")
    sides.answer(ANA, "after it")
    sides.desk.give(sides.edit(said, "long " * 1_500))
    assert [told[:16] for told in sides.told_triage()] == [
        "Ana Reyes (1/2) ",
        "Ana Reyes (2/2) ",
        "Ana Reyes: after",
    ]
    assert sides.broken() == []


def test_a_reply_that_arrives_late_is_read_in_its_place(sides: TwoSides) -> None:
    late = sides.write(ANA, "first", sides.root.ts, IT_HAPPENS)
    sides.answer(ANA, "second")
    sides.answer(MINJUN, "third")
    sides.desk.give(late)
    assert sides.told_triage() == ["Ana Reyes: first", "Ana Reyes: second", "Kim Minjun: third"]
    assert sides.broken() == []


def test_an_older_note_is_published_before_a_newer_one(sides: TwoSides) -> None:
    older, newer = sides.note(BEN, "Update the dock"), sides.note(BEN, "Then restart")
    sides.publish(BEN, newer)
    sides.publish(BEN, older)
    assert sides.told_requester() == ["Ben Carter: Update the dock", "Ben Carter: Then restart"]
    assert sides.broken() == []


def test_a_reply_that_is_told_twice_is_shown_once(sides: TwoSides) -> None:
    said = sides.answer(ANA, "Hello?")
    sides.desk.give(said, said)
    assert sides.told_triage() == ["Ana Reyes: Hello?"]


def test_a_deletion_that_comes_before_its_message_shows_nothing(sides: TwoSides) -> None:
    said = sides.write(ANA, "Oops", sides.root.ts, IT_HAPPENS)
    sides.desk.give(sides.delete(said), said)
    assert sides.told_triage() == []
    assert sides.broken() == []


def test_replies_from_before_the_ticket_are_read_by_the_triagers(sides: TwoSides) -> None:
    root = sides.desk.say(ANA, "No sound")
    sides.desk.say(ANA, "Since Monday", root.ts)
    sides.desk.give(sides.desk.reaction(JIWOO, root.ts, "ticket"))
    sides.desk.later(MINUTE)
    *_, card = sides.desk.ours(IT_TRIAGE)
    [copy] = sides.desk.ours(IT_TRIAGE, card.ts)
    assert copy.shown.text == "Ana Reyes: Since Monday"


def test_our_own_copies_never_become_comments(sides: TwoSides) -> None:
    sides.answer(ANA, "It beeps")
    for echo in sides.desk.slack.echoes:
        sides.desk.give(echo)
    assert len(sides.desk.aggregates.comments(sides.desk.ticket.ref)) == 1


def test_only_somebody_of_the_desk_publishes_a_note(sides: TwoSides) -> None:
    note = sides.note(BEN, "Between us: third time this year")
    sides.publish(MINJUN, note)
    assert sides.told_requester() == []
    assert sides.desk.events(sides.desk.ticket.ref)[-1] == "ActionRefused"


def test_a_note_is_published_although_its_message_is_not_known_yet(sides: TwoSides) -> None:
    note = sides.write(BEN, "Please restart it", sides.card.ts, IT_TRIAGE)
    sides.publish(BEN, note)
    sides.desk.give(note)
    assert sides.told_requester() == ["Ben Carter: Please restart it"]
    assert sides.broken() == []


def test_messages_of_one_instant_in_two_channels_are_two_comments(sides: TwoSides) -> None:
    said = sides.answer(ANA, "It beeps")
    sides.desk.slack.posts[Thread(IT_TRIAGE, said.ts)] = sides.card  # taken: only the id counts
    note = type(said)(IT_TRIAGE, said.ts, sides.card.ts, BEN, "A note")
    sides.desk.give(note)
    comments = sides.desk.aggregates.comments(sides.desk.ticket.ref)
    assert [(one.channel, one.internal) for one in comments] == [
        (IT_HAPPENS, False),
        (IT_TRIAGE, True),
    ]
    assert sides.told_requester() == []


def test_the_second_of_two_agents_who_answer_at_once_is_told_what_the_other_said(
    sides: TwoSides,
) -> None:
    sides.answer(BEN, "Try another charger")
    note = sides.note(LENA, "Please bring it to the third floor")
    sides.desk.now += MINUTE
    sides.publish(LENA, note)
    [told, _] = sides.whispers(LENA)
    assert "Ben Carter" in told
    assert "Try another charger" in told
    assert sides.whispers(BEN) == []


def test_who_answers_later_or_again_is_told_of_nobody(sides: TwoSides) -> None:
    sides.answer(BEN, "Try another charger")
    sides.answer(BEN, "And another socket")
    sides.desk.now += 3 * MINUTE
    sides.answer(LENA, "Did it help?")
    assert sides.whispers(BEN) == []
    assert sides.whispers(LENA) == []


def test_a_note_and_the_requesters_own_words_are_no_rival_answers(sides: TwoSides) -> None:
    sides.note(BEN, "Try another charger")
    sides.answer(ANA, "It beeps")
    sides.answer(LENA, "How often?")
    assert sides.whispers(LENA) == []


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a copy's rich text."""
    [block] = blocks
    [section] = block["elements"]
    return list(section["elements"])


def test_a_reply_from_the_dialog_stands_on_both_sides_in_its_authors_name(sides: TwoSides) -> None:
    sides.dialog(BEN, "Please come to the third floor", audience="everybody")
    assert sides.told_requester() == ["Ben Carter: Please come to the third floor"]
    assert sides.told_triage() == ["Ben Carter: Please come to the third floor"]
    assert sides.broken() == []


def test_what_is_written_in_the_dialog_is_for_the_team_if_nothing_else_is_said(
    sides: TwoSides,
) -> None:
    sides.dialog(BEN, "She is new here")
    assert sides.told_requester() == []
    assert sides.told_triage() == ["Ben Carter: She is new here"]
    assert sides.broken() == []


def test_two_replies_from_dialogs_at_the_very_same_moment_are_two(sides: TwoSides) -> None:
    sides.dialog(BEN, "one", audience="everybody")
    sides.dialog(LENA, "two", audience="everybody")
    assert sides.told_requester() == ["Ben Carter: one", "Lena Fischer: two"]


def test_the_requester_cannot_answer_by_the_teams_dialog(sides: TwoSides) -> None:
    sides.dialog(ANA, "I am the team", audience="everybody")
    assert sides.told_triage() == []
    assert sides.desk.events(sides.desk.ticket.ref)[-1] == "ActionRefused"
