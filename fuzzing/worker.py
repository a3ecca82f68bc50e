"""One target under atheris, in a process of its own: ``python -m fuzzing.worker NAME OPTIONS``.

OPTIONS are libFuzzer's. What is wrong by an error is noted, and the process goes on; what hangs,
fills the memory or kills it is left to libFuzzer, which writes the input down and ends.
"""

import sys

import atheris

# The fuzzer sees only what is imported from here on.
with atheris.instrument_imports(include=["bacd_graph", "fuzzing.targets"]):
    from fuzzing.findings import keep, smallest
    from fuzzing.target import Target, seeds_of, what_is_wrong
    from fuzzing.targets import TARGETS


class _Noting:
    """Tries inputs of one target, and keeps the first that shows each mistake."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._known: set[tuple[str, str]] = set()

    def __call__(self, data: bytes) -> None:
        wrong = what_is_wrong(self._target, data)
        if wrong is None or wrong.kind in self._known:
            return
        self._known.add(wrong.kind)
        path = keep(self._target.name, wrong.error, smallest(self._target, data, wrong.kind))
        print(f"{wrong.story}\nFOUND {path}", file=sys.stderr)


def main() -> None:
    """Fuzz until the time that the options name is up."""
    name, *options = sys.argv[1:]
    trial = _Noting(TARGETS[name])
    # What is imported and loaded at first use counts as no input's time.
    for seed in seeds_of(TARGETS[name]):
        trial(seed.read_bytes())
    atheris.Setup([sys.argv[0], *options], trial)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
