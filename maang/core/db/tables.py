"""Facts about this database as an installation, not about anybody's work."""

from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class InstallationRow(Table):
    """One named fact, such as which catalogue was loaded."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
