"""What the workers of one run share, because it takes long to make."""

import fcntl


def made_once(folder, make):
    """Return a folder that is filled by the first worker that needs it; the others wait for that."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_name(f"{folder.name}.unfinished")
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder
