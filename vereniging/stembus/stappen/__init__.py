"""Steps T1 to T4 of protocol 4.7 as pure functions: values in, values and files out.

The database layer stores what these return, each step in one transaction of its own.
"""
