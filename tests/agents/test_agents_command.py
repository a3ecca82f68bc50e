"""The command: what it writes where, how it ends, and why it may not begin."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from agents import ENV, command
from click.testing import CliRunner

from bacd_graph.cli import cli

HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "a test", "version": "1"},
}


def message(id_, method, params):
    return json.dumps({"jsonrpc": "2.0", "id": id_, "method": method, "params": params}) + "\n"


@contextmanager
def started(folder, *options):
    """Give the command at work, with nothing between it and the test."""
    with subprocess.Popen(
        [sys.executable, *command(folder, *options)],
        env=os.environ | ENV,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            send(child, message(0, "initialize", HELLO))
            assert answered(child) == 0
            send(child, '{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')
            yield child
        finally:
            child.kill()


def send(child, line):
    child.stdin.write(line)
    child.stdin.flush()


def answered(child):
    """Return the id of the next answer; what is no message of the protocol raises."""
    said = json.loads(child.stdout.readline())
    assert said["jsonrpc"] == "2.0"
    return said["id"]


def call(id_, tool, **arguments):
    return message(id_, "tools/call", {"name": tool, "arguments": arguments})


def test_nothing_but_the_protocol_goes_to_stdout_and_it_ends_with_stdin(folder):
    calls = [
        call(1, "sparql", query="SELECT"),
        call(2, "path", one="Ada", other="Cephy"),
        call(3, "nothing"),
    ]
    with started(folder) as child:
        send(child, "this is no message\n")
        for id_, line in enumerate(calls, start=1):
            send(child, line)
            assert answered(child) == id_
        rest, told = child.communicate(timeout=60)
    assert (rest, child.returncode) == ("", 0)
    assert "Traceback" not in told


def test_it_ends_with_stdin_whatever_query_is_at_work(folder):
    endless = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(9))
    with started(folder, "--timeout", "3600") as child:
        send(child, call(1, "sparql", query=f"SELECT (COUNT(*) AS ?n) {{ {endless} }}"))
        send(child, call(2, "sparql", query="ASK {}"))
        assert answered(child) == 2
        rest, _ = child.communicate(timeout=60)
    assert json.loads(rest)["error"]["message"] == "Connection closed"
    assert child.returncode == 0


def mcp(*arguments):
    return CliRunner().invoke(cli, ["mcp", *arguments])


def test_a_folder_without_a_graph_is_told(tmp_path):
    done = mcp("--graph", str(tmp_path))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "holds no graph" in done.stderr


@pytest.mark.parametrize("library", ["mcp", "pydantic"])
def test_a_library_that_is_missing_is_named_with_what_brings_it(folder, monkeypatch, library):
    for name in [*sys.modules]:
        if name.partition(".")[0] == library or name.startswith("bacd_graph.agents"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    done = mcp("--graph", str(folder))
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"the server for agents needs {library}, which is not installed" in done.stderr
    assert "pip install 'bacd-graph[agents]'" in done.stderr


def test_other_commands_do_without_the_protocol():
    code = "import sys, bacd_graph.cli; print({'mcp', 'pydantic'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | ENV
    )
    assert done.stdout == "set()\n"
