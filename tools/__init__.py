"""What runs on an admin's or developer's machine; never packaged.

The layer is put on the path as Lambda does it, so that a tool can use the product's own code.
"""

import sys
from pathlib import Path

_LAYER = str(Path(__file__).parent.parent / "layers" / "deskbell")
if _LAYER not in sys.path:
    sys.path.append(_LAYER)
