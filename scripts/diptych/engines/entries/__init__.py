"""A module an engine, named as the engine is: how it is built from what the keeper has set. `registry` finds them.

What an engine needs is imported when it is built: only a run that asks a service waits for its packages.
"""
