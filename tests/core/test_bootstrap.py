"""The core: every service can be built, each once, and nothing is opened by holding it."""

from functools import cached_property

import pytest

from maang.core.bootstrap import Core


def services() -> list[str]:
    """The names of all services, whichever part of the core builds them."""
    built = {
        name
        for part in Core.__mro__
        for name, value in vars(part).items()
        if isinstance(value, cached_property)
    }
    return sorted(name for name in built if not name.startswith("_"))


def test_there_are_services_of_every_side() -> None:
    assert {"practice", "reviews", "memory", "sync", "exporting", "health"} <= set(services())


@pytest.mark.parametrize("name", services())
def test_a_service_is_built_and_stays_the_same_one(core: Core, name: str) -> None:
    assert getattr(core, name) is getattr(core, name)


def test_a_core_that_was_only_held_has_opened_nothing(core: Core) -> None:
    fresh = Core(core.settings, core.paths, core.now, core.progress)

    fresh.close()

    assert not set(services()) & set(vars(fresh))
