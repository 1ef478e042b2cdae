"""The rules: each a generator of problems whose docstring is the rule.

Refuses to mend and to print: it looks at content, district and plan, and yields what is wrong.
"""
