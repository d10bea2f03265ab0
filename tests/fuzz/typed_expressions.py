"""Random expressions whose kinds are hinted: templates, in which `$KIND` is an expression of that kind and `$KIND0` a simple one.

A template that begins with `!` may fail; it is taken seldom, and often where a handler waits. NaN is left out, and what finds a
float in a container: an unboxed NaN has no identity.
"""

import re

HINTS = {
    "I": "int", "F": "float", "B": "bool", "S": "str", "Y": "bytes", "M": "int | None", "LI": "list[int]", "LF": "list[float]", "LS": "list[str]", "LL": "list[list[int]]", "DSI": "dict[str, int]",
    "DIF": "dict[int, float]", "DSL": "dict[str, list[int]]", "SI": "set[int]", "TIF": "tuple[int, float]", "TI": "tuple[int, ...]", "X": "Box", "P": "Point",
}
KINDS = "I I I F F F B S S S Y M LI LI LI LF LF LS LS LL DSI DSI DIF DSL SI TIF TI X X X P".split()
CONSTANTS = {
    "I": ["0", "1", "2", "3", "(-1)", "5", "7", "10", "(-7)", "100", "255", "2**31", "2**62", "(2**63 - 1)", "(-2**63)", "2**70"], "F": ["0.0", "1.0", "0.5", "2.25", "(-3.0)", "1e-3", "7.0", "1e16", "(-0.0)"],
    "B": ["True", "False"], "S": ["''", "'a'", "'b'", "'key'", "'some words'", "'é€'", "'a,b,a'", "' 12 '", "'😀x'"], "Y": ["b''", "b'abc'", "b'\\x00\\xff'"], "M": ["None", "4"],
    "LI": ["[]", "[1, 2, 3]", "[5]", "[0, -1, 2**62]"], "LF": ["[0.5]", "[1.0, 2.0, -0.5]", "[]"], "LS": ["['a', 'b']", "[]", "['key']"], "LL": ["[[1, 2], [3]]", "[[]]"], "DSI": ["{}", "{'a': 1}", "{'key': 5, 'b': 2}"],
    "DIF": ["{1: 0.5}", "{}"], "DSL": ["{'a': [1]}", "{}"], "SI": ["{1, 2}", "set()"], "TIF": ["(1, 0.5)", "(-3, 2.0)"], "TI": ["(1, 2, 3)", "()", "(7,)"], "X": ["Box(3)", "Box(5, 2.5, 'five')", "Small(2)"],
    "P": ["Point(1.0, 2.0)", "Point(3)"],
}

FORMS = {
    "I": """$I + $I | $I - $I | $I * $I | $I & $I | $I ^ $I | $I // ($I or 3) | $I % ($I or 7) | ~$I | -$I | $I << ($I & 7) | $I >> ($I & 3) | len($LI) | len($S) | len($LF) | len($DSI) | len($LS) | len($SI) | len($TI) | len($Y)
        | ($LI or [4])[0] | ($LI or [4])[-1] | $LI0[$I % (len($LI0) or 1)] if $LI0 else 9 | ($LL or [[8]])[0][-1:] == [8] and 3 or 4 | sum($LI) | max($I, $I) | min($LI or [2]) | max($LI + [3]) | abs($I) | $DSI.get($S, $I)
        | $DSI.get($S, 0) + 1 | ($DSI0[$S0] if $S0 in $DSI0 else 6) | $TIF[0] | ($TI or (1,))[-1] | $X.count | $X0.count | $X0.count + $X0.count | $X.grow($I & 15) | $X0.grow(by=2) | Box.twice($I) | $X0.twice($I & 63) | Box.total
        | len($X) | ord(($S or 'z')[0]) | ord($S0[0]) if $S0 else 5 | int($B) | int($F) % 1000 | $S.count($S0) | $S.find($S0) | $LI.count($I) | $I if $B else $I | ($I and $I) | ($I or $I) | ($M or 3)
        | helper($I, $I) | helper($I, b=$I) | counting($I & 7) | round($F) % 100 | (lambda v: v + $I0)($I) | int(str($I & 1023)) | sum(counted($I & 7)) | max(counted($I & 7), default=3) | next(counted($I & 3), -1) | len(list(counted($I & 7)))
        | sum($X0.each()) | hash($I & 255) | $B + $B | ($Y or b'q')[0] | 3 if $M0 is None else $M0 + 1 | len($DSL.get($S, [])) | g_int | g_int + $I | divmod($I, 7)[1] | pow($I & 7, 3) | $I ** ($I & 3) | bool($I) + 1
        | !$LI[$I] | !$LI0[$I0] | !$LI0[2] | !$DSI[$S] | !$DSI0[$S0] | !$DSL[$S][0] | !$LL[$I][$I] | !$I // $I | !$I % $I | !$LI0.index($I) | !$LI0.pop() | !$LI0.pop(0) | !$DSI0.pop($S) | !$X.other.count | !$X0.missing
        | !int($S) | !ord($S) | !$TI[$I] | !$TI0[1] | !max($LI) | !$S.index($S) | !failing($I) | !next(counted($I & 1)) | !$M + 1 | !$X[$I] | !$P0.z | !{v: 1 for v in $LI0}[$I]""",
    "F": """$F + $F | $F - $F | $F * $F | $F / ($F or 2.0) | $F + $I0 | $I0 * $F | -$F | $F / ($I or 4) | ($LF or [0.5])[0] | ($LF or [0.5])[-1] | $LF0[$I % (len($LF0) or 1)] if $LF0 else 2.0 | sum($LF) | sum($LF, 0.0) | max($F, $F) | min($LF or [1.5])
        | $DIF.get($I, $F) | $TIF[1] | $X.weight | $X0.weight | $X0.scaled($F) | $X0.half | $X0.weight * $X0.scale | $P.x | $P0.x * $P0.x + $P0.y * $P0.y | $P.norm() | abs($F) | $F if $B else $F | ($F or $F) | float($I & 255)
        | weigh($F, $I & 7) | round($F, 2) | $F ** 2 | math.sqrt(abs($F)) | math.floor($F) % 50 + 0.5 | g_float | (lambda v: v * $F0)($F) | max($LF, default=1.0) | sum(halves($I & 7)) | ($F // 1.5) | ($F % 2.5)
        | !$LF[$I] | !$LF0[$I0] | !$LF0[1] | !$DIF[$I] | !$F / $F | !$F // $F0 | !min($LF) | !math.sqrt($F) | !$LF0.pop() | !float($S) | !$X0.other.weight | !int($F) / 2 | !weigh(float('inf'), $I & 7)""",
    "B": """$I < $I | $I <= $I | $I > $I | $I == $I | $I != $I | $F < $F | $F >= $F | $F == $I0 | $S == $S | $S != $S | $S < $S | $S in $S | $S in $DSI | $S0 not in $DSI0 | $I in $LI | $I in $SI | $S in $LS | $I in $TI | $I in $DIF | $I in range($I)
        | not $B | not $LI | not $S | not $M | $B and $B | $B or $B | $M is None | $M is not None | $X0.other is None | $X0 is $X0 | $X0.heavier($F) | $LI == $LI | $TI == $TI | $LI < $LI | $S.startswith($S) | $S.endswith($S0) | $S.isdigit()
        | isinstance($I, int) | isinstance($X, Small) | isinstance($LI, (list, tuple)) | $I0 < $I < $I | bool($LF) | bool($DSI) | $X == $X | $X < $X0 | $P == $P | $SI <= $SI | $Y == $Y | $TIF == $TIF | any($LI) | all($LI) | $LS == $LS | $I == $B | callable($X0.grow)
        | hasattr($X0, 'extra') | !$S < $M0 | !$S in $I0 | !$X0.extra > 1""",
    "S": """$S + $S | $S * ($I & 3) | $S[1:] | $S[:-1] | $S[::-1] | $S[$I & 3:] | $S[0:2] | ($S or 'q')[0] | ($S or 'q')[-1] | $S0[$I % (len($S0) or 1)] if $S0 else 'e' | str($I) | str($F) | repr($S) | f"{$I0}" | f"{$F0:.2f}|{$I0:>4}" | f"<{$S0!r}>" | f"{$S0}-{$I0}"
        | $S.upper() | $S.lower() | $S.strip() | $S.replace($S0, $S0) | $S.title() | $S0.join($LS) | ','.join($LS) | ''.join($LS) | ($LS or ['w'])[0] | ($LS or ['w'])[-1] | $X.name | $X0.name + $S | $S if $B else $S | ($S or $S) | chr(97 + ($I & 15))
        | str($LI) | str($TI) | str($DSI) | repr($LF) | max($S, $S) | min($LS or ['x']) | $S.zfill(4) | $S.ljust($I & 7) | $S.split(',')[0] | $S.partition(',')[2] | '%s:%d' % ($S, $I) | greet($S) | greet(text=$S0) | g_str | '-'.join(str(v) for v in $LI) | $S.encode().hex()
        | 'abc'[$I % 3] | str($B) | repr($P) | type($I).__name__ | !$S[$I] | !$S0[$I0] | !$LS[$I] | !$S + $M0 | !chr($I) | !$S0[1] | !''.join($LI) | !$S.encode('ascii').decode() | !$LS0.pop() | !greet($I0)""",
    "Y": """$Y + $Y | $Y[1:] | $S.encode() | bytes($LI0[:0]) | bytes([$I & 255]) | $Y * ($I & 3) | $Y if $B else $Y | !bytes($LI)""",
    "M": """None | $I | ($I if $B else None) | $DSI.get($S) | $X0.maybe | ($M if $B else 2)""",
    "LI": """[$I, $I] | [$I] | [$I, $I, $I] | [*$LI, $I] | ($LI + $LI)[:8] | $LI[1:] | $LI[:-1] | $LI[::-1] | $LI[:] | $LI[$I & 3:] | ($LI * ($I & 3))[:8] | sorted($LI) | list($LI) | list($TI) | list($DSI.values()) | list(range($I & 7)) | list(counted($I & 7))
        | [len(v) for v in $LS] | [v for v in $LI if v > $I0] | [v * 2 + $I0 for v in $LI] | [v + w for v in $LI for w in $LI0[:3]] | ($LL or [[1]])[0] | $DSL.get($S, []) | $X.items | $X0.items | $LI if $B else $LI | ($LI or [1]) | sorted($SI) | [int(v) % 9 for v in $LF]
        | [ord(v) for v in $S] | list(map(abs, $LI)) | list(filter(None, $LI)) | [v for v, w in enumerate($LS)] | [v for v in counted($I & 7)] | filled($I & 7) | list(reversed($LI)) | list($X0.each()) | list($Y) | [v for v in $X0.each() if v]
        | !$LL[$I] | !$DSL[$S] | !$LI + $TI0 | !sorted([*$LI, $M]) | !list($I0) | !failing_list($I) | ![10 // v for v in $LI]""",
    "LF": """[$F, $F] | [$F] | [$F, $F, $F] | [*$LF, $F] | ($LF + $LF)[:8] | $LF[1:] | $LF[::-1] | [0.0] * ($I & 7) | list($DIF.values()) | [v * $F0 for v in $LF] | [v / 2 for v in $LI] | [v for v in $LF if v > $F0] | list($LF) | list(halves($I & 7)) | $LF if $B else $LF
        | [v * w for v, w in zip($LF, $LF)] | sorted($LF) | [$P0.x, $P0.y] | [float(v & 255) for v in $LI] | [v + w for v, w in zip($LF, $LI)] | ![1 / v for v in $LF] | ![v / w for v, w in zip($LF, $LI)]""",
    "LS": """[$S, $S] | [$S] | [*$LS, $S] | $S.split() | $S.split(',') | list($S)[:6] | sorted($DSI) | [v.upper() for v in $LS] | [str(v) for v in $LI] | $LS[1:] | ($LS + $LS)[:6] | list($DSI) | [v for v in $S if v != 'a'] | sorted($LS) | [v + w for v, w in zip($LS, $S)] | $LS if $B else $LS
        | [v for v in $LS if v in $DSI0] | [k + str(v) for k, v in $DSI.items()] | $S.splitlines() | ![v[0] for v in $LS] | !$S.split($S0)""",
    "LL": """[$LI, $LI] | [$LI] | [[$I] * 2 for v in range($I & 3)] | [[v, w] for v in $LI0[:3] for w in range(2)] | $LL[1:] | [*$LL, $LI][:4] | list($DSL.values()) | [[0] * 3 for _ in range($I & 3)] | [v[:2] for v in $LL]""",
    "DSI": """{$S: $I} | {$S: $I, $S: $I} | {**$DSI, $S: $I} | {v: len(v) for v in $LS} | {v: w for w, v in enumerate($S)} | {k: v + 1 for k, v in $DSI.items()} | dict($DSI) | $DSI | ($DSI | $DSI) | dict(zip($LS, $LI)) | {str(v): v for v in $LI} | tally($S) | tally($S.split()) | dict(a=$I)
        | {k: v for k, v in $DSI.items() if v > $I0} | $DSI if $B else $DSI | {v: $DSI0.get(v, 0) for v in $S} | !{k: $DSI0[k] for k in $LS} | !dict($LS)""",
    "DIF": """{$I: $F} | {$I: $F, $I: $F} | {v: v / 2 for v in $LI} | {v: w for v, w in enumerate($LF)} | {**$DIF, $I: $F} | dict($DIF) | {k: v * 2 for k, v in $DIF.items()} | dict(zip($LI, $LF))""",
    "DSL": """{$S: $LI} | {$S: $LI, $S: [1]} | {v: [] for v in $LS} | {**$DSL, $S: $LI}""",
    "SI": """{$I, $I} | set($LI) | {v & 7 for v in $LI} | $SI - $SI | $SI & $SI | $SI - {$I} | {*$LI, $I} | set() | set(range($I & 7)) | !set($LL) | !{$LI0}""",
    "TIF": """($I, $F) | ($I, $F) | (len($S), $F / 2) | min(($I, $F), (3, 0.5)) | $TIF if $B else $TIF | pair($I, $F)""",
    "TI": """($I, $I) | ($I,) | tuple($LI) | $TI + $TI | $TI[1:] | ($I, *$LI)[:6] | tuple(v * 2 for v in $LI) | tuple(sorted($SI))""",
    "X": """Box($I) | Box($I & 63, $F, $S) | Small($I & 63) | Small(count=$I, name=$S0) | Box.of($I & 15) | Small.of(3) | $X0.chained() | $X0.linked($X0) | $X if $B else $X | ($X0.other or $X0) | !Box() | !$X0.other.other | !Box($I, $F, wrong=1)""",
    "P": """Point($F, $F) | Point($F) | Point(x=$F0, y=$F0) | $P + $P | $P.moved($F) | $P if $B else $P | !Point() | !$P + $I0""",
}


def forms():
    """The templates of each kind, safe ones and risky ones. A `|` between two kinds of dict is the operator."""
    table = {}
    for kind, text in FORMS.items():
        parts, open_brackets, start = [], 0, 0
        text = " ".join(text.split())
        for place, character in enumerate(text):
            open_brackets += (character in "([{") - (character in ")]}")
            if character == "|" and open_brackets == 0 and text[place - 1] == " ":
                parts.append(text[start:place].strip())
                start = place + 1
        parts.append(text[start:].strip())
        safe = [part for part in parts if not part.startswith("!")]
        table[kind] = safe, [part[1:] for part in parts if part.startswith("!")] or safe
    return table


FORMS_OF = forms()
PLACE = re.compile(r"\$([A-Z]+)(0?)")


class TypedExpressions:
    """Expressions over the variables in scope of one function."""

    def __init__(self, random):
        self.random, self.variables, self.risk, self.loops = random, {}, 4, 0

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, *choices):
        return self.random.choice(choices)

    def choose(self, templates):
        """One of the templates, rather one that is about variables."""
        known = set(self.variables.values())
        for _ in range(4):
            template = self.random.choice(templates)
            if known.issuperset(kind for kind, simple in PLACE.findall(template) if simple):
                break
        return template

    def fill(self, template, depth=2):
        """The template with its places filled."""
        return PLACE.sub(lambda found: self.of(found[1], 0 if found[2] else depth), template)

    def of(self, kind, depth=2):
        if self.random.random() < 0.001:
            kind = self.random.choice(KINDS)
        if depth <= 0 or self.chance(15):
            return self.leaf(kind)
        safe, risky = FORMS_OF[kind]
        form = self.choose(risky if self.chance(self.risk) else safe)
        called = self.call(kind, depth) if self.chance(8) else None
        text = called or f"({self.fill(form, depth - 1)})"
        # Powers of powers in a loop would have no end.
        return f"({text} % 9223372036854775783)" if self.loops and kind == "I" and re.search(r" \*+ | << ", form) else text

    def leaf(self, kind):
        names = [name for name, known in self.variables.items() if known == kind]
        return self.random.choice(names) if names and self.chance(88) else self.random.choice(CONSTANTS[kind])

    def any(self, depth=2):
        return self.of(self.random.choice(KINDS), depth)

    def call(self, kind, depth):
        return None
