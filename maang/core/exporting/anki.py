"""(rules) Attempts → an Anki package: a card a problem, its back what the person wrote of it.

The layout is that of Anki's schema 11, which every version since 2.0 reads: a zip file with an
SQLite database `collection.anki2` and a list of media. No statement of a problem is in it. Notes
keep their guid from export to export, so importing again updates them.
"""

import hashlib
import html
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from typing import Any

from maang.core.exporting.markdown import said
from maang.core.exporting.models import Tried

DECK, MODEL = 1_700_000_000_001, 1_700_000_000_002
"""Keys of the deck and of the kind of note: the same in every export, so that they stay one."""

FIELDS = ("Problem", "Link", "Facts", "Yours")

FRONT = "<h2>{{Problem}}</h2>{{Facts}}<p>How would you solve it?"
BACK = "{{FrontSide}}<hr id=answer>{{Yours}}<p>{{Link}}"

SCHEMA = """
    CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
        scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
        ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
        dconf text NOT NULL, tags text NOT NULL);
    CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
        mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
        sfld text NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
    CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
        ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
        queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL,
        factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
        left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
        flags integer NOT NULL, data text NOT NULL);
    CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
        ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL,
        factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
    CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
    CREATE INDEX ix_notes_usn ON notes (usn);
    CREATE INDEX ix_cards_usn ON cards (usn);
    CREATE INDEX ix_revlog_usn ON revlog (usn);
    CREATE INDEX ix_cards_nid ON cards (nid);
    CREATE INDEX ix_cards_sched ON cards (did, queue, due);
    CREATE INDEX ix_revlog_cid ON revlog (cid);
    CREATE INDEX ix_notes_csum ON notes (csum);
"""

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""When everything in a package was made: the same attempts give the same bytes."""


def package(tried: Iterable[Tried], *, zone: tzinfo) -> bytes:
    """The package; `tried` are ordered by problem."""
    db = sqlite3.connect(":memory:")
    try:
        db.executescript(SCHEMA)
        _collection(db)
        for at, (_, every) in enumerate(
            groupby(tried, key=lambda one: (one.platform, one.problem))
        ):
            _note(db, at, list(every), zone)
        db.commit()
        held = db.serialize()
    finally:
        db.close()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (("collection.anki2", held), ("media", b"{}")):
            file.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _collection(db: sqlite3.Connection) -> None:
    made = int(EPOCH.timestamp())
    model = {
        "id": MODEL, "name": "maang problem", "type": 0, "mod": made, "usn": -1, "sortf": 0,
        "did": DECK, "tags": [], "vers": [], "css": ".card { font-family: sans-serif }",
        "latexPre": "", "latexPost": "", "req": [[0, "any", [0]]],
        "flds": [_field(at, name) for at, name in enumerate(FIELDS)],
        "tmpls": [
            {"name": "Recall", "ord": 0, "qfmt": FRONT, "afmt": BACK, "did": None,
             "bqfmt": "", "bafmt": ""}
        ],
    }  # fmt: skip
    decks = {"1": _deck(1, "Default", made), str(DECK): _deck(DECK, "maang", made)}
    conf = {"curDeck": DECK, "activeDecks": [DECK], "curModel": str(MODEL), "nextPos": 1}
    limits = {
        "1": {"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True,
              "timer": 0, "replayq": True, "new": _NEW, "rev": _REVIEWED, "lapse": _LAPSED}
    }  # fmt: skip
    parts: tuple[dict[str, Any], ...] = (conf, {str(MODEL): model}, decks, limits, {})
    values = [1, made, made * 1000, made * 1000, 11, 0, 0, 0, *(json.dumps(each) for each in parts)]
    db.execute(f"INSERT INTO col VALUES ({', '.join('?' * len(values))})", values)


_NEW = {
    "delays": [1, 10], "ints": [1, 4, 7], "initialFactor": 2500, "order": 1, "perDay": 20,
    "bury": False, "separate": True,
}  # fmt: skip
_REVIEWED = {
    "perDay": 200, "ease4": 1.3, "fuzz": 0.05, "minSpace": 1, "ivlFct": 1, "maxIvl": 36500,
    "bury": False,
}  # fmt: skip
_LAPSED = {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 0}


def _field(at: int, name: str) -> dict[str, Any]:
    shown = {"sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
    return {"name": name, "ord": at, **shown}


def _deck(key: int, name: str, made: int) -> dict[str, Any]:
    days = {f"{what}Today": [0, 0] for what in ("new", "rev", "lrn", "time")}
    rest = {"collapsed": False, "browserCollapsed": False, "dyn": 0, "conf": 1, "usn": -1}
    return {"id": key, "name": name, "mod": made, "desc": "", "extendNew": 0, "extendRev": 0,
            **days, **rest}  # fmt: skip


def _note(db: sqlite3.Connection, at: int, every: list[Tried], zone: tzinfo) -> None:
    one, made = every[0], int(EPOCH.timestamp())
    number = f"{one.number}. " if one.number is not None else ""
    name = html.escape(f"{number}{one.title}")
    facts = html.escape(", ".join(fact for fact in (one.difficulty, one.pattern) if fact))
    url = html.escape(one.url) if one.url else ""
    link = f'<a href="{url}">{url}</a>' if url else ""
    fields = "\x1f".join((name, link, facts, _back(every, zone)))
    digest = hashlib.sha1(f"{one.platform}/{one.problem}".encode(), usedforsecurity=False)
    check = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:8]
    key = made * 1000 + at
    tags = " maang " if one.pattern is None else f" maang {'-'.join(one.pattern.split())} "
    note = (
        key,
        digest.hexdigest()[:16],
        MODEL,
        made,
        -1,
        tags,
        fields,
        name,
        int(check, 16),
        0,
        "",
    )
    db.execute(f"INSERT INTO notes VALUES ({', '.join('?' * len(note))})", note)
    card = (key, key, DECK, 0, made, -1, 0, 0, at + 1, *(0,) * 8, "")
    db.execute(f"INSERT INTO cards VALUES ({', '.join('?' * len(card))})", card)


def _back(every: list[Tried], zone: tzinfo) -> str:
    """What the person wrote, newest first."""
    parts = []
    for one in reversed(every):
        lines = [f"<b>{one.at.astimezone(zone):%Y-%m-%d}</b> {html.escape(said(one))}"]
        texts = (one.approach, _complexity(one), "; ".join(one.mistakes), one.note)
        lines += [html.escape(text).replace("\n", "<br>") for text in texts if text]
        if one.code:
            lines.append(f"<pre>{html.escape(one.code)}</pre>")
        parts.append("<br>".join(lines))
    return "<p>".join(parts)


def _complexity(one: Tried) -> str:
    facts = {"time": one.time, "space": one.space}
    return ", ".join(f"{name} {fact}" for name, fact in facts.items() if fact)
