"""What somebody said elsewhere, in their name: a copy of a comment (A5-03); the relay posts it.

As rich text, whose texts Slack does not read as markup: every sign stands as it was written, pings
nobody, and can be copied into a terminal; nobody can write a name in bold in it (reliability.md
6.7). Links, files and emoji are elements of their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.blocks import identified
from deskbell.adapters.slack.rendering.permalinks import permalink
from deskbell.adapters.slack.rendering.words import (
    People,
    calm,
    escape,
    passage,
    plain,
    says_something,
    unescape,
    written_name,
)
from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import FileRef
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.copies import NOT_IN_SLACK, is_internal
from deskbell.domain.tickets.edits import is_edited
from deskbell.domain.tickets.parts import parts_of
from deskbell.usecases.slack_ports import Message

MOST_ELEMENTS = 30
"""Names, links and emoji of one part that are more than text: all blocks of a message have to fit
into 10,000 characters of JSON (slack.md 12.2)."""
TEXT_LIMIT = 2_000
"""For notifications and screen readers, the name apart."""
FILE_NAME_LIMIT = 40
ADDRESSES_LIMIT = 2_000
"""Of the files of one comment together; behind it they lead to the message that has them."""
NO_MESSAGE = NOT_IN_SLACK | {None}
"""Where there is none in Slack that has the files."""
_SPECIAL = re.compile(r"<(?P<entity>[^<>]*)>|:(?!\d+:)(?P<emoji>[\w+'-]+):")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):.")

Element = dict[str, object]


def spoken(comment: Comment, place: Place, part: int, desk: Desk, people: People) -> Message | None:
    """One part of the comment, or None: a note never stands where others than the team read."""
    parts = parts_of(comment)
    if part >= len(parts) or (comment.internal and not is_internal(place)):
        return None
    author = people(comment.author) if comment.author else None
    name = written_name(author) if author else translate("card.nobody", desk.language)
    if len(parts) > 1:
        name = f"{name} ({part + 1}/{len(parts)})"
    if is_edited(comment):
        name = f"{name} ({translate('edits.mark', desk.language)})"
    files = comment.files if part == len(parts) - 1 else ()
    said = parts[part]
    elements: list[Element] = [
        {"type": "text", "text": name, "style": {"bold": True}},
        _text(": "),
        *_elements(said, people),
    ]
    if files:
        elements += [*([_text("\n")] if said else []), *_links(files, comment)]
    names = ", ".join(file.name for file in files)
    words = passage(f"{plain(said, people)} {names}", TEXT_LIMIT, TEXT_LIMIT)
    section = {"type": "rich_text_section", "elements": _joined(elements)}
    return Message(
        text=f"{escape(name)}: {words}".strip(),
        blocks=identified({f"said.{part}": {"type": "rich_text", "elements": [section]}}),
    )


def _elements(markup: str, people: People) -> Iterator[Element]:
    """Slack's markup as what its author saw; after `MOST_ELEMENTS`, as text alone."""
    end = 0
    for count, found in enumerate(_SPECIAL.finditer(markup)):
        yield _text(_read(markup[end : found.start()]))
        end = found.end()
        if count >= MOST_ELEMENTS:
            yield _text(_read(found[0]) if found["emoji"] else _bare(found["entity"]))
        elif found["emoji"]:
            yield {"type": "emoji", "name": found["emoji"]}
        else:
            yield from _entity(found["entity"], people)
    yield _text(_read(markup[end:]))


def _entity(inside: str, people: People) -> Iterator[Element]:
    """A link with another's name shows both (bad_inputs.md 80); a mention is a name."""
    target, _, label = inside.partition("|")
    if not _ADDRESS.match(target):
        yield _text(calm(plain(f"<{inside}>", people)))
        return
    url = _read(target)
    link: Element = {"type": "link", "url": url}
    shown = _read(label)
    if shown in ("", url, url.removeprefix("mailto:"), url.removeprefix("tel:")):
        yield link | ({"text": shown} if shown and shown != url else {})
        return
    yield from (_text(f"{shown} ("), link, _text(")"))


def _bare(inside: str) -> str:
    """Without asking who or what it is."""
    target, _, label = inside.partition("|")
    return _read(label or target if target[:1] in ("#", "!") else target)


def _links(files: Sequence[FileRef], comment: Comment) -> Iterator[Element]:
    spent = 0
    for index, file in enumerate(files):
        spent += len(file.permalink)
        fits = file.permalink and spent <= ADDRESSES_LIMIT
        name = cut(calm(file.name), FILE_NAME_LIMIT) if says_something(file.name) else file.id
        if index:
            yield _text(", ")
        if not fits and comment.channel in NO_MESSAGE:
            yield _text(name)
        else:
            url = file.permalink if fits else permalink(comment.message)
            yield {"type": "link", "url": url, "text": name}


def _read(markup: str) -> str:
    return calm(unescape(markup))


def _text(text: str) -> Element:
    return {"type": "text", "text": text}


def _joined(elements: Iterable[Element]) -> list[Element]:
    """Slack takes no empty texts; those side by side are one."""
    joined = list[Element]()
    for element in elements:
        if element == _text(""):
            continue
        last = joined[-1] if joined else {}
        if element.keys() == last.keys() == _text("").keys():
            joined[-1] = _text(f"{last['text']}{element['text']}")
        else:
            joined.append(element)
    return joined
