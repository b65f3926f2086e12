"""Many clients at once, in processes of their own so that they do not share one interpreter with the nemesis."""

import multiprocessing
import threading
import time
import traceback

from entrant import Client

# Not fork: the parent has threads and open servers.
_processes = multiprocessing.get_context("spawn")


def _work(numbers, folder, ports, seed, ready, is_over, is_settling, cuts, results):
    clients = [Client(number, folder, ports, seed, is_over.is_set, lambda: cuts.value) for number in numbers]
    complaints = []

    def guarded(action):
        try:
            action()
        except Exception:
            complaints.append(traceback.format_exc())

    def together(actions):
        threads = [threading.Thread(target=guarded, args=(action,)) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    ready.release()
    together([client.run for client in clients])
    is_settling.wait()
    together([client.settle for client in clients])
    counts = {outcome: sum(client.journal.counts[outcome] for client in clients) for outcome in ("ok", "failed", "unknown")}
    faults = [fault for client in clients for fault in client.faults]
    results.put((counts, complaints, faults[:20]))


class Crowd:
    """`clients` clients over `processes` processes, from construction on until `settled`."""

    def __init__(self, clients, folder, ports, seed, processes=1):
        ready = _processes.Semaphore(0)
        self.is_over, self.is_settling = _processes.Event(), _processes.Event()
        self.cuts = _processes.Value("d", 0.0)
        self.results = _processes.Queue()
        self.processes = [
            _processes.Process(
                target=_work, args=(
                    range(1 + place, clients + 1, processes), folder, ports, seed, ready, self.is_over, self.is_settling, self.cuts,
                    self.results), daemon=True)
            for place in range(processes)]
        for process in self.processes:
            process.start()
        for _ in self.processes:
            ready.acquire(timeout=60)

    def settled(self):
        """Stops the clients; the server must be well. Returns the counts by outcome, complaints and faults."""
        self.is_over.set()
        time.sleep(0.1)
        self.is_settling.set()
        counts, complaints, faults = {"ok": 0, "failed": 0, "unknown": 0}, [], []
        for _ in self.processes:
            found = self.results.get(timeout=120)
            for outcome in counts:
                counts[outcome] += found[0][outcome]
            complaints += found[1]
            faults += found[2]
        for process in self.processes:
            process.join()
        return counts, complaints, faults
