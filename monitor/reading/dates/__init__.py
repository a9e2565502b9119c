"""When: the days that a text gives, as intervals, and which of them belong to a question's event.

scan, words, lexicon        a line as the grammar sees it
absolute, relative, parts   expressions of days, months, parts of a year, spans
events, holidays            days of the topic's calendar, and those with names of their own
grammar                     which rule reads which words
bounds                      what "by", "before", "as early as" make of an expression
asked                       the event of a question: its acts and things
idioms, nth, clock, offsets ways to name days that no unit's rule reads; days counted from others
attach, particles, tense    the word that a date belongs to, and which way its clause looks
told, whose                 days told a second way; whose event, where several questions ask
decisions, verdict          verbs that only say when a decision falls; what becomes of a date
clauses, owner, held, wishes  whether that word is the event, and whether the date is held to
days                        the one entry: `find_dates`, `read_days`
"""

from monitor.reading.dates.days import find_dates, read_days

__all__ = ["find_dates", "read_days"]
