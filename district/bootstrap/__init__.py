"""Makes the environment that everything else runs in, with nothing but Python itself.

It refuses to import the rest of the package, or anything that would have to be installed.
"""
