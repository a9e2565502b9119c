"""The day's report in its formats."""
