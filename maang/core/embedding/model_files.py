"""The files of the model that comes with maang, and whether they are what was shipped."""

import hashlib
from pathlib import Path

from maang.core.errors import Unavailable

SHIPPED = Path(__file__).parents[2] / "data" / "models" / "minilm"
MODEL, TOKENIZER, SUMS = "model.onnx", "tokenizer.json", "SHA256SUMS"

REINSTALL = "reinstall maang: pip install --force-reinstall --no-deps maang"


def checked(folder: Path, name: str) -> Path:
    """Where the file lies, after its hash was compared with the one in SHA256SUMS.

    Hashing 23 MB takes a small part of the time that loading does, and a runtime given broken bytes
    may answer with numbers. Raises Unavailable for a file that is absent or is another one.
    """
    expected, place = _sums(folder).get(name), folder / name
    try:
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Unavailable(
            f"the embedding model cannot be read: {place}: {error.strerror}", hint=REINSTALL
        ) from error
    if found != expected:
        raise Unavailable(
            f"the embedding model is damaged: {place} is not what was shipped", hint=REINSTALL
        )
    return place


def _sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(
            f"the embedding model cannot be read: {folder / SUMS}", hint=REINSTALL
        ) from error
    pairs = (line.split(maxsplit=1) for line in lines if " " in line.strip())
    return {name: digest for digest, name in pairs}
