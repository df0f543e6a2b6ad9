"""People and their logins in SQL."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from maang.core.accounts.models import Credential, Keep
from maang.core.accounts.tables import CredentialRow, UserRow
from maang.core.db.database import Session, user_of
from maang.core.ids import new_id


def open_user(session: Session, *, name: str, at: datetime) -> UUID:
    """The user of a name, made if there is none."""
    session.execute(
        insert(UserRow)
        .values(id=new_id(), name=name, created_at=at)
        .on_conflict_do_nothing(index_elements=["name"])
    )
    return session.execute(select(UserRow.id).where(UserRow.name == name)).scalar_one()


def credentials(session: Session) -> list[Credential]:
    """The person's logins, by platform."""
    rows = session.scalars(
        select(CredentialRow)
        .where(CredentialRow.user_id == user_of(session))
        .order_by(CredentialRow.platform)
    )
    return [
        Credential(
            platform=row.platform,
            user_name=row.user_name,
            kept=Keep(row.secret_store) if row.secret_store else None,
            expires_at=row.expires_at,
            last_sync_at=row.last_sync_at,
            status=row.status,
            error=row.error,
        )
        for row in rows
    ]


def save_credential(session: Session, credential: Credential) -> None:
    """Remember a login, in place of the one there was; what the last sync said is forgotten."""
    said = {
        "user_name": credential.user_name,
        "secret_store": credential.kept,
        "expires_at": credential.expires_at,
        "status": None,
        "error": None,
    }
    session.execute(
        insert(CredentialRow)
        .values(id=new_id(), user_id=user_of(session), platform=credential.platform, **said)
        .on_conflict_do_update(index_elements=["user_id", "platform"], set_=said)
    )


def synced(
    session: Session, platform: str, *, at: datetime, status: str, error: str | None
) -> None:
    """Remember of a login, where there is one, how the last sync with it went."""
    session.execute(
        update(CredentialRow)
        .where(CredentialRow.user_id == user_of(session), CredentialRow.platform == platform)
        .values(last_sync_at=at, status=status, error=error),
        execution_options={"synchronize_session": False},
    )


def remove_credential(session: Session, platform: str) -> None:
    """Forget a login."""
    session.execute(
        delete(CredentialRow).where(
            CredentialRow.user_id == user_of(session), CredentialRow.platform == platform
        )
    )
