"""A real server in a folder of its own and a real Chromium, on a phone and on a desktop."""

import itertools
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
import ssl

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
people = itertools.count(1)


class Server:
    """quiz-server with the demo contest, whose paper takes `seconds`."""

    def __init__(self, folder, seconds, binary=ROOT / ".build/debug/quiz-server", options=()):
        self.command = [binary, "--data", "var", "--demo", *options]
        self.folder = folder
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        shutil.copytree(ROOT / "QuestionBanks", folder / "QuestionBanks")
        definition = folder / "seeds/demo.yaml"
        definition.write_text(re.sub(r"minutes: \d+", f"seconds: {seconds}", definition.read_text()))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"https://localhost:{self.port}"
        self.start()

    def start(self):
        command = [*self.command, "--address", f"localhost:{self.port}"]
        self.log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=self.log, stderr=self.log)
        context = ssl._create_unverified_context()
        for _ in range(200):
            try:
                urllib.request.urlopen(self.address + "/readyz", context=context, timeout=1)
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "server.log").read_text())

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(30)
        self.log.close()


def running(tmp_path_factory, seconds):
    server = Server(tmp_path_factory.mktemp("server") / "run", seconds)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    yield from running(tmp_path_factory, 900)


@pytest.fixture(scope="session")
def hasty_server(tmp_path_factory):
    """Papers of four seconds."""
    yield from running(tmp_path_factory, 4)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


@pytest.fixture
def device(chromium, size):
    """Makes devices: each call is a browser that nobody has used."""
    contexts = []

    def new(language="vi"):
        context = chromium.new_context(ignore_https_errors=True, viewport=size, locale=language)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        return page

    yield new
    for context in contexts:
        context.close()


def violations(page, picture, reload=True):
    """What axe-core finds on a page in both languages (as it stands without `reload`). Leaves pictures to be looked at."""
    found = []
    for language in ("vi", "en") if reload else ("as-it-is",):
        if reload:
            page.goto(page.url.split("?")[0] + f"?lang={language}")
            expect(page.locator("html")).to_have_attribute("lang", language)
        page.screenshot(path=f"{picture}-{language}.png", full_page=True)
        for violation in Axe().run(page).response["violations"]:
            found.append((picture.name, language, violation["id"], violation["nodes"][0]["html"]))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (picture.name, language)
    if reload:
        page.goto(page.url.split("?")[0] + "?lang=vi")
    return found


def person():
    number = next(people)
    return {
        "fullName": f"Nguyễn Thị Hoa {number}", "birthDate": "1990-05-01", "citizenId": f"008190{number:06}",
        "phone": f"0912{number:06}", "pin": "123456",
    }


def register(page, server, who):
    page.goto(f"{server.address}/contests/demo/registration")
    for key, value in who.items():
        page.fill(f"#{key}", value)
    page.select_option("#sex", "female")
    page.select_option("#block", "citizen")
    page.select_option("#unit", index=3)
    page.check("#consent")
    page.click("main form .button")


def start(page, server):
    page.goto(f"{server.address}/contests/demo")
    page.click(".now button")
    page.wait_for_url("**/attempts/*")
