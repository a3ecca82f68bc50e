import io
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter
from reading_checks import check_document

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.reading import read, source_text

PAGES = ("Ada met Charles in London.\nThey spoke of engines.", "Basile came from Lyon.")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    buffer = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(buffer) as pages:
        for text in PAGES:
            figure = Figure()
            figure.text(0.1, 0.5, text)
            pages.savefig(figure)
    return buffer.getvalue()


def write(path: Path, writer: PdfWriter) -> Path:
    with path.open("wb") as file:
        writer.write(file)
    return path


def test_a_pdf_is_the_text_of_its_pages(pdf, tmp_path):
    path = tmp_path / "talk.pdf"
    path.write_bytes(pdf)

    document = read(path)

    assert document.text.split("\n") == [
        "Ada met Charles in London. They spoke of engines.",
        PAGES[1],
    ]
    assert source_text(path).count("\f") == 1
    check_document(document, source_text(path))


def test_an_encrypted_pdf_is_refused(pdf, tmp_path):
    writer = PdfWriter(PdfReader(io.BytesIO(pdf)))
    writer.encrypt("secret", algorithm="RC4-128")

    with pytest.raises(ReadingError, match=r"talk\.pdf: it is encrypted; save it"):
        read(write(tmp_path / "talk.pdf", writer))


def test_a_pdf_without_text_is_refused(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)

    with pytest.raises(ReadingError, match="it has no text, only pictures"):
        read(write(tmp_path / "scan.pdf", writer))


def test_a_pdf_of_too_many_pages_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "PDF_PAGES", 1)
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_blank_page(100, 100)

    with pytest.raises(ReadingError, match="more than 1 pages, the limit; split it"):
        read(write(tmp_path / "long.pdf", writer))


@pytest.mark.parametrize("cut", [0.2, 0.6])
def test_a_damaged_pdf_is_refused(pdf, cut, tmp_path):
    path = tmp_path / "bad.pdf"
    path.write_bytes(pdf[: int(len(pdf) * cut)].replace(b"obj", b"obx"))

    with pytest.raises(ReadingError, match=r"bad\.pdf: it (is a damaged PDF|has no text)"):
        read(path)
