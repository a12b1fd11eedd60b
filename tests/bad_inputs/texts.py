"""Bad input 75 to 86: what people write, and how it is shown."""

from collections.abc import Callable

from tests.api_gateway import Event
from tests.bad_inputs.case import AnyCase, Case, Later, committed
from tests.bad_inputs.workday import a_form, a_reply, a_ticket, an_edit, root
from tests.functional.memory_desk import MemoryDesk

FAMILY = "👨‍👩‍👧‍👦"
OVERRIDE = "\u202e"


def shown(id: str, title: str, text: str, *shows: str, hides: tuple[str, ...] = ()) -> Case:
    """Somebody asks for it in the form, and sees it on the card."""
    expected = committed("FormSubmitted", "TicketOpened", shows=shows, hides=hides)
    return Case(id, title, a_form(text), expected)


def said(id: str, title: str, text: str, *shows: str, hides: tuple[str, ...] = ()) -> Case:
    """Ana changes her message to this; the cards show it as its author saw it."""
    return Case(
        id,
        title,
        lambda desk: [an_edit(desk, root(desk), text, "My laptop", thread_ts=None)],
        committed("MessageEdited", "TicketTextEdited", shows=shows, hides=hides),
        given=a_ticket,
    )


def file(name: str) -> Callable[[MemoryDesk], list[Event]]:
    files = [{"id": "F0000001", "name": name, "permalink": "javascript:alert(1)"}]
    return lambda desk: [a_reply(desk, subtype="file_share", files=files)]


WRITTEN = "Korean, Polish, Arabic, mixed"
NO_PING = "`<!channel>` and the like"

CASES: list[AnyCase] = [
    *(
        shown(f"75-{name}", WRITTEN, text, text)
        for name, text in {
            "korean": "노트북이 고장났어요",
            "polish": "zażółć gęślą jaźń",
            "arabic": "الشاشة لا تعمل",
            "mixed": "מחשב ‏שבור 3 times",
        }.items()
    ),
    shown(
        "76-title",
        "bidi overrides, zero-width signs",
        f"annual {OVERRIDE}txt.exe",
        "annual txt.exe",
        hides=(OVERRIDE,),
    ),
    said(
        "76-body",
        "bidi overrides, zero-width signs",
        f"annual {OVERRIDE}txt.exe\nsecond {OVERRIDE}line",
        "second [U+202E]line",
        hides=(OVERRIDE,),
    ),
    shown("77-family", "families, flags, piled marks", f"{FAMILY} and 🇵🇱", f"{FAMILY} and 🇵🇱"),
    shown(
        "77-pile",
        "families, flags, piled marks",
        "Z" + "\u0301" * 40 + "o",
        "Z" + "\u0301" * 10 + "o",
        hides=("\u0301" * 11,),
    ),
    shown("78", "`İ`, `ß`", "İSTANBUL straße", "İSTANBUL straße"),
    said("79-text", NO_PING, "<!channel> <!subteam^S1|@it> help", "@channel @it help"),
    *(
        shown(f"79-{name}", NO_PING, f"{ping} help", f"&lt;{ping[1:-1]}&gt; help", hides=(ping,))
        for name, ping in {
            "channel": "<!channel>",
            "here": "<!here>",
            "person": "<@U0ANA00001>",
            "team": "<!subteam^S1>",
        }.items()
    ),
    shown(
        "80",
        "a link with another's name",
        "<https://evil.example|https://bank.example>",
        "&lt;https://evil.example|https://bank.example&gt;",
    ),
    said(
        "80-text",
        "a link with another's name",
        "<https://evil.example|https://bank.example>",
        "https://bank.example (https://evil.example)",
    ),
    shown("81", "an escaped mention", "&lt;!channel&gt; x", "&amp;lt;!channel&amp;gt; x"),
    shown("82", "an unclosed code fence", "```all the rest", "ˋˋˋall the rest", hides=("```",)),
    *(
        said(f"83-{name}", "only emoji, a file, a mention", text, "(no text)")
        for name, text in {
            "emoji": ":fire: 🔥",
            "mention": "<@U0BEN00001>",
            "invisible": "\u200b\u3164",
        }.items()
    ),
    Later("84", "formulas in an export", "reports: the export"),
    Later("85", "markup on the dashboard", "the console"),
    *(
        Case(
            f"86-{name}",
            "strange file names",
            file(given),
            committed("MessagePosted", "CommentAdded", files=(kept,)),
            given=a_ticket,
        )
        for name, given, kept in (
            ("path", "../../etc/passwd", "_.._etc_passwd"),
            ("device", "con", "con"),
            ("newline", "a\nb.txt", "a_b.txt"),
            ("no-name", "", ""),
            ("300-characters", "x" * 300, "x" * 92 + "...(cut)"),
        )
    ),
]
