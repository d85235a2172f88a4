"""The vocabulary as frozen values. No input, no output, no library that does any.

What lives here: one concept a module, each a frozen dataclass or a small pure function on them.
What does not: reading YAML (``definitions``), reading files (``ingest``), SQL (``store``).
"""
