//! The play of a whole agreement between two vaults in a folder that is thrown away afterwards.

use clap::Args;
use countersign_app::{DemoError, DemoStep, demo};
use serde_json::json;

use crate::failure::Failure;
use crate::told::Told;

/// Play a whole agreement between Magda and Karin, checking every law as it goes.
#[derive(Args)]
pub(crate) struct Demo {
    /// Spoil what is seen against one law, to show that it is noticed. Only in debug builds.
    #[cfg(debug_assertions)]
    #[arg(long, hide = true, value_parser = clap::value_parser!(u8).range(1..=13))]
    spoil: Option<u8>,
}

impl Demo {
    /// Plays; each step is told as soon as every law was found to hold after it.
    pub(super) fn run(self, as_json: bool) -> Result<Told, Failure> {
        let folder = tempfile::tempdir().map_err(|_| {
            Failure::new(
                "There is no folder for the play.",
                "Free some space, then try again.",
            )
        })?;
        let mut steps: Vec<DemoStep> = Vec::new();
        let mut printed = Ok(());
        let mut tell = |step: &DemoStep| {
            if !as_json && printed.is_ok() {
                printed = Told::new(line(step), step).print(false).map(drop);
            }
            steps.push(step.clone());
        };
        self.play(folder.path(), &mut tell).map_err(|wrong| {
            Failure::new(
                format!("The play stopped: {wrong}."),
                "This must not happen. Please report it, with this sentence: see SECURITY.md.",
            )
        })?;
        printed?;
        let text = format!(
            "{} steps. Every law of the house held after each of them.",
            steps.len()
        );
        Ok(Told::new(text, &json!({ "steps": steps })))
    }

    #[cfg(debug_assertions)]
    fn play(
        &self,
        folder: &std::path::Path,
        tell: &mut dyn FnMut(&DemoStep),
    ) -> Result<(), DemoError> {
        match self.spoil {
            Some(law) => countersign_app::danger_spoiled_demo(folder, law, tell),
            None => demo(folder, tell),
        }
    }

    #[cfg(not(debug_assertions))]
    fn play(
        &self,
        folder: &std::path::Path,
        tell: &mut dyn FnMut(&DemoStep),
    ) -> Result<(), DemoError> {
        demo(folder, tell)
    }
}

fn line(step: &DemoStep) -> String {
    let acts = step.acts.map(|acts| acts.to_string()).join(" and ");
    format!(
        "{:>2}. {}\n    ({} laws hold; {acts} acts)",
        step.number,
        step.told,
        step.laws.len()
    )
}
