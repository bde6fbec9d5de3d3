"""The few words of WordprocessingML that our documents are written in, as text."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from samsyn.docrender.text import clean, pieces


def run(text: str, style: str = "") -> str:
    """`text` as one run, in the character style of that id; a line feed is a line break."""
    lines = clean(text).replace("\t", " ").split("\n")
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f"<w:r>{look}" + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines) + "</w:r>"
    )


def flow(text: str) -> str:
    """`text` as runs, with its web and e-mail addresses as links."""
    return "".join(_link(shown, target) if target else run(shown) for shown, target in pieces(text))


def _link(shown: str, target: str) -> str:
    """A link as a field: unlike a w:hyperlink it needs no relation of the part it stands in."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{escape(target)}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{escape(shown)}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """A paragraph in the style of that id, of runs; `properties` come in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str) -> str:
    """A field that Word fills in; `shown` is what stands there until then."""
    return f"<w:fldSimple w:instr={quoteattr(instruction)}>{run(shown)}</w:fldSimple>"


def attribute(text: str) -> str:
    """`text` as a quoted attribute value on one line."""
    return quoteattr(" ".join(clean(text).split()))
