"""maang: a training log and sparring partner for engineers who prepare for big-tech interviews."""

__version__ = "0.1.0"
