"""A start makes many objects and hardly any garbage: to look for it costs a tenth of the start."""

import gc

gc.set_threshold(50_000)
