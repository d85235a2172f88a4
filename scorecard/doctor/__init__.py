"""Can this installation and these data be trusted? Checks that look and change nothing.

What lives here: ``installation``, the checks of the machine, which need none of the product's libraries
and so can say that one is missing; ``workspace``, the checks of what was delivered, computed and published.
Each check is a function in a file of its name; ``CHECKS`` of either folder lists them in the order in which
they are told.
What does not live here: whether the definitions make sense (``definitions``, the command ``check``), and any
remedy: a finding says what to do, and somebody does it.
"""
