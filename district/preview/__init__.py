"""The live preview: serves the built site on this machine and follows each change.

It refuses to build by itself (a child of `builder` does, through the plugin) and to be reached from another machine.
"""
