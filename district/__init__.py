"""A site for a district of companies, made from folders of facts and texts.

Data goes one way: read, plan, check, render, publish; each room of this package does one of
these and imports only from the rooms before it (the rows stand in CONTRIBUTING.md, a test
keeps them). Only `district.plugin` knows Pelican. Nothing here knows shoes, or which
languages a site has: both are content.
"""
