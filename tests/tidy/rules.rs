//! Rules about single files.

use crate::house::{House, SourceFile};
use crate::rust_text::{code_only, is_name};

const MOST_LINES: usize = 800;

/// No source file grows beyond what can be read in one sitting.
pub(crate) fn files_are_short(house: &House) -> Vec<String> {
    let sources = house.files.iter().filter(|file| {
        ["src/", "templates/", "tests/", "examples/", "pyproject-plugin/"]
            .iter()
            .any(|folder| file.path.starts_with(folder))
    });
    let counted = sources.map(|file| (file, file.text.lines().count()));
    let long = counted.filter(|(_, lines)| *lines > MOST_LINES);
    long.map(|(file, lines)| format!("{}: {lines} lines, more than {MOST_LINES}", file.path))
        .collect()
}

/// Every Rust file starts with a sentence on what it makes.
pub(crate) fn files_say_what_they_are(house: &House) -> Vec<String> {
    let files = house
        .rust_in("src/")
        .chain(house.rust_in("templates/runtime/src/"))
        .filter(|file| file.path != "src/main.rs");
    let silent = files.filter(|file| !file.text.starts_with("//! "));
    silent
        .map(|file| format!("{}: no `//!` line at its start", file.path))
        .collect()
}

/// Every code that a fault or a reason has is explained, and every explanation is of a code that exists.
pub(crate) fn diagnostics_have_pages(house: &House) -> Vec<String> {
    const PAGES: &str = "src/diagnostics/codes/";
    let pages: Vec<_> = house
        .files
        .iter()
        .filter(|file| file.path.starts_with(PAGES) && file.path.ends_with(".md"))
        .collect();
    let name = |page: &SourceFile| page.path[PAGES.len()..].trim_end_matches(".md").to_string();
    let mut wrong = Vec::new();
    for file in house.rust_in("src/") {
        for (line, code) in codes_made(&file.text) {
            if !pages
                .iter()
                .any(|page| name(page) == code && page.text.trim().starts_with('#'))
            {
                wrong.push(format!("{}:{line}: `{code}` has no page in {PAGES}", file.path));
            }
        }
    }
    for page in pages.iter().filter(|page| page.text.trim().starts_with('#')) {
        let quoted = format!("\"{}\"", name(page));
        if !house.rust_in("src/").any(|file| file.text.contains(&quoted)) {
            wrong.push(format!("{}: nothing has this code", page.path));
        }
    }
    wrong
}

/// A line that declares a primitive stands on the function that implements it.
pub(crate) fn primitives_are_functions(house: &House) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in house.rust_in("templates/runtime/src/") {
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for (number, _) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("//@")) {
            let between = |line: &&&str| line.starts_with("//") || line.starts_with("#[");
            let next = lines[number..].iter().find(|line| !between(line));
            let is_function = next.is_some_and(|line| {
                line.strip_prefix("pub ").is_some_and(|rest| {
                    [
                        "fn ",
                        "unsafe fn ",
                        "const fn ",
                        "extern \"C\" fn ",
                        "unsafe extern \"C\" fn ",
                    ]
                    .iter()
                    .any(|start| rest.starts_with(start))
                })
            });
            if !is_function {
                wrong.push(format!(
                    "{}:{}: no `pub fn` follows this declaration",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    wrong
}

/// What is not done is not in the source: it is an issue.
pub(crate) fn nothing_is_left_to_do(house: &House) -> Vec<String> {
    let forbidden = [
        concat!("to", "do!"),
        concat!("unimple", "mented!"),
        concat!("FIX", "ME"),
        concat!("TO", "DO"),
        concat!("XX", "X"),
    ];
    let sources = house.files.iter().filter(|file| !file.path.ends_with(".md"));
    let mut wrong = Vec::new();
    for file in sources {
        for (number, line) in file.text.lines().enumerate() {
            let found = forbidden
                .iter()
                .find(|word| line.match_indices(**word).any(|(at, _)| !line[..at].ends_with(is_name)));
            if let Some(word) = found {
                wrong.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    wrong
}

/// `unsafe` stands in the runtime only, and each use says why it is sound: within the four lines above it, or above the
/// function around it.
pub(crate) fn unsafe_code_says_why(house: &House) -> Vec<String> {
    const NEAR: usize = 4;
    let mut wrong = Vec::new();
    for file in house.rust_in("src/").chain(house.rust_in("templates/runtime/")) {
        let code = code_only(&file.text);
        let code: Vec<&str> = code.lines().collect();
        let lines: Vec<&str> = file.text.lines().collect();
        for (number, line) in code.iter().enumerate() {
            let uses = ["unsafe {", "unsafe impl"].iter().any(|word| line.contains(word));
            if !uses {
                continue;
            }
            let explained = |line: &&str| line.contains("// SAFETY:");
            let near = lines[number.saturating_sub(NEAR)..=number].iter().any(explained);
            let said = near && !crosses_function(&code, &lines, number, NEAR) || above_function(&code, &lines, number);
            if file.path.starts_with("src/") {
                wrong.push(format!("{}:{}: unsafe code outside the runtime", file.path, number + 1));
            } else if !said {
                wrong.push(format!(
                    "{}:{}: unsafe code without `// SAFETY:`",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    wrong
}

/// Paths that only one machine has do not help anybody else.
pub(crate) fn no_path_is_of_one_machine(house: &House) -> Vec<String> {
    const EVERYWHERE: &[&str] = &[
        "usr",
        "bin",
        "etc",
        "dev",
        "proc",
        "sys",
        "lib",
        "tmp",
        "nonexistent",
        "no",
        "some",
        "path",
    ];
    let mut wrong = Vec::new();
    for file in &house.files {
        for (number, line) in file.text.lines().enumerate() {
            let starts = line.match_indices('/').filter(|(at, _)| {
                let before = line[..*at].chars().next_back();
                before.is_none_or(|c| c.is_whitespace() || "\"'`(=".contains(c))
            });
            for (at, _) in starts {
                let path: String = line[at + 1..]
                    .chars()
                    .take_while(|c| is_name(*c) || "/.-".contains(*c))
                    .collect();
                let Some((first, rest)) = path.split_once('/') else {
                    continue;
                };
                if first.chars().all(is_name) && !first.is_empty() && !rest.is_empty() && !EVERYWHERE.contains(&first) {
                    wrong.push(format!("{}:{}: /{path}", file.path, number + 1));
                }
            }
        }
    }
    wrong
}

/// Does another function start between the comment and the line?
fn crosses_function(code: &[&str], lines: &[&str], number: usize, near: usize) -> bool {
    let from = (number.saturating_sub(near)..=number)
        .rev()
        .find(|at| lines[*at].contains("// SAFETY:"));
    let ends = |line: &&str| line.starts_with('}') || line.trim_end().ends_with("{}");
    from.is_some_and(|from| code[from..number].iter().any(ends))
}

/// Does the comment above the function around the line, or at its very start, say why?
fn above_function(code: &[&str], lines: &[&str], number: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let starts = |line: &str| line.trim_start().starts_with("fn ") || line.contains(" fn ");
    let around = (0..=number)
        .rev()
        .find(|at| starts(code[*at]) && (indent(code[*at]) < indent(code[number]) || *at == number));
    let Some(start) = around else { return false };
    let head = |line: &&&str| line.trim_start().starts_with("//") || line.trim_start().starts_with("#[");
    let above = lines[..start].iter().rev().take_while(head);
    let first = lines[start + 1..].iter().take_while(head);
    above.chain(first).any(|line| line.contains("// SAFETY:"))
}

/// The codes that are given to the makers of faults and reasons, with their lines.
fn codes_made(text: &str) -> Vec<(usize, String)> {
    // What stands between the maker's parenthesis and the code: nothing, or the kind of the fault.
    const MAKERS: [(&str, bool); 6] = [
        ("Fault::program(", false),
        ("Fault::usage(", false),
        ("Fault::environment(", false),
        ("Fault::new(", true),
        ("Reason::new(", false),
        ("code: ", false),
    ];
    let mut made = Vec::new();
    for (maker, kind) in MAKERS {
        for (at, _) in text.match_indices(maker) {
            let mut rest = text[at + maker.len()..].trim_start();
            if kind {
                rest = rest.split_once(',').map_or(rest, |(_, rest)| rest.trim_start());
            }
            let Some((code, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            if code
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                made.push((text[..at].matches('\n').count() + 1, code.to_string()));
            }
        }
    }
    made
}
