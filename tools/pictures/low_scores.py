"""The pictures of docs/nps.md and docs/feedback.md: a member gives a 3, and what comes of it for
the agent, the lead and everybody else, in three languages."""

from datetime import UTC, datetime, timedelta

from tools.fake_slack.state.messages import JsonObject
from tools.pictures.outages import shown, travel
from tools.pictures.studio import Studio, save
from tools.pictures.tickets import newest, opened_direct, phone, until

CLOSELOOP, FEEDBACK, EVERYBODY = "nps-closeloop", "member-feedback", "x-team-announcements"
MEMBER = "11672"
WORDS = "Moja paczka przyszła zgnieciona, a dostawca nie odpowiada. Zadzwońcie: 601 234 567"
COMMENT = "Nobody called me back. Dana, dana@example.com, +48 601 234 567"


def play_and_take(studio: Studio) -> None:
    """Xena reads Korean and Lena Polish, as the desk sees within a day."""
    studio.slack.act("xena", "set_profile", locale="ko-KR")
    studio.slack.act("lena", "set_profile", locale="pl-PL")
    travel(studio, now(studio) + timedelta(hours=25))
    score(studio)
    take_owners_message(studio)
    take_lead(studio)
    take_handled(studio)
    take_feedback(studio)
    take_digest(studio)


def score(studio: Studio) -> None:
    yesterday = now(studio) - timedelta(days=1)
    studio.slack.send_nps(
        source_event_id="zap-1",
        member_id=MEMBER,
        score=3,
        experience_date=f"{yesterday:%Y-%m-%d}",
        comment=COMMENT,
    )
    until(studio, studio.channels[CLOSELOOP], MEMBER)


def take_owners_message(studio: Studio) -> None:
    direct = opened_direct(studio, "xena")
    until(studio, direct, MEMBER)
    with phone(studio, "xena", direct) as xena:
        newest(xena).scroll_into_view_if_needed()
        save(xena, "nps-owner")


def take_lead(studio: Studio) -> None:
    """Nobody has called the member by then."""
    direct = opened_direct(studio, "lena")
    for _ in range(4):
        travel(studio, now(studio) + timedelta(hours=12))
        if any(MEMBER in str(one) for one in studio.slack.messages(direct)):
            break
    until(studio, direct, MEMBER)
    with phone(studio, "lena", direct) as lena:
        newest(lena).scroll_into_view_if_needed()
        save(lena, "nps-lead")


def take_handled(studio: Studio) -> None:
    ts = str(card(studio, CLOSELOOP, MEMBER)["ts"])
    channel = studio.channels[CLOSELOOP]
    studio.slack.act("xena", "react", channel=channel, ts=ts, name="white_check_mark")
    studio.slack.wait("idle", timeout=25)
    with studio.window("xena", width=1000, height=620, channel=CLOSELOOP) as xena:
        shown(xena, MEMBER)
        save(xena, "nps-card")


def take_feedback(studio: Studio) -> None:
    channel = studio.channels[FEEDBACK]
    with studio.window("ola", width=1000, height=820) as ola:
        studio.slack.act("ola", "slash", channel="it-happens", command="/it", text="feedback")
        modal = ola.get_by_test_id("modal")
        modal.locator("[data-block='text']").fill(WORDS)
        save(modal, "feedback-form")
        ola.get_by_test_id("modal-submit").click()
        until(studio, channel, "zgnieciona")
    ts = str(card(studio, FEEDBACK, "zgnieciona")["ts"])
    studio.slack.act("adam", "click", channel=channel, ts=ts, action_id="feedback.negative")
    until(studio, channel, "zgnieciona")
    with studio.window("adam", width=1000, height=620, channel=FEEDBACK) as adam:
        shown(adam, "zgnieciona")
        save(adam, "feedback-card")


def take_digest(studio: Studio) -> None:
    """What everybody reads the next morning, executives too."""
    for _ in range(5):
        travel(studio, now(studio) + timedelta(days=1))
        if any("zgnieciona" in str(one) for one in studio.slack.messages(EVERYBODY)):
            break
    until(studio, studio.channels[EVERYBODY], "zgnieciona")
    with phone(studio, "adam", EVERYBODY) as adam:
        newest(adam).scroll_into_view_if_needed()
        save(adam, "feedback-digest")


def card(studio: Studio, channel: str, words: str) -> JsonObject:
    return next(one for one in studio.slack.messages(channel) if words in str(one))


def now(studio: Studio) -> datetime:
    return datetime.fromtimestamp(float(str(studio.slack.clock()["now"])), UTC)
