"""Parked rows as somebody on call reads them, or as a program does; `commands.py` prints it."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from tools.desk.ages import since
from tools.desk.parked.mending import mend
from tools.desk.parked.rows import Parked


def parked_as_text(found: Sequence[Parked], now: datetime, option: str) -> str:
    if not found:
        return "Nothing is parked: Slack has taken everything, or will."
    return "\n".join(_lines(found, now, option))


def _lines(found: Sequence[Parked], now: datetime, option: str) -> Iterator[str]:
    by_code = sorted(found, key=lambda parked: parked.row.code)
    for code, members in groupby(by_code, key=lambda parked: parked.row.code):
        rows = list(members)
        yield f"{code}: {len(rows)}"
        yield f"  mend: {mend(code)}"
        yield f"  then: ./deskbell outbox retry {option} --code {code}"
        for parked in rows:
            decided = datetime.fromtimestamp(parked.row.created, UTC)
            yield f"  {parked.owner}: {parked.what}, since {since(decided, now)}"
            yield f"    row '{parked.row.id}'"


def parked_as_json(found: Sequence[Parked]) -> str:
    return _json([_record(parked) for parked in found])


def retried_as_text(found: Sequence[Parked], option: str, *, dry_run: bool) -> str:
    if not found:
        return "Nothing is parked that is to be tried again."
    said = "Would be tried again" if dry_run else "Tried again"
    lines = [f"{said}: {len(found)}"]
    lines += [f"  {parked.owner}: {parked.what} ({parked.row.code})" for parked in found]
    if not dry_run:
        lines.append(f"What is refused again is there again: ./deskbell outbox parked {option}")
    return "\n".join(lines)


def retried_as_json(found: Sequence[Parked], *, dry_run: bool) -> str:
    return _json({"dry_run": dry_run, "retried": [_record(parked) for parked in found]})


def _record(parked: Parked) -> dict[str, object]:
    row = parked.row
    return {
        "row": row.id,
        "ref": str(row.ref),
        "of": parked.owner,
        "effect": type(row.effect).__name__,
        "what": parked.what,
        "code": row.code,
        "since": datetime.fromtimestamp(row.created, UTC).isoformat(),
        "cause": row.cause,
        "mend": mend(row.code),
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
