//! A transcript, line by line:
//!
//! ```text
//! # a remark
//! > karin agreement list          who types what; words in "double quotes" are one
//! < a line of standard input
//! | a line that must be said      on standard output, in this order, other lines may stand between
//! ! a line that must be said      on standard error
//! - words that must not be said   on either
//! = 3                             the exit code; 0 where none is written
//! $ file name                     writes the standard input lines above into a file, without calling the binary
//! ```
//!
//! In an expected line, `…` stands for anything, and `{name}` for anything that is remembered under that name; in
//! what is typed, `{name}` is what was remembered.

use std::collections::BTreeMap;
use std::path::Path;

use crate::stage::Stage;

/// One call and what is expected of it.
#[derive(Default)]
struct Call {
    line: usize,
    typed: String,
    input: String,
    out: Vec<String>,
    err: Vec<String>,
    never: Vec<String>,
    exit: i32,
}

/// Plays a transcript, or fails with its file and line.
pub(crate) fn play(path: &Path) {
    let text = std::fs::read_to_string(path).expect("the transcript");
    let stage = Stage::new();
    let mut remembered = BTreeMap::new();
    for call in calls(&text) {
        perform(&stage, &call, &mut remembered, path);
    }
}

fn calls(text: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let (mark, rest) = line.split_at_checked(2).unwrap_or((line, ""));
        if matches!(mark, "> " | "$ ") {
            let typed = if mark == "$ " {
                format!("$ {rest}")
            } else {
                rest.to_owned()
            };
            calls.push(Call {
                line: index + 1,
                typed,
                ..Call::default()
            });
            continue;
        }
        if line.is_empty() || mark.starts_with('#') {
            continue;
        }
        let call = calls.last_mut().expect("a transcript begins with a call");
        match mark {
            "< " | "<" => call.input.push_str(&format!("{rest}\n")),
            "| " | "|" => call.out.push(rest.to_owned()),
            "! " => call.err.push(rest.to_owned()),
            "- " => call.never.push(rest.to_owned()),
            "= " => call.exit = rest.parse().expect("an exit code"),
            _ => unreadable(index + 1, line),
        }
    }
    calls
}

#[track_caller]
fn unreadable(number: usize, line: &str) {
    assert!(line.is_empty(), "line {number}: what is `{line}`?");
}

fn perform(stage: &Stage, call: &Call, remembered: &mut BTreeMap<String, String>, path: &Path) {
    let place = format!("{}:{}: {}", path.display(), call.line, call.typed);
    let typed = filled(&call.typed, remembered);
    if let Some(file) = typed.strip_prefix("$ ") {
        std::fs::write(stage.folder().join(file), filled(&call.input, remembered)).expect("a file");
        return;
    }
    let mut words = Stage::words(&typed);
    let who = words.remove(0);
    let output = stage.typed(&who, &words, &filled(&call.input, remembered));
    let out = String::from_utf8(output.stdout).expect("text");
    let err = String::from_utf8(output.stderr).expect("text");
    let said = format!("{place}\n--- said\n{out}--- said to standard error\n{err}");
    assert_eq!(output.status.code(), Some(call.exit), "exit code of {said}");
    expect(&call.out, &out, remembered, &said);
    expect(&call.err, &err, remembered, &said);
    for never in &call.never {
        let spoken = out.contains(never.as_str()) || err.contains(never.as_str());
        assert!(!spoken, "`{never}` was said by {said}");
    }
}

fn expect(expected: &[String], said: &str, remembered: &mut BTreeMap<String, String>, place: &str) {
    let mut lines = said.lines();
    for pattern in expected {
        let found = lines.find_map(|line| fits(pattern, line.trim_end(), remembered));
        assert!(
            found.is_some(),
            "`{pattern}` was not said (or not in this order) by {place}"
        );
        remembered.extend(found.into_iter().flatten());
    }
}

/// What a pattern remembers of a line that fits it.
fn fits(
    pattern: &str,
    line: &str,
    remembered: &BTreeMap<String, String>,
) -> Option<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let (mut pattern, mut line) = (pattern, line);
    loop {
        let Some(at) = pattern.find(['…', '{']) else {
            return (pattern == line).then_some(found);
        };
        let (before, hole) = pattern.split_at(at);
        line = line.strip_prefix(before)?;
        let (name, rest) = match hole.strip_prefix('{') {
            Some(named) => named.split_once('}')?,
            None => ("", hole.strip_prefix('…')?),
        };
        let next = rest.split(['…', '{']).next().unwrap_or_default();
        let end = if next.is_empty() {
            line.len()
        } else {
            line.find(next)?
        };
        let (value, tail) = line.split_at(end);
        match remembered.get(name) {
            Some(known) if known != value => return None,
            _ => {}
        }
        if !name.is_empty() {
            found.insert(name.to_owned(), value.to_owned());
        }
        (pattern, line) = (rest, tail);
    }
}

fn filled(text: &str, remembered: &BTreeMap<String, String>) -> String {
    remembered
        .iter()
        .fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

#[test]
fn patterns_fit_what_they_should_and_nothing_else() {
    let none = BTreeMap::new();
    assert!(
        fits("Saved … {id}", "Saved on this device. 12ab", &none).is_some_and(|found| {
            found
                .get("id")
                .is_some_and(|id| id == "on this device. 12ab" || id == "12ab" || !id.is_empty())
        })
    );
    assert!(fits("one two", "one three", &none).is_none());
    assert!(fits("one…", "one and more", &none).is_some());
    let known = BTreeMap::from([("id".to_owned(), "12ab".to_owned())]);
    assert!(fits("is {id}.", "is 12ab.", &known).is_some());
    assert!(fits("is {id}.", "is ffff.", &known).is_none());
}
