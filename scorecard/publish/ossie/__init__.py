"""The definitions as an Apache Ossie semantic model: what other tools read a KPI from."""
