//! What is promised by what is written: one line of source, one line of expectation.

use std::collections::BTreeMap;

use super::*;

fn hints(source: &str) -> ModuleHints {
    of_module(&crate::syntax::parse(source).unwrap_or_else(|error| panic!("{error}\n{source}")))
}

/// The type of the parameter `x` of the last function.
fn type_of_x(source: &str) -> String {
    hints(source).functions.last().unwrap().params["x"].to_string()
}

fn shown(types: &BTreeMap<String, Type>) -> String {
    let shown: Vec<_> = types.iter().map(|(name, known)| format!("{name}: {known}")).collect();
    shown.join("; ")
}

/// After a common prelude, each hint means what stands beside it.
fn check_table(prelude: &str, table: &[(&str, &str)]) {
    for (hint, expected) in table {
        let source = format!("{prelude}\ndef f(x: {hint}): pass\n");
        assert_eq!(type_of_x(&source), *expected, "{hint}");
    }
}

#[test]
fn builtins() {
    let table = [
        ("int", "int"),
        ("float", "float"),
        ("complex", "complex"),
        ("bool", "bool"),
        ("str", "str"),
        ("bytes", "bytes"),
        ("None", "None"),
        ("object", "object"),
        ("list", "list"),
        ("list[int]", "list[int]"),
        ("dict[str, list[float]]", "dict[str, list[float]]"),
        ("set[int]", "set[int]"),
        ("frozenset[bool]", "frozenset[bool]"),
        ("type[int]", "type[int]"),
        ("range", "range"),
        ("ValueError", "ValueError"),
        ("tuple", "tuple"),
        ("tuple[int, float]", "tuple[int, float]"),
        ("tuple[int]", "tuple[int]"),
        ("tuple[int, ...]", "tuple[int]"),
        ("tuple[()]", "tuple[]"),
        ("tuple[int, *tuple[str, ...]]", "tuple"),
        ("int | None", "int | None"),
        ("int | str | float | int", "int | float | str"),
        ("(int | None) | (str | None)", "int | None | str"),
        ("object | int", "object"),
        ("type(None)", "None"),
    ];
    check_table("", &table);
    // One-tuples and unbounded tuples print alike and are not the same.
    let known = |hint| hints(&format!("def f(x: {hint}): pass")).functions[0].params["x"].clone();
    assert_eq!(known("tuple[int]"), Type::Tuple(vec![Type::Int]));
    assert_eq!(known("tuple[int, ...]"), Type::Class("tuple".into(), vec![Type::Int]));
}

#[test]
fn typing() {
    let prelude = "from typing import *\nimport typing as t, typing\nfrom typing import Optional as Maybe\n\
                   import typing_extensions as te\nfrom collections import abc\nimport collections.abc\nimport numbers, types";
    let table = [
        ("Optional[int]", "int | None"),
        ("t.Optional[int]", "int | None"),
        ("Maybe[float]", "float | None"),
        ("typing.Union[int, str, None]", "int | None | str"),
        ("Union[int]", "int"),
        ("Optional[Union[int, Optional[str]]]", "int | None | str"),
        ("Optional", "?"),
        ("Union", "?"),
        ("Any", "object"),
        ("List", "list"),
        ("List[int]", "list[int]"),
        ("Dict[str, int]", "dict[str, int]"),
        ("Tuple[int, str]", "tuple[int, str]"),
        ("Tuple", "tuple"),
        ("FrozenSet[int]", "frozenset[int]"),
        ("Type[int]", "type[int]"),
        ("Final[int]", "int"),
        ("te.Final[int]", "int"),
        ("ClassVar[Final[int]]", "int"),
        ("Annotated[float, 'unit', 3]", "float"),
        ("Annotated[Optional[int], max(1, 2)]", "int | None"),
        ("Literal[1]", "int"),
        ("Literal[-1, 2]", "int"),
        ("Literal[1, 'a', True, None, b'']", "int | bool | None | str | bytes"),
        ("Literal['int']", "str"),
        ("Literal[Literal[1], 'a']", "int | str"),
        ("Callable[[int], float]", "collections.abc.Callable[float, int]"),
        ("Callable[..., float]", "collections.abc.Callable[float]"),
        ("Sequence[int]", "collections.abc.Sequence[int]"),
        ("abc.Sequence[int]", "collections.abc.Sequence[int]"),
        ("collections.abc.Mapping[str, int]", "collections.abc.Mapping[str, int]"),
        ("DefaultDict[str, int]", "collections.defaultdict[str, int]"),
        ("numbers.Real", "numbers.Real"),
        ("types.NoneType", "None"),
        ("Text", "str"),
        ("TypeGuard[int]", "bool"),
        ("AnyStr", "str | bytes"),
        ("Self", "?"),
        ("NoReturn", "?"),
        ("TypeAlias", "?"),
        ("t.NoSuchName", "?"),
        ("numbers", "?"),
    ];
    check_table(prelude, &table);
}

#[test]
fn quoted_hints() {
    let prelude = "import typing as t\nif t.TYPE_CHECKING:\n    from numpy import ndarray\n";
    let table = [
        ("'int'", "int"),
        ("\"list['float']\"", "list[float]"),
        ("t.Optional['int']", "int | None"),
        ("'t.Optional[int]'", "int | None"),
        ("'''\n  int\n'''", "int"),
        ("'in' 't'", "int"),
        ("'Later'", "<module>.Later"),
        ("'ndarray'", "numpy.ndarray"),
        ("'int | None'", "int | None"),
        ("'not a hint'", "?"),
        ("''", "?"),
        ("'int) + (int'", "?"),
        ("f'int'", "?"),
    ];
    for (hint, expected) in table {
        assert_eq!(
            type_of_x(&format!("{prelude}def f(x: {hint}): pass\nclass Later: pass\n")),
            expected,
            "{hint}"
        );
    }
    let postponed = "from __future__ import annotations\ndef f(x: Later | None): pass\nclass Later: pass\n";
    assert_eq!(type_of_x(postponed), "None | <module>.Later");
}

#[test]
fn what_is_no_hint_is_unknown() {
    let table = [
        ("1", "?"),
        ("int()", "?"),
        ("[int]", "?"),
        ("NoSuchName", "?"),
        ("int + str", "?"),
        ("len", "?"),
    ];
    check_table("", &table);
    check_table(
        "",
        &[
            ("...", "?"),
            ("lambda: 0", "?"),
            ("list[NoSuchName]", "list[?]"),
            ("list[int][str]", "?"),
        ],
    );
}

#[test]
fn aliases() {
    let prelude = "from typing import NewType, TypeVar, Union, TypeAlias, Tuple, Optional, List\n\
        Vec = list[float]\nVecs = List[Vec]\nUserId = NewType('UserId', int)\nExplicit: TypeAlias = 'int | None'\n\
        type New = int\ntype Pair[A, B] = tuple[A, B, A]\nK = TypeVar('K')\nV = TypeVar('V')\nMap = Union[dict[V, K], K]\n\
        Number = TypeVar('Number', int, float)\nBounded = TypeVar('Bounded', bound='int')\n\
        twice = int\ntwice = str\nLoop = Optional['Loop']\nRing = Tuple['Ring2', 'Ring2']\nRing2 = Tuple[Ring, Ring]\n\
        number = 5\ntry:\n    Either = int\nexcept Exception:\n    Either = str\n";
    let table = [
        ("Vec", "list[float]"),
        ("Vecs", "list[list[float]]"),
        ("UserId", "int"),
        ("Explicit", "int | None"),
        ("New", "int"),
        ("Pair[int, str]", "tuple[int, str, int]"),
        ("Pair", "tuple[?, ?, ?]"),
        ("Map[int, str]", "str | dict[int, str]"),
        ("Map", "?"),
        ("Number", "int | float"),
        ("Bounded", "int"),
        ("K", "?"),
        ("list[K]", "list[?]"),
        ("twice", "?"),
        ("number", "?"),
        ("Either", "int"),
        ("Loop", "?"),
    ];
    check_table(prelude, &table);
    // Circular and doubling: it is enough that this ends.
    check_table(&format!("{prelude}\ndef g(x: Ring): pass\n"), &[("int", "int")]);
    let doubling: String = (0..60).map(|n| format!("A{n} = dict[A{0}, A{0}]\n", n + 1)).collect();
    hints(&format!("{doubling}\ndef f(x: A0): pass\n"));
    let chains: String = (0..60)
        .map(|n| format!("a{n} = a{0} + a{0}\nb{n} = b{0}.b{0}\n", n + 1))
        .collect();
    hints(&format!("{chains}\ndef f(x: b0.b1, y=a0): pass\n"));
}

#[test]
fn type_parameters() {
    let table = [
        ("def f[T](x: T): pass", "?"),
        ("def f[T: int](x: T): pass", "int"),
        ("def f[T: (int, str)](x: T | None): pass", "int | None | str"),
        ("def f[T: 'int'](x: list[T]): pass", "list[int]"),
        ("class C[T: float]:\n def f(self, x: T): pass", "float"),
        ("class C[T: float]:\n def f[T: int](self, x: T): pass", "int"),
        ("class C[T: float]: pass\ndef f(x: C[int]): pass", "<module>.C[int]"),
        ("def f[*Ts](x: tuple[*Ts]): pass", "tuple"),
    ];
    for (source, expected) in table {
        assert_eq!(type_of_x(source), expected, "{source}");
    }
}

#[test]
fn names_mean_what_their_scope_says() {
    let table = [
        ("class int: pass\ndef f(x: int): pass", "<module>.int"),
        ("def int(): pass\ndef f(x: int): pass", "?"),
        ("from numpy import int\ndef f(x: int): pass", "numpy.int"),
        ("import builtins\ndef f(x: builtins.int): pass", "int"),
        ("for int in y: pass\ndef f(x: int): pass", "?"),
        ("def g():\n global int\n int = 3\ndef f(x: int): pass", "?"),
        ("def g():\n int = 3\ndef f(x: int): pass", "int"),
        ("def g():\n int = str\n def f(x: int): pass", "str"),
        ("class C:\n int = str\n def f(self, x: int): pass", "str"),
        // Class bodies are not seen from inside their functions.
        ("class C:\n int = str\n def g(self):\n  def f(x: int): pass", "int"),
        ("class C:\n class D: pass\n def f(self, x: D): pass", "<module>.C.D"),
        (
            "class C:\n class D:\n  Scalar = float\ndef f(x: C.D.Scalar | C.D): pass",
            "float | <module>.C.D",
        ),
        (
            "from typing import Self\nclass C:\n def f(self, x: Self): pass",
            "<module>.C",
        ),
        ("class C:\n def f(self, x: 'C'): pass", "<module>.C"),
        (
            "class Color(Enum): RED = 1\nfrom typing import Literal\ndef f(x: Literal[Color.RED]): pass",
            "<module>.Color",
        ),
        (
            "import numpy as np\nnumpy2 = np\ndef f(x: numpy2.float64): pass",
            "numpy.float64",
        ),
        (
            "from .shapes import Circle\nfrom . import Square\ndef f(x: Circle | Square): pass",
            ".Square | .shapes.Circle",
        ),
        (
            "try:\n from typing import Final\nexcept ImportError:\n Final = None\ndef f(x: Final[int]): pass",
            "int",
        ),
        (
            "import sys\nif sys.version_info > (3, 11):\n from typing import List\nelse:\n \
             from typing_extensions import List\ndef f(x: List[int]): pass",
            "list[int]",
        ),
        ("[int for int in y]\ndef f(x: int): pass", "int"),
        ("[(int := 1) for i in y]\ndef f(x: int): pass", "?"),
        ("match y:\n case [int, *_]: pass\ndef f(x: int): pass", "?"),
    ];
    for (source, expected) in table {
        assert_eq!(type_of_x(source), expected, "{source}");
    }
}

#[test]
fn parameters_defaults_results_and_locals() {
    let source = "N = 10\n\
        def f(a, b: int, /, c=1.5, d: float = 0, *args: int, e=N, g: int = None, h=None, i=-2, j=(1, 'a'), **kw) -> int | None:\n\
        \x20   x: float = 0\n    y: int\n    self.z: int = 3\n    v: int = 1\n    v: str = ''\n    w = 1\n\
        \x20   def inner():\n        hidden: int = 0\n    from typing import Final\n    K: Final = 2.5\n";
    let hints = hints(source);
    let f = hints.function("f", 2).unwrap();
    assert_eq!(
        shown(&f.params),
        "args: tuple[int]; b: int; d: float; g: int | None; kw: ?"
    );
    assert_eq!(
        shown(&f.param_defaults),
        "c: float; d: int; e: int; g: None; h: None; i: int; j: tuple[int, str]"
    );
    assert_eq!(f.returns.as_ref().unwrap().to_string(), "int | None");
    assert_eq!(shown(&f.locals), "K: float; v: ?; x: float; y: int");
    assert_eq!(
        shown(&hints.function("f.<locals>.inner", 9).unwrap().locals),
        "hidden: int"
    );
}

#[test]
fn names_lines_kinds_and_decorators() {
    let source = "from functools import lru_cache as cached, wraps\nimport functools\n\
        @cached\n\
        @functools.wraps(max)(1)\n\
        # a comment: def\n\
        async def f(): pass\n\
        class C:\n\
        \x20 @staticmethod\n\
        \x20 def s(): pass\n\
        \x20 @classmethod\n\
        \x20 def c(cls): return lambda: 0\n\
        \x20 class D:\n\
        \x20  def __new__(cls): pass\n\
        \x20  def m(self): pass\n\
        def g():\n\
        \x20 global h\n\
        \x20 def h():\n\
        \x20  class E:\n\
        \x20   @(\n\
        \x20     traced[0]\n\
        \x20   )\n\
        \x20   def m[T](self):\n\
        \x20    def inner(): pass\n\
        x = (lambda: 0 for y in z)\n";
    let shown: Vec<_> = hints(source)
        .functions
        .iter()
        .map(|f| {
            let kind = match &f.kind {
                FunctionKind::Function => "function".to_string(),
                FunctionKind::Lambda => "lambda".to_string(),
                FunctionKind::Method { class, binding } => format!("{binding:?} method of {class}"),
            };
            format!(
                "{} {} {} {kind} {}",
                f.qualname,
                f.first_line,
                f.def_line,
                f.decorators.join(" ")
            )
        })
        .collect();
    let expected = [
        "f 3 6 function functools.lru_cache functools.wraps",
        "C.s 8 9 Static method of C staticmethod",
        "C.c 10 11 Class method of C classmethod",
        "C.c.<locals>.<lambda> 11 11 lambda ",
        "C.D.__new__ 13 13 Static method of C.D ",
        "C.D.m 14 14 Instance method of C.D ",
        "g 15 15 function ",
        "h 17 17 function ",
        "h.<locals>.E.m 20 22 Instance method of h.<locals>.E <expression>",
        "h.<locals>.E.m.<locals>.inner 23 23 function ",
        "<genexpr>.<locals>.<lambda> 24 24 lambda ",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn globals_constants_and_imports() {
    let source = "import math, os.path, numpy as np\nfrom math import *\nfrom math import sqrt as root, pi\n\
        from . import sibling\nfrom ..up import thing\nimport gone\ngone = 1\nfrom typing import Final, TYPE_CHECKING\n\
        if TYPE_CHECKING:\n    import numpy.typing as npt\ntry:\n    from math import isqrt\nexcept ImportError:\n    isqrt = None\n\
        A = 1\nB: Final = 2.5\nC: float = 0\nD: Final[int] = 3\nE = -1 * 2\nF = float('inf')\nG = pi * 2\nH = A << 20\n\
        I, J = 1, 'a'\nK = L = True\nM = 1\nM = 2.0\nN = 1\nN += 1\nO = unknown()\nP = None\nQ = [1, 2]\nR = (1, 2.0)\n\
        S = 1\ndef f():\n    global S, T\n    S = 'a'\n    T = 1\nU = 7 % 4\nW = 10 ** 18\nX = 10 ** 30\nY = not A\nZ = 1 / 2\n\
        AA: int\nBB = 2 ** -1\nCC = -7 // 2\nfor DD in range(3): EE = 1\n";
    let hints = hints(source);
    let expected = "A: int; AA: int; B: float; BB: float; C: float; CC: int; D: int; E: int; EE: int; F: float; G: float; \
        H: int; I: int; J: str; K: bool; L: bool; M: int | float; N: int; P: None; Q: list[int]; R: tuple[int, float]; \
        S: int | str; T: int; U: int; W: int; X: int; Y: bool; Z: float";
    assert_eq!(shown(&hints.globals), expected);
    let constants: Vec<_> = hints
        .constants
        .iter()
        .map(|(name, value)| format!("{name} {value:?}"))
        .collect();
    let expected = "A Int(1); B Float(2.5); C Int(0); CC Int(-4); D Int(3); E Int(-2); EE Int(1); H Int(1048576); I Int(1); \
        K Bool(true); L Bool(true); T Int(1); U Int(3); W Int(1000000000000000000)";
    assert_eq!(constants.join("; "), expected);
    let imports: Vec<_> = hints
        .imports
        .iter()
        .map(|(name, origin)| format!("{name} {origin}"))
        .collect();
    let expected = "Final typing.Final; TYPE_CHECKING typing.TYPE_CHECKING; isqrt math.isqrt; math math; np numpy; os os; \
        pi math.pi; root math.sqrt; sibling .sibling; thing ..up.thing";
    assert_eq!(imports.join("; "), expected);
    assert_eq!(hints.star_imports, ["math"]);
}

#[test]
fn deep_sources_are_survived() {
    let deep = 20_000;
    let texts = [
        "def f(x: int=".to_string() + &"-".repeat(deep) + "1): pass",
        "def f(x: ".to_string() + &"int|".repeat(deep) + "str): pass",
        "def f(x: ".to_string() + &"list[".repeat(deep) + "int" + &"]".repeat(deep) + "): pass",
        "def f(x: a".to_string() + &".a".repeat(deep) + "): pass",
        "f = ".to_string() + &"lambda x=1: ".repeat(300) + "1",
        "f = ".to_string() + &"lambda: ".repeat(2000) + "1",
        "x = ".to_string() + &"1+".repeat(deep) + "1",
        "x = ".to_string() + &"[a for a in ".repeat(deep) + "b" + &"]".repeat(deep),
    ];
    for text in texts {
        // A panic inside would leave nothing.
        assert!(
            hints(&format!("{text}\nKNOWN = 1\n")).constants.contains_key("KNOWN"),
            "{}",
            &text[..20]
        );
    }
}
