"""What is remembered, found again: by words, by meaning, by exact names, by time.

- `models.py` what is asked and what is found; `query.py`, `moments.py` what a question says
- `replica.py` a copy of the chunks beside the process: arrays (`segments.py`) in files (`shelf.py`)
- `legs.py` what of it is worth scoring, `lexical.py` BM25; `store.py` what the database is asked
- `scoring.py`, `ranking.py` how terms make one score, and the floor under it; `service.py` a search
- `keeping.py` results made once; `briefing.py` passages within a budget, for an interviewer
"""
