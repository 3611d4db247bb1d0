//! The command line as people type it: transcripts in `said/`, played with the real binary in homes of their own.
//!
//! A transcript is data: who types what, what is read from standard input, what must be said, and the exit code. Its
//! form is described in `transcript`. One test for each file, and one that no file is forgotten.

mod bad_input;
mod nearby;
mod stage;
mod transcript;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/told/said")
}

macro_rules! transcripts {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                transcript::play(&folder().join(concat!(stringify!($name), ".txt")));
            }
        )*

        #[test]
        fn no_transcript_is_forgotten() {
            let played: BTreeSet<String> =
                [$(stringify!($name)),*].map(|name| format!("{name}.txt")).into();
            let there: BTreeSet<String> = std::fs::read_dir(folder())
                .expect("the folder of transcripts")
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
                .collect();
            assert_eq!(played, there);
        }
    };
}

transcripts! {
    acts_from_a_file_fold_without_a_vault,
    a_further_device_is_added_and_removed,
    a_contact_has_two_voices_and_a_goal_its_figures,
    a_check_in_stays_private_until_it_is_shared,
    a_draft_is_written_together_and_put_forward,
    a_plan_is_pasted_and_copied_back,
    a_relay_is_turned_on_joined_and_turned_off,
    help_and_usage,
    parts_are_carried_over_with_their_proof,
    promises_hellos_cards_and_the_next_time,
    somebody_comes_back_with_the_recovery_words,
    two_people_agree_by_file,
    vaults_kits_and_backups,
    words_are_erased_on_both_sides,
}
