//! The table of codes and its pages, and how a diagnostic looks. (`tests/tidy.rs` holds that codes in use have pages,
//! `tests/diagnostic_pages.rs` that the examples are true.)

use std::collections::BTreeSet;
use std::path::Path;

use annot::diagnostics::{
    Code, Color, Diagnostic, Level, NO_PYTHON, NOT_DECODABLE, SYNTAX_ERROR, Span, Spot, UNKNOWN_TYPE, codes, human,
    json, page,
};

fn source_folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
}

#[test]
fn every_code_has_a_page_with_all_sections() {
    let mut names = BTreeSet::new();
    for code in Code::all() {
        let name = code.name();
        assert!(names.insert(name), "{name} stands twice in the table");
        assert!(
            name.split('-')
                .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
        );
        assert!(
            !code.summary().ends_with('.') && code.summary().len() <= 90,
            "{name}: {}",
            code.summary()
        );
        let sections: Vec<&str> = code
            .page()
            .lines()
            .filter(|line| line.starts_with('#'))
            .filter(|line| *line != "# native")
            .collect();
        assert_eq!(
            sections,
            [
                &format!("# {name}")[..],
                "## What",
                "## Why",
                "## Example",
                "## Instead"
            ],
            "{name}"
        );
        let bodies = code.page().split("\n## ").skip(1);
        for body in bodies {
            assert!(
                body.lines().skip(1).any(|line| !line.trim().is_empty()),
                "an empty section in {name}"
            );
        }
        let example = code
            .page()
            .split("## Example")
            .nth(1)
            .and_then(|rest| rest.split("## Instead").next());
        assert!(
            example.is_some_and(|example| example.matches("```").count() >= 2),
            "{name} has no example"
        );
        assert_eq!(page(name), Some(code.page()));
        assert_eq!(Code::named(name), Some(*code));
    }
    assert_eq!(page("no-such-code"), None);
    assert_eq!(
        codes().map(|(name, _)| name).collect::<Vec<_>>(),
        names.into_iter().collect::<Vec<_>>()
    );
}

#[test]
fn every_page_belongs_to_a_code() {
    let pages: BTreeSet<String> = std::fs::read_dir(source_folder().join("diagnostics/codes"))
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let expected: BTreeSet<String> = Code::all().iter().map(|code| format!("{}.md", code.name())).collect();
    assert_eq!(pages, expected);
}

#[test]
fn codes_survive_a_cache() {
    let text = serde_json::to_string(&NO_PYTHON).expect("a code as JSON");
    assert_eq!(text, "\"no-python\"");
    assert_eq!(serde_json::from_str::<Code>(&text).ok(), Some(NO_PYTHON));
    assert!(serde_json::from_str::<Code>("\"nothing\"").is_err());
}

const SOURCE: &str = "import math\r\ndef f(naïve):\r\n    return naïve + 1\r\n";

/// `naïve + 1` in line 3 of [`SOURCE`].
fn in_line_3() -> Diagnostic {
    Diagnostic::new(UNKNOWN_TYPE, "an operation on a value whose type is not known")
        .file("pkg/slow.py")
        .span(Span {
            line: 3,
            column: 11,
            end_line: 3,
            end_column: 21,
        })
        .help("add a hint: `naïve: int`")
}

#[test]
fn people_see_the_line() {
    let expected = "\
note[unknown-type]: an operation on a value whose type is not known
 --> pkg/slow.py:3:12
  |
3 |     return naïve + 1
  |            ^^^^^^^^^
  |
  = help: add a hint: `naïve: int`";
    assert_eq!(human(&in_line_3(), Some(SOURCE), Color::Never), expected);
    let colored = human(&in_line_3(), Some(SOURCE), Color::Always);
    assert!(colored.contains("\x1b[") && colored.contains("naïve + 1"));
}

#[test]
fn people_see_what_there_is() {
    let bare = Diagnostic::new(NO_PYTHON, "there is no `python3` in PATH");
    assert_eq!(
        human(&bare, None, Color::Never),
        "error[no-python]: there is no `python3` in PATH"
    );
    let helped = bare.help("install CPython").help("or name one");
    let text = human(&helped, None, Color::Never);
    assert!(
        text.contains("help: install CPython") && text.contains("help: or name one"),
        "{text}"
    );
    let file = Diagnostic::new(NOT_DECODABLE, "the file cannot be decoded").file("a.py");
    assert_eq!(
        human(&file, None, Color::Never),
        "error[not-decodable]: the file cannot be decoded\n--> a.py"
    );
    // The source could not be read, or has changed and lost the line.
    for source in [None, Some("")] {
        let text = human(&in_line_3(), source, Color::Never);
        assert!(text.contains("pkg/slow.py:3:12"), "{text}");
    }
}

/// Whatever the span, nothing panics, and the line is shown if there is one.
#[test]
fn spans_that_do_not_fit_are_cut() {
    for line in [1, 2, 3, 4, 9] {
        for column in [0, 1, 8, 9, 10, 99, u32::MAX] {
            for (end_line, end_column) in [(line, 0), (line, 9), (line, u32::MAX), (line + 1, 3), (1, 1)] {
                let span = Span {
                    line,
                    column,
                    end_line,
                    end_column,
                };
                let diagnostic = Diagnostic::new(SYNTAX_ERROR, "SyntaxError: invalid syntax")
                    .file("a.py")
                    .span(span);
                for source in [None, Some(SOURCE), Some(""), Some("\t\n\n"), Some("日本\n日本語\n語\n")] {
                    let text = human(&diagnostic, source, Color::Never);
                    assert!(
                        text.starts_with("error[syntax-error]: SyntaxError: invalid syntax"),
                        "{text}"
                    );
                    json(&diagnostic, source);
                    if let (Some(source), false) = (source, column == u32::MAX || end_column == u32::MAX) {
                        span.spot(Some(source)).span(source);
                    }
                }
            }
        }
    }
}

#[test]
fn programs_get_one_line() {
    assert_eq!(
        json(&in_line_3(), Some(SOURCE)),
        "{\"reason\":\"diagnostic\",\"level\":\"note\",\"code\":\"unknown-type\",\
         \"message\":\"an operation on a value whose type is not known\",\"file\":\"pkg/slow.py\",\
         \"line\":3,\"column\":12,\"end_line\":3,\"end_column\":21,\"help\":[\"add a hint: `naïve: int`\"]}"
    );
    let mut several = Diagnostic::new(NO_PYTHON, "one\ntwo");
    several.level = Level::Warning;
    let text = json(&several, None);
    assert!(
        !text.contains('\n') && text.contains("\"level\":\"warning\"") && text.contains("\"line\":null"),
        "{text}"
    );
}

#[test]
fn places_of_cpython_and_of_people_agree() {
    let span = Span {
        line: 3,
        column: 11,
        end_line: 3,
        end_column: 21,
    };
    let spot = Spot {
        line: 3,
        column: 12,
        end_line: 3,
        end_column: 21,
    };
    assert_eq!(span.spot(Some(SOURCE)), spot);
    assert_eq!(spot.span(SOURCE), span);
    // CPython says "end of line" with a column behind the last one, and leaves out what it does not know with 0.
    let beyond = Spot {
        line: 1,
        column: 99,
        end_line: 0,
        end_column: 0,
    };
    assert_eq!(
        beyond.span(SOURCE),
        Span {
            line: 1,
            column: 11,
            end_line: 1,
            end_column: 11
        }
    );
}
