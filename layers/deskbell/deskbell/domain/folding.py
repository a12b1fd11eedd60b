"""A text as words that can be compared: without case, accents, markup and emoji.

Rules look for their words with it, and pleasantries are known by it, in every language alike.
"""

import re
import unicodedata

_MARKUP = re.compile(r"<[^<>]*>|:[\w+'-]+:|&(?:lt|gt|amp);")
"""Mentions, links and addresses as Slack writes them, and emoji by their names."""
_NO_ACCENT = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""
_WORD = re.compile(r"[\uac00-\ud7a3]+|[\u3131-\u318e]+|[^\W_\uac00-\ud7a3\u3131-\u318e]+")
"""Korean apart from the rest: a particle follows a foreign word without a space (VPN이)."""


def folded(text: str) -> str:
    """`Hasło` and `HASLO` are the same."""
    apart = unicodedata.normalize("NFD", text.casefold().translate(_NO_ACCENT))
    bare = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", bare)


def words_of(text: str) -> tuple[str, ...]:
    """What a message says, in the order in which it says it; of a contraction both halves."""
    return tuple(_WORD.findall(folded(_MARKUP.sub(" ", text))))


def mentions(text: tuple[str, ...], keyword: str) -> bool:
    """Whether the words of a text hold those of `keyword`, side by side.

    The last one may end in `*` for any ending, as inflected languages need it; a Korean word is
    found with whatever particle it carries.
    """
    wanted = words_of(keyword)
    open_end = keyword.rstrip().endswith("*") or is_korean(wanted[-1]) if wanted else False
    size = len(wanted)
    for start in range(len(text) - size + 1 if size else 0):
        *exact, last = text[start : start + size]
        if tuple(exact) == wanted[:-1] and (
            last == wanted[-1] or (open_end and last.startswith(wanted[-1]))
        ):
            return True
    return False


def is_korean(word: str) -> bool:
    """Whether a word of `words_of` is written in Hangul."""
    return "\uac00" <= word[-1] <= "\ud7a3"
