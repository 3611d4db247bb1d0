//! Forgotten things: source files nobody compiles, migrations nobody applies, links that lead nowhere.

use crate::{finding::Finding, tree::SourceFile};

/// Rust files that no module list or manifest names: they would rot without a word.
pub(crate) fn sources(files: &[SourceFile]) -> Vec<Finding> {
    files
        .iter()
        .filter(|file| file.ending() == "rs" && !is_named(file, files))
        .map(|file| {
            let remedy = "name it with `mod` beside its siblings, or as a target in the manifest";
            Finding::new(&file.path, 1, "is compiled by nobody", remedy)
        })
        .collect()
}

/// Migrations that are misnumbered, or that the vault does not apply.
pub(crate) fn migrations(files: &[SourceFile]) -> Vec<Finding> {
    let vault =
        |file: &&SourceFile| file.path.starts_with("crates/vault/src/") && file.ending() == "rs";
    let mut findings = Vec::new();
    let scripts = files
        .iter()
        .filter(|file| file.path.starts_with("migrations/") && file.ending() == "sql");
    for (index, script) in scripts.enumerate() {
        let number = format!("{:04}_", index + 1);
        if !script.name().starts_with(&number) {
            let remedy =
                "number migrations 0001_, 0002_, … without gaps; a released one is never edited";
            findings.push(Finding::new(
                &script.path,
                1,
                format!("expected {number}…"),
                remedy,
            ));
        }
        if !files
            .iter()
            .filter(vault)
            .any(|file| file.text.contains(script.name()))
        {
            let remedy = "add it to the list of migrations in vault";
            findings.push(Finding::new(
                &script.path,
                1,
                "is applied by nobody",
                remedy,
            ));
        }
    }
    findings
}

/// Relative links in Markdown pages to files that do not exist.
pub(crate) fn links(files: &[SourceFile]) -> Vec<Finding> {
    let root = crate::tree::root();
    let mut findings = Vec::new();
    for page in files.iter().filter(|file| file.ending() == "md") {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in page.lines() {
            for target in targets(line) {
                if !root.join(folder).join(target).exists() {
                    let remedy = "mend the link, or add the page";
                    findings.push(Finding::new(
                        &page.path,
                        number,
                        format!("leads nowhere: {target}"),
                        remedy,
                    ));
                }
            }
        }
    }
    findings
}

fn is_named(file: &SourceFile, files: &[SourceFile]) -> bool {
    let stem = file.stem();
    let folder = file.path.strip_suffix(file.name()).unwrap_or_default();
    let is_target = ["/tests/", "/benches/", "/examples/"]
        .iter()
        .any(|targets| {
            file.path.starts_with("crates/")
                && (folder.ends_with(targets)
                    || (folder.contains(targets) && file.name() == "main.rs"))
        });
    let found_by_cargo = is_target
        || ["src/main.rs", "src/lib.rs", "/build.rs"]
            .iter()
            .any(|end| file.path.ends_with(end));
    // A folder module is named by its folder's name.
    let name = if stem == "mod" {
        folder
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or(stem)
    } else {
        stem
    };
    let package = package_of(&file.path);
    found_by_cargo
        || files
            .iter()
            .filter(|other| other.path.starts_with(package) && other.path != file.path)
            .any(|other| {
                let below = file.path.strip_prefix(package).unwrap_or(&file.path);
                (other.ending() == "rs" && other.text.contains(&format!("mod {name};")))
                    || (other.name() == "Cargo.toml"
                        && other.text.contains(&format!("path = \"{below}\"")))
            })
}

/// The folder of the package that a path belongs to, with a closing `/`.
fn package_of(path: &str) -> &str {
    let nested = ["crates/", "tests/fuzz/", "tests/model/"];
    let depth = if nested.iter().any(|folder| path.starts_with(folder)) {
        2
    } else {
        1
    };
    let end = path
        .match_indices('/')
        .nth(depth - 1)
        .map_or(0, |(at, _)| at + 1);
    path.get(..end).unwrap_or_default()
}

/// Targets of `[words](target)` that lead inside the house, without their anchors.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#', ' ']).next())
        .filter(|target| {
            !target.is_empty()
                && !target.contains("://")
                && !target.starts_with("mailto:")
                && !target.contains('`')
        })
}

#[test]
fn a_source_file_nobody_compiles_is_found() {
    let house = [
        SourceFile::sample("crates/a/src/lib.rs", "mod named;"),
        SourceFile::sample("crates/a/src/named.rs", ""),
        SourceFile::sample("crates/a/src/orphan.rs", ""),
        SourceFile::sample("crates/a/tests/rules/main.rs", "mod row;"),
        SourceFile::sample("crates/a/tests/rules/row.rs", ""),
        SourceFile::sample("tests/Cargo.toml", "path = \"tidy.rs\""),
        SourceFile::sample("tests/tidy.rs", ""),
        SourceFile::sample("tests/stories/main.rs", "mod told;"),
        SourceFile::sample("tests/stories/told.rs", ""),
        SourceFile::sample("tests/stories/untold.rs", ""),
    ];
    let found: Vec<String> = sources(&house)
        .into_iter()
        .map(|found| found.path)
        .collect();
    assert_eq!(
        found,
        [
            "crates/a/src/orphan.rs",
            "tests/stories/main.rs",
            "tests/stories/untold.rs"
        ]
    );
}

#[test]
fn a_migration_nobody_applies_is_found() {
    let house = [
        SourceFile::sample(
            "crates/vault/src/migrate.rs",
            "include_str!(\"../../../migrations/0001_vault.sql\")",
        ),
        SourceFile::sample("migrations/0001_vault.sql", "-- The first schema."),
        SourceFile::sample(
            "migrations/0003_late.sql",
            "-- A gap, and applied by nobody.",
        ),
    ];
    let found: Vec<String> = migrations(&house)
        .into_iter()
        .map(|found| found.path)
        .collect();
    assert_eq!(
        found,
        ["migrations/0003_late.sql", "migrations/0003_late.sql"]
    );
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let page = SourceFile::sample(
        "docs/a.md",
        "See [there](nowhere.md), [here](../Cargo.toml#x), [out](https://a.b).",
    );
    assert_eq!(links(&[page]).len(), 1);
}
