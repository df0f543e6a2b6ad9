"""One row of an attempt written by SQLAlchemy's ORM in a fresh process, the way its manual shows.

Takes the database's URL; with `--create` it makes the table first.
"""

import sys
import uuid
from datetime import UTC, datetime

from sqlalchemy import DateTime, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """What tables share."""


class Attempt(Base):
    """One try at a problem."""

    __tablename__ = "benchmark_attempts"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    slug: Mapped[str]
    minutes: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


engine = create_engine(sys.argv[1].replace("postgresql://", "postgresql+psycopg://", 1))
if "--create" in sys.argv:
    Base.metadata.create_all(engine)
with Session(engine) as session:
    now = datetime.now(UTC)
    session.add(Attempt(id=uuid.uuid4(), slug="two-sum", minutes=18, at=now))
    session.commit()
