"""A start skips the preparation only when nothing has changed since the last one."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from samsyn.config import prepared
from samsyn.config.commands import serve

PO, MO = "plan/locale/sv/LC_MESSAGES/django.po", "plan/locale/sv/LC_MESSAGES/django.mo"
FILES = (PO, MO, "plan/migrations/0001_initial.py", "config/static/css/base.css")


def sql(*statements):
    with closing(sqlite3.connect(prepared.environment.data_folder() / "samsyn.sqlite3")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A small Samsyn that has just been prepared: `package`, `data` with its SQLite file, and `site` with a package."""
    for name in (*(f"package/{file}" for file in FILES), "data/static/collected.txt", "data/static/staticfiles.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")
    (tmp_path / "site/django-5.2.dist-info").mkdir(parents=True)
    for name in ("SAMSYN_DEMO", "SAMSYN_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(prepared, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(prepared.sysconfig, "get_path", lambda name: str(tmp_path / "site"))
    sql(
        "CREATE TABLE django_migrations (app, name)",
        "INSERT INTO django_migrations VALUES ('plan', '0001_initial')",
        "CREATE TABLE people_collaboration (name)",
        "INSERT INTO people_collaboration VALUES ('Miljösamverkan')",
        "CREATE TABLE samsyn_cache (value)",
    )
    prepared.note(prepared.sources())
    return tmp_path


def test_what_has_not_changed_is_not_prepared_again(folder):
    assert prepared.is_prepared()
    sql("INSERT INTO samsyn_cache VALUES ('what a server notes')")
    (folder / "package/plan/views.py").write_text("nothing is prepared from this")
    assert prepared.is_prepared()


@pytest.mark.parametrize("name", [*FILES, "../data/static/collected.txt", "../data/static/staticfiles.json"])
def test_a_file_that_changes_or_goes_is_noticed(folder, name):
    path = folder / "package" / name
    path.write_text("as it is now")
    assert not prepared.is_prepared()
    prepared.note(prepared.sources())
    assert prepared.is_prepared()
    path.unlink()
    assert not prepared.is_prepared()


@pytest.mark.parametrize(
    "name",
    [
        *("package/plan/migrations/0002_next.py", "package/plan/static/plan.js"),
        *("package/people/locale/sv/LC_MESSAGES/django.po", "site/django-5.3.dist-info"),
    ],
)
def test_a_new_file_or_package_is_noticed(folder, name):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    assert not prepared.is_prepared()


@pytest.mark.parametrize(
    "statement",
    [
        *("DELETE FROM django_migrations", "INSERT INTO django_migrations VALUES ('plan', '0002_newer')"),
        *("DELETE FROM people_collaboration", "DROP TABLE samsyn_cache", "DROP TABLE django_migrations"),
    ],
)
def test_a_database_in_another_state_is_noticed(folder, statement):
    sql(statement)
    assert not prepared.is_prepared()


@pytest.mark.parametrize(
    ("name", "value"), [("DEMO", "1"), ("DATABASE_URL", "sqlite:///another"), ("DATABASE_URL", "postgresql://h/name")]
)
def test_another_configuration_is_noticed(folder, monkeypatch, name, value):
    monkeypatch.setenv(f"SAMSYN_{name}", value)
    assert not prepared.is_prepared()


def test_no_database_is_made_by_looking_for_one(folder):
    database = folder / "data/samsyn.sqlite3"
    database.unlink()
    assert not prepared.is_prepared()
    assert not database.exists()
    database.write_bytes(b"not a database at all, but as long as one's first lines are, or longer")
    assert not prepared.is_prepared()


@pytest.mark.parametrize("stamp", [None, b"", b"broken", b"\xff\xfe\x00"])
def test_without_a_whole_stamp_everything_is_prepared(folder, stamp):
    path = folder / "data/prepared.txt"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] if stamp is None else stamp)
    assert not prepared.is_prepared()
    prepared.forget()
    assert not path.exists()
    assert not prepared.is_prepared()


def test_what_changes_during_the_preparation_is_prepared_at_the_next_start(folder):
    before = prepared.sources()
    (folder / "package" / PO).write_text("changed meanwhile")
    prepared.note(before)
    assert not prepared.is_prepared()


def test_on_postgresql_no_stamp_is_kept(folder, monkeypatch):
    prepared.forget()
    monkeypatch.setenv("SAMSYN_DATABASE_URL", "postgresql://h/name")
    prepared.note(prepared.sources())
    assert not (folder / "data/prepared.txt").exists()


def test_prepare_leaves_a_stamp_that_holds_and_a_broken_preparation_leaves_none(install):
    installation = install(sqlite=True)
    look = "from samsyn.config.prepared import is_prepared; print(is_prepared())"

    def looked():
        command = [sys.executable, "-c", look]
        return subprocess.run(
            command, env=installation.environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert looked() == "False"
    assert installation.run("prepare").returncode == 0
    assert looked() == "True"
    with closing(sqlite3.connect(installation.folder / "samsyn.sqlite3")) as connection, connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('plan', '9999_newer', '')")
    assert installation.run("prepare").returncode == 1
    assert not (installation.folder / "prepared.txt").exists()


@pytest.mark.parametrize("is_prepared", [True, False])
def test_serve_prepares_only_what_is_not_prepared(monkeypatch, is_prepared):
    started = []

    class Prepare(subprocess.Popen):
        def __init__(self, command):
            started.append(command[-1])
            super().__init__([sys.executable, "-c", ""])

    monkeypatch.setattr(serve, "is_prepared", lambda: is_prepared)
    monkeypatch.setattr(serve.subprocess, "Popen", Prepare)
    monkeypatch.setattr(serve, "serve", lambda host, port, workers: started.append("serve"))
    monkeypatch.setattr(serve, "announce", lambda *given: None)
    monkeypatch.setenv("SAMSYN_URL", "")
    parser = serve.argparse.ArgumentParser()
    serve.add_arguments(parser)
    assert serve.run(parser.parse_args([])) == 0
    assert started == (["serve"] if is_prepared else ["prepare", "serve"])
