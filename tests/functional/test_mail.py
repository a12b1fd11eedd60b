"""E-mail in and out: who is not in Slack asks, is answered and answers by mail (A4-03, B-10)."""

from datetime import timedelta

import pytest

from deskbell.domain.inputs import Authenticity, Button, Dialog, MailSort
from deskbell.domain.mail.addresses import stranger
from deskbell.domain.tickets.ticket import Privacy, Status
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE
from tests.functional.by_mail import ADA, IT_MAIL, a_mail, answer_to, mail_desk, texts
from tests.functional.memory_desk import MemoryDesk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(mail_desk())


def answered_by_ben(desk: MemoryDesk, text: str, audience: str = "everybody") -> None:
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.fill(BEN, Dialog.SAY, card, text=text, audience=audience))


def in_triage(desk: MemoryDesk) -> list[str]:
    """What stands below the card."""
    [card] = desk.ours(IT_TRIAGE)
    return [post.shown.text for post in desk.ours(IT_TRIAGE, card.ts)]


def test_a_mail_becomes_a_ticket_that_the_team_sees_with_all_that_it_says(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    shown = str(card.shown.blocks)
    assert "The printer is broken" in shown
    assert ADA in shown
    assert "E-mail" in shown
    assert in_triage(desk) == [f"{ADA}: It shows nothing but E4."]


def test_nothing_of_a_mail_stands_in_a_help_channel(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    assert desk.ticket.privacy is Privacy.PRIVATE
    assert desk.ours(IT_HAPPENS) == []


def test_whoever_wrote_gets_its_number_and_what_happens_next_by_mail(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [letter] = desk.mails.sent
    assert (letter.to, letter.sender) == (ADA, IT_MAIL)
    assert letter.subject == "[#1] The printer is broken"
    assert "request #1 with IT" in letter.text
    assert letter.headers["In-Reply-To"] == "<first@mail.example.org>"
    assert letter.headers["Auto-Submitted"] == "auto-replied"


def test_a_public_reply_of_the_team_goes_out_by_mail_in_its_authors_name(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    answered_by_ben(desk, "Is there <https://example.com|paper> in it?")
    letter = desk.mails.sent[-1]
    assert letter.text.startswith("Is there paper (https://example.com) in it?")
    assert letter.name == "Ben Carter, IT"
    assert "Auto-Submitted" not in letter.headers
    assert "<first@mail.example.org>" in letter.headers["References"]


def test_an_internal_note_never_goes_by_mail(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    answered_by_ben(desk, "She always forgets the paper", audience="team")
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.say(BEN, "Indeed", card.ts, IT_TRIAGE))
    assert len(desk.mails.sent) == 1


def test_a_published_note_goes_by_mail_once(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    note = desk.say(BEN, "Third floor has another printer", card.ts, IT_TRIAGE)
    desk.give(note)
    emoji = desk.reaction(BEN, note.ts, "mega", channel=IT_TRIAGE)
    desk.give(emoji, key="mega")
    desk.give(emoji, key="mega")
    assert sum("Third floor" in text for text in texts(desk)) == 1


def test_a_reply_by_mail_stands_below_the_card_in_its_authors_name(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    answered_by_ben(desk, "Is there paper in it?")
    desk.give(answer_to(desk.mails.sent[-1], "Now there is."))
    assert in_triage(desk)[-1] == f"{ADA}: Now there is."
    assert len(desk.tickets) == 1
    assert len(desk.mails.sent) == 2, "nobody is sent their own words"


def test_the_next_answer_answers_their_last_mail(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    reply = answer_to(desk.mails.sent[-1], "And it smells.")
    desk.give(reply)
    answered_by_ben(desk, "Then leave the room")
    assert desk.mails.sent[-1].headers["In-Reply-To"] == reply.message_id


def test_a_mail_that_comes_twice_counts_once(desk: MemoryDesk) -> None:
    desk.give(a_mail(), key="mail:1")
    desk.give(a_mail(), key="mail:1")
    reply = answer_to(desk.mails.sent[-1], "Now there is.")
    desk.give(reply, key="mail:2")
    desk.now += MINUTE
    desk.give(reply, key="mail:2")
    assert len(desk.tickets) == 1
    assert desk.ticket.comments == 2
    assert len(desk.mails.sent) == 1


def test_where_references_are_lost_the_number_in_the_subject_leads_to_the_ticket(
    desk: MemoryDesk,
) -> None:
    desk.give(a_mail())
    desk.give(answer_to(desk.mails.sent[-1], "Now there is.", references=()))
    assert in_triage(desk)[-1] == f"{ADA}: Now there is."


def test_somebody_else_who_answers_asks_for_themselves(desk: MemoryDesk) -> None:
    """Whoever was sent the mail on knows its number, and is not who asked."""
    desk.give(a_mail())
    desk.give(answer_to(desk.mails.sent[-1], "Close it.", sender="eve@example.org"))
    assert [ticket.requester for ticket in desk.tickets] == [
        stranger(ADA),
        stranger("eve@example.org"),
    ]
    assert desk.tickets[0].comments == 1


def test_a_made_up_sender_neither_answers_nor_is_answered(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    forged = {"authentic": Authenticity.FAILED}
    desk.give(answer_to(desk.mails.sent[-1], "Close it.", **forged))
    assert desk.tickets[0].comments == 1
    assert len(desk.tickets) == 2
    assert len(desk.mails.sent) == 1


def test_who_is_known_in_slack_by_their_address_has_it_in_their_direct_messages(
    desk: MemoryDesk,
) -> None:
    desk.slack.addresses["ana@example.com"] = ANA
    desk.give(a_mail(sender="ana@example.com", authentic=Authenticity.PASSED))
    assert desk.ticket.requester == ANA
    [card] = [post for post in desk.direct(ANA) if post.thread_ts is None]
    assert "The printer is broken" in str(card.shown.blocks)
    assert desk.mails.sent[-1].to == "ana@example.com"


@pytest.mark.parametrize("authentic", [Authenticity.UNKNOWN, Authenticity.FAILED])
def test_a_colleagues_address_alone_is_not_believed(
    desk: MemoryDesk, authentic: Authenticity
) -> None:
    desk.slack.addresses["ana@example.com"] = ANA
    desk.give(a_mail(sender="ana@example.com", authentic=authentic))
    assert desk.ticket.requester == stranger("ana@example.com")


def test_the_requester_is_told_by_mail_that_it_is_solved_and_by_whom(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    assert "Ben Carter has solved your request #1" in texts(desk)[-1]


def test_an_objection_by_mail_opens_it_again(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    desk.give(answer_to(desk.mails.sent[-1], "It still says E4."))
    assert desk.ticket.status is Status.ASSIGNED
    assert "open again" in texts(desk)[-1]


def test_thanks_by_mail_open_nothing_again(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    desk.give(answer_to(desk.mails.sent[-1], "Thank you!"))
    assert desk.ticket.status is Status.SOLVED


def test_long_after_its_end_an_answer_begins_a_new_ticket_that_goes_on_from_it(
    desk: MemoryDesk,
) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    late = answer_to(desk.mails.sent[-1], "It says E4 again.")
    desk.later(timedelta(days=30))
    desk.give(late)
    old, new = desk.tickets
    assert old.status is Status.CLOSED
    assert new.follows
    assert new.follows.ref == old.ref
    desk.give(answer_to(desk.mails.sent[0], "Hello?"))
    assert desk.tickets[1].comments == 2, "what is said to the old one comes to the new one"


def test_who_owes_an_answer_is_told_reminded_and_resumes_it_by_mail(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.choose(BEN, Button.WAIT, card))
    assert "An answer of yours is needed" in texts(desk)[-1]
    desk.later(timedelta(hours=24))
    assert len(desk.mails.sent) == 3
    desk.give(answer_to(desk.mails.sent[-1], "Floor 3."))
    assert desk.ticket.status is not Status.WAITING


def test_a_mail_to_no_inbox_is_refused_and_counted(desk: MemoryDesk) -> None:
    [handled] = desk.give(a_mail(recipients=("nobody@desk.example.com",)))
    assert handled.ignored == "mail_unknown_address"
    assert desk.tickets == []


@pytest.mark.parametrize("sort", [sort for sort in MailSort if sort is not MailSort.PERSONAL])
def test_what_no_person_wrote_to_us_opens_nothing_and_is_not_answered(
    desk: MemoryDesk, sort: MailSort
) -> None:
    [handled] = desk.give(a_mail(sort=sort))
    assert handled.ignored == f"mail_{sort}"
    assert (desk.tickets, desk.mails.sent) == ([], [])


def test_a_mail_from_our_own_address_goes_in_no_circle(desk: MemoryDesk) -> None:
    [handled] = desk.give(a_mail(sender=IT_MAIL))
    assert handled.ignored == "mail_own"


def test_the_team_reads_an_out_of_office_note_and_nobody_answers_it(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    away = answer_to(desk.mails.sent[-1], "Back on Monday.", sort=MailSort.AUTOMATIC)
    desk.give(away)
    assert in_triage(desk)[-1] == f"{ADA}: Back on Monday."
    assert len(desk.mails.sent) == 1
    assert desk.ticket.status is Status.NEW


def test_the_team_reads_that_a_mail_could_not_be_delivered(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    bounce = answer_to(
        desk.mails.sent[-1],
        "550 no such mailbox",
        sort=MailSort.BOUNCE,
        sender="mailer-daemon@example.org",
    )
    desk.give(bounce)
    assert in_triage(desk)[-1] == "mailer-daemon@example.org: 550 no such mailbox"
    assert desk.events(desk.ticket.ref)[-1] == "DeliveryFailed"


def test_after_twenty_mails_of_an_hour_no_more_of_that_sender_are_taken(desk: MemoryDesk) -> None:
    for number in range(21):
        handled = desk.give(a_mail(message_id=f"<{number}@mail.example.org>"))
    assert handled[0].ignored == "mail_too_many"
    assert len(desk.tickets) == 20
    desk.now += timedelta(hours=2)
    assert desk.give(a_mail())[0].ignored is None


def test_nor_more_than_twenty_answers_of_an_hour(desk: MemoryDesk) -> None:
    desk.give(a_mail())
    for number in range(20):
        desk.now += MINUTE
        handled = desk.give(answer_to(desk.mails.sent[0], f"Hello? {number}"))
    assert handled[0].ignored == "mail_too_many"
    assert desk.ticket.comments == 20
