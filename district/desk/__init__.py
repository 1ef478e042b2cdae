"""The editor's desk: new things, what is left to do, members' updates, schemas for editors' programs.

Refuses to show or publish anything, and to leave content in a worse state than it found it.
"""
