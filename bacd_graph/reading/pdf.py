"""PDF files: the text of their pages."""

import io
import logging
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import ReadingError

PAGE_BREAK: Final = "\f"


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF: that of its pages, in order, joined by form feeds.

    This is the source of such a document: its offsets count characters of this text.

    Raises:
        ReadingError: if the file is damaged or encrypted, has no text, or has more pages than
            `limits.PDF_PAGES`. The message does not name the source.
    """
    # pypdf takes a while to import, and most corpora hold no PDF.
    from pypdf import PdfReader

    # What pypdf mends on its way it also logs; a reader of ours has no use for that.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ReadingError("it is encrypted; save it without a password")
        if len(reader.pages) > limits.PDF_PAGES:
            raise ReadingError(
                f"it has more than {limits.PDF_PAGES} pages, the limit; split it into documents"
            )
        pages = [page.extract_text() for page in reader.pages]
    except ReadingError:
        raise
    except Exception as error:
        # pypdf meets damage with errors of its own and of Python's, whichever comes first.
        raise ReadingError(
            f"it is a damaged PDF ({type(error).__name__}); print it to PDF again"
        ) from error
    if not any(page.strip() for page in pages):
        raise ReadingError("it has no text, only pictures; run text recognition on it")
    return PAGE_BREAK.join(pages).encode("utf-8", "replace").decode("utf-8")
