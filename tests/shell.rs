//! The window's limits as a test: nothing in its configuration may loosen without a word here.
//!
//! Reads the files as text and JSON, so it runs where no web view is installed. It holds the configuration against
//! what the threat model promises (docs/threat-model.md), and the list of commands against the five places that
//! must agree on it: build script, capability, gate, handler and screens. What the commands do is tested in `app`.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};

/// The policy, word for word. The hash is of Tauri's own one-line style that hides the isolation frame.
const POLICY: [(&str, &str); 13] = [
    ("base-uri", "'none'"),
    ("connect-src", "ipc: http://ipc.localhost"),
    ("default-src", "'none'"),
    ("font-src", "'self'"),
    ("form-action", "'none'"),
    ("frame-ancestors", "'none'"),
    ("img-src", "'self' blob:"),
    ("manifest-src", "'none'"),
    ("media-src", "'none'"),
    ("object-src", "'none'"),
    ("script-src", "'self'"),
    (
        "style-src",
        "'self' 'sha256-YEercZJImS+vUX2bz7vkQ0aA4rtBIPLuCEWz+yraQ/g='",
    ),
    ("worker-src", "'none'"),
];

/// What the window may ask of Tauri itself: to be told of changes, and to stop being told.
const OF_TAURI: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests live below the root");
    fs::read_to_string(root.join(path)).expect("the file is part of the shell")
}

/// Every file of a folder, one after the other.
fn read_folder(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests live below the root");
    fs::read_dir(root.join(path))
        .expect("the folder is part of the shell")
        .map(|entry| {
            let file = entry.expect("an entry of the folder").path();
            fs::read_to_string(file).expect("the file is text")
        })
        .collect()
}

fn read_json(path: &str) -> Value {
    serde_json::from_str(&read(path)).expect("a configuration is JSON")
}

/// What is looser in a configuration than promised.
fn loose_configuration(config: &Value) -> Vec<String> {
    let at = |pointer: &str| config.pointer(pointer).cloned().unwrap_or(Value::Null);
    let policy: Value = POLICY
        .iter()
        .map(|(name, sources)| ((*name).to_owned(), json!(sources)))
        .collect();
    let promised = [
        ("/app/withGlobalTauri", json!(false)),
        ("/app/windows", json!([])),
        ("/app/security/freezePrototype", json!(true)),
        ("/app/security/pattern/use", json!("isolation")),
        ("/app/security/pattern/options/dir", json!("isolation")),
        (
            "/app/security/assetProtocol",
            json!({ "enable": false, "scope": [] }),
        ),
        ("/app/security/capabilities", json!(["main"])),
        ("/app/security/csp", policy),
        ("/app/security/devCsp", Value::Null),
        (
            "/app/security/dangerousDisableAssetCspModification",
            Value::Null,
        ),
        ("/build/devUrl", Value::Null),
        ("/plugins", Value::Null),
    ];
    let loose = promised
        .iter()
        .filter(|(pointer, value)| at(pointer) != *value);
    loose
        .map(|(pointer, value)| format!("tauri.conf.json {pointer}: must be {value}"))
        .collect()
}

/// What is looser in the capability than promised, given the commands there are.
fn loose_capability(capability: &Value, commands: &BTreeSet<String>) -> Vec<String> {
    let mut loose = Vec::new();
    let allowed: BTreeSet<String> = OF_TAURI
        .iter()
        .map(ToString::to_string)
        .chain(
            commands
                .iter()
                .map(|name| format!("allow-{}", name.replace('_', "-"))),
        )
        .collect();
    let given = capability["permissions"].as_array().into_iter().flatten();
    let given: BTreeSet<String> = given
        .map(|entry| entry.as_str().unwrap_or("an object").to_owned())
        .collect();
    loose.extend(
        given
            .symmetric_difference(&allowed)
            .map(|name| format!("capability: {name}")),
    );
    if capability["windows"] != json!(["main"]) {
        loose.push("capability: for the one window only".to_owned());
    }
    for key in ["remote", "webviews", "platforms"] {
        if !capability[key].is_null() {
            loose.push(format!("capability: no {key}"));
        }
    }
    loose
}

fn snake(camel: &str) -> String {
    camel.chars().fold(String::new(), |mut name, letter| {
        if letter.is_uppercase() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
        name
    })
}

/// Words that stand between `open` and `close` in each line of a text that has both.
fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| {
        line.trim()
            .strip_prefix(open)?
            .split_once(close)
            .map(|(word, _)| word)
    })
}

fn commands() -> BTreeSet<String> {
    between(&read("src-tauri/names.rs"), "\"", "\",")
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_configuration_is_as_tight_as_promised() {
    assert_eq!(
        loose_configuration(&read_json("src-tauri/tauri.conf.json")),
        Vec::<String>::new()
    );
}

#[test]
fn every_loosening_of_the_configuration_is_found() {
    let tight = read_json("src-tauri/tauri.conf.json");
    let loosenings = [
        ("/app/withGlobalTauri", json!(true)),
        ("/app/security/freezePrototype", json!(false)),
        ("/app/security/pattern/use", json!("brownfield")),
        ("/app/security/assetProtocol/enable", json!(true)),
        ("/app/security/capabilities", json!([])),
        ("/app/security/csp", Value::Null),
        (
            "/app/security/csp/script-src",
            json!("'self' 'unsafe-inline'"),
        ),
        (
            "/app/security/csp/style-src",
            json!("'self' 'unsafe-inline'"),
        ),
        (
            "/app/security/csp/connect-src",
            json!("ipc: http://ipc.localhost https:"),
        ),
    ];
    for (pointer, value) in loosenings {
        let mut config = tight.clone();
        *config
            .pointer_mut(pointer)
            .expect("the key stands in the configuration") = value;
        assert_eq!(loose_configuration(&config).len(), 1, "{pointer}");
    }
    let mut config = tight;
    config["app"]["security"]["dangerousDisableAssetCspModification"] = json!(true);
    assert_eq!(loose_configuration(&config).len(), 1);
}

#[test]
fn the_window_may_ask_for_our_commands_and_nothing_else() {
    assert!(!commands().is_empty());
    assert_eq!(
        loose_capability(&read_json("src-tauri/capabilities/main.json"), &commands()),
        Vec::<String>::new()
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/capabilities");
    assert_eq!(
        fs::read_dir(folder)
            .expect("the capabilities are here")
            .count(),
        1,
        "one capability, one window"
    );
}

#[test]
fn every_loosening_of_the_capability_is_found() {
    let commands: BTreeSet<String> = ["lock".to_owned()].into();
    let tight =
        json!({ "windows": ["main"], "permissions": [OF_TAURI[0], OF_TAURI[1], "allow-lock"] });
    assert_eq!(loose_capability(&tight, &commands), Vec::<String>::new());
    let loosenings = [
        ("windows", json!(["*"])),
        ("remote", json!({ "urls": ["https://example.org"] })),
        (
            "permissions",
            json!([OF_TAURI[0], OF_TAURI[1], "allow-lock", "shell:default"]),
        ),
        (
            "permissions",
            json!([OF_TAURI[0], OF_TAURI[1], "allow-lock", { "identifier": "fs:read" }]),
        ),
        ("permissions", json!([OF_TAURI[0], OF_TAURI[1]])),
    ];
    for (key, value) in loosenings {
        let mut capability = tight.clone();
        capability[key] = value;
        assert_eq!(loose_capability(&capability, &commands).len(), 1, "{key}");
    }
}

#[test]
fn the_gate_lets_exactly_the_commands_through() {
    let gate = read("src-tauri/isolation/gate.js");
    let table = gate
        .split_once("Object.create(null), {")
        .expect("the gate has a table")
        .1;
    let through: BTreeSet<&str> = table
        .lines()
        .take_while(|line| !line.trim().starts_with('}'))
        .filter_map(|line| {
            line.trim()
                .split_once(": ")
                .map(|(name, _)| name.trim_matches('\''))
        })
        .collect();
    let commands = commands();
    let mut expected: BTreeSet<&str> = commands.iter().map(String::as_str).collect();
    expected.extend(["plugin:event|listen", "plugin:event|unlisten"]);
    assert_eq!(through, expected);
}

#[test]
fn screens_and_shell_speak_of_the_same_commands() {
    let contract = read("ui/src/backend/backend.ts");
    let methods = contract
        .lines()
        .filter(|line| line.starts_with("  ") && line.contains("): Promise<"));
    let asked: BTreeSet<String> = methods
        .filter_map(|line| line.trim().split_once('(').map(|(name, _)| snake(name)))
        .collect();
    assert_eq!(
        asked,
        commands(),
        "ui/src/backend/backend.ts and src-tauri/names.rs"
    );
}

#[test]
fn every_command_is_registered_and_is_only_a_few_lines() {
    let registered: BTreeSet<String> = between(&read("src-tauri/src/lib.rs"), "commands::", ",")
        .filter_map(|path| path.rsplit("::").next().map(ToOwned::to_owned))
        .collect();
    assert_eq!(registered, commands(), "src-tauri/src/lib.rs and names.rs");
    let bodies = command_bodies(&read_folder("src-tauri/src/commands"));
    let written: BTreeSet<String> = bodies.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(written, commands(), "src-tauri/src/commands and names.rs");
    for (name, lines) in bodies {
        assert!(
            lines <= 6,
            "{name} has {lines} lines: what decides belongs into app"
        );
    }
}

#[test]
fn a_long_command_is_seen() {
    let text = format!(
        "#[tauri::command(async)]\npub(crate) fn long() {{\n{}}}\n",
        "    x();\n".repeat(7)
    );
    assert_eq!(command_bodies(&text), [("long".to_owned(), 7)]);
}

/// Each command with the number of lines of its body.
fn command_bodies(text: &str) -> Vec<(String, usize)> {
    let written = text.split("#[tauri::command(async)]\n").skip(1);
    let body = |command: &str| {
        let name = command
            .strip_prefix("pub(crate) fn ")?
            .split_once('(')?
            .0
            .to_owned();
        let open = command.lines().position(|line| line.ends_with('{'))?;
        let close = command.lines().position(|line| line == "}")?;
        Some((name, close - open - 1))
    };
    written.filter_map(body).collect()
}

#[test]
fn tauri_is_new_enough_and_has_no_loose_features() {
    let lock = read("Cargo.lock");
    let entry = lock
        .split_once("name = \"tauri\"\nversion = \"")
        .expect("the lock names tauri")
        .1;
    let version = entry.split_once('"').expect("a version is quoted").0;
    let numbers: Vec<u32> = version
        .split('.')
        .filter_map(|number| number.parse().ok())
        .collect();
    assert!(
        numbers >= vec![2, 11, 1],
        "tauri {version}: before 2.11.1 a foreign address could pass for local"
    );
    for manifest in ["Cargo.toml", "src-tauri/Cargo.toml"] {
        let text = read(manifest);
        let features = text
            .lines()
            .filter(|line| line.starts_with("tauri ="))
            .collect::<String>();
        for loose in ["devtools", "unstable", "protocol-asset", "dangerous"] {
            assert!(
                !features.contains(loose),
                "{manifest}: no {loose} in what we ship"
            );
        }
    }
}

#[test]
fn the_page_has_nothing_inline_and_nothing_foreign() {
    let page = read("ui/index.html");
    assert!(!page.contains("style="), "inline style");
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "a foreign address"
    );
    assert!(
        !page.contains("<script>") && !page.contains("<style>"),
        "inline code"
    );
    for handler in [" onclick=", " onload=", " onerror="] {
        assert!(!page.contains(handler), "{handler}");
    }
}
