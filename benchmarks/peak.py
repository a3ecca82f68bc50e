"""The most memory that a process took, as Linux tells; elsewhere it is an error."""

from pathlib import Path


def peak(process: int | str = "self") -> float:
    """Return the most memory (MB) that the process of this number ever took, by default this one.

    Not from ``resource``, which counts what the parent had when it started the process.
    """
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def forget_peak() -> None:
    """Let `peak` count from now on for this process."""
    Path("/proc/self/clear_refs").write_text("5")
