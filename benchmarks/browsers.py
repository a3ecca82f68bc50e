"""Which browser opens the explorer's pages, to measure, to test and to picture them."""

import os
import shutil
from typing import Final

# The first is Chromium without windows, and takes half of the time.
_NAMES: Final = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS: Final = ("--no-sandbox", "--no-first-run")
# WebGL in software: it draws the same on each machine, and slowly.
WEBGL: Final = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
MISSING: Final = "there is no Chromium or Chrome on PATH, and BACD_CHROMIUM names none"


def find_browser() -> str | None:
    """Return the path of the browser that ``BACD_CHROMIUM`` names, else of the first on PATH."""
    return os.environ.get("BACD_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
