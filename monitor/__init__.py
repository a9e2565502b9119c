"""A live board, in the terminal, of what is decided, what is only reported, and on whose word."""
