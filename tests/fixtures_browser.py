"""Pytest's part of the browser, and of the rule that on CI no test may be skipped; it refuses to find the browser."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.browser import LAUNCH_ARGUMENTS, find

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh context: no cookies, no storage, nothing of the test before."""
    with browser.new_context() as fresh:
        fresh.set_default_timeout(15_000)
        yield fresh


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks, so that these tests run under --strict-markers wherever they are."""
    config.addinivalue_line("markers", "browser: needs a browser")
    config.addinivalue_line("markers", "long: takes long or needs the network; runs with `test --long`")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI, make a skipped test a failed one: what is not run there is never run."""
    report = yield
    return refuse_skip(report, item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """On CI, make a skipped module a failed one."""
    report = yield
    return refuse_skip(report, collector.nodeid)


def refuse_skip(report: Report, name: str) -> Report:
    """Turn a report of a skip into a failure where CI=true; an expected failure is none."""
    if os.environ.get("CI") == "true" and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{name} was skipped, which CI does not allow: {report.longrepr}"
    return report
