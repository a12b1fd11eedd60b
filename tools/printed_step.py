"""One step of what takes long, told while it goes on: by `make run` and by `make rehearsal`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def printed_step(title: str, width: int) -> Iterator[None]:
    """The title, `width` columns of it, then how long it took, or that it is not done."""
    print(f"  {title:<{width}}", end="", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print("not done", flush=True)
        raise
    print(f"{time.monotonic() - begun:5.1f} s", flush=True)
