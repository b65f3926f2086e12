"""What a phone must fetch before it shows the first page: document, style, scripts and pictures, nothing in a cache."""

import re
import ssl
import urllib.request

from bench_site import CONTEST
from table import Row


def measure(site):
    document = fetch(site, f"/contests/{CONTEST}")
    assets = set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', document.decode()))
    weight = len(document) + sum(len(fetch(site, asset)) for asset in assets)
    yield Row("first page, everything included", weight / 1024, "KiB", floor=100, goal=40, less=True)


def fetch(site, path):
    request = urllib.request.Request(site.address + path)
    return urllib.request.urlopen(request, context=ssl._create_unverified_context(), timeout=10).read()
