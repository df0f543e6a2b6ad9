"""The language model a person has chosen, opened when the first word is to be said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from maang.core import plugins
from maang.core.config.secret import Secret
from maang.core.errors import MaangError, NotConfigured
from maang.core.llm.models import NONE, Checked, Wanted
from maang.core.llm.ports import LanguageModel

OFF = f"maang config set llm {NONE}"


@dataclass(frozen=True, slots=True)
class Models:
    """Which model is meant, and the way to it.

    `name` is a provider, one of `names()`, or `none`. `secrets_of` looks for the secrets of a
    provider in the one order there is; it is asked only when a model is opened.
    """

    name: str
    wanted: Wanted
    secrets_of: Callable[[str], Mapping[str, Secret]]

    def names(self) -> tuple[str, ...]:
        """All providers that are installed, sorted; nothing is imported."""
        return plugins.names(plugins.MODELS)

    def model(self, name: str | None = None) -> LanguageModel | None:
        """The chosen model, or that of the provider of this name; None where it is `none`.

        `name` may say the model too: `ollama:llama3.2`. Raises NotConfigured where the provider,
        what it needs, or the model's name is missing, and as looking for its secrets does.
        """
        provider, wanted = self.meant(name)
        if provider == NONE:
            return None
        opens: Callable[[Wanted], object] = plugins.load(plugins.MODELS, provider)
        wanted = replace(wanted, secrets=self.secrets_of(provider))
        return _opened(opens, wanted, name=provider)

    def check(self) -> Checked:
        """The chosen model, opened for `doctor`: is what it needs installed, is there a key? Nobody
        is called."""
        provider, wanted = self.meant()
        said = f"{provider}:{wanted.model}" if wanted.model else provider
        try:
            opened = self.model()
        except MaangError as error:
            return Checked(said, problem=error.message, hint=error.hint)
        return Checked(opened.model_id if opened else None)

    def meant(self, name: str | None = None) -> tuple[str, Wanted]:
        """The provider that `model` would open, and with what but its secrets; nothing is."""
        provider, _, model = (name or self.name).partition(":")
        wanted = self.wanted
        if provider != self.name:  # another's address and model mean nothing there
            wanted = replace(wanted, model=None, base_url=None)
        return provider, replace(wanted, model=model or wanted.model)


def _opened(opens: Callable[[Wanted], object], wanted: Wanted, *, name: str) -> LanguageModel:
    try:
        opened = opens(wanted)
    except plugins.BROKEN as error:
        raise NotConfigured(f"the model {name!r} cannot be opened: {error}", hint=OFF) from error
    if not isinstance(opened, LanguageModel):
        raise NotConfigured(f"{name!r} in {plugins.MODELS} is no language model", hint=OFF)
    return opened
