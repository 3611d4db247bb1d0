//! The house as text: every file a person wrote, read once.
//!
//! Walks folders rather than asking git, so that it works in a copy without history (a mutation run, an archive).

use std::{fs, path::Path};

/// Folders that hold nothing a person wrote.
const NOT_OURS: [&str; 9] = [
    ".git",
    "target",
    "node_modules",
    "dist",
    "gen",
    "vectors",
    "corpus",
    "mutants.out",
    "mutants.out.old",
];

/// Endings of files that are read as text.
const TEXT: [&str; 16] = [
    "rs", "ts", "js", "mjs", "svelte", "css", "html", "sh", "sql", "ftl", "toml", "json", "md",
    "py", "yml", "yaml",
];

/// One text file of the house.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Path from the root of the house, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl SourceFile {
    /// A made-up file, for the tests of a rule.
    pub(crate) fn sample(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The part after the last dot of the name, or nothing.
    pub(crate) fn ending(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
    }

    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The name without its ending.
    pub(crate) fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }

    /// A shell script, which may have no ending.
    pub(crate) fn is_script(&self) -> bool {
        self.ending() == "sh" || self.text.starts_with("#!")
    }

    /// Written by a program: bindings and lock files.
    pub(crate) fn is_generated(&self) -> bool {
        self.path.ends_with("backend/bindings.ts") || self.name() == "package-lock.json"
    }

    /// Its lines, counted from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// Its lines before the first test module, counted from 1; none where the whole file is a test.
    pub(crate) fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let whole = self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.contains("/benches/")
            || self.name().contains("test");
        self.lines()
            .take_while(move |(_, line)| !whole && !line.trim_start().starts_with("#[cfg(test)]"))
    }
}

/// Every text file of the house, sorted by path.
pub(crate) fn house() -> Vec<SourceFile> {
    let root = root();
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)
            .expect("a folder of the house can be read")
            .flatten()
        {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !NOT_OURS.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if let Some(text) = text_of(&path, &name) {
                let below = path
                    .strip_prefix(&root)
                    .expect("the walk starts at the root");
                files.push(SourceFile {
                    path: below.to_string_lossy().replace('\\', "/"),
                    text,
                });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// The root of the house.
pub(crate) fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests live one folder below the root")
        .to_path_buf()
}

fn text_of(path: &Path, name: &str) -> Option<String> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let may_be_script = !name.contains('.');
    if !TEXT.contains(&ending) && !may_be_script {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    (TEXT.contains(&ending) || text.starts_with("#!")).then_some(text)
}

#[test]
fn product_lines_end_where_the_tests_begin() {
    let file = SourceFile::sample("crates/a/src/b.rs", "one\n#[cfg(test)]\nmod tests {}\n");
    assert_eq!(file.product_lines().collect::<Vec<_>>(), [(1, "one")]);
    assert_eq!(
        SourceFile::sample("tests/a.rs", "one")
            .product_lines()
            .count(),
        0
    );
}

#[test]
fn a_script_is_known_by_its_first_line() {
    assert!(SourceFile::sample("scripts/run", "#!/usr/bin/env bash\n").is_script());
    assert!(!SourceFile::sample("LICENSE-MIT", "MIT").is_script());
}
