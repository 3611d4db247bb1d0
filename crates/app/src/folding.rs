//! Folding acts from a file, so that anyone can hold another implementation of the rules against ours.
//!
//! The shapes are documented in `docs/json.md`. No signature is looked at, nothing is kept, no vault is needed.

use countersign_domain::{Act, AgreementState, Deed, fold};
use thiserror::Error;

/// The most bytes of JSON that are read: about 60,000 acts.
pub const ACTS_FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why there was nothing to fold.
#[derive(Debug, Error)]
pub enum FoldError {
    /// Over [`ACTS_FILE_BYTES_MAX`].
    #[error("the file is larger than {} MiB", ACTS_FILE_BYTES_MAX / 1024 / 1024)]
    TooLarge,
    /// Not a list of acts in the shape of `docs/json.md`.
    #[error("line {line}, column {column} is not an act as docs/json.md describes it")]
    NotActs {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// No act founds an agreement.
    #[error("no act in the file founds an agreement")]
    NoFounding,
    /// The founding act breaks the rules, so nothing can build on it.
    #[error("the founding act is refused")]
    FoundingRefused,
}

/// Folds a JSON list of acts, in the order in which they arrived, into what both people would see.
///
/// The agreement is that of the first founding act in the list.
///
/// # Errors
/// When the text is no list of acts, or none of them founds an agreement validly.
pub fn fold_acts(json: &[u8]) -> Result<AgreementState, FoldError> {
    if json.len() > ACTS_FILE_BYTES_MAX {
        return Err(FoldError::TooLarge);
    }
    let acts: Vec<Act> = serde_json::from_slice(json).map_err(|wrong| FoldError::NotActs {
        line: wrong.line(),
        column: wrong.column(),
    })?;
    let founding = acts
        .iter()
        .find(|act| act.header.agreement.is_none() && matches!(act.header.deed, Deed::Found { .. }))
        .ok_or(FoldError::NoFounding)?;
    fold(founding.id, &acts).ok_or(FoldError::FoundingRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(device: &str) -> String {
        let id = "aa".repeat(32);
        let recovery = "cc".repeat(32);
        format!(
            r#"{{"id":"{id}","author":"client","device":"{device}","incarnation":"{}","seq":0,
               "effect":"gives","subject":"none","deed":{{"kind":"found","recovery":"{recovery}"}}}}"#,
            "11".repeat(16)
        )
    }

    #[test]
    fn one_founding_act_is_an_agreement_that_waits_for_the_other() {
        let json = format!("[{}]", found(&"bb".repeat(32)));
        let state = fold_acts(json.as_bytes()).expect("a valid list");
        let state = serde_json::to_value(state).expect("plain data");
        assert_eq!(state["joined"], "notYet");
        assert_eq!(state["devices"].as_object().map(|all| all.len()), Some(2));
    }

    #[test]
    fn a_wrong_list_says_where_it_is_wrong() {
        let json = "[\n  {\"id\": \"zz\"}\n]";
        assert!(matches!(
            fold_acts(json.as_bytes()),
            Err(FoldError::NotActs { line: 2, .. })
        ));
        assert!(matches!(fold_acts(b"[]"), Err(FoldError::NoFounding)));
        assert!(matches!(
            fold_acts(b"\xff\xd8\xff\xe0"),
            Err(FoldError::NotActs { line: 1, .. })
        ));
        let deep = "[".repeat(100_000);
        assert!(matches!(
            fold_acts(deep.as_bytes()),
            Err(FoldError::NotActs { .. })
        ));
    }
}
