"""Fails where a module that goes to Lambda has no bytecode; the Makefiles that `sam build` runs end
with it. A function without bytecode starts about twice as slowly, and nothing else would tell.

`python tools/check_bytecode.py FOLDER`, by the Python that compiled what is in the folder.
"""

import sys
from importlib.util import cache_from_source
from pathlib import Path


def main(folder: str) -> int:
    """0 if each module has its bytecode, 1 with the first that has none on the error output."""
    modules = sorted(Path(folder).rglob("*.py"))
    bare = [module for module in modules if not Path(cache_from_source(str(module))).is_file()]
    if bare or not modules:
        wrong = f"{bare[0]} has no bytecode" if bare else f"{folder} has no modules"
        print(f"error: {wrong}; see the Makefile of its function or layer", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
