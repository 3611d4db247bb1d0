//! Taste as a test: the dependency rule, sizes, opening words, banned words, walls and forgotten files.
//!
//! What the compiler and clippy cannot say about the house, this file says, with file, line and remedy.
//! Each rule is a pure function from text to findings and stands beside tests that feed it bad samples, because a
//! rule that cannot fail guards nothing. It leaves out what clippy already holds: function length, panics, prints.

#[path = "tidy/finding.rs"]
mod finding;
#[path = "tidy/forgotten.rs"]
mod forgotten;
#[path = "tidy/manifest.rs"]
mod manifest;
#[path = "tidy/opening.rs"]
mod opening;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/tree.rs"]
mod tree;
#[path = "tidy/walls.rs"]
mod walls;
#[path = "tidy/words.rs"]
mod words;

use finding::{Finding, none_of};
use tree::{SourceFile, house};

/// Runs a rule that looks at one file at a time over the whole house.
fn each_file(rule: fn(&SourceFile) -> Vec<Finding>) {
    none_of(house().iter().flat_map(rule).collect());
}

#[test]
fn the_tidy_rules_really_see_the_house() {
    let files = house();
    for needed in [
        "Cargo.toml",
        "crates/domain/src/lib.rs",
        "tests/tidy.rs",
        "src-tauri/Cargo.toml",
    ] {
        assert!(
            files.iter().any(|file| file.path == needed),
            "{needed} was not read"
        );
    }
}

#[test]
fn rooms_import_downward_only() {
    none_of(rooms::judge(&rooms::of_the_house()));
}

#[test]
fn every_member_takes_lints_and_versions_from_the_root() {
    none_of(manifest::judge(&house()));
}

#[test]
fn node_packages_are_pinned_exactly() {
    each_file(manifest::node_pins);
}

#[test]
fn no_file_is_too_long() {
    each_file(opening::length);
}

#[test]
fn every_file_says_first_what_it_is() {
    each_file(opening::words);
}

#[test]
fn names_say_what_a_thing_is() {
    each_file(words::names);
}

#[test]
fn nothing_is_left_for_later() {
    each_file(words::leftovers);
}

#[test]
fn no_sentence_offers_to_pass_over_a_no() {
    each_file(words::spoken);
}

#[test]
fn walls_hold_inside_the_text_too() {
    each_file(walls::judge);
}

#[test]
fn no_source_file_or_test_is_forgotten() {
    none_of(forgotten::sources(&house()));
}

#[test]
fn every_migration_is_applied_in_order() {
    none_of(forgotten::migrations(&house()));
}

#[test]
fn every_link_in_the_pages_leads_somewhere() {
    none_of(forgotten::links(&house()));
}
