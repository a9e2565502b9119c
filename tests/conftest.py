"""For all tests."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the program's
settings.load_profile("untimed")
