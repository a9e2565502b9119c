"""Which feeds were heard within the window: no news differs from no data. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.digest.material import Material
from monitor.digest.report import Heard
from monitor.store.feeds import Stretch

SILENT = timedelta(days=14)
"""A feed that answers but has carried nothing new for this long is named as silent."""


def heard_feeds(material: Material) -> tuple[Heard, ...]:
    """Each enabled feed of the configuration, in its order, with what came of asking it.

    Where no feed was ever asked, the items came from an archive, and that is said.
    """
    stretches: dict[str, list[Stretch]] = {}
    for stretch in material.stretches:
        stretches.setdefault(stretch.feed, []).append(stretch)
    return tuple(
        _heard(feed.name, stretches.get(feed.name, []), material.newest.get(feed.name), material)
        for feed in material.config.feeds
        if feed.enabled
    )


def _heard(name: str, stretches: list[Stretch], newest: datetime | None, material: Material) -> Heard:
    if not stretches:
        return Heard(name, "not asked" if material.polled else "archive")
    answered = [stretch for stretch in stretches if stretch.ok]
    if not answered:
        last = stretches[-1]
        since = material.window.local(last.first)
        return Heard(name, "failed", f"{last.result} (since {since.day} {since:%b}, {since:%H:%M})")
    if newest is None:
        return Heard(name, "silent", "it answers and has carried no item yet")
    quiet = material.as_of - newest
    if quiet >= SILENT:
        return Heard(name, "silent", f"nothing new for {quiet.days} days")
    failed = [stretch for stretch in stretches if not stretch.ok]
    if failed and failed[-1] is stretches[-1]:
        return Heard(
            name,
            "read",
            f"failing since {material.window.local(failed[-1].first):%H:%M}: {failed[-1].result}",
        )
    return Heard(name, "read")
