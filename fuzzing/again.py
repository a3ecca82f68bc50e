"""One input tried once more: ``python -m fuzzing.again TARGET FILE`` says what it does.

The exit status is 1 if it does what it must not. Its processor time is limited, so that an input
which only waited for a busy machine is told from one that hangs.
"""

import resource
from pathlib import Path

import click

from fuzzing.target import HANG, seeds_of, what_is_wrong
from fuzzing.targets import TARGETS


@click.command()
@click.argument("name", metavar="TARGET", type=click.Choice(list(TARGETS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(name: str, file: Path) -> None:
    """Say what TARGET does with FILE."""
    target = TARGETS[name]
    # What is imported and loaded at first use counts as no input's time.
    for seed in seeds_of(target):
        what_is_wrong(target, seed.read_bytes())
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + HANG
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    wrong = what_is_wrong(target, file.read_bytes())
    if wrong is None:
        click.echo("nothing is wrong")
    else:
        raise click.ClickException(f"this must not be:\n{wrong.story}")


if __name__ == "__main__":
    main()
