"""What a back-fill found, as an operator reads it or as JSON."""

import json
from collections.abc import Iterator, Mapping

from deskbell.domain.ids import ChannelId
from deskbell.usecases.backfill.report import Report, Standing, What

_COLUMNS = {
    Standing.KNOWN: "known",
    Standing.MISSED: "missed",
    Standing.UNDERWAY: "under way",
    Standing.UNTRACKED: "of no ticket",
}


def as_text(report: Report, names: Mapping[str, str], *, dry_run: bool) -> str:
    """`names` of channels by id."""
    lines = [*_table(report, names), ""]
    for one in report.captured:
        lines.append(f"{one.standing}: {_name(one.channel, names)} {one.what}  {one.key}")
    lines.append(_outcome(report, dry_run=dry_run))
    lines += _questions(report, dry_run=dry_run)
    for channel, code in report.unreadable.items():
        lines.append(f"{_name(channel, names)} cannot be read: {code}")
        lines.append("  mend: invite the app there; ./deskbell doctor says more")
    if report.stopped:
        lines.append(f"not all was read, Slack said {report.stopped}")
        lines.append("  mend: run it again in a minute; nothing is lost meanwhile")
    return "\n".join(lines)


def as_json(report: Report, names: Mapping[str, str], *, dry_run: bool) -> str:
    document = {
        "dry_run": dry_run,
        "channels": {
            channel: {
                "name": names.get(channel),
                "unreadable": report.unreadable.get(channel),
                "counts": {
                    what: {s: report.total(s, channel, what) for s in Standing} for what in What
                },
            }
            for channel in report.channels
        },
        "captured": [
            {"channel": one.channel, "what": one.what, "standing": one.standing, "key": one.key}
            for one in report.captured
        ],
        "questions": {
            "asked": report.questions.total(),
            "capture_rate": report.capture_rate,
            "offered": report.offered,
        },
        "threads": report.threads,
        "waiting": report.waiting,
        "stopped": report.stopped,
    }
    return json.dumps(document, indent=2)


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Channels by their names, where they have one."""
    for id_, name in names.items():
        text = text.replace(id_, f"#{name}")
    return text


def _name(channel: ChannelId, names: Mapping[str, str]) -> str:
    return f"#{names[channel]}" if channel in names else channel


def _table(report: Report, names: Mapping[str, str]) -> Iterator[str]:
    width = max((len(_name(channel, names)) for channel in report.channels), default=7)
    heads = ["read", *_COLUMNS.values()]
    yield f"{'channel':<{width}}  {'':<7}  " + "  ".join(f"{head:>9}" for head in heads)
    for channel in report.channels:
        for what in What:
            counts = [report.total(None, channel, what)]
            counts += [report.total(standing, channel, what) for standing in _COLUMNS]
            if counts[0]:
                numbers = "  ".join(
                    f"{count:>{max(9, len(h))}}" for count, h in zip(counts, heads, strict=True)
                )
                yield f"{_name(channel, names):<{width}}  {what:<7}  {numbers}"


def _outcome(report: Report, *, dry_run: bool) -> str:
    missed, young = report.total(Standing.MISSED), report.total(Standing.UNDERWAY)
    if not missed and not young:
        return f"nothing was missed; {report.threads} threads were read"
    where = "would go on the inbox" if dry_run else "are on the inbox"
    return (
        f"{missed} missed and {young} that may be under way {where}; "
        f"{report.threads} threads were read"
    )


def _questions(report: Report, *, dry_run: bool) -> Iterator[str]:
    if report.capture_rate is None:
        return
    asked = report.questions.total()
    yield f"{report.capture_rate:.0%} of {asked} questions in help channels are tickets"
    if report.offered:
        would = "would be" if dry_run else "are"
        yield f"{report.offered} that nobody answered {would} offered to the triagers"
