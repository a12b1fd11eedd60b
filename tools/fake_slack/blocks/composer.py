"""What a person types, turned into the text and blocks Slack stores; the gestures ask for it."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from tools.fake_slack.blocks.inline import escape, pieces, text_element
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace

_CODE = re.compile(r" *\n?```\n?(?P<code>.+?)\n?``` *\n?", re.DOTALL)
_QUOTE = re.compile(r"> ?(?P<rest>.*)")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*•◦▪]|(?P<number>\d{1,9})\.) +(?P<rest>\S.*)")
_BULLETS = "•◦▪"
_INDENT = 4
"""Spaces for each level of a list."""

Part = tuple[str, list[JsonObject]]
"""Some lines of the text, and the rich text for them."""


def write(workspace: Workspace, typed: str) -> Content:
    """Styles, lists, quotes and code become formatting; names, emoji and links what they mean."""
    parts = list(_parts(workspace, typed))
    rich = [element for _, elements in parts for element in elements]
    for before in rich[:-1]:
        if before["type"] == "rich_text_section":
            _append(before["elements"], text_element("\n"))
    blocks = [{"type": "rich_text", "elements": rich}] if rich else []
    return Content("\n".join(text for text, _ in parts), blocks)


def escaped(workspace: Workspace, typed: str) -> str:
    """The text alone, without a look at lists and quotes: commands have none."""
    return _inline(workspace, typed)[0]


def _parts(workspace: Workspace, typed: str) -> Iterator[Part]:
    done = 0
    for found in _CODE.finditer(typed):
        yield from _lines(workspace, typed[done : found.start()])
        yield _preformatted(found["code"])
        done = found.end()
    yield from _lines(workspace, typed[done:])


def _lines(workspace: Workspace, typed: str) -> Iterator[Part]:
    lines = typed.split("\n") if typed else []
    for form, group in groupby(lines, _form):
        yield form(workspace, list(group))


def _form(line: str) -> Callable[[Workspace, list[str]], Part]:
    if _QUOTE.fullmatch(line):
        return _quote
    return _lists if _ITEM.fullmatch(line) else _section


def _section(workspace: Workspace, lines: list[str]) -> Part:
    text, elements = _inline(workspace, "\n".join(lines))
    return text, [{"type": "rich_text_section", "elements": elements}]


def _quote(workspace: Workspace, lines: list[str]) -> Part:
    quoted = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines)
    text, elements = _inline(workspace, quoted)
    marked = "\n".join(f"&gt; {line}" for line in text.split("\n"))
    return marked, [{"type": "rich_text_quote", "elements": elements, "border": 0}]


def _lists(workspace: Workspace, lines: list[str]) -> Part:
    """One list for each change of depth or style, as Slack keeps nested lists."""
    texts, lists = list[str](), list[JsonObject]()
    items = [found for line in lines if (found := _ITEM.fullmatch(line))]
    for (depth, is_ordered), group in groupby(items, _place):
        sections = []
        for item in (together := list(group)):
            text, elements = _inline(workspace, item["rest"])
            sections.append({"type": "rich_text_section", "elements": elements})
            mark = f"{item['number']}." if is_ordered else _BULLETS[depth % len(_BULLETS)]
            texts.append(f"{' ' * _INDENT * depth}{mark} {text}")
        skipped = int(together[0]["number"]) - 1 if is_ordered else 0
        lists.append(
            {
                "type": "rich_text_list",
                "style": "ordered" if is_ordered else "bullet",
                "indent": depth,
                "border": 0,
                "elements": sections,
                **({"offset": skipped} if skipped > 0 else {}),
            }
        )
    return "\n".join(texts), lists


def _place(item: re.Match[str]) -> tuple[int, bool]:
    return len(item["indent"]) // _INDENT, item["number"] is not None


def _preformatted(code: str) -> Part:
    element = {"type": "rich_text_preformatted", "elements": [text_element(code)], "border": 0}
    return f"```{escape(code)}```", [element]


def _inline(workspace: Workspace, typed: str) -> tuple[str, list[JsonObject]]:
    elements = list[JsonObject]()
    texts = []
    for text, element in pieces(workspace, typed):
        texts.append(text)
        _append(elements, element)
    return "".join(texts), elements


def _append(elements: list[JsonObject], element: JsonObject) -> None:
    """Texts of one style are one element."""
    last = elements[-1] if elements else {}
    same = last.get("type") == element["type"] == "text"
    if same and last.get("style") == element.get("style"):
        last["text"] += element["text"]
    else:
        elements.append(element)
