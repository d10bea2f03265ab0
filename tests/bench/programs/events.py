"""A queue of events in order of time: a heap of tuples, methods, a class with state."""

import heapq


class Simulation:
    def __init__(self) -> None:
        self.now = 0
        self.queue: list[tuple[int, int, str]] = []
        self.number = 0
        self.seen: dict[str, int] = {}

    def plan(self, delay: int, kind: str) -> None:
        self.number += 1
        heapq.heappush(self.queue, (self.now + delay, self.number, kind))

    def handle(self, kind: str, number: int) -> None:
        self.seen[kind] = self.seen.get(kind, 0) + 1
        if kind == "arrive":
            self.plan(3 + number % 5, "serve")
            self.plan(2 + number % 3, "arrive")
        elif kind == "serve":
            self.plan(1 + number % 7, "leave")

    def run(self, steps: int) -> None:
        for _ in range(steps):
            if not self.queue:
                return
            time, number, kind = heapq.heappop(self.queue)
            self.now = time
            self.handle(kind, number)


def bench(n: int = 120_000) -> tuple[int, list[tuple[str, int]]]:
    simulation = Simulation()
    simulation.plan(0, "arrive")
    simulation.run(n)
    return simulation.now, sorted(simulation.seen.items())
