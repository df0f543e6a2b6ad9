"""What is said of what is remembered, and the language models that may word it."""

from functools import cached_property
from typing import TYPE_CHECKING

from maang.core.wiring.remembering import Remembering

if TYPE_CHECKING:
    from maang.core.ask.service import Ask
    from maang.core.llm.service import Models


class Answering(Remembering):
    """Language models, and answers from one's own words."""

    @cached_property
    def models(self) -> "Models":
        """Language models."""
        from maang.core.llm.models import Wanted
        from maang.core.llm.service import Models

        asked, late = self.settings, self.settings.deadline
        wanted = Wanted(asked.llm_model, asked.llm_base_url, None, late.llm, late.connect)
        return Models(asked.llm, wanted, lambda name: self.logins.find(name).secrets)

    @cached_property
    def ask(self) -> "Ask":
        """Answers to questions. What a model said is worth a look at the cache to any process."""
        from maang.core.ask.keeping import Replies
        from maang.core.ask.service import Ask

        return Ask(self.models, self.embedding.embedder, lambda: Replies(self.cache))
