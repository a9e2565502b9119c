"""Understanding: what an item says on each question. Pure: no screen, no SQL, no HTTP, no clock."""
