import re
import time

import pytest
from playwright.sync_api import expect

from conftest import person, register, start, violations


def answer(page, option):
    page.locator(".question:visible .option").nth(option).click()


def test_an_entrant_survives_reload_lost_network_and_a_killed_server_and_sees_score_and_rank(device, server):
    page = device()
    register(page, server, person())
    start(page, server)
    expect(page.locator("#place")).to_have_text("1/10")

    answer(page, 1)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    page.reload()
    expect(page.locator("input:checked")).to_have_count(1)

    page.context.set_offline(True)
    page.click("#next")
    answer(page, 0)
    expect(page.locator("#saved")).to_contain_text("Chưa gửi được")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("Đã lưu", timeout=20000)

    server.stop(9)
    page.click("#next")
    answer(page, 2)
    expect(page.locator("#saved")).to_contain_text("Chưa gửi được")
    server.start()
    expect(page.locator("#saved")).to_contain_text("Đã lưu", timeout=20000)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(3)

    page.click("#hand-in")
    expect(page.locator("main")).to_contain_text("Bạn đã trả lời 3/10 câu")
    page.fill("#prediction", "12")
    page.click("main form .button")
    expect(page.locator(".score")).to_contain_text("/10")
    expect(page.locator("main")).to_contain_text("Tạm xếp thứ")
    page.goto(f"{server.address}/rounds/demo.dot-1/standings")
    expect(page.locator(".own")).to_contain_text("Bạn xếp thứ")
    expect(page.locator("table")).to_contain_text("Nguyễn T** H**")
    assert page.problems == []


def test_a_second_registration_of_the_same_person_is_refused(device, server):
    who = person()
    register(device(), server, who)
    second = device()
    register(second, server, {**who, "fullName": "NGUYỄN THỊ HOA", "citizenId": f"{who['citizenId'][:3]} {who['citizenId'][3:]}"})

    expect(second.locator(".problem")).to_contain_text("đã được đăng ký")
    assert second.input_value("#fullName") == "NGUYỄN THỊ HOA"


def test_the_paper_goes_on_with_another_device_by_identity_and_pin(device, server):
    who = person()
    first = device()
    register(first, server, who)
    start(first, server)
    answer(first, 0)
    expect(first.locator("#saved")).to_contain_text("Đã lưu")

    second = device()
    second.goto(f"{server.address}/contests/demo/sessions")
    second.select_option("#key", "citizenId")
    second.fill("#value", who["citizenId"])
    second.fill("#pin", who["pin"])
    second.click("main form .button")
    expect(second.locator(".now button")).to_have_text("Làm tiếp")
    start(second, server)

    assert second.url == first.url
    expect(second.locator("input:checked")).to_have_count(1)


def test_a_session_lost_in_the_middle_of_a_paper_loses_no_answer(device, server):
    who = person()
    page = device()
    register(page, server, who)
    start(page, server)
    paper = page.url
    answer(page, 0)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")

    page.context.clear_cookies()
    page.click("#next")
    answer(page, 1)
    expect(page.locator("#signed-out")).to_contain_text("được giữ trên máy này")
    page.click("#signed-out a")
    page.fill("#value", who["citizenId"])
    page.fill("#pin", "000000")
    page.click("main form .button")
    expect(page.locator(".problem")).to_be_visible()
    page.fill("#pin", who["pin"])
    page.click("main form .button")

    page.wait_for_url(paper)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    assert page.evaluate("sessionStorage.getItem('answers-' + document.getElementById('paper').dataset.attempt)") is None
    page.reload()
    expect(page.locator("input:checked")).to_have_count(2)
    assert page.problems == []


def test_a_paper_asked_for_without_a_session_leads_through_the_sign_in(device, server):
    who = person()
    page = device()
    register(page, server, who)
    start(page, server)
    paper = page.url
    page.context.clear_cookies()

    page.reload()
    page.click("main a.button:not(.plain)")
    page.fill("#value", who["citizenId"])
    page.fill("#pin", who["pin"])
    page.click("main form .button")

    page.wait_for_url(paper)


@pytest.mark.parametrize("hours", [-7, 7])
def test_timer_and_deadline_follow_the_server_when_the_clock_of_the_device_is_wrong(device, hasty_server, server, hours):
    page = device()
    page.add_init_script("""{
        const wrong = %d * 3600000, True = Date;
        Date = class extends True {
            constructor(...parts) { if (parts.length) super(...parts); else super(True.now() + wrong); }
            static now() { return True.now() + wrong; }
        };
    }""" % hours)
    register(page, server, person())
    start(page, server)
    assert abs(page.evaluate("Date.now()") / 3600000 - time.time() / 3600 - hours) < 0.1
    expect(page.locator("#time")).to_have_text(re.compile("^1[45]:[0-5][0-9]$"))
    with page.expect_response("**/api/v1/attempts/*"):
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#time")).to_have_text(re.compile("^1[45]:[0-5][0-9]$"))

    register(page, hasty_server, person())
    start(page, hasty_server)
    expect(page.locator("#time")).to_have_text(re.compile("^0:0[0-4]$"))
    answer(page, 1)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    page.wait_for_url("**/result", timeout=20000)
    expect(page.locator("main")).to_contain_text("Hết giờ")
    expect(page.locator("dl")).to_contain_text("4 giây")


def test_an_attempt_left_open_is_closed_by_the_server_with_the_saved_answers(device, hasty_server):
    page = device()
    register(page, hasty_server, person())
    start(page, hasty_server)
    answer(page, 1)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    paper = page.url
    page.goto("about:blank")

    # The deadline, and the three seconds that the closing job waits.
    for _ in range(60):
        page.goto(paper)
        if page.url.endswith("/result"):
            break
        page.wait_for_timeout(250)
    expect(page.locator("main")).to_contain_text("Hết giờ")
    expect(page.locator("dl")).to_contain_text("4 giây")


def test_leaving_a_shared_device_leaves_nothing_behind(device, server):
    page = device()
    register(page, server, person())
    start(page, server)
    answer(page, 0)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    paper = page.url

    page.click("text=Người khác thi trên máy này")

    assert page.url.endswith("/contests/demo/registration")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert page.context.cookies() == [] or all("session" not in cookie["name"] for cookie in page.context.cookies())
    page.goto(paper)
    expect(page.locator(".question")).to_have_count(0)


def test_the_paper_works_without_javascript(chromium, size, server):
    context = chromium.new_context(ignore_https_errors=True, viewport=size, java_script_enabled=False)
    page = context.new_page()
    register(page, server, person())
    start(page, server)
    page.check("input[name=q3] >> nth=1")
    page.click("#save")
    expect(page.locator("input:checked")).to_have_count(1)
    page.click("#hand-in")
    page.fill("#prediction", "3")
    page.click("main form .button")

    expect(page.locator(".score")).to_contain_text("/10")
    context.close()


def test_every_page_is_accessible_in_both_languages(device, server, tmp_path):
    page = device()
    found = []

    def look(name):
        found.extend(violations(page, tmp_path / name))

    for path in ("/contests/demo", "/contests/demo/rules", "/contests/demo/registration", "/contests/demo/sessions", "/nothing"):
        page.goto(server.address + path)
        look(path.strip("/").replace("/", "-"))
    register(page, server, person())
    start(page, server)
    look("paper")
    page.evaluate("document.getElementById('signed-out').hidden = false")
    found.extend(violations(page, tmp_path / "signed-out", reload=False))
    answer(page, 0)
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    page.click("#hand-in")
    page.wait_for_url("**/submission")
    look("submission")
    page.click("main form .button")
    page.wait_for_url("**/result")
    look("result")
    for path in ("standings", "units", "winners"):
        page.goto(f"{server.address}/rounds/demo.dot-1/{path}")
        look(path)
    assert found == []


def test_the_first_page_weighs_less_than_forty_kilobytes(device, server):
    page = device()
    weights = []
    page.on("response", lambda response: weights.append(len(response.body())))
    page.goto(f"{server.address}/contests/demo")
    page.wait_for_load_state("networkidle")

    assert 0 < sum(weights) < 40_000


def test_an_answer_changed_after_a_lost_reply_is_not_lost(device, server):
    page = device()
    register(page, server, person())
    start(page, server)
    lost = []

    def lose_first_reply(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/answers", lose_first_reply)
    answer(page, 0)
    expect(page.locator("#saved")).to_contain_text("Chưa gửi được")
    answer(page, 1)
    expect(page.locator("#saved")).to_contain_text("Đã lưu", timeout=20000)
    page.reload()

    assert lost == [200]
    expect(page.locator(".question:visible input").nth(1)).to_be_checked()
