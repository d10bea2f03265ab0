"""Templates for random programs over local values: lists and tuples of numbers, generators, dicts, sets, records, own exceptions.

`$K` is an expression of kind K, `$K0` a variable or constant, `$K!` a variable that can be assigned or changed (there must be one).
A template that begins with `!` may fail, or breaks what the hints promise; such are taken seldom.
"""

KINDS = "I F B S VI VF VV T TL D DI DT SI R RL G GF".split()
HINTS = {
    "I": "int", "F": "float", "B": "bool", "S": "str", "VI": "list[int]", "VF": "list[float]", "VV": "list[list[float]]", "T": "tuple[int, float]", "TL": "list[tuple[int, float]]", "D": "dict[str, int]", "DI": "dict[int, int]",
    "DT": "dict[tuple[int, int], int]", "SI": "set[int]", "R": "Rec", "RL": "list[Rec]", "G": "Iterator[int]", "GF": "Iterator[float]",
}
CONSTANTS = {
    "I": "0 1 2 3 (-1) 5 7 (-4) 2**31 2**62 (2**63-1) (-2**63) 2**64".split(), "F": "0.0 1.0 0.5 2.25 (-3.0) 1e16 (-0.0) 1e-3 7.0".split(), "B": ["True", "False"], "S": ["''", "'a'", "'b'", "'key'", "'é€'", "'a b a'"],
    "VI": ["[1, 2, 3]", "[]", "[0] * 4", "[5, -1, 2**62]", "[7]"], "VF": ["[0.5, 1.5]", "[]", "[0.0] * 5", "[2.0, -1.0, 0.25]"], "VV": ["[[1.0, 2.0], [3.0]]", "[]", "[[0.0] * 3 for _ in range(3)]"], "T": ["(1, 0.5)", "(3, -2.0)", "(1, 0.5)"],
    "TL": ["[(1, 0.5), (2, 1.5)]", "[]", "[(3, 0.0)]"], "D": ["{}", "{'a': 1}", "{'key': 2, 'b': 5}"], "DI": ["{}", "{1: 2, 3: 4}"], "DT": ["{}", "{(0, 1): 2}"], "SI": ["set()", "{1, 2, 3}", "{5}"], "R": ["Rec(1, 2.0)", "Rec(3)", "Sub(2, 0.5)", "Base(4)"],
    "RL": ["[Rec(1), Rec(2, 3.0)]", "[]", "[Sub(1)]"], "G": ["upto(5)", "upto(3, 1)", "evens(upto(6))"], "GF": ["halves([1.0, 3.0])", "ramp(4)"],
}

FORMS = {
    "I": """$I + $I | $I - $I | $I * $I | $I // ($I or 3) | $I % ($I or 7) | $I & $I | $I ^ $I | -$I | len($VI) | len($VF) | len($VV) | len($D) | len($SI) | len($S) | sum($VI) | max($VI, default=3) | min($VI + [4]) | $VI0[0] if $VI0 else 8 | $VI0[-1] if $VI0 else 9
        | $VI0[$I % len($VI0)] if $VI0 else 1 | $T[0] | $T0[0] | $TL0[-1][0] if $TL0 else 2 | $D.get($S, 0) | $D0.get($S, $I) | $DI.get($I, $I) | $DI0.get($I) or 6 | $DT.get(($I, $I), 4) | $DT0.get(($I0, $I0), 0) | $R.n | $R0.n | $R0.bump($I & 7) | $R0.kind()
        | $R0.total | sum(v * v for v in $VI) | sum(1 for v in $VI if v > $I0) | max((v for v in $VI), default=0) | min(v + w for v, w in zip($VI, [4, 5])) if $VI else 7 | sum(v.n for v in $RL) | sum($G) | sum(v & 255 for v in $G) | max($G, default=-1) | len(list($G)) | next($G, -2)
        | takes($VI) | takes($VI0) | grows($VI0) | plain($I, $I) | plain($I0, 2) | twist($I, $F)[0] | first_of($VI, $I) | abs($I) | int($F) % 1000 | round($F) % 100 | len({v & 3 for v in $VI}) | len({v: 1 for v in $VI0}) | sum(len(v) for v in $VV) | $I if $B else $I | $VI.count($I) | int($B)
        | len(set($VI)) | sum($DI.values()) | sum($D.values()) | bool($VI) + 1 | any(v > 2 for v in $VI) + 1 | len(sorted(v % 5 for v in $VI)) | len(tuple(v for v in $G)) | $VI0.index($VI0[-1]) if $VI0 else 0 | hash(($I0 & 15, $F0)) % 7 | len([v for v in $VI0 if v & 1]) | level($I)
        | !$VI0[$I] | !$VI0[0] | !$VI[3] | !$VI0.pop() | !$D[$S] | !$DI0[$I] | !$DT0[($I, $I)] | !$I // $I | !max($VI) | !min(v for v in $VI) | !next($G) | !$R0.lost | !$VI0.index($I) | !picky($I) | !plain($VI, 2) | !plain($S, 'x') | !takes((1, 2)) | !takes([1.5, 2]) | !$TL0[$I][0]
        | !sum(v // (v - 2) for v in $VI) | !sum(1 // v for v in $G) | !takes($VF) | !level('x')""",
    "F": """$F + $F | $F - $F | $F * $F | $F / ($F or 2.0) | $I0 * $F | $F + $I0 | -$F | sum($VF) | sum($VF, 0.5) | max($VF, default=1.0) | $VF0[0] if $VF0 else 0.25 | $VF0[-1] if $VF0 else 0.75 | $VF0[$I % len($VF0)] if $VF0 else 3.5 | $T[1] | $T0[1] | $R.x | $R0.x | $R0.area() | $R0.scaled($F)
        | sum(v * w for v, w in zip($VF, $VF)) | sum(v * $F0 for v in $VF) | sum(sum(v) for v in $VV) | $VV0[0][0] if $VV0 and $VV0[0] else 1.25 | $VV0[-1][-1] if $VV0 and $VV0[-1] else 1.75 | sum(v.x for v in $RL) | sum($GF) | max($GF, default=0.5) | min((v - 1 for v in $VF), default=2.5)
        | takes_f($VF) | takes_f($VF0) | scale($VF0, $F) | twist($I, $F)[1] | plain($F, $I) | plain($I0, $F) | plain($F, $F) | float($I & 255) | abs($F) | min($F, $F) | max($F, $F) | math.sqrt(abs($F)) | sum(v[1] for v in $TL) | min($TL)[1] if $TL0 and $TL else 4.5 | trace($VV) | sum([v / 2 for v in $VI])
        | $F if $B else $F | sum(v / (1 + w) for v, w in $TL) if False else $F | round($F, 1) | dot($VF, $VF)
        | !$VF0[$I] | !$VF0[2] | !$VV0[$I][0] | !$VV0[0][$I] | !$F / $F | !$VF0.pop() | !sum(1 / v for v in $VF) | !max($VF) | !takes_f($VI) | !takes_f([1.0, 'a']) | !scale($VI0, 2.0) | !math.sqrt($F) | !trace([[1], 2]) | !$TL0[0][1] | !dot($VF0, [1, 2])""",
    "B": """$I < $I | $I == $I | $F < $F | $F == $I0 | $I in $VI | $F in $VF | $I in $SI | $S in $D | $I in $DI | ($I, $I) in $DT | ($I0, $I0) in $DT0 | $T == $T | $T < $T | $T in $TL | not $VI | not $VF | $VI == $VI | $VF == $VF | $VI < $VI | $VV == $VV | $B and $B | $B or $B | not $B | $S == $S | $S < $S | $SI <= $SI
        | any(v > $I0 for v in $VI) | all(v > $F0 for v in $VF) | any(w in $VI0 for w in $SI) | all(v for v in $G) | any($VI) | all($VF) | $R == $R | $R < $R | $R0 is $R0 | isinstance($R, Sub) | $VI0 is $VI0 | $I0 < $I < $I | any($R0.n == v.n for v in $RL) | bool($VV) | $I in ($I, $I) | $S in ('a', 'b')
        | $I not in [$I, $I] | $T0 is $T0 | (1, 0.5) == $T | any($F < v < 3.0 for v in $GF) | !$R0.gone | !any(10 // v for v in $VI) | !$VI < $VF0 | !all(v[0] for v in $VV)""",
    "S": """$S + $S | $S * ($I & 3) | $S[1:] | $S[::-1] | str($I) | str($F) | repr($VI) | repr($T) | str($R) | f"{$I0}:{$F0:.2f}" | ','.join(str(v) for v in $VI) | ''.join(v for v in $S if v != 'a') | ''.join([chr(97 + (v & 15)) for v in $VI]) | '-'.join(sorted($D)) | ''.join(sorted($S)) | $S.upper() | $S.replace('a', 'b')
        | repr($VF0) | repr($VI0) | plain($S, $S) | plain($S, $I & 3) | str($DI) | ' '.join(str(v) for v in $G) | ''.join(v + '.' for v in $S.split()) | $S if $B else $S | repr($TL) | repr($SI and sorted($SI)) | str($VV) | !$S[$I] | !$S + $I0 | !''.join(v for v in $VI) | !str($R0.lost)""",
    "VI": """[$I, $I] | [] | [0] * ($I & 7) | [1, 2] * ($I & 3) | list(range($I & 7)) | [v for v in $VI if v > $I0] | [v * 2 for v in $VI] | [v + $I0 for v in $VI0] | [v & 7 for v in $G] | $VI0[1:] | $VI0[:-1] | $VI0[::-1] | $VI0[:] | $VI0[$I & 3:] | $VI0 + [$I] | $VI + $VI | [*$VI, $I] | sorted($VI) | list($VI)
        | made($I & 7) | made(3) | sieve($I & 15) | list($G) | list(v % 3 for v in $VI) | sorted(v % 5 for v in $VI) | sorted($SI) | [v[0] for v in $TL] | [len(v) for v in $VV] | list($DI) | list($DI.values()) | [v for v in $DI0 if v in $SI0] | [v.n for v in $RL] | $VI if $B else $VI | [i * v for i, v in enumerate($VI)]
        | [int(v) % 9 for v in $VF] | list(map(abs, $VI)) | list(reversed($VI)) | same($VI) | same($VI0) | list(v for v in $SI if v > 1) and [4] | [v for w in $VI for v in (w, 1)] | ![10 // v for v in $VI] | !sorted($VI + ['a']) | ![$I, None] | ![$I, $F] | ![v[0] for v in $VV] | ![$I0, True] | !list(7 % v for v in $VI)""",
    "VF": """[$F, $F] | [] | [0.0] * ($I & 7) | [$F] * 3 | [v * $F0 for v in $VF] | [v / 2 for v in $VI] | [v for v in $VF if v > 0.0] | $VF0[1:] | $VF0[::-1] | $VF0[:] | $VF0 + [$F] | $VF + $VF | sorted($VF) | [float(v & 255) for v in $VI] | list($GF) | [v[1] for v in $TL] | [v.x for v in $RL] | [sum(v) for v in $VV]
        | made_f($I & 7) | [v + w for v, w in zip($VF, $VF)] | $VV0[0][:] if $VV0 else [1.0] | [v - $F0 for v in $GF] | list(v * 0.5 for v in $VF) | smooth($VF) | smooth($VF0) | $VF if $B else $VF | ![1 / v for v in $VF] | ![$F, $I] | ![$F, None] | !$VV0[$I] | !$VV0[0] | !smooth($VI)""",
    "VV": """[$VF, $VF] | [[$F] * 3 for _ in range($I & 3)] | [[0.0] * 2 for _ in range(2)] | [$VF for v in $VI[:3]] | grid($I & 3) | grid(2, $F) | $VV0[:] | $VV0[1:] | [v[:] for v in $VV] | [[v, w] for v, w in zip($VF, $VF)] | [[v * 2.0 for v in w] for w in $VV] | !$VV0 + [$VI] | ![[$F, None]]""",
    "T": """($I, $F) | (1, 0.5) | ($I, $F) | twist($I, $F) | twist(3, 0.5) | $TL0[0] if $TL0 else (7, 1.5) | min(($I, $F), ($I, $F)) | max($T, $T) | ($R0.n, $R0.x) | $T if $B else $T | $T0 | ($T0[0] + 1, $T0[1]) | (len($VI), sum($VF)) | !min($TL) | !$TL0[$I] | !($I, $I)""",
    "TL": """[$T, $T] | [($I, $F)] | [(i, v) for i, v in enumerate($VF)] | sorted($TL) | $TL0[1:] | list(zip($VI, $VF)) | list(enumerate($VF)) | [(v[0], v[1] * 2.0) for v in $TL] | $TL + [$T] | sorted(zip($VI, $VF)) | [twist(v, 0.5) for v in $VI] | ![($I, $S)]""",
    "D": """{$S: $I} | {$S: $I, $S: $I} | {v: len(v) for v in $S.split()} | {v: $S0.count(v) for v in $S} | tally($S) | dict((str(v), v) for v in $VI) | {**$D, $S: $I} | {k: v + 1 for k, v in $D.items()} | dict(zip($S, $VI)) | $D0 | $D if $B else $D | !{$S: $F} | !dict(v for v in $VI)""",
    "DI": """{$I: $I} | {v: i for i, v in enumerate($VI)} | {v: v * v for v in $G} | dict(zip($VI, $VI)) | {v & 3: v for v in $VI} | histogram($VI) | dict((v, 1) for v in $SI) | $DI0 | {v: k for k, v in $DI.items()} | !{$F: $I} | !{$S: 1}""",
    "DT": """{($I, $I): $I} | {(v, w): v + w for v in $VI[:3] for w in (0, 1)} | {(i, j): i - j for i in range(3) for j in range(2)} | $DT0 | {(v, 1): 2 for v in $SI}""",
    "SI": """{$I, $I} | set($VI) | {v & 7 for v in $VI} | $SI | $SI & $SI | $SI - $SI | $SI ^ {$I} | {*$VI, $I} | set(v % 4 for v in $G) | set() | {v for v in $SI if v > 0} | frozenset($VI) | set(range($I & 7)) | !{$F} | !set($VV)""".replace("| $SI | $SI &", "| $SI0 | $SI &"),
    "R": """Rec($I, $F) | Rec($I) | Rec(x=$F, n=$I) | Sub($I & 63, $F) | Sub($I & 7) | Base($I) | $R0.moved($I & 7) | $RL0[-1] if $RL0 else Rec(5) | $R if $B else $R | $R0 | min($RL, key=lambda v: v.n) if $RL0 and $RL else Sub(9) | !Rec() | !Rec($I, $F, $F, 4) | !$RL0[$I] | !Rec($S, 'x')""",
    "RL": """[$R, $R] | [Rec(v) for v in $VI] | [Rec(v[0], v[1]) for v in $TL] | sorted($RL, key=lambda v: v.n) | $RL0[1:] | [v.moved(1) for v in $RL] | [v for v in $RL if v.n > 1] | [Sub(v & 7, $F0) for v in $VI] | ![$R, None] | !sorted($RL)""",
    "G": """upto($I & 7) | upto($I & 7, $I & 3) | evens($G) | evens(upto($I & 15)) | mapped(upto(5), $I) | (v + 1 for v in $VI) | (v * v for v in $G) | (v for v in upto(6) if v & 1) | walk($VI) | walk($VI0) | chained($G, $G) | windows($VI) | iter($VI) | !quits($I & 7) | !(3 // v for v in $VI)""",
    "GF": """halves($VF) | ramp($I & 7) | (v * 2.0 for v in $VF) | (v / 2 for v in $G) | halves(ramp(4)) | (w for v in $VV for w in v) | !halves($S) | !(1.0 / v for v in $VF)""",
}

# Single statements that change something; `$K!` is a variable there is.
CHANGES = """$VI!.append($I); $VI!.append($I); $VI!.append($I0); $VF!.append($F); $VF!.append($F0); $VV!.append($VF); $VV!.append($VF!); $TL!.append($T); $TL!.append(($I, $F)); $RL!.append($R); $VI!.extend($VI); $VF!.extend($VF); $VI!.insert($I & 3, $I); $VI!.sort(); $VI!.reverse(); $VF!.sort();
    $VI! += [$I]; $VI! += $VI; $VF! += [$F]; $VI! = $VI!; $VF! = $VF!; $VI!.clear(); del $VI![2:]; $VI![:] = $VI; $VI![1:2] = [$I, $I]; $D![$S] = $I; $D![$S] = $D!.get($S, 0) + 1; $D!.setdefault($S, $I); $D!.pop($S, None); $DI![$I] = $I; $DI![$I0] = $DI!.get($I0, 0) + $I; $DI!.pop($I, 0); $DT![$I, $I] = $I;
    $DT![($I0, $I0)] = $DT!.get(($I0, $I0), 1) * 2; $SI!.add($I); $SI!.add($I); $SI!.discard($I); $SI! |= {$I}; $SI!.update($VI); $R!.n = $I; $R!.n += 1; $R!.x = $F; $R!.x *= 0.5; $R!.bump($I & 3); $R!.note = $S; $I! += $I; $I! -= 1; $I! *= 3; $F! += $F; $F! *= 0.5; $F! -= $F0; $S! += $S; LOG.append($I); LOG.append($F); LOG.append($T);
    LOG.append($S); LOG.append($VI!); LOG.append($VF!); LOG.append($T!); print($I, $F); swap($VI!); swap($VF!); grows($VI!); scale($VF!, 0.5); fill($VI!, $I); $I!, $F! = $T; $I!, $F! = $I, $F; $I!, $I! = $I, $I; $T! = ($I, $F); $T! = $T!; if $VI!: $VI![0] = $I; if $VI!: $VI![-1] += $I; if len($VI!) > 1: $VI![0], $VI![1] = $VI![1], $VI![0]; if $VF!: $VF![0] = $F;
    if $VF!: $VF![-1] *= $F; if $VF!: $VF![$I % len($VF!)] += 1.0; if $VI!: $VI![$I % len($VI!)] = $I; if $VV! and $VV![0]: $VV![0][0] = $F; if $VV!: $VV![-1].append($F); if $VV! and $VV![-1]: $VV![-1][-1] += $F; if $VI!: $I! = $VI!.pop(); if $VF!: $F! = $VF!.pop(); if $TL!: $I!, $F! = $TL![0]; if $VI!: del $VI![0]; for w in $VI!: $I! += w; for w in $VF!: $F! += w * 0.5;
    for w in range(len($VI!)): $VI![w] = w; for w in range(len($VF!)): $VF![w] = $VF![w] * 0.5; for w in range(2): $VI!.append(w + $I); for w in range(3): $VF!.append(w * 0.5); for w in $G: $I! = w; for u, w in $TL!: $F! += w; for u, w in zip($VI!, $VF!): $F! += u * w; for w in $S: $D![w] = $D!.get(w, 0) + 1; for w in $VI!: $SI!.add(w & 7); for w in $VI!: $DI![w] = $DI!.get(w, 0) + 1;
    !$VI![$I] = $I; !$VI![0] = $I; !$VI![$I] += 1; !$VI!.append($F); !$VI!.append(None); !$VI!.append(True); !$VI!.append(2**70); !$VF!.append($I); !$VF!.append($S); !$VF![0] = $I; !$VF![0] = $F; !$VF![$I] -= $F; !$VV![0][1] = $F; !$VV![$I].append($F); !$VV!.append($VI!); !$VV!.append($VV!); !$VI!.append($VI!); !$VI!.pop(); !$VI!.pop($I); !del $VI![$I]; !$VI!.remove($I); !$D![$S] += 1;
    !del $D![$S]; !$DI![$I] -= 1; !$SI!.remove($I); !del $R!.n; !$R!.n = $S; !$R!.lost += 1; !$I!, $F! = $VI; !$T![0] = 1; !$I! = $F; !$F! = $I; !$I! = None; !$VI! = tuple($VI!); !picky($I); !raise Oops($I); !raise Oops($I, $S); !raise Deep($I) from Oops(1); !raise ValueError($S); !assert $B, $I; !del $I!; !Rec.bump = Sub.bump; !globals().__setitem__('takes', grows); !globals().__setitem__('upto', walk);
    !$VI!.sort(key=lambda v: LOG.append(v) or -v); !for w in $VI!: $VI!.append(w) if len($VI!) < 9 else None; !for w in $DI!: $DI![w + 1] = 2; !for w in $SI!: $SI!.add(w + 9); !for w in $VI!: $VI!.clear(); !for w in $VF!: $VF!.append(w) if len($VF!) < 7 else $VF!.clear()"""
LOOPS = """$I! in range($I & 7) | $I! in range(1, 5) | $I! in range($I & 7, -1, -2) | $I! in $VI | $I! in $VI! | $F! in $VF | $F! in $VF! | $I!, $F! in $TL | $I!, $F! in $TL! | $I!, $F! in enumerate($VF) | $I!, $I! in enumerate($VI!) | $I!, $F! in zip($VI!, $VF!) | $VF! in $VV | $VF! in $VV! | $S! in $S | $S! in $D! | $S!, $I! in $D!.items()
    | $I! in $DI! | $I! in $DI!.values() | ($I!, $I!), $I! in $DT!.items() | $I! in $SI! | $I! in sorted($SI!) | $I! in $G | $I! in $G | $I! in upto($I & 7) | $I! in evens(upto(7)) | $F! in $GF | $F! in ramp(3) | $R! in $RL! | $I! in reversed($VI!) | $T! in $TL! | $I! in walk($VI!) | $I! in (v + 1 for v in $VI!) | $I!, $I! in pairs($I & 3) | $I!, $I! in pairs(3) | $S! in words($S) | $I! in $VI![:]""".replace("\n", " ")
ERRORS = ["Oops", "Deep", "(Oops, ValueError)", "ValueError", "IndexError", "KeyError", "LookupError", "ZeroDivisionError", "TypeError", "AttributeError", "Exception", "Exception"]


def parted(text, separator="|"):
    """The templates of a text, those that may fail apart. What stands in brackets or quotes is not divided."""
    parts, depth, start = [], 0, 0
    text = " ".join(text.split())
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == separator and depth == 0 and text[place + 1 : place + 2] in ("", " "):
            parts.append(text[start:place].strip())
            start = place + 1
    parts = [part for part in [*parts, text[start:].strip()] if part]
    safe = [part for part in parts if not part.startswith("!")]
    return safe, [part[1:] for part in parts if part.startswith("!")] or safe
