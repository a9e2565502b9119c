"""Getting: bytes over HTTP, entries out of bytes, when to ask next, which item an entry is."""
