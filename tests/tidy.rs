//! The rules of the house, as tests. Each rule is a function from the files of the house to what is wrong with them
//! (`tests/tidy/`); here each is run on the house itself, and on a small fake house in which something is wrong.

#[path = "tidy/house.rs"]
mod house;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/rust_text.rs"]
mod rust_text;

use house::House;

type Rule = fn(&House) -> Vec<String>;

/// The house itself obeys a rule.
fn holds(rule: Rule) {
    let house = House::read();
    assert!(house.files.len() > 50, "the house was not found");
    let wrong = rule(&house);
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The rule says nothing against the first house, and exactly one thing, with these words, against the second.
fn finds(rule: Rule, good: &[(&str, &str)], bad: &[(&str, &str)], words: &str) {
    assert_eq!(rule(&House::fake(good)), Vec::<String>::new());
    let found = rule(&House::fake(bad));
    assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
}

const LIB: (&str, &str) = (
    "src/lib.rs",
    "pub mod lower_room; // below\npub mod upper_room;\npub mod driver;\n",
);

#[test]
fn rooms_open_one_way() {
    holds(rooms::open_one_way);
    let fine = "use crate::lower_room::A; use crate::upper_room::B; // crate::driver\n#[cfg(test)] mod t { use crate::driver::C; }";
    let good = [
        LIB,
        ("src/upper_room/a.rs", fine),
        ("src/driver.rs", "use crate::{lower_room, upper_room::{B, C}};"),
    ];
    finds(
        rooms::open_one_way,
        &good,
        &[LIB, ("src/lower_room/mod.rs", "use crate::upper_room::B;")],
        "upper_room",
    );
    finds(
        rooms::open_one_way,
        &good,
        &[LIB, ("src/lower_room.rs", "use crate::{a, upper_room::{B}};")],
        "upper_room",
    );
    finds(
        rooms::open_one_way,
        &good,
        &[LIB, ("src/upper_room/a.rs", "fn f() { crate::driver::run() }")],
        "driver",
    );
    finds(
        rooms::open_one_way,
        &good,
        &[LIB, ("src/lower_room/a.rs", "use super::super::upper_room;")],
        "super",
    );
    finds(
        rooms::open_one_way,
        &good,
        &[LIB, ("src/lower_room/mod.rs", "use super::upper_room;")],
        "super",
    );
    // A test in a file of its own may look anywhere, the same file without the attribute may not.
    let tests = ("src/lower_room/tests.rs", "use crate::driver::run;");
    let good = [LIB, ("src/lower_room/mod.rs", "#[cfg(test)]\nmod tests;"), tests];
    finds(
        rooms::open_one_way,
        &good,
        &[LIB, ("src/lower_room/mod.rs", "mod tests;"), tests],
        "driver",
    );
}

#[test]
fn rooms_are_described() {
    holds(rooms::are_described);
    let described = ("ARCHITECTURE.md", "`lower_room`, `upper_room` and `driver`");
    finds(
        rooms::are_described,
        &[LIB, described],
        &[LIB, ("ARCHITECTURE.md", "`lower_room`, `driver`")],
        "upper_room",
    );
}

#[test]
fn doors_stay_shut() {
    holds(rooms::doors_stay_shut);
    let good = [
        ("src/syntax/mod.rs", "use rustpython_ast as ast;"),
        ("src/cli/a.rs", "println!()"),
        ("src/main.rs", "eprintln!()"),
        (
            "src/emit/a.rs",
            "// println!()\n#[cfg(test)] mod t { fn f() { println!() } }",
        ),
    ];
    finds(
        rooms::doors_stay_shut,
        &good,
        &[("src/hints/a.rs", "use rustpython_ast::Expr;")],
        "syntax",
    );
    finds(
        rooms::doors_stay_shut,
        &good,
        &[("src/build/a.rs", "println!(\"x\")")],
        "cli",
    );
}

#[test]
fn passes_are_listed() {
    holds(rooms::passes_are_listed);
    let pass = ("src/passes/fold.rs", "");
    let good = [("src/passes/mod.rs", "mod fold;\n"), pass];
    finds(
        rooms::passes_are_listed,
        &good,
        &[("src/passes/mod.rs", "// mod fold;\n"), pass],
        "fold",
    );
}

#[test]
fn files_are_short() {
    holds(rules::files_are_short);
    let (long, fine) = ("x\n".repeat(801), "x\n".repeat(800));
    finds(
        rules::files_are_short,
        &[("src/a.rs", &fine)],
        &[("src/a.rs", &long)],
        "801",
    );
    finds(
        rules::files_are_short,
        &[("CHANGELOG.md", &long)],
        &[("tests/a.py", &long)],
        "801",
    );
}

#[test]
fn files_say_what_they_are() {
    holds(rules::files_say_what_they_are);
    let good = [("src/a.rs", "//! What it makes.\n"), ("src/main.rs", "fn main() {}\n")];
    finds(
        rules::files_say_what_they_are,
        &good,
        &[("src/a.rs", "use b;\n")],
        "src/a.rs",
    );
}

#[test]
fn diagnostics_have_pages() {
    holds(rules::diagnostics_have_pages);
    let page = ("src/diagnostics/codes/no-python.md", "# no-python\n\nWhy.\n");
    let made = ("src/project/a.rs", "Fault::usage(\n    \"no-python\", \"text\")");
    let empty = ("src/diagnostics/codes/no-python.md", "\n");
    finds(rules::diagnostics_have_pages, &[page, made], &[made], "no-python");
    finds(
        rules::diagnostics_have_pages,
        &[page, made],
        &[made, empty],
        "no-python",
    );
    finds(rules::diagnostics_have_pages, &[page, made], &[page], "nothing");
}

#[test]
fn primitives_are_functions() {
    holds(rules::primitives_are_functions);
    let file = "templates/runtime/src/a.rs";
    let good =
        "//@ def int.a(x: int) -> int\n//@ def int.b(x: int) -> int\n/// Doc.\n#[inline]\npub fn a(x: i64) -> i64 {";
    finds(
        rules::primitives_are_functions,
        &[(file, good)],
        &[(file, "//@ def int.a() -> int\nfn a() {")],
        "a.rs:1",
    );
    finds(
        rules::primitives_are_functions,
        &[(file, good)],
        &[(file, "//@ def int.a() -> int\n\nconst X: u8 = 1;")],
        "a.rs:1",
    );
}

#[test]
fn nothing_is_left_to_do() {
    holds(rules::nothing_is_left_to_do);
    let good = [("src/a.rs", "fn todo() { /* methods, not macros */ }")];
    for bad in [
        concat!("to", "do!()"),
        concat!("unimple", "mented!(\"x\")"),
        concat!("// FIX", "ME later"),
        concat!("# TO", "DO"),
    ] {
        finds(rules::nothing_is_left_to_do, &good, &[("src/a.rs", bad)], "src/a.rs:1");
    }
}

#[test]
fn unsafe_code_says_why() {
    holds(rules::unsafe_code_says_why);
    let file = "templates/runtime/src/a.rs";
    let good = "fn a() {\n    // SAFETY: reasons.\n    unsafe { b() }\n}\n\
        // SAFETY: of everything below.\n#[inline]\nfn c() {\n    x();\n    y();\n    z();\n    w();\n    v();\n    unsafe { b() }\n}\n\
        // SAFETY: no data.\nunsafe impl Sync for X {}\n// unsafe { in a comment }\nunsafe fn d() {}\n";
    finds(
        rules::unsafe_code_says_why,
        &[(file, good)],
        &[(file, "fn a() {\n    unsafe { b() }\n}\n")],
        "a.rs:2",
    );
    finds(
        rules::unsafe_code_says_why,
        &[(file, good)],
        &[(file, "unsafe impl Sync for X {}\n")],
        "a.rs:1",
    );
    let far = "// SAFETY: too far.\nfn a() {}\n\nfn b() {\n\n\n    unsafe { c() }\n}\n";
    finds(rules::unsafe_code_says_why, &[(file, good)], &[(file, far)], "a.rs:7");
    finds(
        rules::unsafe_code_says_why,
        &[(file, good)],
        &[("src/a.rs", "// SAFETY: no.\nunsafe { b() }")],
        "src/a.rs:2",
    );
}

#[test]
fn no_path_is_of_one_machine() {
    holds(rules::no_path_is_of_one_machine);
    let good = [(
        "a.py",
        "x = 6/2/1\nhttps://a.b/home/c\nopen('/usr/lib/x', \"/dev/null\")\n/etc/passwd a/b/c //home/x",
    )];
    for bad in [
        concat!("\"/ho", "me/ann/x\""),
        concat!("cd /ro", "ot/.cache"),
        concat!("(/Use", "rs/ann/x)"),
        concat!("=/pro", "ject/x"),
    ] {
        finds(rules::no_path_is_of_one_machine, &good, &[("a.md", bad)], "a.md:1");
    }
}
