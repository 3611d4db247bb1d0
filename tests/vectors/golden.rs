//! Reading the golden files, and comparing with them.
//!
//! Hexadecimal, so that a change can be read in a review. What differs is written beside the test's other
//! output, for whoever changed a format on purpose; nothing overwrites a golden file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// The bytes of a golden file, by its name without ending.
pub(crate) fn golden(name: &str) -> Vec<u8> {
    let text = fs::read_to_string(folder().join(format!("{name}.hex"))).unwrap();
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .collect();
    digits
        .chunks(2)
        .map(|pair| (pair[0] << 4 | pair[1]) as u8)
        .collect()
}

/// Bytes as lines of 32.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| {
        line.iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            + "\n"
    };
    bytes.chunks(32).map(line).collect()
}

/// Compares text with a golden file; says where the new text lies if it differs.
pub(crate) fn differs(name: &str, made: &str) -> Option<String> {
    let kept = fs::read_to_string(folder().join(name)).unwrap_or_default();
    if kept == made {
        return None;
    }
    let instead = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("vectors")
        .join(name);
    fs::create_dir_all(instead.parent().unwrap()).unwrap();
    fs::write(&instead, made).unwrap();
    Some(format!(
        "{name} was written otherwise; what is written now lies in {}",
        instead.display()
    ))
}

/// Looks for files in a folder of vectors that no test names.
pub(crate) fn only_known_files(below: &str, known: BTreeSet<String>) {
    let files = fs::read_dir(folder().join(below))
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let files = files.map(|name| name.into_string().unwrap());
    let found: BTreeSet<String> = files
        .filter(|name| name.ends_with(".hex") || name.ends_with(".txt"))
        .collect();
    assert_eq!(found, known);
}
