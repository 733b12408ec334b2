"""Processes on this machine, found by a setting that they were started with."""

import os
import signal
import time
from pathlib import Path

from tests.patience import PATIENCE


def wait_until(is_so):
    """Wait for something that must become true."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def commands_with(**setting):
    """Return the command of each living process that has this in its environment, by process id."""
    ((name, value),) = setting.items()
    wanted = f"{name}={value}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        except OSError:  # it has ended meanwhile, or belongs to another user
            continue
    return {process: command for process, command in found.items() if command}  # without zombies


def end(processes):
    """Kill what a failed test may have left."""
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
