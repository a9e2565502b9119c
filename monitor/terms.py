"""Expressions of feeds.toml, `allow | lift ban | NATO | contract* | "exact words"`, and where they occur.

Grammar: alternatives separated by `|`; a phrase is several words in that order; words match their
inflections, case aside; an all-capitals word (NATO, LNG) matches as written; `word*` matches by prefix;
`"exact words"` in quotes match as they stand, case aside. Blank alternatives are errors.
"""
