"""What people wrote, made safe to stand between our own words; called by everything rendered.

It must not ping, link, hide or imitate (reliability.md 6.7, bad inputs 75-83). Nothing here
changes what is stored: only what Slack would take for markup is shown as look-alikes.
"""

import json
import re
import unicodedata
from collections.abc import Callable

from deskbell.domain.graphemes import cut, without_piles
from deskbell.domain.ids import PersonId
from deskbell.domain.people import Person

People = Callable[[PersonId], Person]

NAME_LIMIT = 80
LINE_LIMIT = 150

_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_OPENS_MARKUP = re.compile(r"(?<!\w)[*_~]+|`")
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters by Unicode's tables that nobody can see."""
_ENTITY = re.compile("<([^<>]*)>")
_SHORTCODE = re.compile(r":[\w+'-]+:")
_MENTION = re.compile("<[@!][^<>]*>")


def escape(text: str) -> str:
    """The three characters that Slack's markup needs escaped, and nothing else (slack.md 9)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """A name, a title or an answer on one line, escaped, in at most `limit` visible characters."""
    line = " ".join(_BIDI_OVERRIDES.sub("", text).split())
    return _shown(line, limit, 5 * limit)


def passage(text: str, limit: int, escaped_limit: int) -> str:
    """A text of several lines, escaped; bidi overrides are shown by their numbers.

    `limit` counts what people see, `escaped_limit` what Slack gets, as JSON: all of a message has
    to fit into 10,000 characters of it (slack.md 5.4).
    """
    lines = _BIDI_OVERRIDES.sub(_number, text)
    return _shown(re.sub(r"\n{3,}", "\n\n", lines.strip()), limit, escaped_limit)


def _shown(text: str, limit: int, escaped_limit: int) -> str:
    calm = without_piles(_CONTROLS.sub("", text))
    calm = _OPENS_MARKUP.sub(lambda found: found[0].translate(_LOOK_ALIKES), calm)
    shown = cut(calm, limit)
    while (surplus := _size(escape(shown)) - escaped_limit) > 0:
        shown = cut(calm, len(shown) - max(1, surplus // 5))
    return escape(shown)


def _number(sign: re.Match[str]) -> str:
    return f"[U+{ord(sign[0]):04X}]"


def _size(text: str) -> int:
    """In JSON, where a line end, a quotation mark and a backslash take two characters each."""
    return len(json.dumps(text, ensure_ascii=False)) - len('""')


def name_of(person: Person) -> str:
    """A person's name, which they choose themselves; a name that shows nothing is their id."""
    return one_line(person.name, NAME_LIMIT) if says_something(person.name) else person.id


def written_name(person: Person) -> str:
    """As `name_of`, where Slack reads no markup."""
    line = " ".join(_BIDI_OVERRIDES.sub("", calm(person.name)).split())
    return cut(line, NAME_LIMIT) if says_something(line) else person.id


def calm(text: str) -> str:
    """What Slack does not read as markup, without signs that hide others; those that turn the
    reading around are shown by their numbers."""
    shown = _CONTROLS.sub("", _BIDI_OVERRIDES.sub(_number, text))
    return without_piles(shown)


def plain(markup: str, people: People) -> str:
    """A message as Slack hands it over, as the text that its author saw."""
    text = _ENTITY.sub(lambda found: _entity(found[1], people), markup)
    return unescape(text)


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _entity(inside: str, people: People) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "@" + people(PersonId(target[1:])).name
    if target.startswith("#"):
        return "#" + (label or target[1:])
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    address = target.removeprefix("mailto:")
    return f"{label} ({address})" if label not in ("", address, target) else address


def first_line(markup: str, people: People) -> str | None:
    """What a message says in its first line, or None if it has only emoji, mentions, blanks."""
    for line in markup.splitlines():
        if says_something(_SHORTCODE.sub("", _MENTION.sub("", line))):
            return plain(line, people)
    return None


def says_something(text: str) -> bool:
    """Letters, digits, punctuation or signs of mathematics and money; not emoji alone."""
    kinds = (unicodedata.category(char) for char in text if char not in _FILLERS)
    return any(kind[0] in "LNP" or kind in ("Sm", "Sc") for kind in kinds)
