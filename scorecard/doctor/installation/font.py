"""Whether a Chinese font is there that paper asks for."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, warning
from scorecard.doctor.installation.machine import Machine
from scorecard.publish.bulletin.installed_fonts import fontconfig


def font(machine: Machine) -> Iterator[Finding]:
    """The family that stands in for the ones wished for; silent without fontconfig, which is told already.

    Another family is a warning only: what it cannot show is told with the characters of the definitions.
    """
    fonts = fontconfig()
    if fonts is None:
        return
    chosen = fonts.chosen(machine.families)
    if fitting := [one for one in machine.families if one in chosen]:
        yield ok("font", f"Papers are set in {fitting[0]}.")
    else:
        yield warning(
            "font",
            f"None of the fonts of the papers is installed ({', '.join(machine.families)}); "
            f"{min(chosen, default='no font')} stands in.",
            "Papers look otherwise than they should, and Chinese may not be printed at all.",
            "Install fonts-noto-cjk (Debian, Ubuntu) or font-noto-sans-cjk-sc (brew), or run 'make setup'.",
        )
