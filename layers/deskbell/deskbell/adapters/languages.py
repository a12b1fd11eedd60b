"""Texts in the reader's language, from the message catalogues; called by whatever shows a text.

The ingress imports this inside Slack's three seconds, so it needs nothing but gettext. The
catalogues' ids are our keys, never English sentences: a changed wording keeps its key.
"""

import gettext
from functools import cache
from pathlib import Path

from deskbell.domain.texts import language_of as language_of

CATALOGUES = Path(__file__).parent.parent / "languages"


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    return gettext.translation("deskbell", CATALOGUES, [language])


def translate(key: str, language: str, **args: object) -> str:
    """The text of `key` with `{name}` replaced by each argument; `count` chooses the plural form.

    An unknown key comes back as it is: an audit row may outlive the key it names.
    """
    catalogue = _catalogue(language)
    count = args.get("count")
    template = catalogue.ngettext(key, key, count) if isinstance(count, int) else key
    if template == key:
        template = catalogue.gettext(key)
    return template.format_map(args)
