from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from pypdf import PdfReader

from scorecard.publish.bulletin import pdf
from scorecard.publish.bulletin.embedded_font import trim

PAGE = '<html lang="zh-CN"><head><meta charset="utf-8"></head><body><p>客户满意度指数 82.31</p></body></html>'


def embedded(made: bytes) -> bytes:
    """The program of the first font of the first page."""
    fonts = PdfReader(BytesIO(made)).pages[0]["/Resources"]["/Font"]
    font = next(iter(fonts.values())).get_object()["/DescendantFonts"][0].get_object()
    return font["/FontDescriptor"].get_object()["/FontFile3"].get_object().get_data()


def outlines(cff: bytes) -> dict[str, list[object]]:
    """CID -> drawing operations, of the glyphs that draw anything."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(cff), None)
    glyphs, found = fonts[0].CharStrings, {}
    for name in fonts[0].charset:
        pen = RecordingPen()
        glyphs[name].draw(pen)
        if pen.value:
            found[name] = pen.value
    return found


@pytest.fixture(scope="module")
def whole() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "trim", lambda font: None)
        made = embedded(pdf.print_pdf(PAGE))
    if made[:4] != b"OTTO":
        pytest.skip("the installed Chinese font is not an OpenType CFF font")
    return made


def test_used_glyphs_are_untouched(whole):
    """The trimmed font draws the same outlines under the same CIDs, and holds nothing else."""
    trimmed = trim(whole)
    assert trimmed is not None
    start = whole.index(b"CFF ")
    at, size = (int.from_bytes(whole[start + i : start + i + 4], "big") for i in (8, 12))
    assert outlines(trimmed) == outlines(whole[at : at + size])
    assert len(trimmed) < len(whole) / 10


def test_the_paper_carries_the_trimmed_font(whole):
    """A printed document embeds exactly the trimmed program."""
    assert embedded(pdf.print_pdf(PAGE)) == trim(whole)


@pytest.mark.parametrize("font", [b"", b"\0\1\0\0" + bytes(60), b"OTTO\0\0" + bytes(60)])
def test_other_fonts_are_left_alone(font):
    """What is not an OpenType file with a CFF table is embedded as it is."""
    assert trim(font) is None
