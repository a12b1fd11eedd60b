"""How Deskbell runs in Lambda. The packages of functions whose start somebody waits for import it
before anything else."""

import gc

# A start makes 100,000 objects and hardly any garbage: to look for it costs a tenth of the start.
gc.set_threshold(200_000)
