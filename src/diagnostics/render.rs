//! A diagnostic for people, with the line of source it is about, and for programs, as one line of JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level as Shown, Origin, Renderer, Snippet};
use serde::Serialize;

use super::place::{at_boundary, line_of};
use super::{Diagnostic, Level, Span};

/// Is the text for something that shows colours? Whoever knows the terminal and the user's wishes decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Never,
    Always,
}

/// Several lines without a newline at the end. `source` is the text of the diagnostic's file, if it could be read.
pub fn human(diagnostic: &Diagnostic, source: Option<&str>, color: Color) -> String {
    let level = match diagnostic.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let title = level
        .clone()
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name());
    let path = diagnostic.file.as_ref().map(|file| file.display().to_string());
    let line = diagnostic.span.and_then(|span| {
        source
            .and_then(|source| line_of(source, span.line))
            .map(|line| (span, line))
    });
    let mut report = Vec::new();
    let group = match (line, path) {
        (Some((span, line)), path) => title.element(
            Snippet::source(line)
                .line_start(span.line as usize)
                .path(path)
                .annotation(AnnotationKind::Primary.span(carets(span, line))),
        ),
        (None, Some(path)) => title.element(origin(path, diagnostic.span)),
        (None, None) => Group::with_title(title),
    };
    let mut group = group;
    for help in &diagnostic.help {
        group = group.element(Element::from(Shown::HELP.message(help.as_str())));
    }
    report.push(group);
    let renderer = match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    renderer.render(&report)
}

/// One line, without a newline at the end. Lines and columns count from 1, columns are characters.
pub fn json(diagnostic: &Diagnostic, source: Option<&str>) -> String {
    /// The order of the fields is the order in which they are written.
    #[derive(Serialize)]
    struct Line<'a> {
        reason: &'static str,
        level: Level,
        code: &'static str,
        message: &'a str,
        file: Option<String>,
        line: Option<u32>,
        column: Option<u32>,
        end_line: Option<u32>,
        end_column: Option<u32>,
        help: &'a [String],
    }
    let spot = diagnostic.span.map(|span| span.spot(source));
    let line = Line {
        reason: "diagnostic",
        level: diagnostic.level,
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        file: diagnostic.file.as_ref().map(|file| file.display().to_string()),
        line: spot.map(|spot| spot.line),
        column: spot.map(|spot| spot.column),
        end_line: spot.map(|spot| spot.end_line),
        end_column: spot.map(|spot| spot.end_column),
        help: &diagnostic.help,
    };
    // A struct of strings and numbers always has a JSON form.
    serde_json::to_string(&line).unwrap_or_default()
}

fn origin<'a>(path: String, span: Option<Span>) -> Element<'a> {
    let origin = Origin::path(path);
    match span {
        Some(span) => origin
            .line(span.line as usize)
            .char_column(span.spot(None).column as usize)
            .into(),
        None => origin.into(),
    }
}

/// What to underline of the first line. Without columns it is the line but for its margin.
fn carets(span: Span, line: &str) -> Range<usize> {
    if span == Span::of_line(span.line) {
        let end = line.trim_end().len();
        return end.min(line.len() - line.trim_start().len())..end;
    }
    let start = at_boundary(line, span.column);
    let end = if span.end_line == span.line {
        at_boundary(line, span.end_column)
    } else {
        line.trim_end().len()
    };
    start..end.max(start)
}
