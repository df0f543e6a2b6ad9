"""An answer without a model: one's own sentences, word for word."""

from maang.core.ask.extraction import EACH, MOST, extracted
from tests.core.ask.passages import HEAPS, PIE, SEARCH, Found, sources
from tests.fakes.embedder import Letters


def test_the_nearest_sentence_comes_with_its_source() -> None:
    said = extracted("what does pushing to a heap cost?", sources(SEARCH, HEAPS), embedder=None)

    assert ("Pushing costs O(log n).", (2,)) in [(each.text, each.citations) for each in said]


def test_every_sentence_stands_in_the_passage_it_cites() -> None:
    passages = sources(SEARCH, HEAPS, PIE)

    said = extracted("binary search loop heap pie", passages, embedder=Letters())

    assert said
    for each in said:
        [number] = each.citations
        assert each.text in passages[number - 1].text


def test_sentences_of_one_passage_stand_together_in_their_order() -> None:
    text = "First the heap is built. Nothing else matters here. Then the heap is emptied."

    said = extracted("heap", sources(Found(text), HEAPS), embedder=None)

    numbers = [each.citations[0] for each in said]
    assert numbers == sorted(numbers, key=numbers.index)
    of_first = [each.text for each in said if each.citations == (1,)]
    assert of_first == sorted(of_first, key=text.index)


def test_an_answer_stays_short_and_says_nothing_twice() -> None:
    same = Found("The heap is a tree in an array. The heap holds the smallest on top.")

    said = extracted("heap tree array", sources(*[same] * 9), embedder=None)

    assert len({each.text for each in said}) == len(said)
    assert len(said) <= min(MOST, EACH)


def test_headings_and_fences_are_no_sentences() -> None:
    text = "# Heaps and heaps of heaps\n```python\nheapq.heappush(heap, item)\n```\nHeaps are fast."

    said = extracted("heaps", sources(Found(text)), embedder=None)

    assert not any("#" in each.text or "```" in each.text for each in said)


def test_a_title_is_no_sentence() -> None:
    note = Found("What heaps are for\nThe smallest, again and again.", title="What heaps are for")

    [only] = extracted("what are heaps for?", sources(note), embedder=None)

    assert only.text == "The smallest, again and again."


def test_a_passage_of_a_few_words_is_shown_as_it_is() -> None:
    [only] = extracted("heaps", sources(Found("heapq")), embedder=None)

    assert only.text == "heapq"


def test_without_passages_there_is_nothing_to_say() -> None:
    assert extracted("heaps", (), embedder=None) == ()
    assert extracted("heaps", sources(Found("  ")), embedder=None) == ()
