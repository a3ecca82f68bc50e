"""``python launcher.py OUTPUT COMMAND...`` prints seconds, peak MB and exit status of a command."""

import os
import sys
import time

FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def main(output: str, *command: str) -> None:
    """Run a command with nothing to read and its words in a file."""
    nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
    words = (os.POSIX_SPAWN_OPEN, 1, output, FLAGS, 0o600)
    errors = (os.POSIX_SPAWN_DUP2, 1, 2)
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=(nothing, words, errors))
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    # On macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    print(seconds, usage.ru_maxrss / unit, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(*sys.argv[1:])
