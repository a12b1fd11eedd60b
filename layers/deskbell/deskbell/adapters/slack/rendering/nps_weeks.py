"""The picture of the weeks of surveys, in a post, and what it shows for whoever does not see it."""

from collections.abc import Iterator

from deskbell.adapters.languages import translate
from deskbell.adapters.pictures.nps_weeks import draw_weeks
from deskbell.domain.graphemes import cut
from deskbell.domain.nps.week import NpsWeek

ALT_LIMIT = 2_000


def nps_picture(week: NpsWeek) -> bytes:
    return draw_weeks([(name.rpartition("W")[2], scores) for name, scores in week.weeks])


def nps_weeks(week: NpsWeek, file: str, language: str) -> dict[str, object]:
    told = translate("card.nps.weeks", language, weeks=", ".join(_told(week)))
    return {"type": "image", "slack_file": {"id": file}, "alt_text": cut(told, ALT_LIMIT)}


def _told(week: NpsWeek) -> Iterator[str]:
    for name, scores in week.weeks:
        if scores.count:
            at_least, at_most = map(round, scores.interval)
            yield f"{name}: {round(scores.nps)} ({at_least} / {at_most}, n = {scores.count})"
