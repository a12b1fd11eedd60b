"""A comment's text in parts that one message of ours each can hold, with nothing lost.

The decision counts them, since each is a post of its own; the renderer shows them. A message of
Slack's may be twelve times as long as what one of ours takes (slack.md 12.2).
"""

from deskbell.domain.decision import Comment
from deskbell.domain.graphemes import end_of_character

LONGEST_PART = 5_000
"""As it is shown, in JSON: a line end, a quotation mark and a backslash take two characters, what
turns the reading around is shown by its number."""
LONGEST_WITH_FILES = 500
_DEARER = str.maketrans(
    {sign: f"\\{sign}" for sign in '"\\\n\t'}
    | {sign: "[U+0000]" for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
)


def parts_of(comment: Comment) -> tuple[str, ...]:
    """What is to be read of it, in Slack's markup; nothing of what is deleted, or not known yet.

    Files are with the last words of a short text, else a part without words.
    """
    if comment.deleted_ts is not None or not comment.texts:
        return ()
    parts, rest = list[str](), comment.texts[-1][1]
    while _weight(rest) > LONGEST_PART:
        end = _end_of_part(rest)
        parts.append(rest[:end])
        rest = rest[end:]
    if rest.strip() or not parts:
        parts.append(rest)
    if comment.files and _weight(parts[-1]) > LONGEST_WITH_FILES:
        parts.append("")
    return tuple(parts)


def _weight(text: str) -> int:
    return len(text.translate(_DEARER))


def _end_of_part(text: str) -> int:
    """Rather after a line or a word than within one; never inside Slack's `<…>` or a character,
    unless there is nothing else for a whole part."""
    window = text[: _longest(text)]
    opened = window.rfind("<")
    if opened > window.rfind(">") and opened > 0:
        window = window[:opened]
    for ending in ("\n", " "):
        if (end := window.rfind(ending) + 1) > len(window) // 2:
            return end
    return end_of_character(text, len(window))


def _longest(text: str) -> int:
    """How many signs are not too much for one part."""
    weight = 0
    for index, sign in enumerate(text):
        weight += _weight(sign)
        if weight > LONGEST_PART:
            return index
    return len(text)
