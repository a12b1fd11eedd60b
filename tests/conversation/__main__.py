"""`make talk`: long conversations on both sides of one ticket, until all say the same."""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.conversation.conversation import Conversation


def main() -> int:
    """1 if a seed does not converge."""
    parser = argparse.ArgumentParser(prog="make talk", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--operations", type=int, default=1_000, help="of each")
    asked = parser.parse_args()
    seeds = range(asked.seed, asked.seed + asked.seeds)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(partial(differences, operations=asked.operations), seeds)
        for seed, wrong in zip(seeds, found, strict=True):
            if wrong:
                print(f"seed {seed}:", *wrong[:10], sep="\n  ")
                print(f"\nagain: make talk SEEDS=1 SEED={seed} OPERATIONS={asked.operations}")
                return 1
    print(f"{asked.seeds} conversations of {asked.operations} operations converge")
    return 0


def differences(seed: int, operations: int) -> list[str]:
    conversation = Conversation(seed)
    conversation.go_on(operations)
    return conversation.differences()


if __name__ == "__main__":
    sys.exit(main())
