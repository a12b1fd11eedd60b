"""`make fuzz`: grows inputs from the seeds, and says what to do with what breaks a promise."""

import argparse
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.fuzz.seeds import seeds, words
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "build/fuzz"
LONGEST = 20_000
SLOW_SECONDS = 10
MEMORY_MB = 2_048


def main() -> int:
    """1 if anything was found."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=80, help="for all targets together")
    parser.add_argument("--target", choices=TARGETS, help="only this one")
    parser.add_argument("--replay", type=Path, help="play one finding again, without atheris")
    chosen = parser.parse_args()
    if chosen.replay:
        TARGETS[chosen.target or chosen.replay.parent.name](chosen.replay.read_bytes())
        print("nothing breaks")
        return 0
    names = [chosen.target] if chosen.target else list(TARGETS)
    found = [_fuzz(name, max(1, chosen.seconds // len(names))) for name in names]
    return int(any(found))


def _fuzz(name: str, seconds: int) -> bool:
    """Whether it found something."""
    folder = FOUND / name
    seeded, grown = folder / "seeds", folder / "corpus"
    for place in (seeded, grown):
        place.mkdir(parents=True, exist_ok=True)
    for seed in seeds()[name]:
        (seeded / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    known = folder / "words"
    known.write_text("".join(f'"{word.decode()}"\n' for word in sorted(words())))
    log = folder / "log"
    with log.open("wb") as out:
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.fuzz.engine",
                name,
                f"-max_total_time={seconds}",
                f"-max_len={LONGEST}",
                f"-timeout={SLOW_SECONDS}",
                f"-rss_limit_mb={MEMORY_MB}",
                f"-artifact_prefix={folder}/",
                f"-dict={known}",
                "-print_final_stats=1",
                str(grown),
                str(seeded),
            ],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    told = log.read_text(encoding="utf-8", errors="replace")
    runs = re.findall(r"number_of_executed_units: (\d+)", told) or ["0"]
    print(f"{name:>12}  {int(runs[-1]):>10,} inputs in {seconds} s", end="  ", flush=True)
    if run.returncode == 0:
        print("nothing found", flush=True)
        return False
    print("FOUND\n" + _advice(name, told), flush=True)
    return True


def _advice(name: str, told: str) -> str:
    raised = re.search(r"=== Uncaught Python exception: ===\n(.+)", told)
    written = re.search(r"Test unit written to (\S+)", told)
    lines = [raised[1] if raised else f"see build/fuzz/{name}/log"]
    if written:
        file = Path(written[1]).relative_to(ROOT)
        lines += [
            f"play it again:  make fuzz TARGET={name} REPLAY={file}",
            'make it a case: Case("F<n>", what it is, a builder of these bytes, what is expected)',
            "                in tests/bad_inputs/findings.py, and its row in docs/bad_inputs.md",
            f"its bytes:      {(ROOT / file).read_bytes()[:500]!r}",
        ]
    return "\n".join(f"    {line}" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
