"""What comes from others is what was locked: hashes, licences, and no code in data."""

import ast
import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

import bacd_graph

ROOT = Path(bacd_graph.__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NPM = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
MODULES = sorted((ROOT / "bacd_graph").rglob("*.py"))


def script(name):
    """Return a script of requirements/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "requirements" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


AUDIT, LICENCES = script("audit"), script("licences")


# Hashes


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_one_version_and_hashes(lock):
    packages = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    assert packages
    assert [
        line
        for line in packages
        if not re.fullmatch(r"\S+==\S+( ;.*?)?( +--hash=sha256:\w+)+", line)
    ] == []


def test_every_install_of_a_lock_asks_for_hashes():
    installs = [
        line
        for line in (ROOT / "Makefile").read_text("utf-8").splitlines()
        if "--requirement $(LOCK)/" in line
    ]
    assert len(installs) == len(LOCKS) + 1  # the model's environment holds run.txt, too
    assert [line for line in installs if "--require-hashes" not in line] == []


def test_the_model_s_environment_can_hold_both_of_its_locks():
    run, model = (
        {*re.findall(r"^(\S+?)==(\S+)", (ROOT / "requirements" / name).read_text("utf-8"), re.M)}
        for name in ("run.txt", "model.txt")
    )
    both = {name for name, _ in run} & {name for name, _ in model}
    assert both
    assert {pin for pin in model if pin[0] in both} <= run


def wheel(folder):
    """Write a wheel of one empty module, and return its hash."""
    path, record = folder / "locked_thing-1.0-py3-none-any.whl", "locked_thing-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("locked_thing.py", "")
        packed.writestr(
            f"{record}/METADATA", "Metadata-Version: 2.1\nName: locked-thing\nVersion: 1.0\n"
        )
        packed.writestr(f"{record}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        packed.writestr(f"{record}/RECORD", "")
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("sound", [True, False], ids=["as locked", "another"])
def test_a_package_that_is_not_what_was_locked_is_not_installed(sound, tmp_path):
    digest = wheel(tmp_path)
    lock = tmp_path / "lock.txt"
    lock.write_text(f"locked-thing==1.0 --hash=sha256:{digest if sound else '0' * 64}\n")
    where = ["--no-index", "--find-links", tmp_path, "--target", tmp_path / "installed"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--require-hashes", "--requirement", lock, *where],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is sound, done.stderr
    assert (tmp_path / "installed" / "locked_thing.py").exists() is sound
    assert sound or "DO NOT MATCH THE HASHES" in done.stderr


def test_every_package_of_npm_has_a_hash_and_is_installed_by_the_lock():
    weak = [
        name
        for name, package in NPM.items()
        if name and not package.get("integrity", "").startswith("sha512-")
    ]
    assert weak == []
    assert "npm ci" in (ROOT / "Makefile").read_text("utf-8")


# Licences


def test_the_list_of_licences_covers_the_locks():
    listed = [line.split("\t") for line in LICENCES.LIST.read_text("utf-8").splitlines()[2:]]
    locked = {package for name in LICENCES.SETS for package in LICENCES.locked(name)}
    assert {package for package, _, _ in listed} == locked
    assert [package for package, _, licence in listed if not licence] == []


# Packages that others ask for, and of whose code nothing is in the bundle.
NOT_BUNDLED = {"@codemirror/search", "@lezer/lr", "codemirror", "graphology-types"}


def test_the_bundle_holds_the_licences_of_all_that_it_is_made_of():
    told = (ROOT / "bacd_graph" / "explorer" / "bundle" / "LICENSES.txt").read_text("utf-8")
    bundled = [
        f"{name.rpartition('node_modules/')[2]} {package['version']}"
        for name, package in NPM.items()
        if name
        and not package.get("dev")
        and name.rpartition("node_modules/")[2] not in NOT_BUNDLED
    ]
    assert bundled
    assert [package for package in bundled if f"{package} (" not in told] == []


# The audit


def test_the_audit_names_each_vulnerability_and_what_was_left_out():
    report = {
        "dependencies": [
            {"name": "good", "version": "1", "vulns": []},
            {"name": "bad", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]},
            {"name": "odd", "version": "1", "vulns": [{"id": "CVE-2", "fix_versions": []}]},
            {"name": "unknown", "skip_reason": "not found"},
        ]
    }
    assert AUDIT.python_findings(json.dumps(report)) == (
        ["bad 1: CVE-1, mended in 2", "odd 1: CVE-2, mended in no version yet"],
        ["unknown"],
    )


def test_the_audit_names_what_npm_finds():
    report = {
        "vulnerabilities": {
            "deep": {"severity": "low", "via": ["deeper"]},
            "bad": {"severity": "high", "via": [{"title": "reads what it must not"}]},
        }
    }
    assert AUDIT.npm_findings(json.dumps(report)) == [
        "bad: high, reads what it must not",
        "deep: low, by deeper",
    ]


@pytest.mark.parametrize("report", ["", "{}", "[]", '{"error": {"code": "ENOAUDIT"}}'])
def test_no_report_is_no_pass(report):
    with pytest.raises(AUDIT.NotAskedError):
        AUDIT.python_findings(report)
    with pytest.raises(AUDIT.NotAskedError):
        AUDIT.npm_findings(report)


def stub(folder, name, said):
    path = folder / name
    path.write_text(f"#!{sys.executable}\nprint({said!r})\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("pip", "npm", "status", "said"),
    [
        ({"dependencies": []}, {"vulnerabilities": {}}, 0, "0 known vulnerabilities"),
        (
            {
                "dependencies": [
                    {"name": "a", "version": "1", "vulns": [{"id": "X", "fix_versions": []}]}
                ]
            },
            {"vulnerabilities": {}},
            1,
            "1 known vulnerabilities",
        ),
        (
            {"dependencies": [{"name": "a", "skip_reason": "not found"}]},
            {"error": {}},
            2,
            "make audit: 1 packages of Python (a) are not in its database; npm gave no report: its "
            "database cannot be reached; run it where the databases can be reached",
        ),
    ],
)
def test_the_status_of_an_audit_says_how_it_went(
    pip, npm, status, said, tmp_path, monkeypatch, capsys
):
    stub(tmp_path, "npm", json.dumps(npm))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert AUDIT.audit(stub(tmp_path, "pip-audit", json.dumps(pip))) == status
    assert said in "".join(capsys.readouterr())


# No code in data

# A cluster trusts its clients, as Dask does: see docs/security.md.
PICKLES = {"building/cluster.py", "building/remote_reading.py"}
RUNS_CODE = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "torch"}
CALLS = {"eval", "exec", "compile", "__import__"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def calls(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_nothing_is_unpickled_but_on_a_cluster():
    found = {
        file.relative_to(ROOT / "bacd_graph").as_posix()
        for file in MODULES
        if RUNS_CODE & {*imported(ast.parse(file.read_text("utf-8")))}
    }
    assert found == PICKLES


def test_arrays_are_loaded_without_objects_and_yaml_without_tags():
    for file in MODULES:
        for call in calls(ast.parse(file.read_text("utf-8"))):
            called = ast.unparse(call.func)
            told = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
            assert called not in CALLS, file
            assert called != "np.load" or told.get("allow_pickle") == "False", file
            assert called not in {"yaml.load", "yaml.unsafe_load", "yaml.full_load"}, file
