"""What every table shares: naming of constraints, and how Python types become columns."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.mapper import _CONFIGURE_MUTEX


class Table(DeclarativeBase):
    """The base of every table class."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        str: Text(),
        UUID: Uuid(),
        list[str]: ARRAY(Text()),
        dict[str, Any]: JSONB(),
        list[dict[str, Any]]: JSONB(),
    }

    def __init_subclass__(cls, **options: Any) -> None:
        """Make a table of the class. Tables are loaded when a feature is first used, which may be
        on a thread beside one that queries: SQLAlchemy goes through all classes under its mutex,
        but adds to them before it takes it."""
        with _CONFIGURE_MUTEX:
            super().__init_subclass__(**options)
