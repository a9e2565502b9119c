"""The bundled story, served over HTTP from this machine."""
