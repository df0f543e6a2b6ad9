"""A question answered from what one wrote oneself, every sentence with where it stands.

- `ports.py` who finds passages; `models.py` sentences, sources, answers
- `sentences.py` text, also while it still arrives → sentences; `citations.py` what they cite
- `extraction.py` an answer without a model; `briefing.py` what a model is told
- `answering.py` a model's reply, checked while it arrives; `keeping.py` replies from before;
  `service.py` the whole
"""
