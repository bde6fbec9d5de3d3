"""Back up while somebody writes, put it back elsewhere, and refuse what is not whole."""

import json
import sqlite3
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from samsyn.config import archive, snapshot
from tests.config.conftest import SERVER

INSERT = (
    "INSERT INTO people_group (version, kind, slug, name, mandate, composition, confidential, collaboration_id)"
    " VALUES (1, 'network', '{slug}', 'Nät', '', '', {no}, (SELECT MIN(id) FROM people_collaboration))"
)


class Writer(threading.Thread):
    """Adds two groups at a time, in one transaction, until it is told to stop."""

    def __init__(self, installation):
        super().__init__()
        self.installation, self.stopped, self.pairs = installation, threading.Event(), 0

    def run(self):
        with closing(connect(self.installation)) as connection:
            no = "0" if self.installation.is_sqlite else "false"
            while not self.stopped.is_set():
                for half in "ab":
                    connection.execute(INSERT.format(slug=f"par-{self.pairs}-{half}", no=no))
                    time.sleep(0.001)
                connection.commit()
                self.pairs += 1


def connect(installation):
    if installation.is_sqlite:
        return sqlite3.connect(installation.folder / "samsyn.sqlite3", timeout=30)
    return psycopg.connect(installation.environment["SAMSYN_DATABASE_URL"])


def rows(installation, table):
    with closing(connect(installation)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


@pytest.fixture(scope="module")
def original(install):
    installation = install()
    result = installation.run("prepare", SAMSYN_DEMO="1")
    assert result.returncode == 0, result.stderr
    with closing(connect(installation)) as connection:
        connection.execute(
            "INSERT INTO config_session (session_key, session_data, expire_date) VALUES ('k', '', '2099-01-01')"
        )
        connection.execute(
            "INSERT INTO samsyn_cache (cache_key, value, expires) VALUES ('rl:192.0.2.1', '', '2099-01-01')"
        )
        connection.commit()
    uploads = installation.folder / "files" / "underlag"
    uploads.mkdir(parents=True)
    (uploads / "kemikalier åäö.pdf").write_bytes(bytes(range(256)) * 5000)
    return installation


@pytest.fixture(scope="module")
def backup(original):
    """A backup that was made while a writer wrote."""
    path = original.folder / "backup.zip"
    writer = Writer(original)
    writer.start()
    try:
        while writer.pairs < 5:
            time.sleep(0.01)
        before = writer.pairs
        result = original.run("backup", str(path))
        after = writer.pairs
    finally:
        writer.stopped.set()
        writer.join()
    assert result.returncode == 0, result.stderr
    assert after > before  # it was not held up
    return path


def test_a_backup_made_while_somebody_writes_is_of_one_moment_and_comes_back_whole(install, original, backup):
    elsewhere = install()
    result = elsewhere.run("restore", str(backup))
    assert result.returncode == 0, result.stderr

    pairs = [slug for slug in (row[3] for row in rows(elsewhere, "people_group")) if slug.startswith("par-")]
    halves = {half: {slug for slug in pairs if slug.endswith(half)} for half in "ab"}
    assert len(pairs) >= 10
    assert {slug[:-1] for slug in halves["a"]} == {slug[:-1] for slug in halves["b"]}

    for table in ("people_person", "people_membership", "plan_area", "plan_budgetline", "kernel_event"):
        assert rows(elsewhere, table) == rows(original, table), table
    name = Path("files/underlag/kemikalier åäö.pdf")
    assert (elsewhere.folder / name).read_bytes() == (original.folder / name).read_bytes()
    assert elsewhere.run("demo").returncode == 1  # it knows that there is a collaboration; new rows get free numbers
    assert {result["check"]: result["level"] for result in json.loads(elsewhere.run("doctor", "--json").stdout)}[
        "database"
    ] == "ok"


@pytest.mark.skipif(not SERVER, reason="on SQLite there is nowhere to move to: run on PostgreSQL")
def test_a_sqlite_installation_moves_to_the_database_of_the_suite(install, original):
    small = install(sqlite=True)
    assert small.run("prepare", SAMSYN_DEMO="1").returncode == 0
    path = small.folder / "backup.zip"
    assert small.run("backup", str(path)).returncode == 0
    large = install()
    result = large.run("restore", str(path))
    assert result.returncode == 0, result.stderr
    assert [row[0] for row in rows(large, "people_person")] == [row[0] for row in rows(small, "people_person")]
    with closing(connect(large)) as connection:  # the next number is free
        no = "0" if large.is_sqlite else "false"
        connection.execute(INSERT.format(slug="ny", no=no))
        connection.commit()


def test_data_are_replaced_only_on_demand_and_kept_aside(install, original, backup):
    elsewhere = install()
    assert elsewhere.run("restore", str(backup)).returncode == 0
    with closing(connect(elsewhere)) as connection:
        connection.execute("UPDATE people_person SET title = 'Den som var här först'")
        connection.commit()
    persons = rows(elsewhere, "people_person")
    refused = elsewhere.run("restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert rows(elsewhere, "people_person") == persons
    assert not list(elsewhere.folder.glob("backups/*"))

    replaced = elsewhere.run("restore", "--replace", str(backup))
    assert replaced.returncode == 0, replaced.stderr
    assert rows(elsewhere, "people_person") == rows(original, "people_person") != persons
    (aside,) = elsewhere.folder.glob("backups/before-restore-*.zip")
    assert elsewhere.run("restore", "--replace", str(aside)).returncode == 0
    assert rows(elsewhere, "people_person") == persons
    assert (elsewhere.folder / "files/underlag/kemikalier åäö.pdf").exists()


def test_a_backup_is_for_its_owner_and_never_overwrites(original, backup):
    assert backup.stat().st_mode & 0o077 == 0
    again = original.run("backup", str(backup))
    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert "no folder" in original.run("backup", str(original.folder / "none" / "b.zip")).stderr


def test_the_secret_key_the_sessions_and_who_has_tried_to_log_in_are_not_in_it(backup, tmp_path):
    with zipfile.ZipFile(backup) as opened:
        assert set(opened.namelist()) == {
            "manifest.json",
            "database.sqlite3",
            "files/underlag/kemikalier åäö.pdf",
        }
        opened.extract("database.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as database:
        assert database.execute("SELECT COUNT(*) FROM config_session").fetchone() == (0,)
        assert not database.execute("SELECT name FROM sqlite_master WHERE name = 'samsyn_cache'").fetchall()


def remade(backup, path, **changes):
    """The archive again, with parts replaced (None: left out) or added."""
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(path, "w") as target:
        parts = {name: source.read(name) for name in source.namelist()} | changes
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return path


def damaged_archives(backup, folder):
    whole = backup.read_bytes()
    manifest = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
    flipped = bytearray(whole)
    flipped[len(whole) // 3] ^= 1
    database = zipfile.ZipFile(backup).read("database.sqlite3")

    def raw(name, content):
        (folder / name).write_bytes(content)
        return folder / name

    yield raw("empty.zip", b"")
    yield raw("text.zip", "detta är ingen säkerhetskopia".encode())
    yield raw("half.zip", whole[: len(whole) // 2])
    yield raw("tail.zip", whole[:-30])
    yield raw("flipped.zip", bytes(flipped))
    yield remade(backup, folder / "changed.zip", **{"database.sqlite3": database.replace(b"kommun", b"kommvn")})
    yield remade(backup, folder / "missing.zip", **{"files/underlag/kemikalier åäö.pdf": None})
    yield remade(backup, folder / "extra.zip", **{"files/extra.txt": b"x"})
    yield remade(backup, folder / "list.zip", **{"manifest.json": b"[1, 2]"})
    yield remade(backup, folder / "format.zip", **{"manifest.json": json.dumps(manifest | {"format": "x/9"})})
    astray = manifest["parts"] | {"files/../../astray": {"size": 1, "sha256": "2d711642b726b044"}}
    yield remade(
        backup,
        folder / "astray.zip",
        **{"manifest.json": json.dumps(manifest | {"parts": astray}), "files/../../astray": b"x"},
    )


def test_what_is_not_a_whole_backup_is_refused_with_nothing_changed(install, original, backup, tmp_path):
    for path in damaged_archives(backup, tmp_path):
        folder = tmp_path / f"{path.stem}-unpacked"
        folder.mkdir()
        with pytest.raises(snapshot.Failure) as refusal:
            archive.unpack(path, folder)
        assert refusal.value.code == 2, path.name
    elsewhere = install()
    result = elsewhere.run("restore", str(tmp_path / "half.zip"))
    assert result.returncode == 2
    assert "not a whole backup" in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in elsewhere.folder.iterdir()) == ["secret-key"]
    assert elsewhere.run("restore", str(tmp_path / "none.zip")).returncode == 1


def test_a_damaged_database_in_a_whole_archive_is_seen(tmp_path):
    path = tmp_path / "database.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT)")
        database.execute("CREATE TABLE c (a_id INTEGER REFERENCES a)")
        database.executemany("INSERT INTO a (b) VALUES (?)", [("x" * 500,)] * 200)
        database.commit()
        assert snapshot.damage(path) == ""
        database.execute("INSERT INTO c VALUES (4711)")
        database.commit()
    assert "foreign_key_check" in snapshot.damage(path)
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    assert snapshot.damage(path)


def test_a_backup_from_a_newer_version_is_refused(backup, tmp_path, install):
    manifest = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
    manifest |= {"samsyn": "99.0", "migrations": [*manifest["migrations"], ["plan", "9999_later"]]}
    newer = remade(backup, tmp_path / "newer.zip", **{"manifest.json": json.dumps(manifest)})
    result = install().run("restore", str(newer))
    assert result.returncode == 1
    assert "made by Samsyn 99.0, which is newer than this (it has plan.9999_later)" in result.stderr


def test_the_files_come_back_when_the_database_cannot_be_replaced(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "before").touch()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with pytest.raises(OSError, match="disk full"), archive.files_replaced(fresh):
        raise OSError("disk full")
    assert [path.name for path in tmp_path.rglob("*")] == ["files", "before"]
