"""The functional core: every stage a pure function over values, none of them knowing another.

aggregate -> (the store runs the queries) -> roll_up -> score -> evidence -> weigh -> attribute -> reconcile
-> stand -> bounds -> rank -> audit -> findings -> lever -> tabulate. Beside the way: ``difference`` (what
two books do not say alike), ``moves`` (what of the results moves because of it), ``change`` (why an index
moved between two periods) and ``incentive`` (what a plan pays by the scores).

No input, no output, no clock, no chance: the same values in give the same values out. ``cycle`` joins them.
"""
