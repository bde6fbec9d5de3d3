"""What is turned away at the door, and why."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn import docread
from samsyn.docread import Reason, Unreadable, guard


def refused(data: bytes, name: str = "") -> tuple[Reason, str]:
    with pytest.raises(Unreadable) as told:
        docread.read(data, name=name)
    return told.value.reason, told.value.detail


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_heading("Inledning", 1)
    document.add_paragraph("Planen gäller i tre år.")
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Rad", "Belopp"])
    book.save(out)
    return out.getvalue()


def changed(package: bytes, **members: bytes) -> bytes:
    """The package with members put in or replaced; `_` stands for `/` and `__` for a full stop."""
    new = {name.replace("__", ".").replace("_", "/"): data for name, data in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name not in new:
                made.writestr(name, old.read(name))
        for name, data in new.items():
            made.writestr(name, data)
    return out.getvalue()


def test_nothing_at_all() -> None:
    assert refused(b"")[0] is Reason.EMPTY
    assert refused(b" \n\0")[0] is Reason.EMPTY


def test_larger_than_what_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_BYTES", 1024 * 1024)
    assert refused(b"a" * (1024 * 1024 + 1)) == (Reason.TOO_LARGE, "1")


def test_macros() -> None:
    assert refused(changed(word(), word_vbaProject__bin=b"x")) == (Reason.MACROS, "word/vbaProject.bin")
    assert refused(changed(workbook(), xl_vbaProject__bin=b"x"))[0] is Reason.MACROS
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            made.writestr(name, types if name == "[Content_Types].xml" else old.read(name))
    assert refused(out.getvalue(), "plan.docx")[0] is Reason.MACROS


def test_encrypted_office_files_and_old_ones() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600
    assert refused(ole, "plan.doc")[0] is Reason.OLD_OFFICE
    assert refused(ole + "EncryptedPackage".encode("utf-16-le"), "plan.docx")[0] is Reason.ENCRYPTED


def test_an_encrypted_pdf() -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt"))
    assert refused(out.getvalue())[0] is Reason.ENCRYPTED


def test_a_package_that_unpacks_to_far_more() -> None:
    bomb = changed(word(), word_media__=b"")
    assert docread.read(bomb).blocks  # an empty member does no harm
    large = changed(word(), word_document__xml=b"<w>" + b" " * (40 * 1024 * 1024) + b"</w>")
    assert refused(large) == (Reason.UNPACKS_TOO_LARGE, "word/document.xml")


def test_many_members_that_unpack_to_too_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_UNPACKED", 100_000)
    noise = random.Random(1).randbytes(60_000)
    assert refused(changed(word(), a__bin=noise, b__bin=noise))[0] is Reason.UNPACKS_TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities(encoding: str) -> None:
    evil = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'
    ).encode(encoding)
    assert refused(changed(word(), word_document__xml=evil)) == (Reason.EXTERNAL_ENTITIES, "word/document.xml")
    assert refused(changed(workbook(), xl_sharedStrings__xml=evil))[0] is Reason.EXTERNAL_ENTITIES


def test_a_file_that_is_not_what_its_name_says() -> None:
    assert refused(word(), "plan.pdf") == (Reason.WRONG_NAME, "word")
    assert refused(b"Bara text", "plan.docx") == (Reason.WRONG_NAME, "text")
    assert refused(b"%PDF-1.7 ...", "plan.xlsx") == (Reason.WRONG_NAME, "pdf")


def test_other_office_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("content.xml", "<a/>")
    assert refused(out.getvalue(), "plan.odt") == (Reason.OTHER_OFFICE, "OpenDocument")
    assert refused(b"{\\rtf1 Plan}")[0] is Reason.OTHER_OFFICE
    assert refused(b"\x7fELF\0\0\0")[0] is Reason.UNKNOWN


def test_damaged_files_say_where() -> None:
    assert refused(word()[:-200])[0] is Reason.DAMAGED
    assert refused(changed(word(), word_document__xml=b"<w:document")) == (Reason.DAMAGED, "word/document.xml")
    assert refused(changed(word(), word_styles__xml=b"<")) == (Reason.DAMAGED, "word/styles.xml")
    assert refused(changed(workbook(), xl_workbook__xml=b"<workbook"))[0] is Reason.DAMAGED
    assert refused(b"%PDF-1.7\nnothing more")[0] is Reason.DAMAGED


def test_a_document_without_text() -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    assert refused(out.getvalue())[0] is Reason.NO_TEXT
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    assert refused(out.getvalue())[0] is Reason.NO_TEXT


def test_text_with_control_characters_names_the_line() -> None:
    assert refused(b"ett\ntv\x01") == (Reason.NOT_TEXT, "2")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=40), st.sampled_from(["word", "excel", "pdf"]))
def test_a_file_with_spoilt_bytes_is_read_or_refused(at: int, noise: bytes, kind: str) -> None:
    data = {"word": WORD, "excel": EXCEL, "pdf": PDF}[kind]
    at %= len(data)
    try:
        docread.read(data[:at] + noise + data[at + len(noise) :])
    except Unreadable as told:
        assert told.reason in Reason


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        docread.read(data)
    except Unreadable as told:
        assert told.reason in Reason


def small_pdf() -> bytes:
    from samsyn import docrender

    return docrender.to_pdf(
        docrender.Document("Plan", "sv", (docrender.Table("T", ("Område", "Tid"), (("Dagvatten", "2026"),)),))
    )


WORD, EXCEL, PDF = word(), workbook(), small_pdf()
