"""Whether the installed fonts can show every name of the definitions."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem, some
from scorecard.doctor.workspace.ground import Ground
from scorecard.publish.bulletin.installed_fonts import drawn, fontconfig


def characters(ground: Ground) -> Iterator[Finding]:
    """Every character of a name against every font that papers may be set in."""
    fonts, names = fontconfig(), ground.declared.names
    used = {one for _, name in names for one in name if drawn(one)}
    if fonts is None or not used:
        return
    missing = sorted(fonts.lacking(used))
    if missing:
        told = some([f"{one} (U+{ord(one):04X})" for one in missing])
        where = some(sorted({owner for owner, name in names if set(missing) & set(name)}))
        yield problem(
            "characters",
            f"No installed font has {told}; the names of {where} need it.",
            "A bulletin or notice with such a name is refused.",
            "Install a font that has it, or write the name with another character.",
        )
    else:
        yield ok("characters", f"The installed fonts have all {len(used):,} characters of the names.")
