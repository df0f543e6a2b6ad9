"""Every vendor behind one library, pydantic-ai: the extra `maang[llm]`.

A reply is read in a thread of its own, so that no silence anywhere can outlast the deadline. What
the environment says of addresses is not asked: a key goes where the settings say and nowhere else.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from maang.core.config.secret import Secret
from maang.core.errors import BadReply, Denied, MaangError, NotConfigured, TimedOut
from maang.core.llm.models import Chunk, Message, Role, Wanted
from maang.core.llm.providers.faults import told

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.messages import ModelMessage, ModelResponseStreamEvent
    from pydantic_ai.models import Model

LOOPBACK = ("127.0.0.1", "::1", "localhost")

LARGEST = 200_000
"""Characters of a reply; a model that says more has lost itself."""

LONGEST = 2_000
"""Tokens a reply may have."""

Build = Callable[[Wanted, str, str, "httpx2.AsyncClient"], "Model"]
"""Makes the library's model from what is wanted, the model's name, the address and a client."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """Whose models they are, where they answer, and what they need to be told."""

    name: str
    base_url: str | None
    build: Build
    key: bool = True
    model: str | None = None


class PydanticAI:
    """A model of some vendor. Opening raises NotConfigured for what is missing."""

    def __init__(self, vendor: Vendor, wanted: Wanted) -> None:
        self._vendor, self._wanted = vendor, wanted
        self._model = wanted.model or vendor.model or _missing_model(vendor)
        self._url = wanted.base_url or vendor.base_url or _missing_address(vendor)
        self._check_key()
        _check_installed()
        self.model_id = f"{vendor.name}:{self._model}"

    def stream(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        """The reply, piece by piece; see `LanguageModel.stream`."""
        call = _Call(self._wanted.seconds, self.model_id)
        reading = Thread(target=call.run, args=(lambda: self._read(messages, call),), daemon=True)
        reading.start()
        try:
            yield from call.pieces()
        finally:
            call.hang_up()
            reading.join(timeout=1.0)

    async def _read(self, messages: Sequence[Message], call: "_Call") -> None:
        import httpx2
        from pydantic_ai.direct import model_request_stream
        from pydantic_ai.settings import ModelSettings

        wanted = self._wanted
        settings = ModelSettings(
            max_tokens=LONGEST, request_timeout=wanted.seconds, timeout=wanted.seconds
        )
        if self._vendor.name != "google":  # its library has no such setting, and never retries
            settings["max_retries"] = 0
        async with httpx2.AsyncClient(
            timeout=httpx2.Timeout(wanted.seconds, connect=wanted.connect_seconds),
            follow_redirects=False,  # neither the key nor the notes go where a reply says
            trust_env=not self._is_here(),  # a proxy has no business between us and ourselves
        ) as client:
            model = self._vendor.build(wanted, self._model, self._url, client)
            asked = model_request_stream(model, _said(messages), model_settings=settings)
            async with asked as reply:
                async for event in reply:
                    call.put(_text(event))
                # `reply.finish_reason` is "stop" also where the vendor never said so
                whole = "finish_reason" in (reply.provider_details or {})
        if not whole:
            raise BadReply(f"the reply of {self.model_id} was cut", hint="ask again")

    def _is_here(self) -> bool:
        return urlsplit(self._url).hostname in LOOPBACK

    def _check_key(self) -> None:
        name, key = self._vendor.name, key_of(self._wanted)
        if self._vendor.key and not key:
            raise NotConfigured(f"there is no key for {name}", hint=f"maang login {name}")
        if key and urlsplit(self._url).scheme == "http" and not self._is_here():
            raise Denied(
                f"the key of {name} would cross the network in the clear",
                hint="give llm_base_url an address that begins with https://",
            )


@dataclass(slots=True)
class _Call:
    """What the reading thread and the one that waits for it have in common."""

    seconds: float
    model_id: str
    _queue: "Queue[str | Exception | None]" = field(default_factory=Queue)
    _gone: Event = field(default_factory=Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _task: "asyncio.Task[None] | None" = None
    _size: int = 0

    def run(self, read: "Callable[[], object]") -> None:
        """Read to the end; what goes wrong is raised where the pieces are taken."""
        try:
            asyncio.run(self._reading(read))
        except asyncio.CancelledError:
            self._queue.put(None)
        except Exception as error:  # noqa: BLE001 - handed to the other thread, raised there
            self._queue.put(error)
        else:
            self._queue.put(None)

    def put(self, text: str) -> None:
        """One more piece."""
        self._size += len(text)
        if self._size > LARGEST:
            raise BadReply(f"the reply of {self.model_id} does not end", hint="try another model")
        if text:
            self._queue.put(text)

    def pieces(self) -> Iterator[Chunk]:
        """All of them, until the end, an error, or the deadline."""
        ends, any_ = monotonic() + self.seconds, False
        while True:
            try:
                piece = self._queue.get(timeout=max(ends - monotonic(), 0.001))
            except Empty:
                raise self._late() from None
            if isinstance(piece, MaangError):
                raise piece
            if isinstance(piece, Exception):
                raise told(piece, model=self.model_id, seconds=self.seconds) from piece
            if piece is None:
                break
            any_ = any_ or bool(piece.strip())
            yield Chunk(piece)
        if not any_:
            raise BadReply(f"{self.model_id} said nothing", hint="ask again, or try another model")

    def hang_up(self) -> None:
        """End the reading, whatever it waits for."""
        self._gone.set()
        if self._loop is not None and self._task is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._task.cancel)

    async def _reading(self, read: "Callable[[], object]") -> None:
        made = read()
        assert asyncio.iscoroutine(made)
        self._task = asyncio.ensure_future(made)
        self._loop = asyncio.get_running_loop()
        if self._gone.is_set():
            self._task.cancel()
        await self._task

    def _late(self) -> TimedOut:
        return TimedOut(
            f"{self.model_id} did not finish in {self.seconds:g} s",
            hint="give it longer: maang config set deadline.llm SECONDS",
        )


def key_of(wanted: Wanted) -> str | None:
    """The first secret of the provider's login."""
    found: Secret | None = next(iter((wanted.secrets or {}).values()), None)
    return found.reveal() if found else None


def _missing_model(vendor: Vendor) -> str:
    raise NotConfigured(
        f"which model of {vendor.name} is not said", hint="maang config set llm_model NAME"
    )


def _missing_address(vendor: Vendor) -> str:
    raise NotConfigured(
        f"where {vendor.name} answers is not said",
        hint="maang config set llm_base_url http://127.0.0.1:8080/v1",
    )


def _check_installed() -> None:
    try:
        import pydantic_ai  # noqa: F401
    except ImportError as error:
        raise NotConfigured(
            f"pydantic-ai cannot be imported: {error}", hint="pip install 'maang[llm]'"
        ) from error


def _said(messages: Sequence[Message]) -> "list[ModelMessage]":
    from pydantic_ai.messages import (
        ModelRequest,
        ModelResponse,
        SystemPromptPart,
        TextPart,
        UserPromptPart,
    )

    made: list[ModelMessage] = []
    for message in messages:
        match message.role:
            case Role.SYSTEM:
                made.append(ModelRequest(parts=[SystemPromptPart(message.text)]))
            case Role.USER:
                made.append(ModelRequest(parts=[UserPromptPart(message.text)]))
            case Role.ASSISTANT:
                made.append(ModelResponse(parts=[TextPart(message.text)]))
    return made


def _text(event: "ModelResponseStreamEvent") -> str:
    """What an event adds to the text; thoughts and calls of tools we never gave are nothing."""
    from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta

    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    return ""
