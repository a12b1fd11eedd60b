"""What an author sees before publishing: the flow as a picture, and every form and text."""

from deskbell.domain.catalogue.preview import as_mermaid, as_texts
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    say,
)

SIZE = a_field("size", "choice", options={"s": say("Small"), "l": say("Large")})
DEFINITION = a_definition(
    a_form("ask", SIZE, a_field("note", required=False, hint=say("Short"), when={"size": "l"})),
    {"id": "go", "do": "branch", "cases": [{"when": {"size": "l"}, "to": "hello"}]},
    a_ticket(then="done"),
    a_message("hello", 'Say "hi" to <them>'),
    {
        "id": "list",
        "do": "checklist",
        "title": say("To do"),
        "items": [{"id": "one", "text": say("First"), "who": "lead it"}],
    },
    a_finish(),
    start={"emoji": ["key"], "command": "sample", "home": True, "called": True},
)


def test_the_flow_is_drawn_with_every_way() -> None:
    assert as_mermaid(DEFINITION, "en").splitlines() == [
        "flowchart TD",
        '  begin([":key:, command sample, Home tab, another workflow"]) --> s0',
        '  s0[/"ask · form<br/>Form"/]',
        '  s1{"go · branch"}',
        '  s2["open · ticket<br/>Something"]',
        '  s3["hello · message<br/>Say #quot;hi#quot; to #lt;them#gt;"]',
        '  s4[/"list · checklist<br/>To do"/]',
        '  s5(["done · finish<br/>That is all."])',
        '  s0 -->|"submitted"| s1',
        '  s1 -->|"size is l"| s3',
        '  s1 -->|"otherwise"| s2',
        "  s2 --> s5",
        "  s3 --> s4",
        "  s4 --> s5",
    ]


def test_each_form_and_message_is_shown_in_the_chosen_language() -> None:
    assert as_texts(DEFINITION, "en") == "\n\n".join(
        [
            "Sample",
            "To try it out",
            "ask (form)\n  [Form]\n  About size\n    ( ) Small\n    ( ) Large\n"
            "  About note (optional)\n      Short\n      only if size is l",
            "open (ticket)\n  Something",
            'hello (message)\n  Say "hi" to <them>',
            "list (checklist)\n  To do\n  [ ] First (lead it)",
            "done (finish)\n  That is all.",
        ]
    )
    assert "  About size pl" in as_texts(DEFINITION, "pl").splitlines()


def test_who_is_asked_or_told_stands_below_the_text() -> None:
    day, to = a_field("day", "date"), {"who": "requester"}
    approval = {"id": "yes", "do": "approval", "ask": ["lead it", "person lena"]}
    lines = as_texts(
        a_definition(
            a_form("ask", day),
            approval | {"text": say("May they?"), "if_rejected": "done", "if_expired": "done"},
            {"id": "dm", "do": "dm", "text": say("Soon")} | to,
            {"id": "early", "do": "remind", "text": say("E"), "date": "day", "before": "1d"} | to,
            {"id": "late", "do": "remind", "text": say("L"), "date": "day", "after": "2h"} | to,
            {"id": "then", "do": "remind", "text": say("T"), "date": "day"} | to,
            {"id": "next", "do": "remind", "text": say("N"), "in": "2d"} | to,
            a_finish(),
        ),
        "en",
    ).splitlines()
    assert [line.strip() for line in lines if line.startswith("      ")] == [
        "asks lead it, person lena",
        "to requester",
        "to requester, 1d before day",
        "to requester, 2h after day",
        "to requester, day",
        "to requester, 2d from then",
    ]


def test_a_long_text_is_cut_in_the_picture_and_whole_in_the_list() -> None:
    long = a_definition(a_message("hello", "x" * 100), a_finish())
    assert f"<br/>{'x' * 59}…" in as_mermaid(long, "en")
    assert "x" * 100 in as_texts(long, "en")
