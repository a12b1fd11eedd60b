"""What the words behind the desk's slash command begin, as its help lists them."""

from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.actions import CATALOGUE
from deskbell.adapters.slack.rendering.blocks import Block, button
from deskbell.adapters.slack.rendering.words import escape, one_line
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.catalogue.wording import said

WORDS_LIMIT = 2_700
"""Of all of them together, so that they fit into one section; the button below leads to all."""


def words_of(workflows: Sequence[Offered], command: str, language: str) -> str:
    words = translate("whisper.help_words", language)
    for one in workflows:
        line = translate(
            "whisper.help_word",
            language,
            command=escape(f"{command} {one.start.command}"),
            title=one_line(said(one.title, language)),
        )
        if len(words) + len(line) > WORDS_LIMIT:
            break
        words = f"{words}\n{line}"
    return words


def catalogue_button(language: str) -> Block:
    words = translate("modal.catalogue.open", language)
    return button(CATALOGUE, words, words, CATALOGUE)
