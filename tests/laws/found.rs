//! Histories in which the rules once broke a law, kept as they were found (fold.md: "write the history down as a test").
//!
//! Each is JSON in order of arrival, as `countersign fold` reads it; what was learnt is in
//! `docs/decisions/0003-readings-of-the-fold.md`.

use countersign_domain::act::Act;
use countersign_domain::state::Standing;

use crate::scene::FOLDS;

/// The client wrote *something else* to an old version of a step that had ended and was agreed anew: it was a no to
/// what only seemed to stand where endings are ignored, and took down what they had agreed.
#[test]
fn something_else_to_an_ended_version_leaves_what_is_agreed() {
    let text = include_str!("found/something-else-to-an-ended-version.json");
    let acts: Vec<Act> = serde_json::from_str(text).unwrap();
    for fold in FOLDS {
        let state = fold(acts[0].id, &acts).unwrap();
        let [part] = state.parts.values().collect::<Vec<_>>()[..] else {
            unreachable!("one step")
        };
        assert!(part.in_force && part.holds.is_some(), "{part:?}");
        assert_eq!(part.standing, Standing::NewSuggestion);
    }
}
