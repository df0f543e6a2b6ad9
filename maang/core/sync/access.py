"""What an adapter is built from: whose submissions, by which secret, and the outside it may use.

The service builds one for each platform; a platform's constructor takes it as its only argument.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maang.core.clock import Clock, utc_now
from maang.core.config.secret import Secret


@dataclass(frozen=True, slots=True)
class Access:
    """One person's way to one platform.

    `secrets` holds what was given at the login by its name, for example `session` and `csrf` for
    LeetCode, `token` for GitHub, `key` and `secret` for Codeforces; empty: only what is public.
    `options` are the platform's own words of the configuration that are no secret (`command` or
    `folder` of jsonlines). `state` is the directory in which the pace of each host is shared
    between processes; None keeps no pace, for tests and benchmarks, as does `base_url`, which
    stands for the platform's own address.
    """

    state: Path | None
    user_name: str | None = None
    secrets: Mapping[str, Secret] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    base_url: str | None = None
    clock: Clock = utc_now
    sleep: Callable[[float], None] = time.sleep
