"""The short form of the soak: each fault a few times, and its control, which must do harm."""

from collections.abc import Iterator

import pytest

from tests.faults.every import FAULTS
from tests.faults.ground import Ground, a_ground
from tests.faults.record import PAGE, RESULTS, Fault, Tally, newest, page

BY_NAME = [pytest.param(fault, id=fault.name) for fault in FAULTS]

LUCK = 8
"""Tries in which the unprotected must come to harm."""

together = pytest.mark.xdist_group("faults")
"""One server to hurt is enough."""


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """A program whose servers only these tests hurt."""
    with a_ground() as ground:
        yield ground


@together
@pytest.mark.slow
@pytest.mark.parametrize("fault", BY_NAME)
def test_what_was_acknowledged_outlives_the_fault(fault: Fault, ground: Ground) -> None:
    _possible(fault)
    found = fault.run(ground, fault.short)

    assert found.n >= 1
    assert found.acknowledged >= 1
    assert (found.lost, found.partial, found.doubled, found.broken) == (0, 0, 0, [])


@together
@pytest.mark.slow
@pytest.mark.parametrize("fault", BY_NAME)
def test_without_its_protection_the_harm_is_seen(fault: Fault, ground: Ground) -> None:
    _possible(fault)

    # what is not protected may be lucky once
    assert any(fault.control(ground).harm > 0 for _ in range(LUCK))


def test_the_page_is_what_the_results_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(FAULTS, newest())


def test_no_full_run_broke_a_promise_and_every_control_did_harm() -> None:
    found = newest()

    assert set(found) <= {fault.name for fault in FAULTS}
    for name, said in found.items():
        assert (name, Tally(**_figures(said)).harm) == (name, 0)
        assert (name, Tally(**_figures(said["control"])).harm > 0) == (name, True)


def test_each_line_of_the_results_says_where_it_comes_from() -> None:
    assert all(said["commit"] and said["date"] for said in newest().values())
    assert len(RESULTS.read_text(encoding="utf-8").splitlines()) >= len(newest())


def _possible(fault: Fault) -> None:
    missing = fault.needs()
    if missing:
        pytest.skip(missing)


def _figures(said: dict[str, object]) -> dict[str, object]:
    return {name: said[name] for name in Tally.__dataclass_fields__ if name in said}
