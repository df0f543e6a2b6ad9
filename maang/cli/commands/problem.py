"""The catalogue: search, list, show, add, edit, open."""

from collections.abc import Iterator
from typing import Annotated

import typer

from maang.cli.arguments import Problem
from maang.cli.context import Invocation
from maang.cli.editor import open_page
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import problems as views
from maang.core.errors import NotFound, Unavailable
from maang.core.practice.models import Status
from maang.core.problems.catalogue import LIST_NAMES, PREREQUISITES
from maang.core.problems.models import Difficulty, Facts, Match, ProblemFilter
from maang.core.problems.wording import plain_words
from maang.core.standing.models import Wanted
from maang.words import problems as words

app = App(help=__doc__)


def list_names(incomplete: str) -> Iterator[str]:
    """Shipped lists that begin so."""
    return (slug for slug in LIST_NAMES if slug.startswith(incomplete))


def _patterns(incomplete: str) -> Iterator[str]:
    """Patterns that begin so, as words a shell need not quote; filters understand them."""
    names = ("-".join(plain_words(name)) for name in PREREQUISITES)
    return (name for name in names if name.startswith(incomplete))


InList = Annotated[
    str | None, typer.Option("--list", help="Only of this list.", autocompletion=list_names)
]
OfPattern = Annotated[
    str | None, typer.Option("--pattern", help="Only this pattern.", autocompletion=_patterns)
]
OfTopic = Annotated[str | None, typer.Option("--topic", help="Only with this topic.")]
OfTechnique = Annotated[str | None, typer.Option("--technique", help="Only with this technique.")]
OfDifficulty = Annotated[Difficulty | None, typer.Option(help="Only so hard.")]
OfStatus = Annotated[Status | None, typer.Option(help="Only where you stand so.")]
AskedBy = Annotated[
    str | None, typer.Option("--company", help="Only what this company asks, by your own files.")
]
OnlyDue = Annotated[bool, typer.Option("--due", help="Only with a card that is due.")]
Premium = Annotated[
    bool | None, typer.Option("--premium/--free", help="Only premium ones, or none of them.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]

Url = Annotated[str | None, typer.Option(help="Its page.")]
Hardness = Annotated[Difficulty | None, typer.Option(help="How hard it is.")]
Pattern = Annotated[str | None, typer.Option(help="Its pattern.", autocompletion=_patterns)]
Topics = Annotated[list[str] | None, typer.Option("--topic", help="A topic; repeatable.")]
Techniques = Annotated[
    list[str] | None, typer.Option("--technique", help="A technique; repeatable.")
]
Number = Annotated[int | None, typer.Option(help="Its number on its platform.")]
Time = Annotated[str | None, typer.Option(help="Best known time complexity, as O(n).")]
Space = Annotated[str | None, typer.Option(help="Best known space complexity, as O(1).")]
IsPremium = Annotated[bool | None, typer.Option("--premium/--free", help="Whether it is paid.")]


@app.command("search", epilog="Example: maang problem search sliding window --status todo")
def search(
    ctx: Context,
    words: Annotated[list[str], typer.Argument(help="Words of the title, topics, a number.")],
    in_list: InList = None,
    pattern: OfPattern = None,
    topic: OfTopic = None,
    technique: OfTechnique = None,
    difficulty: OfDifficulty = None,
    status: OfStatus = None,
    company: AskedBy = None,
    due: OnlyDue = False,
    premium: Premium = None,
    limit: Limit = 20,
) -> None:
    """Find problems by words; exits with 1 when nothing is found."""
    outside = invocation(ctx)
    asked = " ".join(words)
    kept = ProblemFilter(in_list, pattern, topic, technique, difficulty, premium)
    found = outside.core.standing.search(asked, Wanted(kept, status, due, company), limit=limit)
    if not found.hits:
        outside.diagnostics.note(f"nothing found for {asked!r}")
        if outside.flags.json:
            outside.printer.result([], lambda _: "")
        raise typer.Exit(Exit.NO)
    if found.hits[0].match is Match.TYPO:
        outside.diagnostics.note(f"nothing is called {asked!r}; these look alike")
    outside.printer.result(found.hits, lambda hits: views.hits(hits, now=outside.clock()))
    _tell_more(outside, len(found.hits), found.total)


@app.command("list", epilog="Example: maang problem list --list blind-75 --status todo")
def listed(
    ctx: Context,
    in_list: InList = None,
    pattern: OfPattern = None,
    topic: OfTopic = None,
    technique: OfTechnique = None,
    difficulty: OfDifficulty = None,
    status: OfStatus = None,
    company: AskedBy = None,
    due: OnlyDue = False,
    premium: Premium = None,
    limit: Limit = 50,
) -> None:
    """The problems there are, by number."""
    outside = invocation(ctx)
    kept = ProblemFilter(in_list, pattern, topic, technique, difficulty, premium)
    found = outside.core.standing.listing(Wanted(kept, status, due, company), limit=limit)
    outside.printer.result(found.lines, lambda lines: views.lines(lines, now=outside.clock()))
    _tell_more(outside, len(found.lines), found.total)


@app.command("show", epilog="Example: maang problem show two-sum")
def show(ctx: Context, problem: Problem) -> None:
    """Everything about a problem, and where you stand with it."""
    outside = invocation(ctx)
    page = outside.core.standing.page(problem)
    outside.printer.result(page, lambda value: words.page(value, zone=outside.zone))


@app.command("open", epilog="Example: maang problem open 1")
def open_(ctx: Context, problem: Problem) -> None:
    """Print a problem's page, and show it in the browser where there is a terminal."""
    outside = invocation(ctx)
    found = outside.core.standing.problem(problem)
    if found.url is None:
        raise NotFound(
            f"the page of {found.slug} is not known",
            hint=f"`maang problem edit {found.slug} --url https://...`",
        )
    outside.printer.result(found.url, words.address)
    if not (outside.interactive and outside.terminal.reads_output):
        return
    try:
        open_page(outside, found.url)
    except Unavailable as error:
        outside.diagnostics.note(error.message)


@app.command("add", epilog='Example: maang problem add "Rotate a Ring" --pattern "two pointers"')
def add(
    ctx: Context,
    title: Annotated[str, typer.Argument(help="What it is called.")],
    slug: Annotated[str | None, typer.Option(help="Its short name; made from the title.")] = None,
    url: Url = None,
    difficulty: Hardness = None,
    pattern: Pattern = None,
    topic: Topics = None,
    technique: Techniques = None,
    number: Number = None,
    platform: Annotated[str | None, typer.Option(help="Where it stands; else the URL's.")] = None,
    time: Time = None,
    space: Space = None,
    premium: IsPremium = None,
) -> None:
    """Add a problem of your own, or one the catalogue lacks."""
    outside = invocation(ctx)
    facts = Facts(
        title=title,
        slug=slug,
        platform=platform,
        url=url,
        number=number,
        difficulty=difficulty,
        premium=premium,
        pattern=pattern,
        topics=tuple(topic) if topic else None,
        techniques=tuple(technique) if technique else None,
        time=time,
        space=space,
    )
    outside.printer.result(outside.core.problems.add(facts), words.added)


@app.command("edit", epilog="Example: maang problem edit last --pattern greedy")
def edit(
    ctx: Context,
    problem: Problem,
    title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    url: Url = None,
    difficulty: Hardness = None,
    pattern: Pattern = None,
    topic: Topics = None,
    technique: Techniques = None,
    number: Number = None,
    time: Time = None,
    space: Space = None,
    premium: IsPremium = None,
) -> None:
    """Put a problem right; an empty text (--pattern "") takes a fact away."""
    outside = invocation(ctx)
    facts = Facts(
        title=title,
        url=url,
        number=number,
        difficulty=difficulty,
        premium=premium,
        pattern=pattern,
        topics=tuple(topic) if topic else None,
        techniques=tuple(technique) if technique else None,
        time=time,
        space=space,
    )
    found = outside.core.standing.problem(problem)
    outside.printer.result(outside.core.problems.edit(found.id, facts), words.edited)


def _tell_more(outside: Invocation, shown: int, total: int) -> None:
    if total > shown:
        outside.diagnostics.note(f"and {total - shown} more; --limit {total} shows all")
