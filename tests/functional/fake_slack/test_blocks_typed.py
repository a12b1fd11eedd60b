"""What people type is stored as Slack's client stores it: as text, and as rich text."""

from typing import Any

import pytest

from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket

Json = dict[str, Any]
BOLD, ITALIC, STRIKE, CODE = ({name: True} for name in ("bold", "italic", "strike", "code"))


def typed(fake: FakeSlackClient, words: str) -> tuple[str, list[Json]]:
    """The stored text, and the parts of the rich text."""
    fake.say("ana", "it-happens", words)
    message = fake.messages("it-happens")[-1]
    return message["text"], message["blocks"][0]["elements"]


def in_one_line(fake: FakeSlackClient, words: str) -> tuple[str, list[Json]]:
    text, parts = typed(fake, words)
    assert [part["type"] for part in parts] == ["rich_text_section"]
    return text, parts[0]["elements"]


def said(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def test_marks_become_styles_and_stay_in_the_text(fake: FakeSlackClient) -> None:
    words = "*bold* _it_ ~no~ `a *b*`"
    assert in_one_line(fake, words) == (
        words,
        [
            said("bold", **BOLD),
            said(" "),
            said("it", **ITALIC),
            said(" "),
            said("no", **STRIKE),
            said(" "),
            said("a *b*", **CODE),
        ],
    )


def test_styles_go_into_each_other_and_onto_mentions(fake: FakeSlackClient) -> None:
    text, elements = in_one_line(fake, "*_both @ben_*")
    both = {**BOLD, **ITALIC}
    assert text == "*_both <@U0BEN00001>_*"
    assert elements == [
        said("both ", **both),
        {"type": "user", "user_id": "U0BEN00001", "style": both},
    ]


@pytest.mark.parametrize("words", ["snake_case_name", "5*3*2", "a * b * c", "~/bin, ~/lib", "_ _"])
def test_marks_inside_words_or_with_nothing_in_them_are_only_signs(
    fake: FakeSlackClient, words: str
) -> None:
    assert in_one_line(fake, words) == (words, [said(words)])


def test_names_of_people_groups_and_places_become_mentions(fake: FakeSlackClient) -> None:
    fake.act("adam", "create_group", handle="it-agents", name="IT", members=["ben"])
    text, elements = in_one_line(fake, "@it-agents @here #it-happens @nobody a@ben")
    group = elements[0]["usergroup_id"]
    assert text == f"<!subteam^{group}|@it-agents> <!here> <#C0ITHAPPEN|it-happens> @nobody a@ben"
    assert [one["type"] for one in elements if one != said(" ")] == [
        "usergroup",
        "broadcast",
        "channel",
        "text",
    ]


def test_an_address_becomes_a_link_without_the_full_stop_after_it(fake: FakeSlackClient) -> None:
    text, elements = in_one_line(fake, "See https://a.example/b_c_d. Or ana@a.example!")
    assert text == "See <https://a.example/b_c_d>. Or <mailto:ana@a.example|ana@a.example>!"
    assert [one for one in elements if one["type"] == "link"] == [
        {"type": "link", "url": "https://a.example/b_c_d"},
        {"type": "link", "url": "mailto:ana@a.example", "text": "ana@a.example"},
    ]


def test_a_label_typed_in_markup_stays_plain(fake: FakeSlackClient) -> None:
    text, _ = in_one_line(fake, "<https://a.example|here> & more")
    assert text == "&lt;<https://a.example>|here&gt; &amp; more"


def test_emoji_have_names_however_they_are_typed(fake: FakeSlackClient) -> None:
    text, elements = in_one_line(fake, "🎫:ticket: 👍🏽 :wave::skin-tone-2: 🇰🇷 :nope: 안녕")
    assert text == ":ticket::ticket: :+1::skin-tone-4: :wave::skin-tone-2: :flag-kr: :nope: 안녕"
    assert [one for one in elements if one["type"] == "emoji"] == [
        {"type": "emoji", "name": "ticket", "unicode": "1f3ab"},
        {"type": "emoji", "name": "ticket", "unicode": "1f3ab"},
        {"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fd", "skin_tone": 4},
        {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fb", "skin_tone": 2},
        {"type": "emoji", "name": "flag-kr", "unicode": "1f1f0-1f1f7"},
    ]


def test_lines_that_begin_like_a_list_are_one(fake: FakeSlackClient) -> None:
    text, parts = typed(fake, "I need:\n- a mouse\n- *keys*\n    - loud\n2. and\nThanks")
    assert text == "I need:\n• a mouse\n• *keys*\n    ◦ loud\n2. and\nThanks"
    made = {"type": "rich_text_list", "indent": 0, "border": 0}
    items = [section(said("a mouse")), section(said("keys", **BOLD))]
    assert parts == [
        section(said("I need:\n")),
        {**made, "style": "bullet", "elements": items},
        {**made, "style": "bullet", "indent": 1, "elements": [section(said("loud"))]},
        {**made, "style": "ordered", "offset": 1, "elements": [section(said("and"))]},
        section(said("Thanks")),
    ]


def test_lines_after_a_greater_than_sign_are_a_quote(fake: FakeSlackClient) -> None:
    text, parts = typed(fake, "> one\n> two\nthree")
    assert text == "&gt; one\n&gt; two\nthree"
    quote = {"type": "rich_text_quote", "elements": [said("one\ntwo")], "border": 0}
    assert parts == [quote, section(said("three"))]


def test_code_stands_on_its_own_and_means_nothing(fake: FakeSlackClient) -> None:
    text, parts = typed(fake, "Look:\n```\nif a < b: # @ana\n  *x*\n```\nthere")
    assert text == "Look:\n```if a &lt; b: # @ana\n  *x*```\nthere"
    code = said("if a < b: # @ana\n  *x*")
    preformatted = {"type": "rich_text_preformatted", "elements": [code], "border": 0}
    assert parts == [section(said("Look:\n")), preformatted, section(said("there"))]


def test_empty_lines_stay(fake: FakeSlackClient) -> None:
    assert in_one_line(fake, "a\n\nb") == ("a\n\nb", [said("a\n\nb")])
