"""The worst that people, admins and Slack can put on a screen, one `Content` each.

`everything_sent.py` shows all of it on every screen; a new extreme is one more line here.
"""

from dataclasses import dataclass

from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.ids import FormId, InboxId
from deskbell.domain.settings.desk import (
    Choice,
    Desk,
    EmojiAction,
    OfficeHours,
    Reply,
    Weekday,
    Welcome,
)
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.it_form import HELP_LIMIT, REQUEST_LIMIT
from tests.builders import LENA, X_TEAM_COMMS, XENA, a_desk, an_inbox
from tests.jira import JIRA

STRANGER = "<@U0HACK0001>"
"""Somebody wants this to be a mention; it may stand nowhere."""
MARKUP = (
    f"<!channel> <!here> <!everyone|all> <!subteam^S0HACK> {STRANGER} <#C0HACK0001> "
    "<!date^0^{date}|now> <https://evil.example|https://bank.example> *Solved* _by_ ~Lena~ `rm` "
    ":tada: &lt;!channel&gt; &amp;lt;!here&gt;\n>quoted\n```\ncode {number} %s {0}\n"
)
RIGHT_TO_LEFT = (
    "\u200fמחשב שבור \u202bכן\u202c \u2067لا\u2069 لوحة المفاتيح \u202etxt.exe\u202c "
    "شَدَّة \u200e(abc)\u061c\n"
)
UNSEEN = "\u200b\u2060\ufeff\u3164\u115f\u00ad\u034f\u180e\u2800"


def _long(words: str, length: int = 3_000) -> str:
    return (words * (length // len(words) + 1))[:length]


@dataclass(frozen=True, slots=True)
class Content:
    """What a ticket, a form and the settings hold; `text` None is a text still pending."""

    text: str | None = "My laptop does not start"
    name: str | None = "Ana Reyes"
    """Everybody's; None is somebody of whom Slack tells nothing."""
    inbox: str = "IT"
    labels: tuple[str, ...] = ("Warsaw", "Seoul")
    command: str = "/it"
    emoji: tuple[str, ...] = ("ticket",)
    number: int = 7
    followers: int = 1
    answers: tuple[tuple[str, str], ...] = ()
    """Instead of `text` in these fields of a form; an empty answer is left out."""

    def desk(self, language: str) -> Desk:
        """With two inboxes: one has a form and says everything in its welcome, one has neither."""
        desk, it, other = a_desk(language=language), InboxId("it"), InboxId("other")
        hours = OfficeHours(Weekday.MON, Weekday.FRI, "08:00", "24:00")
        form = desk.forms[FormId("it")]
        more = {"done": EmojiAction.SOLVE, "wave": EmojiAction.NOT_A_TICKET}
        choices = tuple(Choice(f"place_{n}", label) for n, label in enumerate(self.labels))
        return a_desk(
            language=language,
            jira={JIRA.id: JIRA},
            zone="America/Argentina/ComodRivadavia",
            replies={
                "later": Reply(
                    "later",
                    self.labels[0][:75] or "Later",
                    dict.fromkeys(LANGUAGES, self.labels[0]),
                )
            },
            inboxes={
                it: an_inbox(
                    name=self.inbox,
                    welcome=Welcome(1, office_hours=hours),
                    categories=choices,
                ),
                other: an_inbox(
                    id=other,
                    name=self.inbox,
                    channels=(),
                    triage_channel=X_TEAM_COMMS,
                    agents=frozenset({XENA}),
                    lead=XENA,
                    welcome=Welcome(1),
                ),
            },
            emoji=dict.fromkeys(self.emoji, EmojiAction.OPEN) | more,
            forms={
                FormId(name): type(form)(
                    *(FormId(name), self.command, name, it, form.channel, choices)
                )
                for name in ("it", *(f"form_{n}" for n in range(20)))
            },
        )

    def form_values(self) -> dict[str, str]:
        """The answers of somebody who fills `text` in everywhere, as the ingress keeps them."""
        text = self.text or ""
        values = {
            "request": " ".join(text.split())[:REQUEST_LIMIT],
            "location": "place_0",
            "manager": LENA,
            "help": text[:HELP_LIMIT],
            "urgency": "high",
            "needed_by": "2028-11-23",
            **dict(self.answers),
        }
        return {name: value for name, value in values.items() if value}


def _written(text: str) -> Content:
    """A message of up to 12,000 characters, as the ingress keeps it."""
    return Content(clean_text(text))


CONTENTS = {
    "plain": Content(),
    "no text": _written(""),
    "a text still pending": Content(None),
    "emoji only": _written(_long("🔥👨‍👩‍👧‍👦🇵🇱👩🏽‍💻")),
    "3,000 letters": _written(_long("x")),
    "40,000 letters": _written(_long("My laptop is broken. ", 40_000)),
    "Hangul": _written(_long("노트북이 고장났어요 ")),
    "Hangul in parts": _written(_long("\u1102\u1169\u1110\u1173\u1107\u116e\u11a8")),
    "right to left": _written(_long(RIGHT_TO_LEFT)),
    "embedding marks alone": _written(_long("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")),
    "piled marks": _written("Z" + _long("\u0301\u0489\u20dd\u0e49\u064b\u05b0")),
    "markup of Slack's": _written(_long(MARKUP)),
    "backticks": _written(_long("`")),
    "quote signs": _written(_long(">\n")),
    "3,000 newlines": _written(_long("\n")),
    "3,000 short lines": _written(_long("a\n", 6_000)),
    "what escaping makes longest": _written(_long("&<>")),
    "what JSON makes longest": _written(_long('\\"')),
    "other kinds of line ends": _written(_long("a\u2028b\u2029c\x85d\r\ne\tf\v")),
    "nothing that anybody sees": _written(_long(UNSEEN)),
    "half a character": _written(_long("\ud83d")),
    "controls": _written(_long("\x00\x1b[31m\x7f\x9f")),
    "60 followers": Content(followers=60),
    "a name of 80 odd characters": Content(name="<>&|*_`~ " * 8 + "<>&|*_`~"),
    "a name that pings": Content(name=MARKUP[:80]),
    "a name of 255 letters": Content(name="N" * 255),
    "a name that says nothing": Content(name=UNSEEN),
    "a person whom Slack does not know": Content(name=None),
    "100 locations": Content(labels=tuple(f"<!here> {n:02} " + "&" * 64 for n in range(100))),
    "an inbox of 40 characters": Content(inbox="<!here>" + "&" * 33, command="/" + "&" * 31),
    "100 emoji": Content(emoji=tuple(f"custom-emoji-of-ours-{n:03}" for n in range(100))),
    "huge numbers": Content(number=10**18, followers=500),
    "an answer that is no option any more": Content(
        answers=(("location", "x" * 40), ("urgency", "normal"))
    ),
    "answers left out": Content(answers=(("location", ""), ("manager", ""), ("needed_by", ""))),
    "everything at once": Content(
        *('\\"' * 6_000, "&" * 80, "&" * 40, ("&" * 75,) * 100, "/" + "&" * 31),
        answers=(("request", "&" * 150),),
        emoji=tuple(f"emoji-{n}" for n in range(100)),
        number=10**18,
        followers=500,
    ),
}
