"""From bytes to a tree of marked nodes: the part of YAML that a plan needs, and nothing else of YAML.

Values stay the letters that stand in the file: `0680`, `2026` and `no` are text here, and become numbers only
where the schema asks for a number. Anchors, aliases and tags are refused, so a file can neither grow nor run
anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from samsyn.plandoc.planfile.problems import PlanFileError, Problem
from samsyn.plandoc.text import Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 12  # the schema needs 7
MAX_VALUES = 300_000

_Loader: type[yaml.BaseLoader] | type[yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")  # also when it is escaped: no database stores it
# The first bytes of files that people rename, and what they are.
_SIGNATURES = (
    (b"PK\x03\x04", Text("en Word-, Excel- eller zip-fil", "a Word, Excel or zip file")),
    (b"%PDF", Text("en PDF-fil", "a PDF file")),
    (b"\xd0\xcf\x11\xe0", Text("en äldre Word- eller Excel-fil", "an old Word or Excel file")),
    (b"\xff\xd8\xff", Text("en bild", "a picture")),
    (b"\x89PNG", Text("en bild", "a picture")),
)
_SYNTAX = (
    (
        "that cannot start any token",
        Text("Tecknet kan inte stå först i ett värde.", "A value cannot begin with this character."),
        Text(
            "Dra in med blanksteg, inte tabbar, och sätt citattecken om texten.",
            "Indent with spaces, not tabs, and put quotation marks round the text.",
        ),
    ),
    (
        "mapping values are not allowed",
        Text("Här står ett kolon för mycket.", "There is one colon too many here."),
        Text(
            "Sätt citattecken om texten, eller skriv den på en egen rad efter |.",
            "Put quotation marks round the text, or write it on a line of its own after |.",
        ),
    ),
    (
        "could not find expected ':'",
        Text("Raden saknar kolon efter nyckeln.", "The line lacks a colon after its key."),
        Text(
            "Skriv ”nyckel: värde”, eller dra in raden så att den hör till texten ovanför.",
            "Write “key: value”, or indent the line so that it belongs to the text above.",
        ),
    ),
    (
        "end of stream",
        Text("Ett citattecken eller en parentes stängs aldrig.", "A quotation mark or bracket is never closed."),
        Text("Sätt dit det tecken som saknas.", "Add the character that is missing."),
    ),
    (
        "while parsing|did not find expected|<document start>",
        Text(
            "Radens indrag eller skiljetecken stämmer inte.",
            "The indentation or punctuation is not right here.",
        ),
        Text(
            "Rader som hör ihop ska börja i samma kolumn; listor i hakparentes ska ha komma och avslutas.",
            "Lines that belong together begin in the same column; lists in brackets need commas and an end.",
        ),
    ),
)


@dataclass(slots=True)
class Node:
    """A value in the file and where it begins (line and column from 1)."""

    line: int
    column: int


@dataclass(slots=True)
class Scalar(Node):
    value: str
    plain: bool  # written without quotation marks and not as a block


@dataclass(slots=True)
class Sequence(Node):
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping(Node):
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of file is read: the name of its format, and what people call it."""

    format: str
    noun: Text


PLAN_FILE = Wanted("samsyn-plan/1", Text("en planfil", "a plan file"))


def nodes(data: bytes | str, wanted: Wanted = PLAN_FILE) -> Node:
    """The file's tree. Raises PlanFileError when it is not one readable YAML document."""
    text = _decoded(data, wanted)
    problems: list[Problem] = []
    root: list[Node] = []
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Node | None] = []  # for each open node: the key that waits for its value
    count = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionEndEvent):
                open_nodes.pop()
                keys.pop()
                continue
            if isinstance(event, yaml.DocumentStartEvent) and root:
                problems.append(_at(event, *_SECOND_DOCUMENT))
                break
            if not isinstance(event, yaml.NodeEvent):
                continue
            count += 1
            problems += _refused(event)
            node = _node(event)
            if open_nodes:
                keys[-1] = _attach(open_nodes[-1], keys[-1], node)
            else:
                root.append(node)
            if isinstance(node, Sequence | Mapping):
                open_nodes.append(node)
                keys.append(None)
            if count > MAX_VALUES or len(open_nodes) > MAX_DEPTH:
                problems.append(_at(event, *(_TOO_MANY if count > MAX_VALUES else _TOO_DEEP)))
                break
    except yaml.YAMLError as error:
        problems.append(_syntax(error))
    if problems:
        raise PlanFileError(problems)
    if not root:
        begin = f"format: {wanted.format}"
        remedy = Text(f"Börja med raden ”{begin}”.", f"Begin with the line “{begin}”.")
        raise PlanFileError([Problem(Text("Filen är tom.", "The file is empty."), remedy)])
    return root[0]


_SECOND_DOCUMENT = (
    Text("Filen innehåller mer än ett dokument.", "The file holds more than one document."),
    Text("Ta bort raden ”---” och det som följer.", "Remove the line “---” and what follows."),
)
_TOO_MANY = (
    Text("Filen innehåller för många värden.", "The file holds too many values."),
    Text(
        "En plan har högst 300 000 värden. Dela upp filen.",
        "A plan has at most 300,000 values. Split the file.",
    ),
)
_TOO_DEEP = (
    Text("Listor ligger för djupt i varandra.", "Lists lie too deep in each other."),
    Text("Ta bort överflödiga hakparenteser och indrag.", "Remove superfluous brackets and indentation."),
)
_ALIAS = (
    Text(
        "Hänvisningar med & och * används inte i planfiler.",
        "Anchors (&) and aliases (*) are not used in plan files.",
    ),
    Text(
        "Skriv ut texten i stället, eller sätt citattecken om den.",
        "Write the text out instead, or put quotation marks round it.",
    ),
)
_TAG = (
    Text("Typmärken med ! används inte i planfiler.", "Tags (!) are not used in plan files."),
    Text(
        "Ta bort märket, eller sätt citattecken om texten.",
        "Remove the tag, or put quotation marks round the text.",
    ),
)

_ESCAPED = (
    Text("Texten innehåller ett tecken som inte kan sparas.", "The text holds a character that cannot be stored."),
    Text("Ta bort \\0, \\ud800 och liknande ur texten.", "Remove \\0, \\ud800 and the like from the text."),
)


def _decoded(data: bytes | str, wanted: Wanted) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        raise PlanFileError(
            [
                Problem(
                    Text("Filen är större än 2 MB.", "The file is larger than 2 MB."),
                    Text(
                        "En plan är bara text och ryms gott och väl. Kontrollera att det är rätt fil.",
                        "A plan is text only and well below that. See that it is the right file.",
                    ),
                )
            ]
        )
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise PlanFileError(
                [
                    Problem(
                        Text(
                            f"Filen är {kind.sv}, inte {wanted.noun.sv}.",
                            f"The file is {kind.en}, not {wanted.noun.en}.",
                        ),
                        Text(
                            f"Välj en textfil i formatet {wanted.format} (YAML).",
                            f"Choose a text file in the format {wanted.format} (YAML).",
                        ),
                    )
                ]
            )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "ignore")
        raise PlanFileError(
            [
                Problem(
                    Text("Filen är inte sparad som UTF-8.", "The file is not saved as UTF-8."),
                    Text(
                        "Spara om den med teckenkodningen UTF-8, så att å, ä och ö blir rätt.",
                        "Save it again with the encoding UTF-8, so that å, ä and ö come out right.",
                    ),
                    before.count("\n") + 1,
                    len(before) - (before.rfind("\n") + 1) + 1,
                )
            ]
        ) from None
    found = [
        Problem(
            Text(
                f"Här står ett osynligt styrtecken (U+{ord(match[0]):04X}).",
                f"There is an invisible control character (U+{ord(match[0]):04X}) here.",
            ),
            Text("Ta bort tecknet.", "Remove the character."),
            text.count("\n", 0, match.start()) + 1,
            match.start() - text.rfind("\n", 0, match.start()),
        )
        for match, _ in zip(_UNREADABLE.finditer(text), range(20), strict=False)
    ]
    if found:
        raise PlanFileError(found)
    return text


def _node(event: yaml.NodeEvent) -> Node:
    line, column = _place(event)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(line, column)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(line, column)
    if isinstance(event, yaml.ScalarEvent):
        # The line break that ends a block is there for the block's sake and is no part of the text.
        value = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        return Scalar(line, column, value, plain=event.style in (None, ""))
    return Scalar(line, column, "", plain=True)  # an alias, already refused


def _attach(parent: Sequence | Mapping, key: Node | None, node: Node) -> Node | None:
    """Puts the node where it belongs and returns the key that waits for a value now."""
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return None
    if key is None:
        return node
    parent.pairs.append((key, node))
    return None


def _refused(event: yaml.NodeEvent) -> list[Problem]:
    if event.anchor is not None:
        return [_at(event, *_ALIAS)]
    if getattr(event, "tag", None) is not None:
        return [_at(event, *_TAG)]
    if isinstance(event, yaml.ScalarEvent) and _FORBIDDEN.search(event.value):
        return [_at(event, *_ESCAPED)]
    return []


def _at(event: yaml.Event, what: Text, remedy: Text) -> Problem:
    return Problem(what, remedy, *_place(event))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _syntax(error: yaml.YAMLError) -> Problem:
    line, column, said = 0, 0, str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        said = " ".join(part for part in (error.context, error.problem) if part)
        if mark := error.problem_mark or error.context_mark:
            line, column = mark.line + 1, mark.column + 1
    for words, what, remedy in _SYNTAX:
        if re.search(words, said):
            return Problem(what, remedy, line, column)
    return Problem(
        Text(
            "Filen går inte att läsa som YAML från denna plats.",
            "The file cannot be read as YAML from this place.",
        ),
        Text(
            f"Se över raden och den ovanför. Läsaren säger: {said}.",
            f"Look at this line and the one above. The reader says: {said}.",
        ),
        line,
        column,
    )
