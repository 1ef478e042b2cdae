"""Charts: their numbers are those of the profiles, and too few companies make none."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.charts import LEAST, by_size, by_word, chain_of, charts_of
from district.charts.counting import MOST_CLASSES, classes, share
from district.district import District
from district.kinds.members import Member
from tests.content import site, surveyed
from tests.site.built import CONTENT


@cache
def district_of(name: str) -> District:
    found = (surveyed(CONTENT) if name == "content" else site(name)).district
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["content", "full"])
def test_each_bar_counts_what_the_profiles_say(name: str) -> None:
    district = district_of(name)
    facts = [member.facts for member in district.members if isinstance(member.facts, Member)]
    charts = charts_of(district)
    assert {chart.facet.name for chart in charts if chart.facet} | {"phases"} == {
        facet.name for facet in district.facets if facet.first
    }
    for chart in charts:
        assert chart.asked == len(facts)
        if chart.facet:
            said = Counter(key for one in facts for key in one.facets.get(chart.facet.name, ()))
            assert {bar.word.key: bar.count for bar in chart.bars if bar.word} == dict(said)
            assert chart.said == sum(bool(one.facets.get(chart.facet.name)) for one in facts)
            assert [bar.count for bar in chart.bars] == sorted((bar.count for bar in chart.bars), reverse=True)
            continue
        values: list[Decimal | int]
        if chart.measure:
            values = [one.measures[chart.measure.name].value for one in facts if chart.measure.name in one.measures]
        else:
            values = [one.employees.value for one in facts if one.employees]
        assert chart.said == len(values) == sum(bar.count for bar in chart.bars)
        for bar in chart.bars:
            assert bar.count == sum(bar.low <= value < bar.high + 1 for value in values)


def test_a_chart_says_from_when_its_figures_are() -> None:
    chart = next(chart for chart in charts_of(district_of("full")) if not chart.facet and not chart.measure)
    assert chart.since is not None
    assert chart.until is not None
    assert (chart.since.iso, chart.until.iso) == ("2026-03", "2026-06")


def test_too_few_companies_make_no_chart() -> None:
    district = district_of("full")
    products = district.facet("products")
    assert products is not None
    stating = [member for member in district.members if products.of(member)]
    assert by_word(products, stating[: LEAST - 1]) is None
    assert by_size([(member, 5, None) for member in district.members[: LEAST - 1]], 9) is None
    assert charts_of(district_of("other")) == ()


def test_classes_hold_every_value_once_and_begin_and_end_with_a_full_one() -> None:
    assert classes([3, 60]) == [(2, 4), (5, 9), (10, 19), (20, 49), (50, 99)]
    assert classes([0, 7]) == [(0, 0), (1, 1), (2, 4), (5, 9)]
    assert classes([5, 5]) == [(5, 9)]


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=30))
def test_of_any_values_the_classes_are_few_and_leave_no_gap(values: list[int]) -> None:
    found = classes(values)
    assert len(found) <= MOST_CLASSES + 1  # from nought to ten million there are nine powers of ten
    assert all(after[0] == before[1] + 1 for before, after in pairwise(found))
    assert all(sum(low <= value <= high for low, high in found) == 1 for value in values)
    assert any(found[0][0] <= value <= found[0][1] for value in values)
    assert any(found[-1][0] <= value <= found[-1][1] for value in values)


def test_shares_are_of_the_longest_bar() -> None:
    assert [share(count, 3) for count in (3, 1, 0)] == [100, 33.3, 0]
    assert share(0, 0) == 0


@pytest.mark.parametrize("name", ["content", "full"])
def test_the_chain_says_who_does_what_as_the_facets_pages_do(name: str) -> None:
    district = district_of(name)
    facet = next(facet for facet in district.facets if facet.ordered)
    chain = chain_of(facet, district.members)
    assert [step.word for step in chain.steps] == list(facet.words)
    assert all(step.members == step.word.members for step in chain.steps if step.word)
    for entry, does in chain.rows:
        assert [step.word for step, done in zip(chain.steps, does, strict=True) if done] == list(facet.of(entry))
    sums = [sum(does[number] for _, does in chain.rows) for number in range(len(chain.steps))]
    assert sums == [step.count for step in chain.steps]
    assert all(any(does) for _, does in chain.rows)


def test_the_chain_tells_its_strong_its_single_and_its_missing_steps() -> None:
    facet = district_of("content").facet("phases")
    assert facet is not None
    members = district_of("content").members
    chain = chain_of(facet, members)
    counts = sorted((step.count for step in chain.steps), reverse=True)
    assert [step.count for step in chain.strong] == counts[:3]
    assert {step.count for step in chain.single} <= {1}
    assert {step.count for step in chain.missing} <= {0}
    assert len(chain.single) == counts.count(1)
    assert len(chain.missing) == counts.count(0)


def test_a_chain_has_its_steps_before_any_company_does_one() -> None:
    district = surveyed(CONTENT, publish=True).district
    assert district is not None
    facet = next(facet for facet in district.facets if facet.ordered)
    chain = chain_of(facet, district.members)
    assert [step.count for step in chain.steps] == [len(word.members) for word in facet.words]
    if not district.members:
        assert (chain.companies, chain.strong, chain.since) == ((), (), None)
