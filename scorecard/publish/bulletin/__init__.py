"""The PDF documents: views -> HTML by Jinja2 -> PDF by WeasyPrint, and their charts as small SVG.

What lives here: the notice of a unit or department (单位通报), the month's bulletin (服务质量通报), and
the one function that makes PDFs. What does not: reading results (``views``) and rounding (``model``).
"""
