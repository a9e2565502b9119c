"""Deciding: what signals and tags make of an answer at a moment. Pure."""
