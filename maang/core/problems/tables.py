"""The catalogue: problems, lists, topics and the companies that asked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    literal,
    or_,
    tuple_,
)
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table
from maang.core.problems.models import Difficulty, Place, Problem, ProblemRef


class ProblemRow(Table):
    """One problem of one platform; `own` is the person's own.

    `search_text` is what `search.haystack` makes of the rest; `edited` keeps a newer catalogue
    from putting back what a person changed.
    """

    __tablename__ = "problems"
    __table_args__ = (
        UniqueConstraint("platform", "slug"),
        CheckConstraint("difficulty IN ('easy', 'medium', 'hard')", name="difficulty"),
        CheckConstraint("slug <> ''", name="slug"),
        Index(None, "slug"),
        Index(None, "number"),
        Index(None, "pattern"),
        Index(None, "topics", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    platform: Mapped[str]
    slug: Mapped[str]
    number: Mapped[int | None]
    title: Mapped[str]
    difficulty: Mapped[str | None]
    premium: Mapped[bool]
    pattern: Mapped[str | None]
    topics: Mapped[list[str]]
    techniques: Mapped[list[str]]
    time: Mapped[str | None]
    space: Mapped[str | None]
    url: Mapped[str | None]
    search_text: Mapped[str]
    edited: Mapped[bool]
    created_at: Mapped[datetime]

    @classmethod
    def onwards(cls, start: Place | None) -> list[list[ColumnElement[bool]]]:
        """Conditions for the problems from a place on, in two parts: those with a number, then
        those without. Each part is read off the index, however far down the place is."""
        numbered, unnumbered = cls.number.is_not(None), cls.number.is_(None)
        if start is None:
            return [[numbered], [unnumbered]]
        behind = tuple_(cls.title, cls.id) >= tuple_(literal(start.title), literal(start.id))
        if start.number is None:
            return [[unnumbered, behind]]
        further = or_(cls.number > start.number, behind)
        return [[cls.number >= start.number, further], [unnumbered]]

    def ref(self) -> ProblemRef:
        """Enough of it to name it; every feature that joins problems shows them so."""
        difficulty = Difficulty(self.difficulty) if self.difficulty else None
        return ProblemRef(self.slug, self.number, self.title, difficulty, self.pattern)

    def problem(self) -> Problem:
        """All that is known of it."""
        return Problem(
            id=self.id,
            platform=self.platform,
            slug=self.slug,
            number=self.number,
            title=self.title,
            difficulty=Difficulty(self.difficulty) if self.difficulty else None,
            premium=self.premium,
            pattern=self.pattern,
            topics=tuple(self.topics),
            techniques=tuple(self.techniques),
            time=self.time,
            space=self.space,
            url=self.url,
        )


class TopicRow(Table):
    """A study pattern, topic or technique, by name; patterns stand in a graph."""

    __tablename__ = "roadmap_topics"
    __table_args__ = (
        UniqueConstraint("kind", "name"),
        CheckConstraint("kind IN ('pattern', 'topic', 'technique')", name="kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    position: Mapped[int | None]


class PrerequisiteRow(Table):
    """`topic_id` is easier once `requires_id` is known."""

    __tablename__ = "topic_prerequisites"
    __table_args__ = (CheckConstraint("topic_id <> requires_id", name="not_itself"),)

    topic_id: Mapped[UUID] = mapped_column(
        ForeignKey("roadmap_topics.id", ondelete="CASCADE"), primary_key=True
    )
    requires_id: Mapped[UUID] = mapped_column(
        ForeignKey("roadmap_topics.id", ondelete="CASCADE"), primary_key=True
    )


class ListRow(Table):
    """An ordered set of problems: shipped (`user_id` is null), or a person's own."""

    __tablename__ = "problem_lists"
    __table_args__ = (UniqueConstraint("user_id", "slug", postgresql_nulls_not_distinct=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    slug: Mapped[str]
    name: Mapped[str]


class ListItemRow(Table):
    """A problem's place in a list."""

    __tablename__ = "problem_list_items"
    __table_args__ = (Index(None, "problem_id"), CheckConstraint("position > 0", name="position"))

    list_id: Mapped[UUID] = mapped_column(
        ForeignKey("problem_lists.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    problem_id: Mapped[UUID] = mapped_column(ForeignKey("problems.id", ondelete="CASCADE"))


class CompanyRow(Table):
    """A company that interviews."""

    __tablename__ = "companies"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class CompanyTagRow(Table):
    """A person's own note that a company asks a problem (from their own file)."""

    __tablename__ = "company_tags"
    __table_args__ = (Index(None, "problem_id"),)

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    company_id: Mapped[UUID] = mapped_column(
        ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True
    )
    problem_id: Mapped[UUID] = mapped_column(
        ForeignKey("problems.id", ondelete="CASCADE"), primary_key=True
    )
