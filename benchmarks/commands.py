"""What a command costs that prints a line: `python -m benchmarks.commands`.

`monitor board` over 10,000 stored items, in a process of its own, beside Python alone.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.screen import PROGRAM, folder_with

RUNS = 15


def process(words: list[str], folder: Path) -> tuple[float, float]:
    """Milliseconds that passed and that the processor worked, the medians of some runs."""
    passed, worked = [], []
    for _ in range(RUNS + 1):  # one for the caches
        began = time.perf_counter()
        started = subprocess.Popen([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(started.pid, 0)
        passed.append((time.perf_counter() - began) * 1000)
        worked.append((used.ru_utime + used.ru_stime) * 1000)
        started.returncode = os.waitstatus_to_exitcode(status)
        assert started.returncode == 0
    return statistics.median(passed[1:]), statistics.median(worked[1:])


def main() -> None:
    """Measure."""
    with folder_with(10_000) as folder:
        ours, cpu = process(["-c", PROGRAM, "board"], folder)
        bare, least = process(["-c", "pass"], folder)
    print(f"monitor board                 {ours:6.0f} ms   limit 150; {cpu:.0f} ms of CPU")
    print(f"  Python alone                {bare:6.0f} ms   {least:.0f} ms of CPU")


if __name__ == "__main__":
    main()
