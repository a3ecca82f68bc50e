"""The command line: the group of all commands, and how their errors look."""

import errno
import signal
import sys
from typing import Any, Final

import click

import bacd_graph
from bacd_graph.commands import (
    agents,
    checking,
    exporting,
    history,
    making,
    querying,
    reviewing,
    serving,
    showing,
)
from bacd_graph.errors import BacdGraphError
from bacd_graph.terminal import printable

# As a shell tells of who was ended by SIGINT and by SIGTERM.
INTERRUPTED: Final = 130
TERMINATED: Final = 143


class _TerminatedError(BaseException):
    """SIGTERM came. As an interrupt it passes by what handles failures."""


class Commands(click.Group):
    """The commands; every error of ours is one sentence on stderr and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BacdGraphError as error:
            raise click.ClickException(printable(" ".join(str(error).split()))) from error
        except KeyboardInterrupt:
            _say_stopped("an interrupt")
            ctx.exit(INTERRUPTED)
        except _TerminatedError:
            _say_stopped("SIGTERM")
            ctx.exit(TERMINATED)
        except MemoryError as error:
            raise click.ClickException(
                "there is not enough memory; give it more, or less to do at once"
            ) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            what = error.strerror or type(error).__name__
            raise click.ClickException(
                printable(f"{where}{what}; check the path, its permissions and its room")
            ) from error


def _say_stopped(by: str) -> None:
    click.echo(f"stopped by {by}", err=True)


def _terminate(signal_number: int, frame: object) -> None:
    # Once: whoever sends it again does not want to wait.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise _TerminatedError


def main() -> None:
    """Run the command line; the entry point of the package.

    Where it is told to end, by an interrupt or SIGTERM, it ends what it began, leaves nothing half
    written, and says so in a line.
    """
    signal.signal(signal.SIGTERM, _terminate)
    # Names and quotes are of any script, and a terminal may know less than that.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except _TerminatedError:
        sys.exit(TERMINATED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bacd_graph.__version__, prog_name="bacd-graph")
def cli() -> None:
    """Read what people write about an open source ecosystem into a knowledge graph."""


for _command in (
    making.build,
    making.extract,
    querying.query,
    showing.show,
    showing.path,
    showing.measures,
    history.changes,
    showing.draw,
    checking.validate,
    checking.evaluate,
    reviewing.review,
    exporting.export,
    serving.serve,
    agents.mcp,
):
    cli.add_command(_command)
