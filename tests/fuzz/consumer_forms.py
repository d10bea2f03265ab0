"""More templates for random programs over local values: `map`, `filter`, keys and lambdas, comprehensions, f-strings, deques, nested containers.

They are added to those of local_forms.py, and written in the same way.
"""

import local_forms

KINDS = "VS DL DD Q SS FN K KD PL N".split()
HINTS = {
    "VS": "list[str]", "DL": "dict[int, list[int]]", "DD": "dict[str, dict[str, int]]", "Q": "deque[int]", "SS": "set[str]", "FN": "Callable[[int], int]", "K": "Key", "KD": "dict[Key, int]", "PL": "list[tuple[str, int]]", "N": "Node | None",
}
CONSTANTS = {
    "VS": ["['a', 'b', 'key']", "[]", "['x'] * 3", "['é€', '', 'b a']"], "DL": ["{}", "{1: [2, 3]}", "{0: [], 5: [7]}"], "DD": ["{}", "{'a': {'b': 1}}", "{'key': {}, 'b': {'a': 3, 'b': 4}}"], "Q": ["deque()", "deque([1, 2, 3])", "deque([4], 3)"], "SS": ["set()", "{'a', 'key'}"],
    "FN": ["abs", "Key.three", "(lambda v: v)", "(lambda v, w=2: v * w)"], "K": ["Key(1)", "Key(3)", "Key(-1)"], "KD": ["{}", "{Key(1): 2, Key(2): 3}"], "PL": ["[('a', 1), ('b', 0)]", "[]", "[('key', 3), ('a', 3)]"], "N": ["None", "Node(1)", "Node(2, Node(3))"],
}

FORMS = {
    "I": """sum(map(lambda v: v * 2, $VI)) | sum(map($FN, $VI)) | sum(filter(lambda v: v > $I0, $VI)) | max($VI, key=lambda v: -v) if $VI0 and $VI else 2 | min($VI0, key=lambda v: (v % 5, v), default=4) | max(map(len, $VS), default=0) | sum(map(int, map(str, $VI))) | len(list(filter(None, $VI))) | sum(map(int.__add__, $VI, $VI))
        | functools.reduce(lambda u, v: u ^ v, $VI, $I0) | sum(1 for k, v in $D.items() if v > $I0) | sum(len(v) for v in $DL.values()) | sum(v for w in $DL.values() for v in w) | len($DL.get($I, [])) | $FN($I) | $FN0($I) | $FN0($FN0($I0)) | (lambda v, w=$I: v - w)($I) | applied(lambda v: v + $I0, $I) | applied($FN, $I)
        | sum(applied(lambda u: u + v, 1) for v in $VI) | sum(v * w for v in $VI[:3] for w in $VI[:2]) | sum(v if v & 1 else -v for v in $VI) | sum(len(v) for v in $VS) | sum(v.count('a') for v in $VS) | sum(ord(v) for v in $S) | len($Q) | $Q0[0] if $Q0 else 3 | $Q0[-1] if $Q0 else 2 | sum($Q) | len($SS) | $K.n | $KD.get($K, 5) | $KD0.get($K0, 0) | hash($K) | sum($KD.values())
        | sum(v for _, v in $PL) | max((v for _, v in $PL), default=0) | min($PL0, key=lambda v: v[1])[1] if $PL0 else 1 | $PL0[0][1] if $PL0 else 3 | depth($N) | $N0.n if $N0 else 5 | sum(walked($N)) | len($DD) | sum(len(v) for v in $DD.values()) | $DD.get($S, {}).get($S, 2) | sum(sum(v.values()) for v in $DD.values()) | int($S0 or '7') if $S0.isdigit() else 7
        | max(range($I & 7), key=lambda v: v ^ 5, default=1) | min(enumerate($VI), key=lambda v: v[1])[0] if $VI0 and $VI else 6 | sum(v[0] for v in sorted(enumerate($VI), key=lambda v: -v[1])) | len(dict.fromkeys($VI)) | safe_div($I, $I) | nested_try($I) | len(list(map(lambda v, w: v, $VI, $VS))) | sum(map(lambda v: safe_div(v, $I0), $VI)) | counted($VI)[1] | next((v for v in $VI if v > $I0), -1) | next(filter(lambda v: v & 1, $VI), 9)
        | sum(1 for v in $VS if v in $SS) | len({v % 3: v for v in $VI}) | len({len(v) for v in $VS}) | Bag($VI).most() | len(Bag($VI)) | sum(Bag($VI)) | Bag($VI)[0] | ($I in Bag($VI)) + 1 | guarded($I) | sum(v.n for v in map(Key, $VI)) | any(map(lambda v: v > $I0, $VI)) + 1 | all(map($FN, $VI)) + 2 | sum(a - b for a, b in zip($VI, $VI[1:]))
        | !$FN(None) | !sum(map(lambda v: 6 // v, $VI)) | !max($VI, key=lambda v: 1 // (v - 2)) | !max($VI, key=lambda v: v if v & 1 else None) | !sum(map($FN, $VS)) | !$Q[7] | !$Q0.popleft() | !$DL[$I][0] | !$DD[$S][$S] | !$KD[$K] | !functools.reduce(lambda u, v: u // v, $VI) | !int($S) | !next(iter($SS)) | !guarded(None) | !$N.n | !nested_try(None) | !Bag($VI)[$I] | !sum($VS) | !sum(filter($VI, $VI)) | !(lambda v: v)(1, 2)""",
    "F": """sum(map(lambda v: v * 0.5, $VF)) | max($VF, key=abs, default=0.25) | min($VF, key=lambda v: v * v, default=1.5) | sum(map(float, $VI[:3])) | sum(v * w for v, w in $TL) | sum(map(lambda v, w: v * w, $VF, $VF)) | max(map(abs, $VF), default=2.0) | sorted($VF, key=lambda v: -v)[0] if $VF0 and $VF else 1.0 | applied(lambda v: v * 0.25, $F) | float(f"{$F0:.3f}") | sum(filter(lambda v: v > $F0, $VF))
        | functools.reduce(lambda u, v: u + v, $VF, 0.5) | max($TL, key=lambda v: v[1])[1] if $TL0 and $TL else 3.5 | sum(v.x for v in sorted($RL, key=lambda v: v.x)) | mean($VF) | mean($VF0) | !sum(map(lambda v: 1.0 / v, $VF)) | !max($VF, key=lambda v: 1 / v) | !mean([]) | !float($S)""",
    "B": """any(map(lambda v: v > $I0, $VI)) | all(filter(None, $VI)) | $S in $SS | $S in $VS | $K == $K | $K in $KD | $K0 in [$K, $K] | $VS == $VS | $Q == $Q | $DL == $DL | $DD == $DD | bool($N) | $N is None | $SS <= $SS | any(v.startswith('a') for v in $VS) | all(len(v) < 9 for v in $VS) | $S.startswith(('a', 'k')) | $S0 < $S | callable($FN) | $PL == $PL | $I in Bag($VI) | bool(Bag($VI)) | not $Q
        | {v for v in $VI} == set($VI) | sorted($VI) == sorted($VI, key=lambda v: v) | $I0 in map(abs, $VI) | !$K < $K | !all(map(lambda v: v // v, $VI)) | !$VS < $VI0 | !$I in $S""",
    "S": """f"{$I:>{$I0 & 15}}|" | f"{$F:.{$I & 3}f}" | f"{$S!r:>8}" | f"{$VI0}{$S0}" | f"{$I0=} {$F0=}" | f"{$I:x}{$I & 255:08b}" | f"{$F0:8.2e}{$I:,}" | f"{', '.join(f'{v:02d}' for v in $VI)}" | "%d %s" % ($I, $S) | "%5.1f%%" % $F | "{} {!r}".format($I, $S) | ''.join(map(str, $VI)) | ' '.join(sorted(map(repr, $VI))) | $S.join($VS) | ','.join(sorted($VS, key=len)) | max($VS, key=len, default='z')
        | min($VS0, key=lambda v: (len(v), v), default='') | max($D0, key=lambda v: ($D0[v], v), default='?') | ''.join(sorted($SS)) | ''.join(v.upper() for v in $VS if v) | ''.join(filter(str.isalpha, $S)) | ''.join(map(lambda v: v * 2, $S)) | ''.join(reversed($S)) | str($K) | repr($VS) | str($DL) | str(sorted($DD)) | repr($Q) | repr($PL) | ''.join(k for k, v in $PL if v) | '|'.join(f"{k}={v}" for k, v in $D.items()) | $VS0[0] if $VS0 else 'w'
        | $VS0[-1] if $VS0 else '' | f"{$R}" | f"{$K!s}{$K!r}" | f"{$T0[0]}:{$T0[1]:g}" | $S.strip('a') | $S.title() | $S.partition('a')[2] | $S.rjust($I & 7, '.') | ''.join(dict.fromkeys($S)) | nested_text($I) | built($VS) | built($VS0) | str(nested_try($I)) | sorted($S)[0] if $S0 and $S else '' | $S.translate({97: 'q'}) | !f"{$S:d}" | !f"{$I:.2s}" | !"%d" % $S | !','.join($VI) | !max($VS) | !$VS[$I] | !f"{$R.lost}" | !built($VI) | !chr($I) | !"{0} {1}".format($I)""",
    "VI": """list(map(lambda v: v + 1, $VI)) | list(map($FN, $VI)) | list(filter(lambda v: v & 1, $VI)) | [*map(lambda v: -v, $VI)] | sorted($VI, key=lambda v: -v) | sorted($VI, key=lambda v: (v & 1, v)) | sorted($VI, reverse=True) | sorted($VI, key=$FN) | sorted($VI0, key=lambda v: v % 3, reverse=True) | list(map(len, $VS)) | [v for w in $DL.values() for v in w] | [len(v) for v in $DL.values()] | list($Q) | [v * w for v in $VI[:2] for w in $VI[:2] if v != w] | [[v, w] for v, w in zip($VI, $VI)][0] if $VI0 and $VI and $VI else [2]
        | [v[1] for v in sorted($PL)] | [v for _, v in sorted($PL, key=lambda v: v[1])] | $DL.get($I, [1]) | $DL0.get($I & 3, []) | [v if v > $I0 else -v for v in $VI] | list(map(lambda v, w: v - w, $VI, $VI)) | [f(v) for f, v in zip([$FN, $FN], $VI)] | [(lambda: v)() for v in $VI] | [f() for f in [lambda: v for v in $VI]] | [f(1) for f in [lambda u, v=v: u + v for v in $VI]] | list(walked($N)) | [v.n for v in sorted(map(Key, $VI))] | list(Bag($VI)) | [*$Q, *$VI] | sorted(set($VI), key=lambda v: -v)
        | [safe_div(v, 2) for v in $VI] | sorted($KD.values()) | list(dict.fromkeys($VI)) | [k for k, v in counted($VI)[0].items() if v > 1] | list(itertools.chain($VI, $VI)) | list(itertools.accumulate($VI[:4])) | list(itertools.islice($VI, 2)) | [ord(v) for v in $S] | [v for v in map(abs, filter(lambda v: v < $I0, $VI))] | [sum(w) for w in [[v] * 2 for v in $VI]] | !list(map(lambda v: 9 // v, $VI)) | !sorted($VI, key=lambda v: 1 // v) | ![f(None) for f in [$FN]] | !list(filter(lambda v: v.n, $VI)) | !sorted($VI, key=None, reverse=None) | !$DL[$I] | ![int(v) for v in $VS]""",
    "VF": """list(map(lambda v: v * 2.0, $VF)) | sorted($VF, key=lambda v: -v) | list(filter(lambda v: v > 0.5, $VF)) | sorted($VF, reverse=True) | list(map(abs, $VF)) | [round(v, 1) for v in $VF] | list(map(lambda v, w: v + w, $VF, $VF)) | [v * w for v in $VF[:2] for w in $VF[:2]] | [v for _, v in sorted($TL, key=lambda v: v[1])] | [mean(v) for v in $VV if v] | !list(map(lambda v: 1 / v, $VF)) | !sorted($VF, key=lambda v: 1 / v)""",
    "TL": """sorted($TL, key=lambda v: v[1]) | sorted($TL, key=lambda v: (-v[0], v[1])) | [(v, w) for v, w in zip($VI, $VF) if v] | list(map(lambda v: (v[0], v[1] + 1), $TL)) | list(filter(lambda v: v[0] > $I0, $TL)) | sorted($TL, reverse=True)""",
    "D": """{k: v for k, v in $PL} | dict($PL) | {k: v * 2 for k, v in $D.items() if v} | {v: len(v) for v in $VS} | {str(v): v for v in $VI} | $DD.get($S, {}) | dict(sorted($D.items(), key=lambda v: v[1])) | {k: len(v) for k, v in $DD.items()} | dict(zip($VS, $VI)) | $D | dict(map(lambda v: (str(v), v), $VI)) | {f"{k}!": v for k, v in $D0.items()} | !{k: 1 // v for k, v in $D.items()} | !$DD[$S] | !dict($VS)""",
    "DI": """{v: $FN(v) for v in $VI} | counted($VI)[0] | {k: sum(v) for k, v in $DL.items()} | {v: w for v, w in zip($VI, $Q)} | dict(enumerate($VI)) | {v: v & 1 for v in sorted($SI)} | {len(v): i for i, v in enumerate($VS)} | {k: v for k, v in sorted($DI.items(), key=lambda v: -v[0])}""",
    "SI": """{v for w in $DL.values() for v in w} | set(map(lambda v: v & 7, $VI)) | set(filter(lambda v: v > $I0, $VI)) | {len(v) for v in $VS} | {f(2) for f in [$FN, $FN]} | set($Q)""",
    "RL": """sorted($RL, key=lambda v: (v.n, v.x)) | list(filter(lambda v: v.n, $RL)) | list(map(Rec, $VI)) | [Rec(v, tag=w) for v, w in zip($VI, $VS)] | sorted($RL, key=Rec.kind) if not $RL0 else $RL0""",
    "G": """(v for w in $DL.values() for v in w) | map(lambda v: v + 1, $VI) | filter(lambda v: v > 1, $VI) | walked($N) | iter($Q) | map($FN, $G) | (v for v, w in zip($VI, $VS) if w) | (u for v in $VI for u in (v, -v)) | !map(lambda v: 3 // v, $VI)""",
    "VS": """[$S, $S] | $S.split() | [v for v in $S] | sorted($VS) | sorted($VS, key=len) | sorted($VS, key=lambda v: (-len(v), v)) | [v.upper() for v in $VS] | list(map(str, $VI)) | [f"{v:03d}" for v in $VI] | list(filter(None, $VS)) | $VS0[1:] | $VS + [$S] | list($D) | sorted($SS) | [k for k, _ in $PL] | $S.split('a') | list(words($S)) | [v for v in $VS if v in $SS] | [v + w for v, w in zip($VS, $VS)] | list(map(lambda v: v + '.', $VS)) | ['x' * v for v in range($I & 3)] | [v[::-1] for v in $VS] | [f"{k}:{v}" for k, v in $D.items()]
        | [v[0] for v in $VS if v] | sorted($D, key=lambda v: ($D0.get(v, 0), v)) | $VS if $B else $VS | ![v[0] for v in $VS] | ![$S, $I0] | !sorted($VS, key=lambda v: v[0]) | !list(map(str.upper, $VI))""",
    "DL": """{$I: $VI} | {v: [v] for v in $VI} | {v & 3: [v, w] for v in $VI for w in (1, 2)} | grouped($VI) | grouped($VI0) | {k: v[:2] for k, v in $DL.items()} | {k: [v * 2 for v in w] for k, w in $DL.items()} | $DL0 | {k: list(filter(None, v)) for k, v in $DL.items()} | !{$S: $VI} | !{$I: $S} | !grouped($VS)""",
    "DD": """{$S: $D} | {$S: {$S: $I}, $S: $D} | {v: {w: 1 for w in $VS[:2]} for v in $VS} | {k: {**v} for k, v in $DD.items()} | {k: v for k, v in $DD.items() if v} | $DD0 | !{$S: $I}""",
    "Q": """deque($VI) | deque([$I, $I]) | deque($VI, 3) | deque(v for v in $VI if v) | $Q0 | deque($G) | deque(map(lambda v: v & 3, $VI)) | deque($Q) | !deque($I)""",
    "SS": """{$S, $S} | set($VS) | set($S) | {v for v in $VS if v} | $SS & $SS | $SS - {$S} | $SS0 | set(map(lambda v: v[:1], $VS)) | {k for k, _ in $PL} | set($D) | frozenset($VS)""",
    "FN": """(lambda v: v + $I0) | (lambda v: v * 2 if v & 1 else -v) | (lambda v, w=$I: v ^ w) | adder($I) | adder($I0) | $FN if $B else $FN | functools.partial(int.__add__, $I) | counter() | (lambda v: $VI0[v % len($VI0)] if $VI0 else v) | (lambda v, f=$FN0: f(v) + 1) | Key.three | $VI0.count | (lambda v: safe_div(v, $I0)) | !(lambda v: v // $I0) | !(lambda v: v.n)""",
    "K": """Key($I) | Key($I & 3) | $K0 | max($K, $K, key=lambda v: v.n) | sorted([$K, $K])[0] | Key(len($VI)) | $K if $B else $K | next(iter($KD), Key(4)) | !Key(None) | !Key($S)""",
    "KD": """{$K: $I} | {Key(v): v for v in $VI} | {Key(v & 3): i for i, v in enumerate($VI)} | {k: v + 1 for k, v in $KD.items()} | dict.fromkeys([$K, $K], 1) | $KD0""",
    "PL": """[($S, $I), ($S, $I)] | list($D.items()) | sorted($D.items()) | sorted($D.items(), key=lambda v: (-v[1], v[0])) | list(zip($VS, $VI)) | [(v, len(v)) for v in $VS] | sorted($PL, key=lambda v: v[1]) | sorted($PL) | [(k, v) for k, v in $PL if v] | [(v, $D0[v]) for v in $D0] | $PL0[:2] | $PL + $PL | list(map(lambda v: (v[0] + v[0], v[1]), $PL)) | ![($I, $S)] | ![v[2] for v in $PL]""",
    "N": """Node($I) | Node($I, $N) | chain($VI) | chain($VI0) | $N0 | $N0.next if $N0 else None | turned($N) | turned(chain($VI)) | None if $B else $N | !$N.next""",
}

CHANGES = """$DL!.setdefault($I & 3, []).append($I); $DL!.setdefault($I, []).append($I0); $DL![$I & 3] = $VI; if $I0 in $DL!: $DL![$I0].append($I); for w in $VI: $DL!.setdefault(w % 3, []).append(w); for u, w in $DL!.items(): w.append(u); for w in $DL!.values(): w.sort(key=lambda v: -v); $DD!.setdefault($S, {})[$S] = $I; $DD![$S] = $D; for w in $VS: $DD!.setdefault(w, {}).setdefault(w[:1], len(w));
    for u, w in $DD!.items(): w[u] = w.get(u, 0) + 1; $VS!.append($S); $VS!.append(f"{$I}"); $VS!.sort(); $VS!.sort(key=len); $VS!.sort(key=lambda v: v[-1:], reverse=True); $VI!.sort(key=lambda v: v % 3); $VI!.sort(reverse=True); $VI!.sort(key=$FN); $TL!.sort(key=lambda v: v[1]); $RL!.sort(key=lambda v: v.x); $PL!.append(($S, $I)); $PL!.sort(key=lambda v: v[1]); $Q!.append($I); $Q!.appendleft($I);
    $Q!.extend($VI); $Q!.rotate($I & 3); if $Q!: $I! = $Q!.popleft(); if $Q!: $I! = $Q!.pop(); $Q!.clear(); $SS!.add($S); $SS!.discard($S); $SS! |= set($VS); $SS!.update($S); $KD![$K] = $I; $KD![$K!] = $KD!.get($K!, 0) + 1; $KD!.pop($K, None); $FN! = $FN; $FN! = lambda v: v + $I!; $I! = $FN!($I); $I! += $FN!($I0); $I! = applied($FN!, $I); $VI! = list(map($FN!, $VI!)); LOG.append($FN!(3)); LOG.append($K!);
    LOG.append($VS!); LOG.append($DL!); LOG.append(f"{$I!}/{$F}"); LOG.append(list($Q!)); print(*map(str, $VI)); if (w := $I) > 1: $I! += w; for w in [u for v in $VI! if (u := v * 2) > 2]: $I! += w; print(f"{$I:5}", $S, sep=''); $S! = f"{$S!}{$I}"; $S! += f"{$I:x}"; $S! = $S![-5:]; $S! = $S!.replace($S, 'q'); $N! = Node($I, $N!); if $N!: $N! = $N!.next; if $N!: $N!.n += $I; with Guard($I & 7) as w: $I! += w; with Guard(1): $VI!.append($I); noisy = Noisy($I & 7); noisy = None; noisy = Noisy(1); [Noisy(v & 3) for v in $VI!]; LOG.append(Noisy(4).n);
    $VI!.append(Noisy(5).n); for w in map(lambda v: v + 1, $VI!): $I! += w; for w in filter(lambda v: v & 1, $VI!): $I! ^= w; for w in sorted($VI!, key=lambda v: -v): LOG.append(w); for w in sorted($D!): $I! += $D![w]; for u, w in sorted($D!.items(), key=lambda v: v[1]): $S! += u; for u, w in $PL!: $D![u] = $D!.get(u, 0) + w; for u, w in enumerate($VS!): $D![w] = u; for w in walked($N!): $I! += w; for w in $Q!: $I! ^= w; for w in $VS!: $S! = w + $S![:3]; for w in $KD!: $I! += w.n;
    !$VI!.sort(key=lambda v: $VI!.append(v)); !$VI!.sort(key=lambda v: 1 // (v - 1)); !for u, w in $DL!.items(): $DL![u + 1] = w; !for w in $Q!: $Q!.append(w); !$Q!.remove($I); !$Q!.popleft(); !del $DL![$I]; !$DL![$I].append(1); !$DD![$S][$S] += 1; !$VS!.append($I); !$VS!.append(None); !$DL!.setdefault($I, $S); !del $KD![$K]; !with Guard($I & 7, True): raise Oops($I); !with Guard($I & 7): raise Oops($I); !with Guard(0): $I! = 1 // $I; !$FN! = None; !$FN! = $S; !$N!.n = None; !$N!.next = $I; !$N!.lost; !$K!.n = $I; !$SS!.add($I);
    !del $S!; !for w in map(lambda v: 4 // v, $VI!): $I! += w; !for w in sorted($VI!, key=lambda v: 3 // v): LOG.append(w); !raise Late($I, $S); !raise Late($I, $S) from None; !guarded($S); !globals().__setitem__('safe_div', plain_div); !Key.three = lambda v: 5; !Node.n = 3; !noisy = Noisy($I).lost; !$VI!.append(1 // Noisy(2).n * $I)"""
LOOPS = """$I! in map(lambda v: v + 1, $VI) | $I! in map($FN, $VI!) | $I! in filter(lambda v: v & 1, $VI) | $I! in filter(None, $VI!) | $I! in sorted($VI, key=lambda v: -v) | $S! in sorted($VS, key=len) | $S! in $VS | $S! in $VS! | $S!, $I! in $PL | $S!, $I! in sorted($D!.items(), key=lambda v: v[1]) | $I!, $VI! in $DL!.items() | $VI! in $DL.values() | $S!, $D! in $DD!.items() | $I! in $Q! | $I! in list($Q)
    | $S! in sorted($SS) | $K!, $I! in $KD!.items() | $K! in map(Key, $VI) | $FN! in [$FN, $FN] | $I! in walked($N) | $I!, $S! in enumerate($VS!) | $S!, $I! in zip($VS, $VI!) | $I!, ($S!, $I!) in enumerate($PL!) | $I! in Bag($VI) | $I! in (u for v in $VI for u in (v, 1)) | $F! in map(lambda v: v / 2, $VI!) | $R! in sorted($RL!, key=lambda v: v.n)""".replace("\n", " ")
ERRORS = ["Late", "(Late, KeyError)", "Oops", "TypeError", "ZeroDivisionError", "ValueError", "Exception", "Exception", "RuntimeError"]

HELPERS = '''
class Late(ValueError):
    def __init__(self, code, text):
        self.code, self.text = code, text
        super().__init__(code, text)

    def __str__(self) -> str:
        return f"late {self.text}"
%
class Key:
    __slots__ = ("n",)

    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other) -> bool:
        LOG.append(("eq", self.n, other.n))
        return self.n == other.n

    def __hash__(self) -> int:
        return hash(self.n & 3)

    def __lt__(self, other: "Key") -> bool:
        return self.n < other.n

    @staticmethod
    def three(n) -> int:
        return 3

    def __repr__(self) -> str:
        return f"Key({self.n})"
%
class Node:
    def __init__(self, n: int, next: "Node | None" = None) -> None:
        self.n = n
        self.next = next

    def __repr__(self) -> str:
        return f"Node({self.n}, {self.next})" if self.n else "Node"
%
class Bag:
    def __init__(self, items: list[int]) -> None:
        self.counts: dict[int, int] = {}
        for item in items:
            self.counts[item] = self.counts.get(item, 0) + 1

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __iter__(self) -> Iterator[int]:
        for item in sorted(self.counts):
            for _ in range(self.counts[item]):
                yield item

    def __contains__(self, item) -> bool:
        return item in self.counts

    def __getitem__(self, item: int) -> int:
        return self.counts.get(item, 0) if item < 9 else self.counts[item]

    def most(self) -> int:
        return max(self.counts, key=lambda item: (self.counts[item], item), default=0)
%
class Guard:
    def __init__(self, n: int, swallow: bool = False) -> None:
        self.n, self.swallow = n, swallow

    def __enter__(self) -> int:
        LOG.append(f"in {self.n}")
        return self.n

    def __exit__(self, kind, error, trace) -> bool:
        LOG.append(f"out {self.n} {error!r}")
        return self.swallow
%
class Noisy:
    def __init__(self, n: int) -> None:
        self.n = n

    def __del__(self) -> None:
        LOG.append(f"gone {self.n}")
%
def applied(f, v):
    return f(v)
%
def adder(n: int) -> Callable[[int], int]:
    def add(v: int) -> int:
        return v + n
    return add
%
def counter() -> Callable[[int], int]:
    calls = 0

    def count(v: int) -> int:
        nonlocal calls
        calls += 1
        return v * calls
    return count
%
def safe_div(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError:
        return 0
%
def plain_div(a, b):
    return a // (b or 1)
%
def nested_try(n: int) -> int:
    try:
        try:
            if n % 3 == 0:
                raise Late(n, "three")
            if n % 3 == 1:
                raise Oops(n)
            return n
        except Late as error:
            LOG.append(str(error))
            return error.code
        finally:
            LOG.append("inner")
    except Oops as error:
        return error.code + 1
%
def guarded(n: int) -> int:
    with Guard(n & 3) as m:
        if n > 4:
            return m
    return n
%
def counted(xs: list[int]) -> tuple[dict[int, int], int]:
    seen: dict[int, int] = {}
    best = 0
    for x in xs:
        seen[x] = seen.get(x, 0) + 1
        if seen[x] > best:
            best = seen[x]
    return seen, best
%
def grouped(xs: list[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for x in xs:
        groups.setdefault(x % 4, []).append(x)
    return groups
%
def mean(xs: list[float]) -> float:
    return sum(xs) / len(xs) if len(xs) != 1 else xs[0]
%
def nested_text(n: int) -> str:
    text = ""
    for i in range(n & 7):
        text += f"{i}{'ab' if i & 1 else ''}" + str(i * 2)
    return text
%
def built(words: list[str]) -> str:
    parts: list[str] = []
    for word in words:
        if word and word not in parts:
            parts.append(word.strip())
    return " ".join(parts)
%
def depth(node) -> int:
    count = 0
    while node is not None:
        count += 1
        node = node.next
    return count
%
def walked(node: "Node | None") -> Iterator[int]:
    while node is not None:
        yield node.n
        node = node.next
%
def chain(xs: list[int]) -> "Node | None":
    node = None
    for x in reversed(xs):
        node = Node(x, node)
    return node
%
def turned(node: "Node | None") -> "Node | None":
    before = None
    while node is not None:
        after = node.next
        node.next = before
        before, node = node, after
    return before
'''

ODD = {"VS": ["('a', 'b')", "['a', 1]", "None"], "DL": ["{1: (2,)}", "{'a': [1]}"], "Q": ["[1, 2]", "deque(['a'])"], "SS": ["{1}", "['a']"], "PL": ["[['a', 1]]", "[('a', 1.5)]", "[(1, 'a')]"]}


def combined():
    """The templates of both files, as one: forms, changes, loops, errors, constants, hints."""
    forms = {kind: " | ".join(filter(None, (local_forms.FORMS.get(kind), FORMS.get(kind), FORMS.get(kind)))) for kind in [*local_forms.KINDS, *KINDS]}
    changes = f"{local_forms.CHANGES}; {CHANGES}; {CHANGES}"
    return forms, changes, f"{local_forms.LOOPS} | {LOOPS} | {LOOPS}", local_forms.ERRORS + ERRORS, {**local_forms.CONSTANTS, **CONSTANTS}, {**local_forms.HINTS, **HINTS}
