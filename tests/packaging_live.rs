//! Engines under functions that exist already: the decorator, modules, notebooks, restoring. Needs no network.
#![cfg(unix)]

#[path = "pythons/mod.rs"]
#[allow(dead_code)]
mod pythons;
#[path = "packaging/session.rs"]
#[allow(dead_code)]
mod session;

use session::{Result, interpreters, output, project, python};

const WORK: &str = "
import annot

def helper(x: int) -> int:
    return x * x + 1

def total(n: int) -> int:
    t = 0
    for i in range(n):
        t += helper(i)
    return t

class Thing:
    def work(self, n: int) -> int:
        t = 0
        for i in range(n):
            t ^= i * 3
        return t

    @staticmethod
    def still(n: int) -> int:
        t = 1
        for i in range(n):
            t = (t * 3 + i) % 1000003
        return t

def untouched(n: int) -> int:
    t = 0
    for i in range(n):
        t += i
    return t
";

/// Tells native code from bytecode by what it costs: a loop of 300,000 steps takes CPython several milliseconds.
const SPEED: &str = "
import time, warnings
warnings.simplefilter('error')

def is_fast(function, *arguments):
    best = 1e9
    for _ in range(7):
        start = time.perf_counter()
        function(*arguments, 300000)
        best = min(best, time.perf_counter() - start)
    return best < 0.0025
";

/// Runs a script beside `work.py` on several Pythons.
fn on_each(script: &str) -> Result {
    let folder = project(&[("work.py", WORK), ("speed.py", SPEED)])?;
    for executable in interpreters() {
        let script = format!("import annot, work\nfrom speed import is_fast\n{script}");
        output(&mut python(&executable, folder.path(), &script))
            .map_err(|why| format!("{}: {why}", executable.display()))?;
    }
    Ok(())
}

#[test]
fn an_existing_function_gets_an_engine_and_stays_what_it_is() -> Result {
    on_each(
        "
import inspect, pickle, types
total, code = work.total, work.total.__code__
expected = total(1000)
for _ in range(50):
    total(10)
assert not is_fast(total) and annot.info(total)['engine'] == 'bytecode'
assert annot.compile(total) is total is work.total
assert total.__code__ is code and isinstance(total, types.FunctionType)
assert str(inspect.signature(total)) == '(n: int) -> int' and pickle.loads(pickle.dumps(total)) is total
assert is_fast(total) and total(1000) == expected
assert annot.info(total)['engine'] == 'native' == annot.info(work.helper)['engine']
assert not is_fast(work.untouched) and annot.info(work.untouched)['engine'] == 'bytecode'
# Late binding stays late, and a hint is no conversion.
helper = work.helper
work.helper = lambda x: 7
assert total(10) == 70
work.helper = helper
assert is_fast(total)
try:
    total(2.5)
except TypeError as error:
    assert str(error) == \"'float' object cannot be interpreted as an integer\", error
else:
    raise AssertionError
# And back, and again.
assert annot.restore(total) is total
assert not is_fast(total) and total(1000) == expected and annot.info(total)['engine'] == 'bytecode'
assert total.__code__ == code
annot.compile(total)
assert is_fast(total) and total(1000) == expected
",
    )
}

#[test]
fn info_tells_where_guards_failed() -> Result {
    on_each(
        "
annot.compile(work)
known = annot.info(work.helper)
assert known['guards'] >= 2 and known['failed'] == [] and known['refused'] == 0, known
assert work.helper(2**40) == 2**80 + 1 and work.helper(2**40) == 2**80 + 1 and work.helper(1.5) == 3.25
known = annot.info(work.helper)
assert known['failed'] == [{'line': 5, 'column': 12, 'times': 2}] and known['refused'] == 1, known
assert known['engine'] == 'native' and annot.info(work.untouched)['failed'] == []
# An engine that loses is taken out.
for _ in range(20000):
    work.helper(2**40)
known = annot.info(work.helper)
assert known['engine'] == 'bytecode' and [reason['code'] for reason in known['reasons']] == ['retired'], known
assert annot.info(is_fast)['guards'] is None
",
    )
}

/// Some CPythons, 3.13.5 among them, make an iterator of what an inlined comprehension goes over twice.
#[test]
fn loops_of_comprehensions_are_not_left() -> Result {
    let walk = "
def rows(m: list[list[int]]) -> list[list[int]]:
    return [[x + 1 for x in row] for row in m]

def kept(xs: list[int], ts: tuple[int, ...]) -> int:
    return len([x for x in xs if x > 1]) + sum([t for t in ts])
";
    let script = "
import annot, walk
annot.compile(walk)
assert walk.rows([[1, 2], [], [3]]) == [[2, 3], [], [4]] and walk.kept([1, 2, 3], (4, 5)) == 11
for function in walk.rows, walk.kept:
    known = annot.info(function)
    assert known['engine'] == 'native' and known['failed'] == [], known
";
    let folder = project(&[("walk.py", walk)])?;
    let inlines = |label: &str| !label.ends_with('d') && !label.starts_with("3.11");
    for found in pythons::discover().iter().filter(|found| inlines(&found.label)) {
        output(&mut python(&found.executable, folder.path(), script))
            .map_err(|why| format!("{}: {why}", found.label))?;
    }
    Ok(())
}

/// A generator that goes on natively ends as CPython ends it, which is no guard that fails.
#[test]
fn ends_of_generators_are_expected() -> Result {
    let items = "
from typing import Iterator

def items(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1

def passed(given: Iterator[int]) -> Iterator[int]:
    return given

def total(rounds: int, n: int) -> int:
    found = 0
    for _ in range(rounds):
        for x in passed(items(n)):
            found += x
    return found
";
    let script = "
import annot, items
annot.compile(items)
assert items.total(3000, 0) == 0 and items.total(10, 4) == 60
known = annot.info(items.items)
assert known['engine'] == 'native' and known['failed'] == [] and known['guards'] == 1, known
";
    let folder = project(&[("items.py", items)])?;
    let resumes = |label: &str| !label.ends_with('d') && (label.starts_with("3.12") || label.starts_with("3.13"));
    for found in pythons::discover().iter().filter(|found| resumes(&found.label)) {
        output(&mut python(&found.executable, folder.path(), script))
            .map_err(|why| format!("{}: {why}", found.label))?;
    }
    Ok(())
}

#[test]
fn classes_and_modules_get_engines() -> Result {
    on_each(
        "
work_of, thing = work.Thing.work, work.Thing()
expected = work_of(thing, 1000), thing.still(1000)
annot.compile(work.Thing)
assert is_fast(work_of, thing) and is_fast(thing.still)
assert (thing.work(1000), work.Thing.still(1000)) == expected
assert not is_fast(work.untouched)
assert annot.compile(work) is work
assert is_fast(work.untouched) and is_fast(work.total)
annot.restore(work)
assert not is_fast(work.untouched) and not is_fast(work_of, thing)
",
    )
}

#[test]
fn a_decorator_compiles_at_once_or_at_the_first_call_or_in_the_background() -> Result {
    let folder = project(&[
        ("speed.py", SPEED),
        (
            "main.py",
            "
import annot, sys, time
from speed import is_fast

@annot.compile
def now(n: int) -> int:
    return later_helper(n)

def later_helper(n: int) -> int:
    t = 0
    for i in range(n):
        t += i
    return t

@annot.compile(when='call')
def at_call(n: int) -> int:
    t = 0
    for i in range(n):
        t += i * 2
    return t

@annot.compile(when='background')
def behind(n: int) -> int:
    t = 0
    for i in range(n):
        t += i * 3
    return t

if __name__ == '__main__':
    # Functions that the body makes later get engines on the Pythons that tell of them.
    if sys.version_info >= (3, 12):
        assert is_fast(now)
    assert at_call(10) == 90 and annot.info(at_call)['engine'] == 'native' and is_fast(at_call)
    for _ in range(600):
        if annot.info(behind)['engine'] == 'native':
            break
        time.sleep(0.1)
    assert is_fast(behind) and behind(10) == 135
",
        ),
    ])?;
    for executable in interpreters() {
        let script = "import runpy; runpy.run_path('main.py', run_name='__main__')";
        output(&mut python(&executable, folder.path(), script))?;
    }
    Ok(())
}

#[test]
fn what_has_no_source_or_another_one_stays_as_it_is() -> Result {
    on_each(
        "
import warnings
warnings.simplefilter('error')
def refused(function, words, **options):
    for fallback, kind in (('warn', RuntimeWarning), ('error', RuntimeError)):
        try:
            annot.compile(function, fallback=fallback)
        except kind as error:
            assert words in str(error), error
        else:
            raise AssertionError(fallback)
    annot.compile(function, fallback='ignore')
    assert annot.info(function)['engine'] == 'bytecode'

names = {}
exec(compile('def g(n: int) -> int:\\n    return n + 1\\n', '<nowhere>', 'exec'), names)
refused(names['g'], 'there is no source of <nowhere>')
text = open('work.py').read()
with open('work.py', 'w') as file:
    file.write(text.replace('t += helper(i)', 't += helper(i) + 1'))
refused(work.total, 'is not what was executed')
assert work.total(3) == 8
with open('work.py', 'w') as file:
    file.write(text)
for wrong in (3, 'total', len):
    try:
        annot.compile(wrong)
    except TypeError:
        continue
    raise AssertionError(wrong)
",
    )
}

#[test]
fn a_notebook_cell_is_compiled_in_its_namespace() -> Result {
    // A shell with what the magic uses of IPython's: it runs a cell, knows its source, and has a namespace.
    on_each(
        "
import linecache
class Shell:
    def __init__(self):
        self.user_ns = {'__name__': '__main__', 'factor': 3}
        self.magics, self.cells = {}, 0
    def register_magic_function(self, function, kind, name):
        self.magics[name] = function
    def run_cell(self, text):
        self.cells += 1
        name = f'<cell {self.cells}>'
        linecache.cache[name] = (len(text), None, text.splitlines(True), name)
        exec(compile(text, name, 'exec'), self.user_ns)
        return type('Result', (), {'success': True})
shell = Shell()
annot.load_ipython_extension(shell)
cell = 'x = 1\\n\\ndef f(n: int) -> int:\\n    t = 0\\n    for i in range(n):\\n        t += i * 2\\n    return t\\n'
shell.magics['annot']('--time --report', cell)
f = shell.user_ns['f']
assert f(10) == 90 and f.__globals__ is shell.user_ns and is_fast(f) and shell.user_ns['x'] == 1
shell.magics['annot']('--check', cell.replace('def f', 'def g'))
assert not is_fast(shell.user_ns['g'])
",
    )
}

#[test]
fn a_changed_source_is_live_again_in_the_functions_that_exist() -> Result {
    let folder = project(&[("work.py", WORK), ("speed.py", SPEED)])?;
    let script = "
import os, time, warnings, annot, work
from speed import is_fast
warnings.simplefilter('always')
total, thing, expected = work.total, work.Thing(), sum(i * i + 1 for i in range(100))
assert total(100) == expected
told = []
watcher = annot.watch(work, interval=0.02, then=lambda module, changed: told.append([f.__qualname__ for f in changed]))
with open('work.py') as file:
    text = file.read()

def put(new, wait=True):
    count = len(told)
    with open('work.tmp', 'w') as file:
        file.write(new)
    os.replace('work.tmp', 'work.py')
    end = time.time() + (120 if wait else 0.5)
    while len(told) == count and time.time() < end:
        time.sleep(0.01)

# A line above shifts all others, and one function changes.
put('# moved\\n' + text.replace('x * x + 1', 'x * x + 2'))
assert told == [['helper']], told
assert total is work.total and total(100) == expected + 100
assert annot.info(total)['engine'] == 'native' and annot.info(work.helper)['engine'] == 'native'
assert is_fast(total) and is_fast(thing.work) and is_fast(work.Thing.still)
assert total.__code__.co_firstlineno == 8, total.__code__.co_firstlineno
# A source that is wrong for a moment changes nothing.
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    put('def f(:', wait=False)
    assert len(told) == 1 and total(100) == expected + 100
put(text.replace('x * x + 1', 'x * x + 3').replace('i * 3', 'i * 5'))
assert told[1:] == [['helper', 'Thing.work']], told
assert total(100) == expected + 200 and is_fast(total)
watcher.stop()
put(text, wait=False)
assert len(told) == 2 and total(100) == expected + 200
assert annot.swap(work) and total(100) == expected
print('done')";
    for executable in interpreters() {
        std::fs::write(folder.path().join("work.py"), WORK)?;
        let said = output(&mut python(&executable, folder.path(), script))
            .map_err(|why| format!("{}: {why}", executable.display()))?;
        assert!(said.ends_with("done\n"), "{said}");
    }
    Ok(())
}
