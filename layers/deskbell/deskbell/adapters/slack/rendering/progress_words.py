"""How far a guided request is, as its messages and the Home tab say it."""

from deskbell.adapters.languages import translate
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.progress import progress
from deskbell.domain.catalogue.request import Request


def progress_line(definition: Definition, request: Request, language: str) -> str:
    step, most = progress(definition, request)
    return translate("card.task.progress", language, step=step, most=most)
