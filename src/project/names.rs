//! Names of modules, as Python, the linker and Rust spell them.

/// Can this be the name of a module in an `import` statement? (Keywords cannot, though they are identifiers.)
pub fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c == '_' || c.is_alphabetic());
    starts && chars.all(|c| c == '_' || c.is_alphanumeric()) && !KEYWORDS.contains(&name)
}

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// The function that CPython looks up in an extension module (PEP 489), given the module's dotted name.
pub fn init_function(module: &str) -> String {
    let last = module.rsplit('.').next().unwrap_or(module);
    if last.is_ascii() {
        return format!("PyInit_{last}");
    }
    format!("PyInitU_{}", punycode(last).replace('-', "_"))
}

/// The name of the generated crate's library: a Rust identifier, never one of the crates that it uses.
pub fn crate_name(module: &str) -> String {
    let mut name = String::from("annot_");
    for c in module.chars() {
        match c {
            '.' => name.push_str("__"),
            c if c.is_ascii_alphanumeric() || c == '_' => name.push(c),
            c => name.push_str(&format!("u{:x}", c as u32)),
        }
    }
    if name == "annot_runtime" {
        "annot_runtime_".to_string()
    } else {
        name
    }
}

/// Punycode (RFC 3492), which Python's `punycode` codec writes.
fn punycode(text: &str) -> String {
    const BASE: u32 = 36;
    let points: Vec<u32> = text.chars().map(u32::from).collect();
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    let mut handled = basic;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias) = (128u32, 0u32, 72u32);
    while (handled as usize) < points.len() {
        let Some(next) = points.iter().copied().filter(|point| *point >= n).min() else {
            break;
        };
        delta += (next - n) * (handled + 1);
        n = next;
        for &point in &points {
            if point < n {
                delta += 1;
            }
            if point == n {
                let mut q = delta;
                let mut k = BASE;
                loop {
                    let t = if k <= bias { 1 } else { (k - bias).min(26) };
                    if q < t {
                        break;
                    }
                    out.push(punycode_digit(t + (q - t) % (BASE - t)));
                    q = (q - t) / (BASE - t);
                    k += BASE;
                }
                out.push(punycode_digit(q));
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        n += 1;
    }
    out
}

fn punycode_digit(digit: u32) -> char {
    let byte = if digit < 26 {
        b'a' + digit as u8
    } else {
        b'0' + (digit - 26) as u8
    };
    byte as char
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn init_functions_are_those_of_pep_489() {
        assert_eq!(init_function("pkg.fast"), "PyInit_fast");
        assert_eq!(init_function("lančmít"), "PyInitU_lanmt_2sa6t");
        assert_eq!(init_function("スパム"), "PyInitU_zck5b2b");
        assert_eq!(init_function("é"), "PyInitU_9ca");
    }

    #[test]
    fn only_importable_names_are_identifiers() {
        for good in ["a", "_x1", "é", "match", "スパム"] {
            assert!(is_identifier(good), "{good}");
        }
        for bad in ["", "1a", "my-mod", "class", "a b", "x.y"] {
            assert!(!is_identifier(bad), "{bad}");
        }
    }

    #[test]
    fn crate_names_are_rust_identifiers_of_their_own() {
        assert_eq!(crate_name("pkg.fast"), "annot_pkg__fast");
        assert_eq!(crate_name("runtime"), "annot_runtime_");
        assert_eq!(crate_name("é"), "annot_ue9");
    }
}
