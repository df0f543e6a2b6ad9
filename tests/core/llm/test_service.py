"""The model that is set up: found by name, opened with its own secrets, or none at all."""

import pytest

from maang.core.config.secret import Secret
from maang.core.errors import NotConfigured
from maang.core.llm.models import Checked, Wanted
from maang.core.llm.service import Models

KEY = {"key": Secret("sk-test-0123456789abcdef")}
PLAIN = Wanted()


def models(name: str, wanted: Wanted = PLAIN) -> Models:
    return Models(name, wanted, lambda provider: KEY if provider == "openai" else {})


def test_none_is_no_model() -> None:
    assert models("none").model() is None
    assert models("openai").model("none") is None


def test_ours_are_installed_like_anyone_elses() -> None:
    assert set(models("none").names()) >= {
        *("anthropic", "google", "llamacpp", "ollama", "openai", "openai-compatible")
    }


def test_a_provider_nobody_brings_is_told_with_those_there_are() -> None:
    with pytest.raises(NotConfigured) as caught:
        models("oracle").model()

    assert "ollama" in (caught.value.hint or "")


def test_each_provider_is_given_its_own_secrets() -> None:
    model = models("openai", Wanted("gpt")).model()

    assert model is not None
    assert model.model_id == "openai:gpt"
    with pytest.raises(NotConfigured, match="no key for anthropic"):
        models("openai", Wanted("gpt")).model("anthropic:opus")


def test_a_name_may_say_the_model_too_and_colons_in_it_are_its_own() -> None:
    model = models("none").model("ollama:llama3.2:1b")

    assert model is not None
    assert model.model_id == "ollama:llama3.2:1b"


def test_another_provider_is_not_asked_at_the_address_of_the_one_that_is_set_up() -> None:
    wanted = Wanted("tiny", "http://models.example/v1")

    with pytest.raises(NotConfigured, match="where openai-compatible answers"):
        models("ollama", wanted).model("openai-compatible:tiny")


def test_checking_says_what_is_set_up_and_what_it_lacks() -> None:
    assert models("none").check() == Checked(None)
    assert models("openai", Wanted("gpt")).check() == Checked("openai:gpt")
    lacking = models("anthropic", Wanted("opus")).check()
    assert (lacking.model_id, lacking.hint) == ("anthropic:opus", "maang login anthropic")


def test_what_would_be_opened_is_known_without_opening_it() -> None:
    assert models("openai", Wanted("gpt")).meant() == ("openai", Wanted("gpt"))
    assert models("openai", Wanted("gpt", "http://a")).meant("ollama:x") == ("ollama", Wanted("x"))
