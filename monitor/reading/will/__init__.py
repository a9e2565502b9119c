"""What an item says on a `will` question: where its event is named, and what the words around make of it."""
