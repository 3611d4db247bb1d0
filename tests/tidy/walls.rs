//! Walls inside the text: what a room must not touch, even where its manifest would allow it.

use crate::{finding::Finding, tree::SourceFile};

/// One wall: which files it stands in, what may not pass, where it may, and what to do instead.
struct Wall {
    /// Beginnings of the paths that the wall stands in.
    inside: &'static [&'static str],
    /// Text that may not stand there.
    keeps_out: &'static [&'static str],
    /// Paths below which it may.
    door: &'static [&'static str],
    /// What to do instead.
    remedy: &'static str,
}

/// Rooms that do nothing but compute.
const PURE: [&str; 4] = [
    "crates/domain/src/",
    "crates/wire/src/",
    "crates/seal/src/",
    "crates/sync/src/",
];

const WALLS: [Wall; 8] = [
    Wall {
        inside: &PURE,
        keeps_out: &[
            "std::fs",
            "std::net",
            "std::process",
            "std::env",
            "std::thread",
            "SystemTime",
            "Instant",
        ],
        door: &[],
        remedy: "a pure room is told: take bytes, time and chance as arguments",
    },
    Wall {
        inside: &[
            "crates/domain/src/",
            "crates/wire/src/",
            "crates/seal/src/",
            "crates/vault/src/",
            "crates/app/src/",
        ],
        keeps_out: &["automerge::", "use automerge"],
        door: &[],
        remedy: "only sync knows Automerge; ask it",
    },
    Wall {
        inside: &["crates/", "src-tauri/", "ui/src/"],
        keeps_out: &[
            "rusqlite",
            "INSERT INTO",
            "DELETE FROM",
            "CREATE TABLE",
            "SELECT * FROM",
            "PRAGMA ",
        ],
        door: &[
            "crates/vault/",
            "crates/relay/Cargo.toml",
            "crates/relay/src/store/",
            "crates/relay/tests/",
            "crates/relay/benches/",
        ],
        remedy: "SQL lives in vault, and in the relay's stores; give them a function with a name",
    },
    Wall {
        inside: &["ui/"],
        keeps_out: &["@tauri-apps/"],
        door: &[
            "ui/src/backend/tauri.ts",
            "ui/package.json",
            "ui/package-lock.json",
        ],
        remedy: "screens speak to backend/backend.ts; only backend/tauri.ts knows the shell",
    },
    Wall {
        inside: &["ui/src/"],
        keeps_out: &[
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "{@html",
            ".innerHTML",
            "document.write",
        ],
        door: &["ui/src/build.test.ts"],
        remedy: "web storage lies outside the vault, and people's words are text, never markup",
    },
    Wall {
        inside: &["ui/src/", "ui/index.html"],
        keeps_out: &["http://", "https://"],
        // A relay's address is text that somebody types; only the stand-in and the tests have one to show.
        door: &[
            "ui/src/backend/bindings.ts",
            "ui/src/backend/fake-roads.ts",
            "ui/src/exchange/relay.test.ts",
            "ui/src/roads.test.ts",
        ],
        remedy: "the window fetches nothing",
    },
    Wall {
        inside: &["crates/", "tests/", "src-tauri/", "ui/"],
        keeps_out: &["thread::sleep", "setTimeout(resolve", "browser.pause("],
        door: &["tests/tidy/"],
        remedy: "no sleeps: wait for the thing itself",
    },
    Wall {
        inside: &["crates/", "src-tauri/src/"],
        keeps_out: &["println!(", "eprintln!(", "dbg!("],
        door: &["crates/cli/"],
        remedy: "only the command line prints",
    },
];

/// What crosses a wall in this file. Comment lines may name what they keep out.
pub(crate) fn judge(file: &SourceFile) -> Vec<Finding> {
    if ![
        "rs", "ts", "js", "mjs", "svelte", "html", "json", "toml", "css",
    ]
    .contains(&file.ending())
    {
        return Vec::new();
    }
    let walls = WALLS.iter().filter(|wall| {
        let under = |starts: &[&str]| starts.iter().any(|start| file.path.starts_with(start));
        under(wall.inside) && !under(wall.door)
    });
    walls.flat_map(|wall| crossing(file, wall)).collect()
}

fn crossing(file: &SourceFile, wall: &Wall) -> Vec<Finding> {
    let is_comment = |line: &str| {
        ["//", "*", "/*", "#", "<!--"]
            .iter()
            .any(|mark| line.trim_start().starts_with(mark))
    };
    let mut findings = Vec::new();
    for (number, line) in file.lines().filter(|(_, line)| !is_comment(line)) {
        // A namespace looks like an address and fetches nothing.
        let line = line.replace("http://www.w3.org/", "");
        if let Some(found) = wall.keeps_out.iter().find(|text| line.contains(**text)) {
            findings.push(Finding::new(
                &file.path,
                number,
                format!("`{found}` crosses a wall"),
                wall.remedy,
            ));
        }
    }
    findings
}

#[test]
fn what_crosses_a_wall_is_found() {
    let bad = [
        (
            "crates/domain/src/fold.rs",
            "let now = std::time::SystemTime::now();",
        ),
        ("crates/sync/src/a.rs", "use std::fs;"),
        ("crates/app/src/a.rs", "use automerge::AutoCommit;"),
        ("crates/app/src/a.rs", "let rows = \"DELETE FROM act\";"),
        (
            "ui/src/part/Part.svelte",
            "import { invoke } from '@tauri-apps/api/core';",
        ),
        (
            "ui/src/part/draft.ts",
            "localStorage.setItem('draft', words);",
        ),
        (
            "ui/src/App.svelte",
            "<img src=\"https://example.org/a.png\" alt=\"\" />",
        ),
        ("tests/stories/a.rs", "std::thread::sleep(second);"),
        ("crates/vault/src/a.rs", "println!(\"{words}\");"),
    ];
    for (path, text) in bad {
        assert_eq!(
            judge(&SourceFile::sample(path, text)).len(),
            1,
            "{path}: {text}"
        );
    }
}

#[test]
fn what_goes_through_a_door_passes() {
    let good = [
        ("crates/vault/src/acts.rs", "\"DELETE FROM act\""),
        (
            "ui/src/backend/tauri.ts",
            "import { invoke } from '@tauri-apps/api/core';",
        ),
        (
            "crates/domain/src/fold.rs",
            "// std::time stays outside: time is an argument.",
        ),
        ("crates/cli/src/main.rs", "println!(\"{words}\");"),
        (
            "ui/src/backend/fake.ts",
            "'<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>'",
        ),
    ];
    for (path, text) in good {
        assert_eq!(judge(&SourceFile::sample(path, text)), [], "{path}");
    }
}
