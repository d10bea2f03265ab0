//! As much of Rust's syntax as the rules need: what is code, what is text or comment, what belongs to tests.

/// The same text with comments and the contents of strings blanked; lines and columns stay.
pub(crate) fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_blank(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
            continue;
        }
        code.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        at = end;
    }
    code
}

/// Code as in [`code_only`], with every item under `#[cfg(test)]` blanked too.
pub(crate) fn code_without_tests(text: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut code = code_only(text);
    while let Some(start) = code.find(MARK) {
        let end = end_of_item(&code, start + MARK.len());
        let blank: String = code[start..end]
            .chars()
            .map(|c| if c == '\n' { '\n' } else { ' ' })
            .collect();
        code.replace_range(start..end, &blank);
    }
    code
}

/// The names of the files that a module declares under `#[cfg(test)]`.
pub(crate) fn test_modules(text: &str) -> Vec<String> {
    let code = code_only(text);
    let declared = code
        .split("#[cfg(test)]")
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix("mod "));
    declared
        .filter_map(|rest| Some(rest.split_once(';')?.0.trim().to_string()))
        .filter(|name| name.chars().all(is_name))
        .collect()
}

pub(crate) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where the comment or string ends that starts here; here, if none does.
fn end_of_blank(chars: &[char], at: usize) -> usize {
    let next = |offset: usize| chars.get(at + offset).copied().unwrap_or('\0');
    let find =
        |from: usize, stop: &dyn Fn(usize) -> bool| (from..chars.len()).find(|i| stop(*i)).unwrap_or(chars.len());
    let after_name = at > 0 && is_name(chars[at - 1]);
    match chars[at] {
        '/' if next(1) == '/' => find(at, &|i| chars[i] == '\n'),
        '/' if next(1) == '*' => {
            let mut depth = 0;
            let mut i = at;
            while i < chars.len() {
                match (chars[i], chars.get(i + 1)) {
                    ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
                    ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 {
                    break;
                }
            }
            i.min(chars.len())
        }
        'r' if !after_name || (at > 0 && chars[at - 1] == 'b') => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if next(hashes + 1) != '"' {
                return at;
            }
            let closes = |i: usize| {
                chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
            };
            (find(at + hashes + 2, &closes) + 1 + hashes).min(chars.len())
        }
        '"' => end_of_quoted(chars, at + 1, '"'),
        // A lifetime has no closing quote right behind its first character.
        '\'' if next(1) == '\\' => end_of_quoted(chars, at + 1, '\''),
        '\'' if next(2) == '\'' => at + 3,
        _ => at,
    }
}

fn end_of_quoted(chars: &[char], mut at: usize, quote: char) -> usize {
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// Where the item ends that starts here: at its `;`, or at the brace that closes its first.
fn end_of_item(code: &str, from: usize) -> usize {
    let mut depth = 0;
    for (at, c) in code[from..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return from + at + 1,
            _ => continue,
        }
        if depth == 0 {
            return from + at + 1;
        }
    }
    code.len()
}

#[test]
fn code_is_told_from_text() {
    let text = "a('b', '\\'', \"c\\\"d\", r#\"e\"f\"#, b\"g\") // h\n/* i /* j */ k */ fn l<'m>(n: &'m str)\n";
    let code = code_only(text);
    assert_eq!(code.lines().count(), 2);
    assert_eq!(code.len(), text.len());
    assert_eq!(
        code.split_whitespace().collect::<Vec<_>>().join(" "),
        "a( , , , , b ) fn l<'m>(n: &'m str)"
    );
}

#[test]
fn tests_are_told_from_code() {
    let text = "a;\n#[cfg(test)]\nmod b;\nc;\n#[cfg(test)]\nmod d { e { \"}\" } f }\ng;\n";
    assert_eq!(
        code_without_tests(text).split_whitespace().collect::<Vec<_>>(),
        ["a;", "c;", "g;"]
    );
    assert_eq!(test_modules(text), ["b"]);
}
