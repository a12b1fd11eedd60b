"""The `replies` of the settings, as `parse.py` reads them."""

from collections.abc import Mapping
from string import Formatter

from deskbell.domain.settings import values
from deskbell.domain.settings.faults import one_of
from deskbell.domain.settings.replies import VARIABLES, Reply
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES

_NAME_LIMIT = 75
_TEXT_LIMIT = 2_000


def read_replies(part: Section, language: str) -> Mapping[str, Reply]:
    """Each in the desk's `language` at least; a variable that nobody fills in is a fault."""
    values.names(part)
    return {key: _reply(key, one, language) for key, one in part.sections()}


def _reply(key: str, part: Section, language: str) -> Reply:
    spoken = [one for one in LANGUAGES if part.has(one) or one == language]
    reply = Reply(
        id=key,
        name=values.short_text(part, "name", _NAME_LIMIT),
        texts={one: values.short_text(part, one, _TEXT_LIMIT) for one in spoken},
    )
    for one, text in reply.texts.items():
        _check(part, one, text)
    part.end()
    return reply


def _check(part: Section, language: str, text: str) -> None:
    try:
        found = list(Formatter().parse(text))
    except ValueError:
        part.fault("a brace is not closed, or closes nothing; write {{ and }} for braces", language)
        return
    for _, name, form, conversion in found:
        if name is None:
            continue
        if name not in VARIABLES:
            part.fault(f"there is no {{{name}}}; {one_of(VARIABLES, name)}", language)
        elif form or conversion:
            part.fault(f"write {{{name}}} with nothing behind the name", language)
