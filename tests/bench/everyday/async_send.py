"""A tiny event loop: async def coroutines driven by hand with send()."""
# N=21000

from collections import deque
from collections.abc import Coroutine, Generator
from typing import Any


class Suspend:
    def __init__(self, request: str, value: int = 0) -> None:
        self.request = request
        self.value = value

    def __await__(self) -> Generator["Suspend", int, int]:
        answer = yield self
        return answer


class Channel:
    def __init__(self) -> None:
        self.items: deque[int] = deque()

    async def put(self, item: int) -> None:
        self.items.append(item)
        await Suspend("yield")

    async def get(self) -> int:
        while not self.items:
            await Suspend("yield")
        return self.items.popleft()


async def producer(out: Channel, count: int, step: int) -> int:
    for i in range(count):
        tick = await Suspend("tick", step)
        await out.put(i * step + tick % 7)
    return count


async def consumer(source: Channel, count: int) -> int:
    total = 0
    for _ in range(count):
        total += await source.get()
    return total


class Loop:
    def __init__(self) -> None:
        self.ready: deque[tuple[str, Coroutine[Any, Any, int], int | None]] = deque()
        self.results: dict[str, int] = {}
        self.clock = 0
        self.switches = 0

    def spawn(self, name: str, coro: Coroutine[Any, Any, int]) -> None:
        self.ready.append((name, coro, None))

    def run(self) -> None:
        while self.ready:
            name, coro, value = self.ready.popleft()
            self.switches += 1
            try:
                request = coro.send(value)
            except StopIteration as stop:
                self.results[name] = stop.value
                continue
            if request.request == "tick":
                self.clock += request.value
            self.ready.append((name, coro, self.clock))


def bench(n: int) -> tuple[int, int, list[tuple[str, int]]]:
    loop = Loop()
    for k in range(1, 6):
        channel = Channel()
        loop.spawn(f"producer{k}", producer(channel, n * k, k))
        loop.spawn(f"consumer{k}", consumer(channel, n * k))
    loop.run()
    return loop.switches, loop.clock, sorted(loop.results.items())
