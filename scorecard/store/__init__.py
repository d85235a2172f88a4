"""The only room that knows DuckDB, and the only one that writes below the workspace folder.

    deliveries/<digest>/   the delivered file as it came, its kept and its refused rows, the units that only
                           they name, its record
    results.duckdb         every run ever made, appended, never changed (the writer's file)
    snapshots/<digest>.duckdb + current     what people read: immutable files and a pointer to the newest

What does not live here: what a figure means (``compute``), who draws it (``publish``).
"""
