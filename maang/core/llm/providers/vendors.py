"""The vendors: an entry point each, opened with a `Wanted`. An address is always said aloud, since
the vendors' own libraries would otherwise take one from the environment."""

from typing import TYPE_CHECKING

from maang.core.llm.models import Wanted
from maang.core.llm.providers.pydantic_ai import PydanticAI, Vendor, key_of

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

NO_KEY = "none"
"""What a server that asks for no key is sent."""


def openai(wanted: Wanted) -> PydanticAI:
    """OpenAI's models."""
    return PydanticAI(Vendor("openai", "https://api.openai.com/v1", _chat), wanted)


def openai_compatible(wanted: Wanted) -> PydanticAI:
    """Any server that speaks OpenAI's chat completions, at `llm_base_url`."""
    return PydanticAI(Vendor("openai-compatible", None, _chat, key=False), wanted)


def ollama(wanted: Wanted) -> PydanticAI:
    """A model on one's own machine, run by Ollama."""
    return PydanticAI(Vendor("ollama", "http://127.0.0.1:11434/v1", _chat, key=False), wanted)


def llamacpp(wanted: Wanted) -> PydanticAI:
    """The one model that llama.cpp's server was started with."""
    vendor = Vendor("llamacpp", "http://127.0.0.1:8080/v1", _chat, key=False, model="default")
    return PydanticAI(vendor, wanted)


def anthropic(wanted: Wanted) -> PydanticAI:
    """Anthropic's models."""
    return PydanticAI(Vendor("anthropic", "https://api.anthropic.com", _anthropic), wanted)


def google(wanted: Wanted) -> PydanticAI:
    """Google's models."""
    url = "https://generativelanguage.googleapis.com"
    return PydanticAI(Vendor("google", url, _google), wanted)


def _chat(wanted: Wanted, name: str, url: str, client: "httpx2.AsyncClient") -> "Model":
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    key = key_of(wanted) or NO_KEY
    provider = OpenAICompatibleProvider("maang", base_url=url, api_key=key, http_client=client)
    return OpenAIChatModel(name, provider=provider)


def _anthropic(wanted: Wanted, name: str, url: str, client: "httpx2.AsyncClient") -> "Model":
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    provider = AnthropicProvider(api_key=key_of(wanted), base_url=url, http_client=client)
    return AnthropicModel(name, provider=provider)


def _google(wanted: Wanted, name: str, url: str, client: "httpx2.AsyncClient") -> "Model":
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    provider = GoogleProvider(api_key=key_of(wanted), base_url=url, http_client=client)
    return GoogleModel(name, provider=provider)
