"""What several rooms' tests need: the helpers can be imported here and in worker processes."""

import sys
from pathlib import Path

HELPERS = Path(__file__).parent / "helpers"

if str(HELPERS) not in sys.path:
    # Workers are started with this path too; they know a class by its module's name.
    sys.path.insert(0, str(HELPERS))
