"""What people type for what the catalogue calls otherwise: abbreviations and second names."""

from maang.core.problems.wording import words_of

_NAMES = {
    "1d dp": ("1-D Dynamic Programming",),
    "2d dp": ("2-D Dynamic Programming",),
    "2pointers": ("two pointers",),
    "a star": ("A* Search Algorithm",),
    "bfs": ("breadth-first search",),
    "binary index tree": ("binary indexed tree", "fenwick tree"),
    "binarysearch": ("binary search",),
    "bit trick": ("bit manipulation",),
    "bitmask dp": ("bitmask", "submask enumeration"),
    "bst": ("binary search tree",),
    "bt": ("binary tree",),
    "concurrency": ("multithreaded",),
    "dfs": ("depth-first search",),
    "dict": ("hash table",),
    "disjoint set": ("union find",),
    "disjoint set union": ("union find",),
    "dll": ("doubly linked list",),
    "dp": ("dynamic programming",),
    "dsu": ("union find",),
    "fenwick": ("binary indexed tree",),
    "fenwick tree": ("binary indexed tree",),
    "gcd": ("greatest common divisor",),
    "hash map": ("hash table",),
    "hashmap": ("hash table",),
    "hash set": ("hash table",),
    "hashset": ("hash table",),
    "kadane": ("maximum subarray",),
    "lca": ("lowest common ancestor",),
    "lcp": ("longest common prefix",),
    "lcs": ("longest common subsequence",),
    "line sweep": ("sweep line",),
    "linkedlist": ("linked list",),
    "lis": ("longest increasing subsequence",),
    "ll": ("linked list",),
    "lps": ("longest palindromic subsequence", "longest palindromic substring"),
    "max": ("maximum",),
    "maximum": ("max",),
    "min": ("minimum",),
    "minimum": ("min",),
    "min heap": ("heap",),
    "max heap": ("heap",),
    "mono stack": ("monotonic stack",),
    "mst": ("minimum spanning tree",),
    "multithreaded": ("concurrency",),
    "multithreading": ("concurrency", "multithreaded"),
    "ood": ("design",),
    "palindrome": ("palindromic",),
    "palindromic": ("palindrome",),
    "partial sum": ("prefix sum",),
    "pq": ("heap",),
    "prefix tree": ("trie",),
    "priority queue": ("heap",),
    "quick select": ("quickselect",),
    "quickselect": ("quick select",),
    "regex": ("regular expression",),
    "rpn": ("reverse polish notation",),
    "scc": ("strongly connected component",),
    "segtree": ("segment tree",),
    "slidingwindow": ("sliding window",),
    "sql": ("database",),
    "sweep line": ("line sweep",),
    "threading": ("concurrency", "multithreaded"),
    "topo sort": ("topological sort",),
    "topological sorting": ("topological sort",),
    "toposort": ("topological sort",),
    "twopointers": ("two pointers",),
    "uf": ("union find",),
    "union find": ("disjoint set",),
    "unionfind": ("union find",),
}

_ADJECTIVES = ("max", "maximum", "min", "minimum", "palindrome", "palindromic")
_SUBJECTS = ("concurrency", "dict", "kadane", "multithreaded", "multithreading", "quickselect")
_ORDINARY = frozenset((*_ADJECTIVES, *_SUBJECTS, "threading"))

SYNONYMS = {
    tuple(words_of(typed)): tuple(" ".join(words_of(name)) for name in names)
    for typed, names in _NAMES.items()
}
"""Words in their common form → other phrases in theirs; the words themselves always count too."""

ABBREVIATIONS = frozenset(typed[0] for typed in SYNONYMS if len(typed) == 1) - _ORDINARY
"""Whole by nature: `lis` must not find every list."""

LONGEST = max(len(typed) for typed in SYNONYMS)
"""Words in the longest entry."""
