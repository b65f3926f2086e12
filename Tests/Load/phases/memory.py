"""What the server held at most during the phases before."""

from table import Row


def measure(site):
    yield Row("peak memory of the server", site.peak_memory / 2**20, "MiB")
