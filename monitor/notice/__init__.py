"""Telling people that the board has moved: a bell, the desktop, a command, an Apprise service.

rules    pure: which changes are told now, in which words
send     the senders, each a few lines
notifier what has been told is remembered in the database; feeds the rules, calls the senders
"""
