"""What a run found, as a Markdown page: the figures, the types of question, the differences."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def written(found: Mapping[str, Any]) -> str:
    """The page of one run, as `run` gathered it; intervals are 95 %."""
    return "\n".join(_lines(found))


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {found['searcher']} on {found['collection']}, {found['split']}"
    yield ""
    yield (
        f"{found['passages']} passages, {found['questions']} questions, digest {found['digest']}; "
        f"commit {found['commit']}, {found['date']}. "
        "In brackets: 95 % bootstrap intervals over questions."
    )
    for part in ("figures", "by_type"):
        heads = list(found["lines"][0][part])
        yield ""
        yield _row(["variant" if part == "figures" else "nDCG@10 of", *_counted(found, part)])
        yield _row(["---"] * (len(heads) + 1))
        for line in found["lines"]:
            yield _row([line["variant"], *(_said(line[part][head]) for head in heads)])
    yield from _differences(found)


def _differences(found: Mapping[str, Any]) -> Iterator[str]:
    others = [line for line in found["lines"] if line["difference"]]
    if others:
        yield ""
        yield _row(["nDCG@10, less that of the whole", "switched off", "difference"])
        yield _row(["---"] * 3)
    for line in others:
        difference = _said(line["difference"], signed=True)
        yield _row([line["variant"], ", ".join(line["switched_off"]), difference])


def _counted(found: Mapping[str, Any], part: str) -> list[str]:
    """Each heading with how many questions stand behind it."""
    first = found["lines"][0][part]
    return [f"{head} (n={figure['questions']})" for head, figure in first.items()]


def _said(figure: Mapping[str, float], *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    mean, low, high = (format(figure[name], f"{sign}.3f") for name in ("mean", "low", "high"))
    return f"{mean} [{low}, {high}]"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
