# Source of a module on stdin -> its stub on stdout. Nothing is imported and nothing is executed: the tree is read.
import ast
import sys

ASSIGNABLE = (ast.Assign, ast.AnnAssign)
ALIASES = (ast.Subscript, ast.BinOp, ast.Attribute)
# Calls that make something a checker has to see as it stands.
KEPT_CALLS = {"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "NamedTuple", "namedtuple", "TypedDict", "TypeAliasType", "Enum"}


class Stub:
    def __init__(self):
        self.needs_incomplete = False
        self.needs_field = False

    def module(self, tree):
        names = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
        lines = self.block(tree.body, "", None, names)
        place = next((i for i, line in enumerate(lines) if not line.startswith("from __future__")), 0)
        if self.needs_field:
            lines.insert(place, "from dataclasses import field as _field")
        if self.needs_incomplete:
            lines.insert(place, "from _typeshed import Incomplete")
        return "\n".join(lines) + "\n" if lines else ""

    def block(self, body, indent, owner, classes):
        lines = []
        seen = set()
        for node in body:
            for line in self.statement(node, indent, owner, classes, seen):
                lines.append(line)
        return lines

    def statement(self, node, indent, owner, classes, seen):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return [indent + ast.unparse(node)]
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self.function(node, indent)
        if isinstance(node, ast.ClassDef):
            return self.klass(node, indent)
        if isinstance(node, ASSIGNABLE):
            return self.assignment(node, indent, owner, classes, seen)
        if hasattr(ast, "TypeAlias") and isinstance(node, ast.TypeAlias):
            return [indent + ast.unparse(node)]
        if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == "__all__":
            return [indent + ast.unparse(node)]
        if isinstance(node, ast.If):
            return self.condition(node, indent, owner, classes)
        if isinstance(node, (ast.Try, getattr(ast, "TryStar", ast.Try))):
            return self.block([*node.body, *node.orelse, *node.finalbody], indent, owner, classes)
        if isinstance(node, (ast.With, ast.For, ast.While)):
            return self.block(node.body, indent, owner, classes)
        return []

    def condition(self, node, indent, owner, classes):
        if ast.unparse(node.test) in ("__name__ == '__main__'", "'__main__' == __name__"):
            return []
        if not is_static(node.test):
            return self.block([*node.body, *node.orelse], indent, owner, classes)
        inner = indent + "    "
        lines = [f"{indent}if {ast.unparse(node.test)}:"]
        lines += self.block(node.body, inner, owner, classes) or [inner + "pass"]
        if node.orelse:
            lines.append(f"{indent}else:")
            lines += self.block(node.orelse, inner, owner, classes) or [inner + "pass"]
        return lines

    def function(self, node, indent):
        lines = [f"{indent}@{ast.unparse(decorator)}" for decorator in node.decorator_list]
        word = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
        returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        if not returns and node.name in ("__init__", "__setattr__", "__delattr__", "__setitem__", "__delitem__"):
            returns = " -> None"
        arguments = node.args
        for default in (*arguments.defaults, *arguments.kw_defaults):
            if default is not None and not is_simple(default):
                default.__class__ = ast.Constant
                default.value, default.kind = ..., None
        lines.append(f"{indent}{word} {node.name}{type_params(node)}({ast.unparse(arguments)}){returns}: ...")
        return lines

    def klass(self, node, indent):
        lines = [f"{indent}@{ast.unparse(decorator)}" for decorator in node.decorator_list]
        bases = [ast.unparse(base) for base in node.bases]
        bases += [f"{word.arg}={ast.unparse(word.value)}" if word.arg else f"**{ast.unparse(word.value)}" for word in node.keywords]
        head = f"{indent}class {node.name}{type_params(node)}" + (f"({', '.join(bases)})" if bases else "")
        inner = indent + "    "
        body = self.block(node.body, inner, node, set())
        body = [*self.attributes(node, inner), *body]
        return [*lines, f"{head}:", *body] if body else [*lines, f"{head}: ..."]

    def attributes(self, node, indent):
        # What methods assign to `self`, with the type that is written there or that the parameter has.
        found = {}
        known = {name for statement in node.body for name in bound(statement)}
        slots = [statement for statement in node.body if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))]
        for method in slots:
            parameters = [*method.args.posonlyargs, *method.args.args, *method.args.kwonlyargs]
            if not parameters or any(ast.unparse(one) == "staticmethod" for one in method.decorator_list):
                continue
            self_name = parameters[0].arg
            types = {one.arg: ast.unparse(one.annotation) for one in parameters if one.annotation}
            for statement in ast.walk(method):
                if not isinstance(statement, ASSIGNABLE):
                    continue
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                for target in targets:
                    if not (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == self_name):
                        continue
                    if target.attr in known:
                        continue
                    if isinstance(statement, ast.AnnAssign):
                        found[target.attr] = ast.unparse(statement.annotation)
                    elif target.attr not in found or found[target.attr] is None:
                        value = statement.value
                        named = types.get(value.id) if isinstance(value, ast.Name) else None
                        found[target.attr] = named or type_of(value)
        suffix = ""
        if found and any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
            # A plain hint would be one more parameter of `__init__`.
            self.needs_field = True
            suffix = " = _field(init=False)"
        return [f"{indent}{name}: {self.type(known)}{suffix}" for name, known in found.items()]

    def type(self, known):
        if known is None:
            self.needs_incomplete = True
            return "Incomplete"
        return known

    def assignment(self, node, indent, owner, classes, seen):
        if isinstance(node, ast.AnnAssign):
            if not isinstance(node.target, ast.Name):
                return []
            seen.add(node.target.id)
            text = f"{indent}{node.target.id}: {ast.unparse(node.annotation)}"
            if node.value is None:
                return [text]
            kept = ast.unparse(node.annotation).rpartition(".")[2] in ("TypeAlias", "Final")
            if kept or (is_simple(node.value) and owner is not None):
                return [f"{text} = {ast.unparse(node.value)}"]
            return [f"{text} = ..." if owner is not None else text]
        value = node.value
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            is_enum = owner is not None and any("Enum" in ast.unparse(base) or "Flag" in ast.unparse(base) for base in owner.bases)
            called = ast.unparse(value.func).rpartition(".")[2] if isinstance(value, ast.Call) else None
            special = name in ("__all__", "__slots__", "__match_args__")
            alias = isinstance(value, ALIASES) and is_alias(value) or isinstance(value, ast.Name) and owner is None
            if called in KEPT_CALLS or special or alias or is_enum:
                seen.add(name)
                return [f"{indent}{name} = {ast.unparse(value)}"]
        lines = []
        for name in [name for target in node.targets for name in names_of(target)]:
            if name not in seen:
                seen.add(name)
                plain = all(isinstance(target, ast.Name) for target in node.targets)
                lines.append(f"{indent}{name}: {self.type(type_of(value) if plain else None)}")
        return lines


def type_params(node):
    params = getattr(node, "type_params", ())
    return f"[{', '.join(map(ast.unparse, params))}]" if params else ""


def bound(statement):
    if isinstance(statement, ast.Assign):
        return [name for target in statement.targets for name in names_of(target)]
    if isinstance(statement, ast.AnnAssign):
        return names_of(statement.target)
    return [statement.name] if hasattr(statement, "name") else []


def names_of(target):
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for item in target.elts for name in names_of(item)]
    return []


def is_simple(value):
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.operand, ast.Constant)
    if isinstance(value, ast.Constant):
        return not isinstance(value.value, (str, bytes)) or len(value.value) < 60
    return isinstance(value, (ast.Tuple, ast.List, ast.Dict, ast.Set)) and not list(ast.iter_child_nodes(value))[1:]


def type_of(value):
    # Only where it is certain, and a checker would say the same.
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, (ast.USub, ast.UAdd)):
        return type_of(value.operand)
    if isinstance(value, ast.JoinedStr):
        return "str"
    if isinstance(value, ast.Constant) and value.value is not None and value.value is not ...:
        return type(value.value).__name__
    if isinstance(value, ast.Compare) and all(isinstance(op, (ast.Is, ast.IsNot, ast.In, ast.NotIn)) for op in value.ops):
        return "bool"
    return None


def is_alias(value):
    # `Vector = list[float]`, `Number = int | float`, `tau = math.tau`.
    if isinstance(value, ast.Subscript):
        return isinstance(value.value, (ast.Name, ast.Attribute)) and ast.unparse(value.value).rpartition(".")[2] in GENERIC
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, ast.BitOr) and all(is_type(side) for side in (value.left, value.right))
    return False


def is_type(value):
    if isinstance(value, ast.Constant):
        return value.value is None or isinstance(value.value, str)
    return isinstance(value, (ast.Name, ast.Attribute)) or is_alias(value)


GENERIC = {
    *("list dict set frozenset tuple type deque defaultdict OrderedDict Counter ChainMap Callable Iterable Iterator".split()),
    *("Sequence Mapping MutableMapping MutableSequence Generator Awaitable Coroutine AsyncIterator AsyncIterable".split()),
    *("Optional Union Literal Annotated List Dict Set Tuple Type FrozenSet Collection Container ClassVar Final".split()),
}


def is_static(test):
    text = ast.unparse(test)
    return any(word in text for word in ("TYPE_CHECKING", "sys.version_info", "sys.platform"))


sys.stdin.reconfigure(encoding="utf-8", newline="")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.write(Stub().module(ast.parse(sys.stdin.buffer.read())))
