"""Other forms of the same content: feeds, sitemap, robots.txt.

Refuses to say anything that the pages do not say.
"""
