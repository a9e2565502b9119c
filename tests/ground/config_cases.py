"""A feeds.toml with everything in it, comments above all."""

from __future__ import annotations

from pathlib import Path

HERE = Path("feeds.toml")

GOOD = """\
# What we follow.
[monitor]
every = "2h"                 # gently
timezone = "America/New_York"
contact = "desk@example.org"

# --- the officials ---
[[feeds]]
name = "Pentagon"            # releases
url = "https://www.war.gov/rss"
tier = "official"
reliability = "A"
every = "30m"
topics = ["contractors"]

# a wire
[[feeds]]
name = "Wire"
url = "http://127.0.0.1:8080/wire"
tier = "wire"
enabled = false
allow_private = true

[[topics]]
id = "contractors"           # never change this
title = "U.S. contractors in Ukraine"
about = [
    "contractor | PMC",      # them
    "Ukraine | Kyiv",
]
never = '"Blackwater trial"'
deciders = "Biden | Pentagon"
adversaries = "Kremlin"
opened = 2024-06-01
calendar = { "November election" = 2024-11-05, "NATO summit" = [2024-07-09, 2024-07-11] }
cues = { possibility = ["on the table"] }

  [[topics.questions]]
  id = "approved"
  kind = "will"
  ask = "Will they be approved?"
  yes = "allow | lift ban"
  no = "bar"
  by = 2024-12-31

  [[topics.questions]]
  id = "when"
  kind = "when"
  ask = "When?"
  of = "approved"

  [[topics.questions]]
  id = "how-many"
  kind = "how-many"
  ask = "How many?"
  unit = "contractor"

  [[topics.questions]]
  id = "safeguards"
  kind = "what"
  ask = "Under which conditions?"
  about = "risk | oversight"
"""
