//! Manifests: versions stand in the root only, every member takes the lints, node packages are pinned.

use crate::{finding::Finding, tree::SourceFile};

/// Members that do not take lints or versions from the root.
pub(crate) fn judge(files: &[SourceFile]) -> Vec<Finding> {
    files
        .iter()
        .filter(|file| is_member(file))
        .flat_map(member)
        .collect()
}

/// Node packages whose version is a range.
pub(crate) fn node_pins(file: &SourceFile) -> Vec<Finding> {
    if file.name() != "package.json" {
        return Vec::new();
    }
    let remedy = "pin the exact version; the lock file alone does not survive an install by hand";
    file.lines()
        .filter(|(_, line)| {
            [": \"^", ": \"~", ": \"*\"", ": \">", ": \"latest"]
                .iter()
                .any(|range| line.contains(range))
        })
        .map(|(number, line)| {
            Finding::new(
                &file.path,
                number,
                format!("a range: {}", line.trim()),
                remedy,
            )
        })
        .collect()
}

/// The peers of the benches are a workspace of their own, so that nothing of theirs is resolved with ours.
fn is_member(file: &SourceFile) -> bool {
    file.name() == "Cargo.toml"
        && file.path != "Cargo.toml"
        && !file.path.contains("/fuzz/")
        && !file.path.contains("/peers/")
}

fn member(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut section = String::new();
    let mut takes_lints = false;
    for (number, line) in file.lines().map(|(number, line)| (number, line.trim())) {
        if line.starts_with('[') {
            section = line.to_owned();
        } else if section == "[lints]" {
            takes_lints |= line == "workspace = true";
        } else if section.contains("dependencies") && names_a_version(line) {
            let remedy =
                "put the version into the root Cargo.toml and write `workspace = true` here";
            findings.push(Finding::new(
                &file.path,
                number,
                format!("a version of its own: {line}"),
                remedy,
            ));
        }
    }
    if !takes_lints {
        findings.push(Finding::new(
            &file.path,
            1,
            "takes no lints",
            "add `[lints]` with `workspace = true`",
        ));
    }
    findings
}

fn names_a_version(line: &str) -> bool {
    let entry = line.split('#').next().unwrap_or_default();
    entry.contains('=') && !entry.contains("workspace = true")
}

#[test]
fn a_version_outside_the_root_is_found() {
    let text =
        "[lints]\nworkspace = true\n[dependencies]\nserde = \"1\"\nblake3 = { version = \"1\" }\n";
    assert_eq!(
        judge(&[SourceFile::sample("crates/a/Cargo.toml", text)]).len(),
        2
    );
}

#[test]
fn a_member_without_lints_is_found() {
    assert_eq!(
        judge(&[SourceFile::sample(
            "crates/a/Cargo.toml",
            "[package]\nname = \"a\"\n"
        )])
        .len(),
        1
    );
}

#[test]
fn the_root_may_name_versions() {
    assert_eq!(
        judge(&[SourceFile::sample(
            "Cargo.toml",
            "[workspace.dependencies]\nserde = \"1\"\n"
        )]),
        []
    );
}

#[test]
fn a_range_of_node_versions_is_found() {
    let bad = SourceFile::sample(
        "ui/package.json",
        "{\n \"svelte\": \"^5.0.0\",\n \"vite\": \"8.3.8\"\n}",
    );
    assert_eq!(
        node_pins(&bad)
            .iter()
            .map(|found| found.line)
            .collect::<Vec<_>>(),
        [2]
    );
}
