"""Word documents and OpenDocument spreadsheets written by hand, as other programs write them."""

from __future__ import annotations

import io
import zipfile
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with that body; further parts of `word/` by name, such as numbering."""
    named = {f"word/{name}.xml": text for name, text in parts.items()}
    return packed({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **named})


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run; a tab and a line break are elements of their own, as Word writes them."""
    runs = escape(text, quote=False).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{runs}</w:t></w:r></w:p>'


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph a line."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, text.splitlines() or ['']))}</w:tc>"


def table(*rows: list[str] | str) -> str:
    """A table of rows given as texts, or as their XML."""
    made = [row if isinstance(row, str) else tr(*map(cell, row)) for row in rows]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def tr(*cells: str) -> str:
    """A row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def ods(tables: str, **parts: str) -> bytes:
    """An OpenDocument spreadsheet of these tables."""
    content = f"<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    named = {f"META-INF/{name}.xml": text for name, text in parts.items()}
    return packed({"mimetype": kind, "content.xml": content, **named})


def ods_row(*texts: str, settings: str = "") -> str:
    """A row of text cells; "" is a blank one."""
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in texts
    )
    return f"<table:table-row {settings}>{''.join(cells)}</table:table-row>"
