"""py-fsrs' optimiser on reviews read from stdin (JSON: card, rating, ISO moment); prints seconds.

Run by an interpreter that has `fsrs[optimizer]` (PyTorch): ours has not.
"""

import json
import sys
import time
from datetime import datetime

from fsrs import Optimizer, Rating, ReviewLog

logs = [
    ReviewLog(card, Rating(rating), datetime.fromisoformat(moment), None)
    for card, rating, moment in json.load(sys.stdin)
]
begun = time.perf_counter()
Optimizer(logs).compute_optimal_parameters()
print(time.perf_counter() - begun)
