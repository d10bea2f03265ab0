"""Brainfuck interpreter with a precomputed jump table."""
# N=3

HELLO = (
    "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>."
    "<-.<.+++.------.--------.>>+.>++."
)
SQUARES = (
    "++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]"
    "<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]"
    "+[<<<]]<[>+<-]>]<<-]<<-]"
)


def match_brackets(code):
    jumps = {}
    stack = []
    for i, ch in enumerate(code):
        if ch == "[":
            stack.append(i)
        elif ch == "]":
            j = stack.pop()
            jumps[i] = j
            jumps[j] = i
    return jumps


def run(code):
    jumps = match_brackets(code)
    tape = [0] * 300
    ptr = 0
    pc = 0
    steps = 0
    out = []
    while pc < len(code):
        ch = code[pc]
        if ch == ">":
            ptr += 1
        elif ch == "<":
            ptr -= 1
        elif ch == "+":
            tape[ptr] = (tape[ptr] + 1) % 256
        elif ch == "-":
            tape[ptr] = (tape[ptr] - 1) % 256
        elif ch == ".":
            out.append(chr(tape[ptr]))
        elif ch == "[":
            if tape[ptr] == 0:
                pc = jumps[pc]
        elif ch == "]":
            if tape[ptr] != 0:
                pc = jumps[pc]
        pc += 1
        steps += 1
    return "".join(out), steps


def bench(n):
    total = 0
    for _ in range(n):
        hello, steps = run(HELLO)
        total += steps
        squares, steps = run(SQUARES)
        total += steps
    return hello.strip(), total, squares.split()[-3:]
