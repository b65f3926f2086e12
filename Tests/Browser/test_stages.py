"""A contest whose rules are out of the ordinary, from registration to the prizes of units."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from conftest import Server, violations
from test_organiser import admin

DEFINITION = """
contest: stages
title: {vi: Cuộc thi nhiều vòng, en: A contest of stages}
organiser: {vi: Sở Tư pháp, en: Justice department}
audience: {vi: Mọi người., en: Everybody.}
units: tuyen-quang-2026
blocks:
  - {id: citizen, title: {vi: Người dân, en: Citizens}}
registration:
  fields: [fullName, birthDate, citizenId, unit, contestPassword, pin]
  identity: [citizenId]
  consent: {vi: Tôi đồng ý., en: I agree.}
  password: phapluat2026
  editable: true
rounds:
  - {id: vong-1, title: {vi: Vòng 1, en: Stage 1}, opens: now-1h, closes: now+1h}
  - id: vong-2
    title: {vi: Vòng 2, en: Stage 2}
    opens: now+2h
    closes: now+4h
    marks: {maximum: 100, combination: mean}
    entry: [{from: vong-1, best: 2}]
paper:
  secondsPerQuestion: 5
  bank: cchc-2026
  sections:
    - {count: 2, title: {vi: Cải cách hành chính, en: Administrative reform}}
prediction:
  text: {vi: Có bao nhiêu người dự thi vòng này?, en: How many people take part in this stage?}
  target: participants
  place: result
ranking: [score, prediction-error, submitted-at]
exceptions:
  - {rounds: [vong-2], ranking: [score]}
prizes:
  - {id: nhat, title: {vi: Giải Nhất, en: First prize}, count: 1, amount: 2000000, round: vong-2}
  - {id: nhi, title: {vi: Giải Nhì, en: Second prize}, count: 1, amount: 1000000, round: vong-2}
unitBoards:
  - id: tap-the
    title: {vi: Tập thể, en: Units}
    round: vong-1
    ranking: [entrants, marks]
    maximumMark: 10
    prizes: [{id: tt, title: {vi: Giải tập thể, en: Unit prize}, count: 1, amount: 3000000}]
publication:
  complaints: {days: 3, to: {vi: Sở Tư pháp, en: the department}}
"""
BY = ["--by", "Hoa", "--reason", "Biên bản số 2"]


@pytest.fixture(scope="module")
def contest(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("stages") / "run", 900)
    (server.folder / "stages.yaml").write_text(DEFINITION)
    admin(server, "contest", "apply", "stages.yaml", "--by", "Hoa")
    yield server
    server.stop()


def appears(page, address, text):
    """The running server sees what the command line changed within a second."""
    for _ in range(60):
        page.goto(address)
        if text in page.locator("main").inner_text():
            return
        time.sleep(0.05)
    raise AssertionError((address, text, page.locator("main").inner_text()))


def enter(page, server, number, unit):
    page.goto(f"{server.address}/contests/stages/registration")
    for key, value in {
        "fullName": f"Trần Văn Số {number}", "birthDate": "1990-05-01", "citizenId": f"008090{500 + number:06}",
        "contestPassword": "phapluat2025", "pin": "123456",
    }.items():
        page.fill(f"#{key}", value)
    page.select_option("#unit", unit)
    page.check("#consent")
    page.click("main form .button")
    expect(page.locator(".wrong-words")).to_contain_text("mật khẩu", ignore_case=True)
    page.fill("#contestPassword", "phapluat2026")
    page.fill("#pin", "123456")
    page.check("#consent")
    page.click("main form .button")
    page.wait_for_url("**/contests/stages")


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_contest_of_stages_runs_from_the_password_to_the_prizes_of_units(contest, device, tmp_path):
    appears(device(), f"{contest.address}/contests/stages", "Vòng 1")
    units = [line.split(",")[0] for line in (contest.folder / "seeds/units-2026.csv").read_text().splitlines()[1:]]
    found, pages = [], []
    for number, unit in enumerate([units[5], units[6], units[5]], 1):
        page = device()
        enter(page, contest, number, unit)
        pages.append(page)

    # The first one corrects the name, then takes a paper whose questions come by themselves.
    page = pages[0]
    page.click("text=Sửa thông tin đăng ký")
    found += violations(page, tmp_path / "correction")
    page.fill("#fullName", "Trần Thị Một")
    page.click("main form .button")
    page.wait_for_url("**/contests/stages")
    page.click(".now button")
    page.wait_for_url("**/attempts/*")
    expect(page.locator("#place")).to_have_text("1/2")
    expect(page.locator(".question")).to_have_count(1)
    expect(page.locator("#hand-in")).to_have_count(0)
    page.locator(".question input").first.check()
    page.screenshot(path=tmp_path / "clock.png", full_page=True)
    expect(page.locator("legend")).to_contain_text("Câu 2/2", timeout=15000)
    for page in pages[1:]:
        page.click(".now button")
        page.wait_for_url("**/attempts/*")
    for page in pages:
        page.wait_for_url("**/result", timeout=30000)
    page = pages[0]
    found += violations(page, tmp_path / "prediction")
    page.fill("#prediction", "3")
    page.click("main form .button")
    expect(page.locator("dl.figures")).to_contain_text("3")
    expect(page.locator("#prediction")).to_have_count(0)
    assert [problem for page in pages for problem in page.problems] == []

    # The first stage is over: its units are level in nothing, two entrants go on.
    admin(contest, "round", "close", "stages.vong-1", "--now", "--yes", *BY)
    said = admin(contest, "results", "compute", "stages.vong-1", "--by", "Hoa")
    assert "Giải tập thể" in said
    admin(contest, "results", "publish", "stages.vong-1", "--yes", *BY)
    people = json.loads(admin(contest, "entrant", "list", "stages", "--json"))
    ids = {person["fields"]["fullName"]: person["id"] for person in people}
    assert "Trần Thị Một" in ids
    (contest.folder / "marks.csv").write_text(
        "entrant,judge,mark\n" + "".join(f"{id},Giám khảo A,80\n" for id in ids.values()))
    # All three were marked; one of them did not qualify, or all are level and the committee has to say who did.
    refused = admin(contest, "marks", "import", "stages.vong-2", "marks.csv", *BY, expected=1)
    assert "[mark-refused]" in refused
    appears(pages[1], f"{contest.address}/rounds/stages.vong-1/winners", "Giải tập thể")
    found += violations(pages[1], tmp_path / "winners")
    pages[1].goto(f"{contest.address}/contests/stages/rules")
    expect(pages[1].locator("main")).to_contain_text(re.compile("Sửa đổi lần 1.*Biên bản số 2"))
    found += violations(pages[1], tmp_path / "rules")
    assert found == []
