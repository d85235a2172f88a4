"""The only read side for people: frozen view values, one module a screen or document section.

Each module has ``load(reader, principal, ...)``, which reads through the store's gateway, and
``build(...)``, which is pure. Views hold published figures and both languages; they format nothing and
draw nothing. No printer (web, bulletin, workbook) reads anything but views.
"""
