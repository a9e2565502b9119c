"""Which words of a sentence an expression of feeds.toml finds."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.terms import Words, find_terms, parse_terms
from monitor.text import tokens


def found(expression: str, sentence: str, gap: int = 0) -> list[str]:
    made = tokens(sentence)
    return [
        sentence[made[i].start : made[j - 1].end] for i, j in find_terms(parse_terms(expression), made, gap)
    ]


@pytest.mark.parametrize(
    ("expression", "sentence", "expected"),
    [
        ("approve", "The approval came; it approved and approves.", ["approval", "approved", "approves"]),
        ("deny", "Denied, denying, a denial", ["Denied", "denying", "denial"]),
        ("ratify", "Ratification is due, to be ratified", ["Ratification", "ratified"]),
        ("sell", "It sold, sells and will sell the stake", ["sold", "sells", "sell"]),
        ("sale", "It sold the sales unit", ["sales"]),
        ("ban", "Banned: a ban on banning bans, Banff", ["Banned", "ban", "banning", "bans"]),
        ("authorize", "He authorised it; the authorities and authors did not", ["authorised"]),
        ("depart", "The Department departed on departure", ["departed", "departure"]),
        ("defense", "the Defence Ministry", ["Defence"]),
        ("Biden", "Biden's and Biden’s men, Bidenomics", ["Biden's", "Biden’s"]),
        ("F-16", "F-16s and an F-16, F16s", ["F-16s", "F-16", "F16"]),
        ("US", "The U.S. told us that US troops", ["U.S.", "US"]),
        ("U.S. envoy", "the US envoy and U.S. envoys", ["US envoy", "U.S. envoys"]),
        ("PMC", "PMCs or a pmc or PMC", ["PMCs", "PMC"]),
        ("737 MAX", "the 737 Max, the 737 MAX and a 737 at max speed", ["737 Max", "737 MAX"]),
        ("NATO", "Nato chief; nato; NATO-led; non-NATO", ["Nato", "NATO-led", "non-NATO"]),
        ("START", "Start with New START", ["START"]),
        ("RESTRICT Act", "Senate to Restrict Act; the RESTRICT Act", ["RESTRICT Act"]),
        ("WHO", "Who is the WHO?", ["WHO"]),
        ("MPs", "An MP and the MPs", ["MP", "MPs"]),
        ("Erdogan", "Erdoğan's party, ERDOGAN", ["Erdoğan's", "ERDOGAN"]),
        ("Türkiye", "Turkiye or Türkiye", ["Turkiye", "Türkiye"]),
        ("Ukraine", "a pro-Ukraine, Ukraine-based firm", ["pro-Ukraine", "Ukraine-based"]),
        ("long-range", "long range and long-range missiles", ["long range", "long-range"]),
        ("sell-or-ban law", "the sell-or-ban law's fate", ["sell-or-ban law's"]),
        ("cluster bomb", "cluster-bomb supplies", ["cluster-bomb"]),
        ("dollar | $", "$5 or 5 dollars", ["$", "dollars"]),
        ("£ | %", "£5m is 3% of it", ["£", "%"]),
        ("won | ₩", "₩5bn, or 5bn won", ["₩", "won"]),
        ("zelensk*", "Zelenskyy, Zelensky and Zelenskiy", ["Zelenskyy", "Zelensky", "Zelenskiy"]),
        ("contract* firm", "contracting firms", ["contracting firms"]),
        ('"the plan"', "The plan, not plan or the plans", ["The plan"]),
        ("lift ban", "lifts the ban; lifting 'its' ban; lift, ban", ["lifts the ban", "lifting 'its' ban"]),
        ("block the bill", "blocked a bill", ["blocked a bill"]),
        ("No 10", "No. 10 said; No 10 said", ["No. 10", "No 10"]),
        ("Ministry of Defence", "the Ministry of Defence said", ["Ministry of Defence"]),
        ("F-16 | F-16 jet", "an F-16 jet", ["F-16 jet"]),
        ("House | White House", "the White House and the House", ["White House", "House"]),
        ("M23", "M23 rebels", ["M23"]),
        ("Ndung'u", "Ndung'u, Ndung’u, Ndung’u's and Ndungu", ["Ndung'u", "Ndung’u", "Ndung’u's", "Ndungu"]),
        ("O’Neill", "O'Neill and O’Neill’s men, O, Neill", ["O'Neill", "O’Neill’s"]),
        ("Côte d'Ivoire", "Côte d’Ivoire, Cote d'Ivoire", ["Côte d’Ivoire", "Cote d'Ivoire"]),
        ("Sana'a | Hawai'i", "Sanaa, Sana'a, Hawaii, Hawaiʻi", ["Sanaa", "Sana'a", "Hawaii", "Hawaiʻi"]),
        ("'Ndrangheta", "the 'Ndrangheta; ’Ndrangheta; Ndrangheta", ["Ndrangheta"] * 3),
        ("Ndung'u*", "Ndung’us and Ndungo", ["Ndung’us"]),
        ('"O\'Neill plan"', "the O’Neill plan; O'Neill's plan", ["O’Neill plan", "O'Neill's plan"]),
        ("farmers' union", "farmers’ union, farmers' union", ["farmers’ union", "farmers' union"]),
        ("well | shell", "we'll and she'll do well", ["well"]),
        ('"A | B" | C', "A | B and C", ["A | B", "C"]),
    ],
)
def test_finds(expression: str, sentence: str, expected: list[str]) -> None:
    assert found(expression, sentence) == expected


@pytest.mark.parametrize(
    ("gap", "expected"), [(0, []), (1, []), (2, ["lifting a de facto ban"]), (5, ["lifting a de facto ban"])]
)
def test_gap(gap: int, expected: list[str]) -> None:
    assert found("lift ban", "toward lifting a de facto ban", gap) == expected


def test_a_gap_never_crosses_a_mark() -> None:
    assert found("lift ban", "lift it, ban others", gap=5) == []


@pytest.mark.parametrize(
    "source", ["", "  ", "a |", "| a", "a || b", '"open', "*", "a*b", "con* | -*", '""', '" "']
)
def test_refuses(source: str) -> None:
    with pytest.raises(ValueError):
        parse_terms(source)


words = st.sampled_from(
    ["ban", "lift", "NATO", "U.S.", "F-16s", "the", ",", "Biden's", "zel*", '"the ban"', "$"]
)


@given(st.lists(words, min_size=1, max_size=12), st.lists(words, min_size=1, max_size=4))
def test_ranges_are_in_order_and_apart(sentence: list[str], expression: list[str]) -> None:
    try:
        terms = parse_terms(" | ".join(expression))
    except ValueError:
        return
    made = tokens(" ".join(sentence))
    ranges = find_terms(terms, made, gap=1)
    assert ranges == find_terms(terms, Words(made), gap=1)
    assert all(0 <= i < j <= len(made) for i, j in ranges)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_searched_or_refused(source: str, sentence: str) -> None:
    try:
        terms = parse_terms(source)
    except ValueError:
        return
    find_terms(terms, tokens(sentence))
