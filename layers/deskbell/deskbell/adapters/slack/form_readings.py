"""What a request is that has to do with a form, and so needs all of the desk's settings.

`commands.py` and `interactions.py` make these, `form_desk.py` answers them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from deskbell.adapters.slack.dialogs.readings import DialogReading
from deskbell.adapters.slack.guided.readings import GuidedReading
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.settings.desk import FormSettings


@dataclass(frozen=True, slots=True)
class FormWanted:
    """Somebody wants a form; `trigger` opens it within 3 s. `in_words`: we can answer with text.
    `urgent`: the highest urgency is chosen already; `for_others`: they may file for somebody.
    `pages`: somebody is called for outages."""

    form: FormSettings
    install: InstallId
    person: PersonId
    trigger: str
    in_words: bool
    urgent: bool = False
    for_others: bool = False
    pages: bool = False


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """A slash command with words behind it; `workflows` are those that have a word there. `lends`:
    laptops can be borrowed, too; `pages`: somebody is called for outages."""

    form: FormSettings
    install: InstallId
    person: PersonId
    workflows: tuple[Offered, ...] = ()
    lends: bool = False
    pages: bool = False


@dataclass(frozen=True, slots=True)
class FormFilled:
    """A submitted form, not judged yet. `form` is None if the desk has no such form any more.

    `blocks` are the view's input blocks, where errors can be shown; `stale` is one of them if
    the view is not the form as we build it today.
    """

    form: FormSettings | None
    install: InstallId
    person: PersonId
    view_id: str
    view_hash: str
    answers: Mapping[str, str]
    blocks: tuple[str, ...]
    stale: str | None


FormReading: TypeAlias = FormWanted | HelpWanted | FormFilled | DialogReading | GuidedReading
