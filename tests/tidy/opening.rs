//! Length of files, and the words each opens with.

use crate::{finding::Finding, tree::SourceFile};

/// Lines a file may have, tests included (design: architecture is read in one sitting).
const LINES_MAX: usize = 500;
/// Letters an opening must at least have to say what the file is.
const OPENING_MIN: usize = 20;
/// Endings of files with code, which are held to both rules.
const CODE: [&str; 9] = ["rs", "ts", "js", "mjs", "svelte", "css", "sql", "ftl", "py"];

/// A file of code that is too long.
pub(crate) fn length(file: &SourceFile) -> Vec<Finding> {
    let lines = file.text.lines().count();
    if !is_code(file) || lines <= LINES_MAX {
        return Vec::new();
    }
    let remedy = "split it by noun; tests may move to a sibling file";
    vec![Finding::new(
        &file.path,
        LINES_MAX + 1,
        format!("{lines} lines, {LINES_MAX} are allowed"),
        remedy,
    )]
}

/// A file of code that does not open by saying what it is.
pub(crate) fn words(file: &SourceFile) -> Vec<Finding> {
    if !is_code(file) || opens_well(file) {
        return Vec::new();
    }
    let remedy =
        "open with a comment (`//!` in Rust): what it is, why it exists, what it leaves out";
    vec![Finding::new(
        &file.path,
        1,
        "does not say what it is",
        remedy,
    )]
}

fn is_code(file: &SourceFile) -> bool {
    (CODE.contains(&file.ending()) || file.is_script()) && !file.is_generated()
}

fn opens_well(file: &SourceFile) -> bool {
    let mut lines = file
        .text
        .lines()
        .skip_while(|line| line.starts_with("#!") || line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let marks: &[&str] = match file.ending() {
        "rs" => &["//!"],
        "ts" | "js" | "mjs" => &["/**", "//"],
        "svelte" => &["<!--"],
        "css" => &["/*"],
        "sql" => &["--"],
        "py" => &["\"\"\"", "#"],
        _ => &["#"],
    };
    let Some(mark) = marks.iter().find(|mark| first.starts_with(**mark)) else {
        return false;
    };
    // A block comment may begin its words on the second line.
    let said = first.len() - mark.len() + lines.next().unwrap_or_default().trim().len();
    said >= OPENING_MIN
}

#[test]
fn a_long_file_is_found() {
    let long = "//! Words.\n".repeat(LINES_MAX + 1);
    assert_eq!(
        length(&SourceFile::sample("crates/a/src/b.rs", &long)).len(),
        1
    );
    assert_eq!(
        length(&SourceFile::sample(
            "crates/a/src/b.rs",
            &"x\n".repeat(LINES_MAX)
        )),
        []
    );
}

#[test]
fn a_silent_opening_is_found_in_every_language() {
    let silent = [
        ("a.rs", "// Not a module doc, though it is long enough.\n"),
        ("a.ts", "import { x } from './x';\n"),
        ("a.svelte", "<script lang=\"ts\">\n"),
        ("a.css", ":root { color: CanvasText; }\n"),
        ("run", "#!/usr/bin/env bash\nset -euo pipefail\n"),
        ("a.sql", "CREATE TABLE act (id BLOB) STRICT;\n"),
        ("a.rs", "//! b\n"),
    ];
    for (path, text) in silent {
        assert_eq!(
            words(&SourceFile::sample(path, text)).len(),
            1,
            "{path}: {text}"
        );
    }
}

#[test]
fn a_speaking_opening_passes_in_every_language() {
    let speaking = [
        ("a.rs", "//! Keys and what they may do.\n"),
        ("a.ts", "/** The interface between screens and shell. */\n"),
        (
            "a.svelte",
            "<!--\n  One answer of four: all look the same.\n-->\n",
        ),
        (
            "run",
            "#!/usr/bin/env bash\n# Starts the app, or plays it without a display.\n",
        ),
    ];
    for (path, text) in speaking {
        assert_eq!(words(&SourceFile::sample(path, text)), [], "{path}");
    }
}
