"""Benchmarks: ``python -m bench NAME`` prints one JSON object a figure: name, value, unit, goal if any."""
