"""One target under atheris, in a process of its own; `__main__.py` starts it.

The target is imported here, under instrumentation: what is not instrumented gives no coverage.
"""

import sys

import atheris

INSTRUMENTED = ["deskbell", "json", "urllib", "yaml", "tools.desk"]

if __name__ == "__main__":
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()
