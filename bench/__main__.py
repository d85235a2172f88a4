"""``python -m bench NAME``."""

from __future__ import annotations

import sys

from bench.cards import cards
from bench.definitions import definitions
from bench.walk import walk

BENCHES = {"cards": cards, "definitions": definitions, "walk": walk}

if len(sys.argv) != 2 or sys.argv[1] not in BENCHES:
    sys.exit(f"usage: python -m bench NAME, where NAME is one of: {', '.join(BENCHES)}")
BENCHES[sys.argv[1]]()
