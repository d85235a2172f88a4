"""The dictionary (指标字典): what every KPI in force means, in words, symbols and a worked example.

``dictionary`` gives the rows of its tables. What lives here: sentences in both languages, put together from
the glossary's templates, which are handed in. What does not: layout (``publish``), YAML (``definitions``).
Whatever a book says of later months is left out, so that a month's dictionary stays what it was.
"""
