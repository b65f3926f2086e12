"""A server that is gone for more than the five seconds that count as an outage."""

import signal
import time

from playwright.sync_api import expect

from conftest import Server, person, register, start, violations


def seconds(page):
    minutes, rest = page.inner_text("#time").split(":")
    return int(minutes) * 60 + int(rest)


def test_a_paper_goes_on_with_the_time_it_had_and_tells_why(device, size, tmp_path):
    server = Server(tmp_path / "run", 900)
    try:
        page = device()
        register(page, server, person())
        start(page, server)
        began = time.monotonic()
        page.locator(".question:visible .option").nth(1).click()
        expect(page.locator("#saved")).to_contain_text("Đã lưu")

        server.stop(signal.SIGKILL)
        page.click("#next")
        page.locator(".question:visible .option").nth(0).click()
        expect(page.locator("#saved")).to_contain_text("Chưa gửi được")
        # A sign of life may have been given up to a second before.
        page.wait_for_timeout(7000)
        server.start()

        # It sends what it kept, learns of the credit, and shows both.
        expect(page.locator("main")).to_contain_text("gián đoạn không tính vào thời gian làm bài", timeout=20000)
        assert seconds(page) + time.monotonic() - began > 905
        expect(page.locator("input:checked")).to_have_count(2)
        assert violations(page, tmp_path / f"outage-{size['width']}", reload=False) == []
        page.click("#hand-in")
        page.fill("#prediction", "12")
        page.click("main form .button")
        expect(page.locator("main")).to_contain_text("gián đoạn không tính vào thời gian làm bài")
        assert page.problems == []
    finally:
        server.stop()
