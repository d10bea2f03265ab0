//! Rules about the rooms of `src/lib.rs`.

use crate::house::{House, SourceFile};
use crate::rust_text::{code_only, code_without_tests, is_name, test_modules};

/// A room uses only the rooms listed above it, and names them as `crate::room`.
pub(crate) fn open_one_way(house: &House) -> Vec<String> {
    let rooms = rooms(house);
    let mut wrong = Vec::new();
    for file in house.rust_in("src/").filter(|file| !is_test(house, file)) {
        let Some(own) = rooms.iter().position(|room| room_of(&file.path) == Some(room)) else {
            continue;
        };
        let code = code_without_tests(&file.text);
        for (line, used) in used_rooms(&code) {
            match rooms.iter().position(|room| *room == used) {
                Some(theirs) if theirs > own => {
                    wrong.push(format!(
                        "{}:{line}: `{}` stands above `{used}` and may not use it",
                        file.path, rooms[own]
                    ));
                }
                _ => {}
            }
        }
        for (number, line) in code.lines().enumerate() {
            let out = outward(&file.path);
            let leaves = line.match_indices(&out).any(|(at, _)| {
                let name: String = line[at + out.len()..].chars().take_while(|c| is_name(*c)).collect();
                rooms.contains(&name)
            });
            if leaves {
                wrong.push(format!(
                    "{}:{}: another room is named with `super`, not `crate`",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    wrong
}

/// ARCHITECTURE.md says what each room is.
pub(crate) fn are_described(house: &House) -> Vec<String> {
    let text = house.text("ARCHITECTURE.md");
    let missing = rooms(house)
        .into_iter()
        .filter(|room| !text.contains(&format!("`{room}`")));
    missing
        .map(|room| format!("ARCHITECTURE.md does not name the room `{room}`"))
        .collect()
}

/// What only one room may do: name the parser crate, talk to the user.
pub(crate) fn doors_stay_shut(house: &House) -> Vec<String> {
    const DOORS: [(&str, &str); 4] = [
        ("rustpython_", "syntax"),
        ("println!", "cli"),
        ("eprintln!", "cli"),
        ("dbg!", "none"),
    ];
    let mut wrong = Vec::new();
    for file in house
        .rust_in("src/")
        .filter(|file| file.path != "src/main.rs" && !is_test(house, file))
    {
        for (number, line) in code_without_tests(&file.text).lines().enumerate() {
            let found = DOORS.iter().find(|(word, room)| {
                let named = line.match_indices(word).any(|(at, _)| !line[..at].ends_with(is_name));
                named && room_of(&file.path) != Some(room)
            });
            if let Some((word, room)) = found {
                wrong.push(format!(
                    "{}:{}: `{word}` belongs to the room `{room}`",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    wrong
}

/// Every pass is part of the room that shows the pipeline.
pub(crate) fn passes_are_listed(house: &House) -> Vec<String> {
    let list = code_only(house.text("src/passes/mod.rs"));
    let listed = |name: &str| {
        list.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(&format!("mod {name};"))
    };
    let files = house
        .rust_in("src/passes/")
        .filter(|file| !file.path.ends_with("/mod.rs"));
    let stems = files.filter_map(|file| file.path["src/passes/".len()..].split(['/', '.']).next());
    stems
        .filter(|name| !listed(name))
        .map(|name| format!("src/passes/mod.rs does not list `{name}`"))
        .collect()
}

/// The rooms in their order.
fn rooms(house: &House) -> Vec<String> {
    let code = code_only(house.text("src/lib.rs"));
    let declared = code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.split_once(';'));
    declared.map(|(name, _)| name.to_string()).collect()
}

fn room_of(path: &str) -> Option<&str> {
    path.strip_prefix("src/")?.split(['/', '.']).next()
}

/// A file that a module declares for its tests only.
fn is_test(house: &House, file: &SourceFile) -> bool {
    let Some((folder, name)) = file.path.rsplit_once('/') else {
        return false;
    };
    let parents = [format!("{folder}/mod.rs"), format!("{folder}.rs")];
    parents.iter().any(|parent| {
        test_modules(house.text(parent))
            .iter()
            .any(|test| name == format!("{test}.rs"))
    })
}

/// What a path out of a room starts with.
fn outward(path: &str) -> String {
    let inner = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    "super::".repeat(inner.matches('/').count())
}

/// The lines and first names of all paths from `crate`, groups in braces included.
fn used_rooms(code: &str) -> Vec<(usize, String)> {
    const ROOT: &str = "crate::";
    let mut used = Vec::new();
    for (at, _) in code.match_indices(ROOT) {
        if code[..at].ends_with(is_name) {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + ROOT.len()..];
        if !rest.starts_with('{') {
            used.push((line, rest.chars().take_while(|c| is_name(*c)).collect()));
            continue;
        }
        let (mut depth, mut name, mut first) = (0, String::new(), true);
        for c in rest.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ if depth > 1 || c.is_whitespace() => continue,
                ',' => {}
                c if is_name(c) && first => {
                    name.push(c);
                    continue;
                }
                _ => {
                    first = false;
                    continue;
                }
            }
            if depth == 0 || c == ',' && depth == 1 {
                used.push((line, std::mem::take(&mut name)));
                first = true;
            }
            if depth == 0 {
                break;
            }
        }
    }
    used
}
