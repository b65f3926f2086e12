"""What the machine and the libraries do without the product: the measure of everything else."""

import wrk
from bench_site import Process, free_port, new_database
from table import by_load


def measure(site):
    tls = site.folder / "var/tls"
    port = free_port()
    bare = Process(
        [site.binaries / "load-bare", new_database(f"bare_{port}") or "bare.db", tls / "certificate.pem",
         tls / "private-key.pem", str(port)],
        site.folder, port)
    try:
        bare.wait_for("/hello")
        yield by_load("bare TLS hello", wrk.run(bare, 5, "/hello"))
        yield by_load("bare durable insert", wrk.run(bare, 5, "/insertion", arguments=["PUT"]), share=("bare TLS hello", 0.55))
    finally:
        bare.stop()
    yield by_load("the product's hello (/healthz)", wrk.run(site, 5, "/healthz"))
