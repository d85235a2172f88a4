from __future__ import annotations

import hashlib
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from pypdf import PdfReader

from scorecard.errors import PrintFailed
from scorecard.publish.bulletin.pdf import print_pdf

PAGE = (
    '<html lang="zh-CN"><head><meta charset="utf-8"><title>通报</title>'
    '<meta name="dcterms.created" content="2026-06-01T00:00:00Z">'
    '<meta name="dcterms.modified" content="2026-06-01T00:00:00Z"></head><body>{}</body></html>'
)


@contextmanager
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on loopback that notes every request."""
    heard: list[bytes] = []

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            heard.append(self.rfile.readline())
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1], heard
        finally:
            server.shutdown()


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="{address}">',
        '<link rel="stylesheet" href="{address}">',
        "<style>@import url({address});</style>",
        "<style>@font-face {{ font-family: X; src: url({address}) }} p {{ font-family: X }}</style><p>x</p>",
        '<p style="background: url({address})">x</p>',
        '<link rel="attachment" href="{address}">',
        '<object data="{address}"></object>',
        '<svg width="9" height="9"><image href="{address}" width="9" height="9"/></svg>',
    ],
)
def test_nothing_is_fetched(asks):
    """A document that names an address fails, and nobody is called."""
    with listener() as (port, heard):
        with pytest.raises(PrintFailed):
            print_pdf(PAGE.format(asks.format(address=f"http://127.0.0.1:{port}/x")))
        assert heard == []


@pytest.mark.parametrize("address", ["file:///etc/hostname", "data:image/svg+xml,%3Csvg/%3E"])
def test_no_local_file_is_read(address):
    """Neither a local file nor an embedded picture gets into a document."""
    with pytest.raises(PrintFailed, match="nothing may be fetched"):
        print_pdf(PAGE.format(f'<img src="{address}">'))


def test_a_missing_glyph_is_named():
    """A character that no font has stops the print, and the error names it and where it stands."""
    with pytest.raises(PrintFailed) as failed:
        print_pdf(PAGE.format("<p>经理：\U000323af某</p>"))
    assert "U+323AF" in str(failed.value)
    assert "经理" in str(failed.value)


def test_an_unknown_style_is_named():
    """A style that WeasyPrint does not know stops the print instead of being ignored."""
    with pytest.raises(PrintFailed, match="colour"):
        print_pdf(PAGE.format('<p style="colour: red">x</p>'))


def test_a_failure_does_not_linger():
    """The print after a failed one works."""
    with pytest.raises(PrintFailed):
        print_pdf(PAGE.format('<p style="colour: red">x</p>'))
    assert print_pdf(PAGE.format("<p>通报</p>")).startswith(b"%PDF")


def test_same_input_same_bytes():
    """The same document gives the same bytes, in another process with another hash seed too."""
    html = PAGE.format("<p>满意度指数 82.31</p>")
    here = print_pdf(html)
    assert print_pdf(html) == here
    program = (
        "import sys, hashlib; from scorecard.publish.bulletin.pdf import print_pdf;"
        "print(hashlib.sha256(print_pdf(sys.stdin.buffer.read().decode())).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", program],
        input=html.encode(),
        capture_output=True,
        check=True,
        env={
            "PYTHONHASHSEED": "7",
            "PATH": "/usr/bin:/bin",
            "TZ": "Asia/Shanghai",
            "PYTHONPATH": ":".join(sys.path),
        },
    )
    assert there.stdout.decode().strip() == hashlib.sha256(here).hexdigest()


def test_fonts_are_embedded():
    """Every font that a page uses is in the file, and the document declares PDF/A-3."""
    made = print_pdf(PAGE.format("<p>满意度指数 82.31 <b>通报</b></p>"))
    fonts = PdfReader(BytesIO(made)).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert b"pdfaid:part" in PdfReader(BytesIO(made)).trailer["/Root"]["/Metadata"].get_object().get_data()
