"""What the parts measure with: posts, and their graph."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.launching import Cost, run_command


@dataclass(frozen=True, slots=True)
class Material:
    """A folder that holds ``posts/``, and what is made of them when it is first asked for."""

    folder: Path

    @property
    def posts(self) -> Path:
        """The folder of the posts."""
        return self.folder / "posts"

    def count(self) -> int:
        """Return how many posts there are."""
        return sum(path.is_file() for path in self.posts.rglob("*"))

    @property
    def graph(self) -> Path:
        """The folder of their graph."""
        out = self.folder / "graph"
        if not out.exists():
            self.build(out)
        return out

    def build(self, out: Path, jobs: int = 1) -> Cost:
        """Return what it costs to build the graph in ``out`` with the student."""
        return run_command("build", self.posts, "--out", out, "--fast", "--jobs", jobs)
