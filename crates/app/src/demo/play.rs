//! The play: what the two do, step by step. After each step both sides are looked at and every law is judged.

mod posted;
mod relation;
mod scenes;

use std::path::Path;

use super::laws::judge;
use super::people::Two;
use super::sight::Sight;
use super::{DemoError, DemoStep};
use crate::codes::Result as Done;
use crate::view::{PartId, Role, Standing};

/// The play as far as it has come.
pub(super) struct Play<'a> {
    two: Two,
    tell: &'a mut dyn FnMut(&DemoStep),
    before: Option<Sight>,
    step: usize,
}

/// Plays all scenes. At the end, what is seen is spoiled against one law, if the play is to fail.
pub(super) fn play(
    folder: &Path,
    tell: &mut dyn FnMut(&DemoStep),
    spoiled: Option<u8>,
) -> Result<(), DemoError> {
    let mut play = scenes(folder, tell)?;
    match spoiled {
        Some(law) => play.spoiled(law),
        None => Ok(()),
    }
}

/// Plays all scenes.
fn scenes<'a>(folder: &Path, tell: &'a mut dyn FnMut(&DemoStep)) -> Result<Play<'a>, DemoError> {
    let two = Two::begin(folder).map_err(|error| DemoError::Stopped { step: 1, error })?;
    let mut play = Play {
        two,
        tell,
        before: None,
        step: 0,
    };
    play.pair()?;
    let goal = play.goal()?;
    let mandate = play.mandate()?;
    play.pushed()?;
    play.promise()?;
    play.beside()?;
    play.paper(&goal)?;
    play.decision(&mandate)?;
    play.private()?;
    play.posted()?;
    play.damaged()?;
    play.erase()?;
    play.lost_phone()?;
    play.printed(&goal)?;
    Ok(play)
}

impl Play<'_> {
    /// Says what was done, after both sides were looked at and every law was found to hold.
    fn done(&mut self, told: &str) -> Result<(), DemoError> {
        self.step += 1;
        let sight = Sight::take(&mut self.two);
        let sight = self.at(sight)?;
        let laws = judge(&sight, self.before.as_ref(), None)
            .map_err(|breach| self.broken(breach.law, breach.sentence, breach.why))?;
        let acts = [sight.magda.signed.len(), sight.karin.signed.len()];
        self.before = Some(sight);
        let told = told.to_owned();
        (self.tell)(&DemoStep {
            number: self.step,
            told,
            acts,
            laws,
        });
        Ok(())
    }

    fn broken(&self, law: u8, sentence: &'static str, why: String) -> DemoError {
        DemoError::Broken {
            law,
            sentence,
            step: self.step,
            why,
        }
    }

    /// What a use case gave, or where the play stopped.
    fn at<T>(&self, done: Done<T>) -> Result<T, DemoError> {
        done.map_err(|error| DemoError::Stopped {
            step: self.step + 1,
            error,
        })
    }

    /// Goes on only if something reads as the play says.
    fn expect(&self, holds: bool, what: &'static str) -> Result<(), DemoError> {
        if holds {
            Ok(())
        } else {
            Err(DemoError::Otherwise {
                step: self.step + 1,
                what,
            })
        }
    }

    /// The word that one of the two sees for a part.
    fn standing(&mut self, who: Role, part: &PartId) -> Result<Standing, DemoError> {
        let seen = self.two.part(who, part);
        Ok(self.at(seen)?.standing.word)
    }

    #[cfg(debug_assertions)]
    fn spoiled(&mut self, law: u8) -> Result<(), DemoError> {
        let Some(mut sight) = self.before.clone() else {
            return Ok(());
        };
        let before = sight.clone();
        super::spoil::spoil(&mut sight, law);
        let judged = judge(&sight, Some(&before), Some(law));
        judged
            .map(drop)
            .map_err(|breach| self.broken(breach.law, breach.sentence, breach.why))
    }

    #[cfg(not(debug_assertions))]
    fn spoiled(&mut self, _: u8) -> Result<(), DemoError> {
        Ok(())
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_thirteen_laws_can_fail() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut steps = 0;
        let mut tell = |step: &DemoStep| {
            assert_eq!(step.laws.len(), 13);
            steps += 1;
        };
        let mut play = scenes(folder.path(), &mut tell).expect("the play");
        for law in 1..=13 {
            let noticed = play.spoiled(law);
            assert!(
                matches!(noticed, Err(DemoError::Broken { law: broken, .. }) if broken == law),
                "law {law} was spoiled and nobody noticed"
            );
        }
        assert_eq!(steps, 25);
    }
}
