"""The text of a mail that has only HTML, with the lines it has on a screen; `incoming` uses it.

The standard library's parser takes minutes for what is made to be slow. Here each sign is looked at
once: no tag holds another one's beginning, and a comment without an end is the end.
"""

import re
from collections.abc import Iterator
from html import unescape

LONGEST = 1_000_000
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})([^<>]*)>|<[^<>]*>|[^<]+|<", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^\s"'<>]{1,2000})""", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_LINES = frozenset(
    {"address", "article", "blockquote", "br", "div", "dl", "dt", "dd", "footer", "form", "h1"}
    | {"h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"}
    | {"table", "tr", "ul"}
)


class _Reader:
    """`said` grows with each token; inside of `unseen` nothing is said until that ends."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._unseen = ""
        self._quoted = 0
        self._link = ""
        self._shown = ""

    def tag(self, name: str, attributes: str, *, ends: bool) -> None:
        if self._unseen:
            self._unseen = "" if ends and name == self._unseen else self._unseen
            return
        if name in _UNSEEN and not ends:
            self._unseen = name
        if name == "blockquote":
            self._quoted = max(0, self._quoted + (-1 if ends else 1))
        if name in _LINES:
            self.said.append("\n" + "> " * min(self._quoted, 3))
        if name == "a":
            self._end_link()
            found = None if ends else _HREF.search(attributes)
            self._link, self._shown = (unescape(found[1]) if found else ""), ""

    def words(self, text: str) -> None:
        if self._unseen:
            return
        said = re.sub(r"\s+", " ", unescape(text))
        self.said.append(said)
        if self._link:
            self._shown += said

    def _end_link(self) -> None:
        if self._link and self._link != self._shown.strip():
            self.said.append(f" ({self._link})")


def text_of(html: str) -> str:
    """Lines as they are seen; what is quoted has `>` before it, as in a plain mail."""
    reader = _Reader()
    for token in _TOKEN.finditer("".join(_uncommented(html[:LONGEST]))):
        if token[2]:
            reader.tag(token[2].lower(), token[3], ends=bool(token[1]))
        elif not token[0].startswith("<") or token[0] == "<":
            reader.words(token[0])
    kept = list[str]()
    for line in "".join(reader.said).split("\n"):
        words = " ".join(line.split())
        is_empty = not words.strip("> ")
        if not is_empty or (kept and kept[-1]):
            kept.append("" if is_empty else words)
    return "\n".join(kept).strip()


def _uncommented(html: str) -> Iterator[str]:
    begin = 0
    while (opened := html.find("<!--", begin)) >= 0:
        yield html[begin:opened]
        closed = html.find("-->", opened)
        if closed < 0:
            return
        begin = closed + len("-->")
    yield html[begin:]
