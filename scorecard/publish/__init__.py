"""The printers: each turns views into what people read (pages, papers, workbooks).

What lives here: layout, colour, wording. What does not: figures. A printer reads nothing but
``scorecard.views``, rounds nothing, and knows no other printer. ``ossie`` prints definitions for other tools
and reads the model instead.
"""
