"""A report as a PDF, by WeasyPrint, which few have installed."""

from importlib import import_module
from typing import Any

from attune_cli import errors

TAGGED = "pdf/ua-1"  # so that a screen reader can read it


def pdf_of(page: str) -> bytes:
    """Return a page as a PDF.

    Raises:
        PdfUnavailable: WeasyPrint, or what it needs of the system, is not there.
    """
    try:
        weasyprint: Any = import_module("weasyprint")
    except (ImportError, OSError) as problem:  # OSError: no Pango
        raise errors.files.PdfUnavailable from problem
    document = weasyprint.HTML(string=page, url_fetcher=_nothing)
    return bytes(document.write_pdf(pdf_variant=TAGGED))


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    """Fetch nothing: a report asks nothing of any other place."""
    message = f"a report has nothing to fetch: {url}"
    raise ValueError(message)
