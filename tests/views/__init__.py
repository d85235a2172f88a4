"""Views over a snapshot small enough to be added up by hand."""
