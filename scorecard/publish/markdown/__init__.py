"""Plain text with marks (GitHub's Markdown): what is read in a repository, a wiki or a diff.

What lives here: the dictionary. What does not: figures and sentences (``views``).
"""
