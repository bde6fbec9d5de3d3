from pathlib import Path

from tools.translations import PO, incomplete, stale

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WHOLE = HEAD + 'msgid "plan"\nmsgstr "plan"\n'


def catalogue(app: Path, text: str) -> Path:
    (app / PO).parent.mkdir(parents=True)
    (app / PO).write_text(text, encoding="utf-8")
    return app


def test_a_whole_catalogue_has_no_fault(tmp_path, monkeypatch):
    app = catalogue(tmp_path / "app", WHOLE)
    monkeypatch.setattr("tools.translations.SOURCE", tmp_path)
    assert list(incomplete(app / PO)) == []
    assert list(stale(app, catalogue(tmp_path / "extracted", WHOLE))) == []


def test_missing_fuzzy_left_over_and_misformatted_entries_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.translations.SOURCE", tmp_path)
    text = (
        HEAD
        + 'msgid "empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "unsure"\nmsgstr "osäker"\n\n'
        + '#, python-format\nmsgid "%s rows"\nmsgstr "%d rader %s"\n\n#~ msgid "old"\n#~ msgstr "gammal"\n'
    )
    faults = "\n".join(incomplete(catalogue(tmp_path / "app", text) / PO))
    assert "not translated: 'empty'" in faults
    assert "fuzzy: 'unsure'" in faults
    assert "no longer used: 'old'" in faults
    assert "format specifications" in faults


def test_texts_of_the_code_and_of_the_catalogue_are_compared(tmp_path):
    app = catalogue(tmp_path / "app", HEAD + 'msgid "old"\nmsgstr "gammal"\n')
    faults = list(stale(app, catalogue(tmp_path / "extracted", HEAD + 'msgid "new"\nmsgstr ""\n')))
    assert [fault.rpartition(": ")[2] for fault in faults] == ["'new'", "'old'"]
    assert len(list(stale(tmp_path / "none", tmp_path / "extracted"))) == 1
