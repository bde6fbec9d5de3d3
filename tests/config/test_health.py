import json
import os
import socket
import threading
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from samsyn.config import cli, environment, health
from samsyn.config.health import Level
from samsyn.kernel.models import Event

DiskUsage = namedtuple("DiskUsage", "total used free")


@pytest.fixture
def folder(tmp_path, monkeypatch, settings):
    """A data folder that is as it should be."""
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path))
    settings.MEDIA_ROOT = tmp_path / "files"
    environment.secret_key(tmp_path)
    return tmp_path


def levels(installation, **configuration):
    result = installation.run("doctor", "--json", **configuration)
    return result.returncode, {found["check"]: found["level"] for found in json.loads(result.stdout)}


def test_an_installation_gets_well_step_by_step(install):
    installation = install()
    code, found = levels(installation)
    assert code == 1
    assert {name for name, level in found.items() if level == "fault"} == {"migrations", "static_files"}
    assert installation.run("prepare").returncode == 0
    code, found = levels(installation)
    assert (code, set(found.values())) == (0, {"ok", "remark"})
    assert list(found) == [check.__name__ for check in health.CHECKS]

    production = {"SAMSYN_URL": "https://samsyn.example.org", "SAMSYN_DEMO": "1"}
    code, found = levels(installation, **production)
    assert code == 1
    assert {name for name, level in found.items() if level == "fault"} == {"address", "demonstration", "mail"}

    told = installation.run("doctor", "--language", "sv", **production).stdout
    assert "FEL " in told
    assert "Sätt SAMSYN_BEHIND_PROXY=1" in told


def test_without_a_database_the_rest_is_examined_all_the_same(install):
    code, found = levels(install(), SAMSYN_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (code, found["database"], found["storage"]) == (1, "fault", "ok")
    assert "migrations" not in found


@pytest.mark.django_db
def test_the_exit_code_is_0_when_there_are_only_remarks(monkeypatch, capsys):
    remark, fault = (lambda: health.Result(Level.REMARK, "hm")), (lambda: health.Result(Level.FAULT, "oj", "gör så"))
    monkeypatch.setattr(health, "CHECKS", {remark: False})
    assert cli.main(["doctor"]) == 0
    monkeypatch.setattr(health, "CHECKS", {remark: False, fault: False})
    assert cli.main(["doctor"]) == 1
    assert "gör så" in capsys.readouterr().out


def test_a_package_that_strays_from_the_list_is_named(monkeypatch):
    assert health.packages().level is Level.OK
    monkeypatch.setattr(health, "version", lambda name: "0.1" if name == "granian" else health_version(name))
    result = health.packages()
    assert result.level is Level.FAULT
    assert result.message.endswith(": granian.")


health_version = health.version


def test_a_secret_that_others_can_read_is_a_fault(folder):
    assert health.secret().level is Level.OK
    (folder / "secret-key").chmod(0o640)
    assert health.secret().level is Level.FAULT


def test_a_folder_that_cannot_be_written_is_a_fault(folder, settings):
    assert health.storage().level is Level.OK
    (folder / "in-the-way").touch()
    settings.MEDIA_ROOT = folder / "in-the-way" / "files"
    assert health.storage().level is Level.FAULT


@pytest.mark.parametrize(("free", "level"), [(2e9, Level.OK), (5e8, Level.REMARK), (5e7, Level.FAULT)])
def test_a_full_disk_is_told_of_in_time(folder, monkeypatch, free, level):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: DiskUsage(1e12, 0, free))
    assert health.disk().level is level


@pytest.mark.django_db
def test_a_journal_from_the_future_is_a_fault():
    assert health.clock().level is Level.OK
    event = Event.objects.create(verb="x", subject_type="x", subject_id=1)
    Event.objects.filter(pk=event.pk).update(at=timezone.now() + timedelta(hours=2))
    assert health.clock().level is Level.FAULT


def test_a_translation_that_is_newer_than_its_compilation_is_a_fault(monkeypatch):
    assert health.translations().level is Level.OK
    stale = health.messages.PACKAGE / "plan/locale/sv/LC_MESSAGES/django.po"
    monkeypatch.setattr(health.messages, "stale", lambda: [stale])
    result = health.translations()
    assert (result.level, str(Path("plan/locale")) in result.message) == (Level.FAULT, True)


@pytest.mark.parametrize(
    ("url", "proxy", "hosts", "level"),
    [
        ("http://127.0.0.1:8000", False, [], Level.OK),
        ("http://samsyn.example.org", False, [], Level.FAULT),
        ("https://samsyn.example.org", False, [], Level.FAULT),
        ("https://samsyn.example.org", True, [], Level.OK),
        ("https://samsyn.example.org", True, ["*"], Level.FAULT),
    ],
)
def test_an_address_for_others_has_to_be_encrypted(url, proxy, hosts, level, settings):
    settings.BASE_URL, settings.ALLOWED_HOSTS = url, hosts
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if proxy else None
    assert health.address().level is level


@pytest.mark.parametrize(
    ("demo", "url", "level"),
    [
        (False, "https://samsyn.example.org", Level.OK),
        (True, "http://127.0.0.1:8000", Level.REMARK),
        (True, "https://samsyn.example.org", Level.FAULT),
    ],
)
def test_the_demonstration_is_for_this_machine_only(demo, url, level, settings):
    settings.DEMO, settings.BASE_URL = demo, url
    assert health.demonstration().level is level


def test_another_time_zone_is_a_fault(settings):
    assert health.time_zone().level is Level.OK
    settings.TIME_ZONE = "UTC"
    assert health.time_zone().level is Level.FAULT


def greet(listener):
    connection, _address = listener.accept()
    with connection, connection.makefile("rb") as received:
        connection.sendall(b"220 here\r\n")
        for line in received:
            connection.sendall(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 fine\r\n")
            if line.upper().startswith(b"QUIT"):
                return


def test_a_mail_server_has_to_answer(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        settings.EMAIL_PORT = listener.getsockname()[1]
        server = threading.Thread(target=greet, args=(listener,))
        server.start()
        assert health.mail().level is Level.OK
        server.join()
    assert health.mail().level is Level.FAULT


def test_without_a_mail_server_only_a_trial_can_do(settings):
    settings.EMAIL_HOST, settings.BASE_URL = "", "http://localhost:8000"
    assert health.mail().level is Level.REMARK
    settings.BASE_URL = "https://samsyn.example.org"
    assert health.mail().level is Level.FAULT


def test_only_a_changed_translation_is_compiled(tmp_path):
    source = tmp_path / "app/locale/sv/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "plan"\nmsgstr "verksamhetsplan"\n', encoding="utf-8")
    assert health.messages.compile_all(tmp_path) == [source.with_suffix(".mo")]
    assert b"verksamhetsplan" in source.with_suffix(".mo").read_bytes()
    assert health.messages.compile_all(tmp_path) == []
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert health.messages.stale(tmp_path) == [source]
    assert [path.name for path in source.parent.iterdir() if path.suffix not in (".po", ".mo")] == []
