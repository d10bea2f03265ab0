//! What annot tells a user: one page for each code that a fault or a reason can have. `annot explain CODE` prints it.

/// The page of a code, in Markdown.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}

/// Every code with its one-line meaning, in alphabetical order.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES
        .iter()
        .map(|(code, page)| (*code, page.lines().nth(2).unwrap_or_default()))
}

macro_rules! pages {
    ($($code:literal)*) => { &[$(($code, include_str!(concat!("codes/", $code, ".md")))),*] };
}

/// All pages of `codes/`. A test holds that none is forgotten.
const PAGES: &[(&str, &str)] = pages! {
    "argument-type"
    "bad-config"
    "calls-bytecode"
    "captured-variables"
    "coroutine-function"
    "disk-full"
    "generator-function"
    "internal-error"
    "io-error"
    "mixed-types"
    "nested-on-311"
    "no-cache-dir"
    "no-crates"
    "no-gain"
    "no-linker"
    "no-modules"
    "no-python"
    "no-runtime"
    "no-rust"
    "no-such-file"
    "no-such-stage"
    "not-decodable"
    "not-importable"
    "not-ours"
    "not-python"
    "not-writable"
    "object-operation"
    "old-rust"
    "star-parameters"
    "syntax-error"
    "unbound-local"
    "unknown-code"
    "unknown-global"
    "unknown-key"
    "unknown-type"
    "unreached"
    "unsupported-call"
    "unsupported-instruction"
    "unsupported-python"
    "usage"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_listed() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/codes");
        let entries = fs_err::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let mut files: Vec<String> = entries.map(|name| name.to_string_lossy().replace(".md", "")).collect();
        files.sort();
        assert_eq!(files, codes().map(|(code, _)| code).collect::<Vec<_>>());
    }

    #[test]
    fn every_page_has_its_parts() {
        for (code, meaning) in codes() {
            let page = page(code).unwrap();
            assert!(page.starts_with(&format!("# {code}\n\n{meaning}\n\n")), "{code}");
            assert!(meaning.ends_with('.') && !page.contains("\n\n\n"), "{code}");
            assert!(page.contains("\n**What to do.** "), "{code}");
        }
        assert_eq!(page("no-such-code"), None);
    }
}
