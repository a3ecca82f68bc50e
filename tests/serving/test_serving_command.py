"""The command: where it listens, how it ends, and why it may not begin."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
import requests
from click.testing import CliRunner

from bacd_graph.cli import cli

ENV = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_on_loopback_until_it_is_told_to_end(folder, end):
    command = [sys.executable, "-m", "bacd_graph", "serve", "--graph", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, env=ENV, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        try:
            line = next(line for line in child.stderr if b"served at" in line).decode()
            url = re.search(r"http://127\.0\.0\.1:\d+/", line)[0]
            assert requests.get(f"{url}health", timeout=60).text == "ok\n"
            child.send_signal(end)
            out, err = child.communicate(timeout=60)
        finally:
            child.kill()
    assert re.search(r"127\.0\.0\.1 GET /health 200 3 B \d+ ms\n$", out.decode())
    assert "Traceback" not in err.decode()


def serve(*arguments):
    return CliRunner().invoke(cli, ["serve", *arguments])


def test_an_address_that_is_taken_is_told(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve("--graph", str(folder), "--port", str(port))
    assert done.exit_code == 1
    assert f"127.0.0.1:{port} cannot be listened on (Address already in use); " in done.output


def test_an_empty_address_is_none_and_not_all_of_them(folder):
    done = serve("--graph", str(folder), "--host", "")
    assert done.exit_code == 1
    assert "the --host is empty; give an address, as 127.0.0.1" in done.output


def test_a_folder_without_a_graph_is_told(tmp_path):
    done = serve("--graph", str(tmp_path), "--port", "0")
    assert done.exit_code == 1
    assert "holds no graph" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--url", "example.org"], "the address 'example.org' does not fit"),
        (["--cors", "example.org"], "'example.org' is no origin"),
        (["--proxy", "proxy.example.org"], "the proxy 'proxy.example.org' is no address"),
    ],
)
def test_how_it_is_reached_has_to_fit(folder, arguments, said):
    done = serve("--graph", str(folder), *arguments)
    assert done.exit_code == 1
    assert said in done.output


@pytest.mark.parametrize("library", ["starlette", "uvicorn", "webob", "limits"])
def test_a_library_that_is_missing_is_named_with_what_brings_it(folder, monkeypatch, library):
    for name in [*sys.modules]:
        if name.startswith(("bacd_graph.serving", library)):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    done = serve("--graph", str(folder), "--port", "0")
    assert done.exit_code == 1
    assert f"serving needs {library}" in done.output
    assert "pip install 'bacd-graph[explorer]'" in done.output


def test_other_commands_do_without_a_web_server():
    heavy = {"limits", "starlette", "uvicorn"}
    code = f"import sys, bacd_graph.cli; print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENV)
    assert done.stdout == "set()\n"
