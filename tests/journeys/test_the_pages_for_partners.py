"""Somebody who connects another system reads the page for partners, and tries the graph in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.hands import sign_in
from tests.journeys.looking import complaints, faults


@pytest.mark.parametrize("kind", ["phone", "tablet"])
def test_the_page_fits_and_can_be_read_by_everybody(device: Callable[..., BrowserContext], kind: str) -> None:
    context = device(kind, is_mobile=kind == "phone")
    heard = complaints(context)
    page = context.new_page()
    page.goto("/developers")
    expect(page.get_by_role("button", name="Copy")).not_to_have_count(0)
    found = [*faults(page, "light"), *faults(page, "dark"), *heard]
    assert found == []


def test_the_page_can_be_read_without_a_script(device: Callable[..., BrowserContext]) -> None:
    page = device("phone", is_mobile=True, java_script_enabled=False).new_page()
    page.goto("/developers")
    expect(page.get_by_role("heading", name="10. What changed since last time")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.goto("/developers/graphiql")
    expect(page.get_by_role("heading", name="Sign in first")).to_be_visible()


def test_who_has_signed_in_tries_the_graph_past_the_app_s_own_cache(
    device: Callable[..., BrowserContext],
) -> None:
    context = device("tablet")
    page = context.new_page()
    sign_in(page, "Ingrid Solheim")
    page.goto("/developers")
    heard = complaints(context)
    page.get_by_role("link", name="Try it in the browser").click()
    expect(page.get_by_role("button", name="Execute query")).to_be_visible()
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".result-window")).to_contain_text("Ingrid Solheim")
    assert heard == []
