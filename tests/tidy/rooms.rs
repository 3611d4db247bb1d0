//! The dependency rule as a table, judged over `cargo metadata` (design §6).
//!
//! Two tables: which room may import which of ours, and which strangers may stand in which room. A room that is not
//! in the first table is itself a finding, so that a new crate must be argued here.

use std::{collections::BTreeMap, process::Command};

use crate::{finding::Finding, tree::root};

const PREFIX: &str = "countersign-";
const REMEDY: &str = "import downward only: see the dependency rule in ARCHITECTURE.md";
const STRANGER: &str =
    "go through the room that owns it: see the dependency rule in ARCHITECTURE.md";

/// Which of our rooms a room may import.
///
/// `domain` imports the naive model in its tests only: as a dependency it would be a circle, which cargo refuses.
const ROOMS: [(&str, &[&str]); 12] = [
    ("domain", &["model"]),
    ("wire", &[]),
    ("seal", &["wire"]),
    ("sync", &["domain", "wire", "seal"]),
    ("vault", &["domain", "seal"]),
    // The other proof: what listens to a network can neither decide nor open a vault.
    ("road", &["wire", "seal"]),
    ("app", &["domain", "wire", "seal", "sync", "vault", "road"]),
    // The proof that the relay cannot read: no cipher, no rule, no vault of ours can reach it.
    ("relay", &["wire"]),
    ("cli", &["app"]),
    ("desktop", &["app"]),
    ("model", &["domain"]),
    (
        "tests",
        &[
            "domain", "wire", "seal", "sync", "vault", "road", "app", "relay", "cli", "model",
        ],
    ),
];

/// In which rooms a stranger may stand. What is not named here may stand anywhere.
const STRANGERS: [(&str, &[&str]); 28] = [
    ("automerge", &["sync", "tests"]),
    ("rusqlite", &["vault", "relay", "tests"]),
    ("rusqlite_migration", &["vault"]),
    ("argon2", &["seal"]),
    ("bip39", &["seal"]),
    ("blake3", &["seal", "relay"]),
    ("chacha20poly1305", &["seal"]),
    ("ed25519-dalek", &["seal"]),
    ("hpke", &["seal"]),
    // The channel of nearby, in which only what is sealed travels: docs/decisions/0015-nearby.md.
    ("snow", &["road"]),
    ("mdns-sd", &["road"]),
    ("getrandom", &["app", "relay"]),
    ("rand", &["tests"]),
    ("tokio", &["road", "relay", "tests"]),
    ("hyper", &["road", "relay"]),
    ("tokio-rustls", &["road", "relay", "tests"]),
    ("webpki-roots", &["road"]),
    ("rustls-webpki", &["road", "relay"]),
    // A second HTTP beside hyper, with proxies, cookies and redirects: docs/decisions/0012.
    ("reqwest", &[]),
    ("clap", &["cli", "relay"]),
    ("clap_complete", &["cli"]),
    ("rpassword", &["cli"]),
    ("qrcode", &["app"]),
    ("ts-rs", &["app"]),
    ("axum", &["relay"]),
    ("tokio-postgres", &["relay", "tests"]),
    ("tauri", &["desktop"]),
    ("tauri-build", &["desktop"]),
];

/// A room and the names of all packages it imports, tests and build scripts included.
pub(crate) type Imports = BTreeMap<String, Vec<String>>;

/// What the rooms of this house import, as cargo sees it.
pub(crate) fn of_the_house() -> Imports {
    let told = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(
        told.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&told.stderr)
    );
    let metadata: serde_json::Value =
        serde_json::from_slice(&told.stdout).expect("cargo metadata speaks JSON");
    let name_of = |value: &serde_json::Value| value["name"].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"]
        .as_array()
        .expect("cargo metadata lists packages");
    packages
        .iter()
        .map(|package| {
            let imports = package["dependencies"]
                .as_array()
                .into_iter()
                .flatten()
                .map(name_of)
                .collect();
            (name_of(package), imports)
        })
        .collect()
}

/// Every import that the tables do not allow.
pub(crate) fn judge(imports: &Imports) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (package, imported) in imports {
        let room = package.strip_prefix(PREFIX).unwrap_or(package);
        let manifest = manifest_of(room);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            let wrong = format!("{package} is in no row of the dependency rule");
            findings.push(Finding::new(
                &manifest,
                1,
                wrong,
                "add a row to ROOMS and argue it in a decision",
            ));
            continue;
        };
        for import in imported {
            if let Some(ours) = import.strip_prefix(PREFIX) {
                if !allowed.contains(&ours) && ours != room {
                    findings.push(Finding::new(
                        &manifest,
                        1,
                        format!("{room} imports {ours}"),
                        REMEDY,
                    ));
                }
            } else if STRANGERS
                .iter()
                .any(|(name, rooms)| name == import && !rooms.contains(&room))
            {
                findings.push(Finding::new(
                    &manifest,
                    1,
                    format!("{room} imports {import}"),
                    STRANGER,
                ));
            }
        }
    }
    findings
}

fn manifest_of(room: &str) -> String {
    match room {
        "desktop" => "src-tauri/Cargo.toml".to_owned(),
        "tests" => "tests/Cargo.toml".to_owned(),
        "model" => "tests/model/Cargo.toml".to_owned(),
        crate_room => format!("crates/{crate_room}/Cargo.toml"),
    }
}

#[cfg(test)]
fn house_of(package: &str, imports: &[&str]) -> Imports {
    [(
        package.to_owned(),
        imports.iter().map(ToString::to_string).collect(),
    )]
    .into()
}

#[test]
fn an_import_upward_is_found() {
    assert_eq!(
        judge(&house_of("countersign-domain", &["countersign-app"])).len(),
        1
    );
    assert_eq!(
        judge(&house_of("countersign-cli", &["countersign-vault"])).len(),
        1
    );
}

#[test]
fn a_stranger_in_the_wrong_room_is_found() {
    assert_eq!(judge(&house_of("countersign-app", &["rusqlite"])).len(), 1);
    assert_eq!(
        judge(&house_of("countersign-vault", &["automerge"])).len(),
        1
    );
}

#[test]
fn a_relay_that_could_read_is_found() {
    for room in ["domain", "seal", "sync", "vault", "app"] {
        let imports = [format!("countersign-{room}")];
        assert_eq!(
            judge(&house_of("countersign-relay", &[&imports[0]])).len(),
            1
        );
    }
}

#[test]
fn a_room_nobody_argued_is_found() {
    assert_eq!(judge(&house_of("countersign-attic", &[])).len(), 1);
}

#[test]
fn an_import_downward_is_allowed() {
    assert_eq!(
        judge(&house_of(
            "countersign-sync",
            &["countersign-seal", "automerge", "thiserror"]
        )),
        []
    );
}
