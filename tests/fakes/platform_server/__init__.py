"""A server on the loopback that plays LeetCode, Codeforces, AtCoder and GitHub, and misbehaves
on demand. Begin at `server.py`: its docstring shows all there is to use."""
