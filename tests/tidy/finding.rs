//! What a tidy rule found: where, what is wrong, and what to do about it.

use std::fmt;

/// One thing that is out of place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Path from the root of the house, with `/`.
    pub(crate) path: String,
    /// Line, counted from 1.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) wrong: String,
    /// What to do instead.
    pub(crate) remedy: &'static str,
}

impl Finding {
    /// A finding at a line of a file.
    pub(crate) fn new(
        path: &str,
        line: usize,
        wrong: impl Into<String>,
        remedy: &'static str,
    ) -> Self {
        Self {
            path: path.to_owned(),
            line,
            wrong: wrong.into(),
            remedy,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}:{}: {} -> {}",
            self.path, self.line, self.wrong, self.remedy
        )
    }
}

/// Fails with every finding, one to a line.
#[track_caller]
pub(crate) fn none_of(findings: Vec<Finding>) {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(
        findings.is_empty(),
        "the house is untidy:\n{}",
        lines.join("\n")
    );
}

#[test]
#[should_panic(expected = "a.rs:3: wrong -> mend")]
fn a_finding_fails_with_file_line_and_remedy() {
    none_of(vec![Finding::new("a.rs", 3, "wrong", "mend")]);
}
