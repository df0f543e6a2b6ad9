"""What is remembered, found again: by words, by meaning, by exact names, by time.

- `models.py` what is asked and what is found; `query.py`, `moments.py` what a question says
- `lexical.py` BM25; `scoring.py` how the terms make one score, and the floor under it
- `store.py` the two legs and the candidates in SQL; `service.py` a search; `rerank.py` a
  finer look; `briefing.py` passages within a budget, for an interviewer or a coach
"""
