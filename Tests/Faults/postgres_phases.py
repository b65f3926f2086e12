"""Phases on PostgreSQL: the same crowd and the same judges, two servers over one database."""

import signal
import time

import nemesis
from phases import Count, folder_of, under_load
from postgres import FORGETFUL, LIES, Cluster, folder_for_clusters
from proxy import FAULTS, HOLD, Proxy
from server import Server
from verdict import postgres_rows


def kills(settings, wanted, seconds):
    """PostgreSQL is killed and shut down, its backends are ended, connections to it cut; servers are killed, too."""
    count = Count("PostgreSQL: kills and cuts")
    with folder_of("postgres") as folder, folder_for_clusters(settings.clusters) as (place, clusters):
        cluster = Cluster(place, clusters)
        proxy = Proxy(cluster.folder / ".s.PGSQL.5432", settings.seed)
        address = f"postgres://quiz@127.0.0.1:{proxy.port}/postgres"
        servers = [Server(folder, settings.binary, store=address) for _ in range(2)]

        def end_postgres(choices):
            match choices.choice(["kill", "kill", "immediate", "fast", "backend"]):
                case "kill":
                    cluster.kill()
                case "immediate":
                    cluster.shut_down(signal.SIGQUIT)
                case "fast":
                    cluster.shut_down(signal.SIGINT)
                case "backend":
                    return cluster.kill_backend(choices)
            time.sleep(choices.choice([0, choices.uniform(0, 0.5)]))
            cluster.start()

        def act(choices, crowd, probe):
            crowd.cuts.value = choices.choice([0, 0, 0.02])
            time.sleep(choices.uniform(0.02, 0.4))
            match choices.choice(["postgres", "postgres", "backends", "network", "server"]):
                case "postgres":
                    end_postgres(choices)
                    count.pg_kills += 1
                case "backends":
                    count.pg_cuts += cluster.end_backends(choices, choices.randint(1, 8))
                case "network":
                    mode = choices.choice(list(FAULTS.values()))
                    proxy.set(mode, choices.choice([0.05, 0.3]))
                    time.sleep(choices.uniform(0.1, 2.5 if mode == HOLD else 0.6))
                    proxy.set()
                case "server":
                    nemesis.kill(choices.choice(servers))
                    count.kills += 1
            probe.wait(10)
            return count.pg_kills < wanted

        under_load(count, settings, folder, servers, act, seconds, lambda: postgres_rows(cluster))
        count.pg_cuts += proxy.cuts
        proxy.leave()
        return count


def failover(settings, wanted, seconds, is_synchronous=True):
    """The primary is killed under load, its standby promoted, and a new standby made for the next time."""
    count = Count("PostgreSQL: failover" if is_synchronous else "control: failover, asynchronous")
    with folder_of("failover") as folder, folder_for_clusters(settings.clusters) as (place, clusters):
        primary, standby = None, Cluster(place, clusters, "postgres0")
        # All that there will be: only one at a time takes writes.
        hosts = ",".join(str(place / f"postgres{number}") for number in range(wanted + 1))
        address = f"postgres://quiz@/postgres?host={hosts}&target_session_attrs=read-write"
        servers = [Server(folder, settings.binary, store=address) for _ in range(2)]

        def act(choices, crowd, probe):
            nonlocal primary, standby
            primary, standby = standby, Cluster(place, clusters, f"postgres{len(clusters)}", primary=standby)
            primary.follow_with(standby)
            if not is_synchronous:
                primary.tell("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")
            crowd.cuts.value = choices.choice([0, 0.02])
            time.sleep(choices.uniform(0.5, 2))
            primary.kill()
            standby.promote()
            count.pg_kills += 1
            probe.wait(15)
            return count.pg_kills < wanted

        return under_load(count, settings, folder, servers, act, seconds, lambda: postgres_rows(standby))


def forgetful(settings, wanted, seconds):
    """The control: PostgreSQL acknowledges before it has written, says the contrary, and is killed."""
    count = Count("control: PostgreSQL that forgets")
    with folder_of("postgres") as folder, folder_for_clusters(settings.clusters) as (place, clusters):
        cluster = Cluster(place, clusters, settings=FORGETFUL)
        cluster.tell(LIES)
        server = Server(folder, settings.binary, store=f"postgres://quiz@/postgres?host={cluster.folder}")

        def act(choices, crowd, probe):
            time.sleep(choices.uniform(0.2, 0.5))
            cluster.kill()
            cluster.start()
            count.pg_kills += 1
            return count.pg_kills < wanted

        return under_load(count, settings, folder, [server], act, seconds, lambda: postgres_rows(cluster))
