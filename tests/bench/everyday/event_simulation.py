"""Discrete-event simulation of a shop: event subclasses in a priority queue."""
# N=250000

import heapq
from collections import deque


class Event:
    def __init__(self, time: float) -> None:
        self.time = time

    def __lt__(self, other: "Event") -> bool:
        return self.time < other.time

    def process(self, shop: "Shop") -> None:
        raise NotImplementedError


class Arrival(Event):
    def __init__(self, time: float, customer: int) -> None:
        super().__init__(time)
        self.customer = customer

    def process(self, shop: "Shop") -> None:
        shop.waiting.append((self.customer, self.time))
        shop.longest_queue = max(shop.longest_queue, len(shop.waiting))
        shop.start_service(self.time)
        if self.customer + 1 < shop.customers:
            shop.schedule(Arrival(self.time + shop.random() * 2.0, self.customer + 1))


class Departure(Event):
    def __init__(self, time: float, clerk: int) -> None:
        super().__init__(time)
        self.clerk = clerk

    def process(self, shop: "Shop") -> None:
        shop.idle.append(self.clerk)
        shop.served[self.clerk] += 1
        shop.start_service(self.time)


class Breakdown(Event):
    def process(self, shop: "Shop") -> None:
        shop.breakdowns += 1
        if shop.waiting:
            shop.waiting.pop()
            shop.lost += 1
        if shop.events:
            shop.schedule(Breakdown(self.time + 25.0))


class Shop:
    def __init__(self, customers: int, clerks: int) -> None:
        self.customers = customers
        self.events: list[Event] = []
        self.waiting: deque[tuple[int, float]] = deque()
        self.idle = list(range(clerks))
        self.served = [0] * clerks
        self.lost = self.breakdowns = self.longest_queue = 0
        self.total_wait = 0.0
        self.state = 1

    def random(self) -> float:
        self.state = self.state * 16807 % 2147483647
        return self.state / 2147483647

    def schedule(self, event: Event) -> None:
        heapq.heappush(self.events, event)

    def start_service(self, now: float) -> None:
        while self.idle and self.waiting:
            _, arrived = self.waiting.popleft()
            self.total_wait += now - arrived
            self.schedule(Departure(now + 1.0 + self.random() * 3.5, self.idle.pop()))

    def run(self) -> float:
        self.schedule(Arrival(0.0, 0))
        self.schedule(Breakdown(10.0))
        while self.events:
            event = heapq.heappop(self.events)
            event.process(self)
        return event.time


def bench(n: int) -> tuple[float, list[int], int, int, float]:
    shop = Shop(n, 3)
    end = shop.run()
    return round(end, 6), shop.served, shop.lost, shop.longest_queue, round(shop.total_wait, 6)
