"""A small stack virtual machine whose program is a list of (opcode, arg) tuples."""
# N=150000

Instruction = tuple[str, int]


class VMError(Exception):
    pass


class VM:
    def __init__(self, program: list[Instruction]) -> None:
        self.program = program
        self.stack: list[int] = []
        self.memory: dict[int, int] = {}
        self.calls: list[int] = []
        self.pc = 0
        self.executed = 0

    def run(self) -> int:
        stack = self.stack
        while True:
            op, arg = self.program[self.pc]
            self.pc += 1
            self.executed += 1
            if op == "push":
                stack.append(arg)
            elif op == "load":
                stack.append(self.memory.get(arg, 0))
            elif op == "store":
                self.memory[arg] = stack.pop()
            elif op in ("add", "sub", "mul", "mod", "lt"):
                b = stack.pop()
                a = stack.pop()
                stack.append(self.binary(op, a, b))
            elif op == "jump":
                self.pc = arg
            elif op == "jz":
                if stack.pop() == 0:
                    self.pc = arg
            elif op == "call":
                self.calls.append(self.pc)
                self.pc = arg
            elif op == "ret":
                self.pc = self.calls.pop()
            elif op == "halt":
                return stack.pop()
            else:
                raise VMError(f"unknown opcode {op!r}")

    def binary(self, op: str, a: int, b: int) -> int:
        if op == "add":
            return a + b
        if op == "sub":
            return a - b
        if op == "mul":
            return a * b
        if op == "mod":
            if b == 0:
                raise VMError("division by zero")
            return a % b
        return int(a < b)


def sum_of_squares(limit: int) -> list[Instruction]:
    return [
        ("push", 0), ("store", 0), ("push", 0), ("store", 1),
        ("load", 1), ("push", limit), ("lt", 0), ("jz", 14),
        ("load", 1), ("call", 16), ("load", 1), ("push", 1), ("add", 0), ("jump", 21),
        ("load", 0), ("halt", 0),
        ("store", 2), ("load", 2), ("load", 2), ("mul", 0), ("jump", 23),
        ("store", 1), ("jump", 4),
        ("load", 0), ("add", 0), ("push", 1000003), ("mod", 0), ("store", 0), ("ret", 0),
    ]


def bench(n: int) -> tuple[int, int, str]:
    vm = VM(sum_of_squares(n))
    result = vm.run()
    try:
        VM([("push", 1), ("push", 0), ("mod", 0), ("halt", 0)]).run()
        message = "ok"
    except VMError as error:
        message = str(error)
    return result, vm.executed, message
