//! Words that may not stand in the house: in names, as leftovers, and in what a person reads.

use crate::{finding::Finding, tree::SourceFile};

/// Names of files and modules that say nothing.
const EMPTY_NAMES: [&str; 8] = [
    "util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff",
];
/// Endings of type names that say nothing.
const EMPTY_TYPES: [&str; 7] = [
    "Manager",
    "Service",
    "Handler",
    "Processor",
    "Helper",
    "Util",
    "Utils",
];
/// What introduces a type in Rust and TypeScript.
const TYPE_WORDS: [&str; 5] = ["struct ", "enum ", "trait ", "class ", "interface "];
/// What would turn a no into a yes, count people or talk down to them (design law 10 and "never" in §3).
const NEVER_SAID: [&str; 13] = [
    "override",
    "overrule",
    "refer anyway",
    "proceed anyway",
    "continue anyway",
    "without consent",
    "risk score",
    "streak",
    "overdue",
    "patient",
    "addict",
    "comply",
    "breach",
];

/// Files, modules and types named with a word that says nothing.
pub(crate) fn names(file: &SourceFile) -> Vec<Finding> {
    if !is_code(file) {
        return Vec::new();
    }
    let remedy = "name the noun it holds; words come from docs/glossary.md";
    let mut findings = Vec::new();
    if file
        .path
        .split('/')
        .any(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default()))
    {
        findings.push(Finding::new(
            &file.path,
            1,
            "a path that says nothing",
            remedy,
        ));
    }
    for (number, line) in file.lines() {
        let code = line
            .trim_start()
            .trim_start_matches("pub ")
            .trim_start_matches("pub(crate) ");
        let code = code.trim_start_matches("export ");
        let module = code.strip_prefix("mod ").map(first_name);
        let type_name = TYPE_WORDS
            .iter()
            .find_map(|word| code.strip_prefix(word))
            .map(first_name);
        let type_name = type_name.filter(|name| *name != "Helper"); // A person who helps is one.
        let empty = module.is_some_and(|name| EMPTY_NAMES.contains(&name))
            || type_name
                .is_some_and(|name| EMPTY_TYPES.iter().any(|ending| name.ends_with(ending)));
        if empty || code.starts_with("fn get_") {
            findings.push(Finding::new(
                &file.path,
                number,
                format!("a name that says nothing: {code}"),
                remedy,
            ));
        }
    }
    findings
}

/// Marks of unfinished work, anywhere, and `unwrap` outside tests.
pub(crate) fn leftovers(file: &SourceFile) -> Vec<Finding> {
    if !is_code(file) || file.path.starts_with("tests/tidy/") {
        return Vec::new();
    }
    let marks = [
        "TODO",
        "FIXME",
        "XXX",
        "todo!(",
        "unimplemented!(",
        "it.skip",
        "it.only",
        "#[ignore]",
    ];
    let later = file
        .lines()
        .filter(|(_, line)| marks.iter().any(|mark| holds_word(line, mark)))
        .map(|(number, line)| {
            Finding::new(
                &file.path,
                number,
                format!("left for later: {}", line.trim()),
                "finish it, or open an issue",
            )
        });
    let unwraps = file
        .product_lines()
        .filter(|(_, line)| file.ending() == "rs" && line.contains(".unwrap()"))
        .map(|(number, _)| {
            let remedy =
                "return an error, or `expect(\"why it cannot fail\")` with the invariant in view";
            Finding::new(&file.path, number, "unwrap", remedy)
        });
    later.chain(unwraps).collect()
}

/// Sentences for people that offer to pass over a no, or count people.
pub(crate) fn spoken(file: &SourceFile) -> Vec<Finding> {
    if !is_spoken(file) {
        return Vec::new();
    }
    let remedy =
        "say what is: nothing turns a no into a yes, and nobody is counted (design §2.10, §3)";
    let said = |line: &str| {
        NEVER_SAID
            .iter()
            .any(|words| holds_word(&line.to_lowercase(), words))
    };
    file.product_lines()
        .filter(|(_, line)| said(line))
        .map(|(number, line)| {
            Finding::new(
                &file.path,
                number,
                format!("never said: {}", line.trim()),
                remedy,
            )
        })
        .collect()
}

/// Texts, screens, and what the command line prints.
fn is_spoken(file: &SourceFile) -> bool {
    file.ending() == "ftl"
        || file.path.starts_with("ui/src/text/")
        || file.ending() == "svelte"
        || file.path.starts_with("crates/cli/src/")
        || file.path == "crates/app/src/error.rs"
}

fn is_code(file: &SourceFile) -> bool {
    (["rs", "ts", "js", "mjs", "svelte", "css", "sql"].contains(&file.ending()) || file.is_script())
        && !file.is_generated()
}

fn first_name(rest: &str) -> &str {
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .next()
        .unwrap_or_default()
}

/// Whether `line` holds `word` with no letter or `_` directly before or after it.
fn holds_word(line: &str, word: &str) -> bool {
    let joins = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    };
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        let open_ended = !word.ends_with(char::is_alphanumeric);
        !joins(before) && (open_ended || !joins(after))
    })
}

#[test]
fn an_empty_name_is_found() {
    let bad = [
        ("crates/a/src/util.rs", ""),
        ("ui/src/helpers/a.ts", ""),
        ("crates/a/src/b.rs", "pub(crate) mod common;"),
        ("crates/a/src/b.rs", "pub struct SyncManager {"),
        ("ui/src/a.ts", "export class BundleHandler {"),
        ("crates/a/src/b.rs", "    pub fn get_words(&self) {"),
    ];
    for (path, text) in bad {
        assert_eq!(
            names(&SourceFile::sample(path, text)).len(),
            1,
            "{path}: {text}"
        );
    }
    assert_eq!(
        names(&SourceFile::sample(
            "crates/a/src/act.rs",
            "pub struct Act {\nfn gets_there() {"
        )),
        []
    );
}

#[test]
fn work_left_for_later_is_found() {
    for text in [
        "// TODO: later",
        "    todo!()",
        "#[ignore]",
        "it.only('x')",
        "let a = b.unwrap();",
    ] {
        assert_eq!(
            leftovers(&SourceFile::sample("crates/a/src/b.rs", text)).len(),
            1,
            "{text}"
        );
    }
    assert_eq!(
        leftovers(&SourceFile::sample(
            "crates/a/src/b.rs",
            "#[cfg(test)]\nlet a = b.unwrap();"
        )),
        []
    );
}

#[test]
fn an_offer_to_pass_over_a_no_is_found() {
    for text in [
        "refer = Refer anyway",
        "no = Override lack of consent",
        "late = 3 days overdue",
    ] {
        assert_eq!(
            spoken(&SourceFile::sample("ui/src/text/en/part.ftl", text)).len(),
            1,
            "{text}"
        );
    }
    assert_eq!(
        spoken(&SourceFile::sample(
            "crates/cli/src/main.rs",
            ".overrides_with(\"json\")"
        )),
        []
    );
}
