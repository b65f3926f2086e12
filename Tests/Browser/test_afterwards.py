"""After the close: winners, one's own paper with the right answers, final standings."""

import pytest
from playwright.sync_api import expect

from conftest import Server, person, violations
from test_organiser import Entrant, admin


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A server whose round is over and published, and one of its winners."""
    server = Server(tmp_path_factory.mktemp("published") / "run", 900)
    people = [{**person(), "fullName": name} for name in ("Trần Thị Ba", "Hoàng Phủ Ngọc Thanh Tường Vi", "Vũ Năm")]
    for who in people:
        Entrant(server, who).take()
    by = ["--by", "Nguyễn Thị Hoa", "--reason", "Biên bản số 1"]
    admin(server, "round", "close", "demo.dot-1", "--now", "--yes", *by)
    admin(server, "results", "compute", "demo.dot-1", "--by", "Nguyễn Thị Hoa")
    admin(server, "results", "publish", "demo.dot-1", "--yes", *by)
    yield server, people[0]
    server.stop()


def test_what_is_shown_after_the_close_is_accessible_in_both_languages(published, device, tmp_path):
    server, who = published
    page = device()
    page.goto(f"{server.address}/contests/demo/sessions")
    page.fill("#value", who["citizenId"])
    page.fill("#pin", who["pin"])
    page.click("main form .button")
    page.wait_for_url("**/contests/demo")
    found = violations(page, tmp_path / "contest")
    page.click("a:has-text('lượt 1')")
    expect(page.locator("dl")).to_contain_text("Thứ ")
    found += violations(page, tmp_path / "result")
    page.click("text=Xem đáp án")
    expect(page.locator(".review > li")).to_have_count(10)
    expect(page.locator(".law").first).to_be_visible()
    found += violations(page, tmp_path / "review")
    for path in ("standings", "units", "winners"):
        page.goto(f"{server.address}/rounds/demo.dot-1/{path}")
        expect(page.locator("tbody tr").first).to_be_visible()
        found += violations(page, tmp_path / path)
    assert found == []
