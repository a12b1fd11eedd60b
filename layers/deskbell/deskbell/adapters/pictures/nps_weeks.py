"""The NPS of some weeks as a picture: of each its interval, and how many have answered.

Numbers alone: what needs a language stands in the message, and in the text beside the picture.
"""

from collections.abc import Sequence

from deskbell.adapters.pictures.png import GLYPH_HEIGHT, Canvas, width_of
from deskbell.domain.nps.net_score import Scores

WIDTH, HEIGHT = 960, 640
"""A telephone shows it at about a third of that."""
LEFT, TOP, BOTTOM = 110, 50, 500
"""Of the chart: below it are the numbers of answers and of the weeks."""
COUNTS, WEEKS = 525, 585
SMALL, LARGE = 5, 6
"""A dot of the letters."""
GROUND, GRID, ZERO, BAND, POINT, WORDS, FAINT = range(7)
PALETTE = (
    (255, 255, 255),
    (228, 228, 228),
    (120, 120, 120),
    (168, 212, 196),
    (31, 75, 63),
    (40, 40, 40),
    (120, 120, 120),
)


def draw_weeks(weeks: Sequence[tuple[str, Scores]]) -> bytes:
    """A PNG; each week has its number, such as 47, the latest one last."""
    canvas = Canvas(WIDTH, HEIGHT, PALETTE)
    for line in (-100, -50, 0, 50, 100):
        y, thick = _y(line), 2 if line else 3
        canvas.fill((LEFT, y, WIDTH, y + thick), GRID if line else ZERO)
        canvas.write(str(line), LEFT // 2 - 5, y - GLYPH_HEIGHT * SMALL // 2, SMALL, FAINT)
    canvas.write("n", LEFT // 2, COUNTS, SMALL, FAINT)
    column = (WIDTH - LEFT) // max(len(weeks), 1)
    for number, (week, scores) in enumerate(weeks):
        centre = LEFT + column * number + column // 2
        canvas.write(week, centre, WEEKS, LARGE, WORDS)
        canvas.write(short(scores.count), centre, COUNTS, SMALL, WORDS if scores.count else FAINT)
        if scores.count:
            _draw(canvas, scores, centre, min(column, 75))
    return canvas.png()


def _draw(canvas: Canvas, scores: Scores, centre: int, width: int) -> None:
    at_least, at_most = scores.interval
    top, y = _y(at_most), _y(round(scores.nps))
    half = width // 3
    canvas.fill((centre - half, top, centre + half, _y(at_least)), BAND)
    canvas.fill((centre - half, y - 5, centre + half, y + 5), POINT)
    words = top - GLYPH_HEIGHT * SMALL - 8
    value = str(round(scores.nps))
    around = width_of(value, SMALL) // 2 + 4
    canvas.fill((centre - around, words - 2, centre + around, top - 6), GROUND)
    canvas.write(value, centre, words, SMALL, POINT)


def _y(nps: float) -> int:
    return round(BOTTOM - (nps + 100) / 200 * (BOTTOM - TOP))


def short(count: int) -> str:
    """In three letters, up to a million."""
    return str(count) if count < 1_000 else f"{min(count // 1_000, 999)}k"
