"""What is new in a mail: without the mail that it answers, and without a signature.

Only what surely is one of them goes, and only from the end: to show too much is a nuisance, to hide
what somebody wrote is a fault. The whole mail is kept beside it.
"""

import re

_MARKS = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|wiadomość oryginalna|원본 메시지|"
    r"원본 메일)\s*-{2,}|_{20,})\s*",
    re.IGNORECASE,
)
"""A line above which mail programs write, and below which the old mail stands without `>`."""
_SIGNATURE = re.compile(r"--\s?")
_MOST_LINES_OF_SIGNATURE = 12
_LINES_OF_ATTRIBUTION = 3
"""`On Monday Ben wrote:` may take so many."""


def newest(text: str) -> str:
    """All of it, where nothing would be left."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if index and _MARKS.fullmatch(line):
            lines = lines[:index]
            break
    left = "\n".join(_unsigned(_unquoted(lines))).strip()
    return left or text.strip()


def _unquoted(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    if not any(line.strip() for line in lines[end:]):
        return lines[:end]
    for begin in range(end - 1, max(-1, end - 1 - _LINES_OF_ATTRIBUTION), -1):
        if not lines[begin].strip():
            break
        if lines[end - 1].rstrip().endswith(":") and (begin == 0 or not lines[begin - 1].strip()):
            return lines[:begin]
    return lines[:end]


def _unsigned(lines: list[str]) -> list[str]:
    last = max(len(lines) - 1 - _MOST_LINES_OF_SIGNATURE, 0)
    for index in range(len(lines) - 1, last - 1, -1):
        if _SIGNATURE.fullmatch(lines[index]):
            return lines[:index]
    return lines
