"""What is paid for and who pays: projects, funding calls.

Refuses amounts that the page does not show.
"""

from __future__ import annotations

from district.graph.nodes import (
    Node,
    images,
    money,
    named,
    node,
    number,
    parties,
    party,
    said,
    subject,
    summary,
    when,
)
from district.kinds.calls import Call
from district.kinds.projects import Project
from district.rendering.view import View


def project(view: View) -> Node:
    """A project with its funding, from its own page."""
    entry, facts = subject(view, Project)
    grant = node(
        "MonetaryGrant" if facts.grant else "Grant",
        name=said(view, facts.programme),
        funder=parties(view, facts.funders),
        amount=money(facts.grant),
    )
    return named(view, entry, "ResearchProject") | node(
        "ResearchProject",
        alternateName=facts.acronym,
        description=summary(view, entry),
        foundingDate=when(facts.start),
        dissolutionDate=when(facts.end),
        identifier=node("PropertyValue", propertyID="CUP", value=facts.cup) if facts.cup else None,
        funding=grant if len(grant) > 1 else None,
        member=parties(view, facts.partners),
        sameAs=facts.website,
        image=images(view, entry),
    )


def call(view: View) -> Node:
    """A funding call with its deadline, from its own page.

    schema.org gives a grant no deadline: the time is that of applying for it.
    """
    entry, facts = subject(view, Call)
    most = facts.most_aid
    amount = node("MonetaryAmount", maxValue=number(most.amount), currency=most.currency) if most else None
    target = node("EntryPoint", urlTemplate=facts.link) if facts.link else None
    apply = node("ApplyAction", startTime=when(facts.opens), endTime=when(facts.deadline), target=target)
    return named(view, entry, "MonetaryGrant") | node(
        "MonetaryGrant",
        description=summary(view, entry),
        funder=party(view, facts.funder),
        amount=amount,
        potentialAction=apply,
        image=images(view, entry),
    )
