"""The names of `desk.yaml` that definitions may use; the authoring commands check against them."""

import json
from collections.abc import Mapping

from deskbell.domain.catalogue.vocabulary import Vocabulary
from tools.desk.settings_file import SettingsFile

_ASSETS = frozenset({"laptop"})
"""The stock that Deskbell keeps."""


def people_of(settings: SettingsFile) -> Mapping[str, str]:
    """Slack's ids by the names that the file gives."""
    people: Mapping[str, str] = json.loads(settings.document)["people"]
    return people


def vocabulary_of(settings: SettingsFile) -> Vocabulary:
    """As the file has them, not as ids."""
    document, desk = json.loads(settings.document), settings.desk
    locations = {
        choice.value: choice.label for form in desk.forms.values() for choice in form.locations
    }
    return Vocabulary(
        people=frozenset(document["people"]),
        channels=frozenset(document["channels"]),
        inboxes={
            inbox.id: frozenset(category.value for category in inbox.categories)
            for inbox in desk.inboxes.values()
        },
        lists={"locations": locations},
        rotas=frozenset(inbox.id for inbox in desk.inboxes.values() if inbox.triagers),
        schedules=frozenset(desk.schedules),
        assets=_ASSETS,
        hooks=frozenset(desk.hooks),
        emoji={name: str(action) for name, action in desk.emoji.items()},
    )
