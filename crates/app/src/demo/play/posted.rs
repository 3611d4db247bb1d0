//! The scene with a relay: what is said arrives without a file, and the relay reads none of it.

use super::super::DemoError;
use super::super::post::Post;
use super::{Play, Role};
use crate::view::{AddingRelay, JoiningRelay, RelayState, Standing, Terms};

/// Where the relay of the play would stand.
const ADDRESS: &str = "http://127.0.0.1:8480";
/// More rounds than two people need until nobody has anything to put.
const ROUNDS_MAX: usize = 12;

impl Play<'_> {
    pub(super) fn posted(&mut self) -> Result<(), DemoError> {
        let mut post = Post::default();
        self.open_post(&mut post)?;

        let words = "I phone my brother on Sundays.";
        let goal = Terms::Goal {
            near: None,
            by: None,
        };
        let suggested = self.two.suggest(Role::Client, words, goal, None);
        let part = self.at(suggested)?;
        self.settle(&mut post)?;
        let standing = self.standing(Role::Keyworker, &part)?;
        self.expect(
            standing == Standing::WaitingForKeyworker,
            "it arrived without a file",
        )?;
        self.expect(post.given() > 0, "the relay was given something")?;
        self.expect(!post.reads(words), "the relay can't read her words")?;
        self.done(
            "Magda suggests a goal at home. It comes to Karin by the relay, which keeps sealed bundles and reads no word.",
        )?;

        let id = self.two.id();
        for who in [Role::Client, Role::Keyworker] {
            let dropped = self.two.app(who).relay_drop(&id);
            self.at(dropped)?;
        }
        self.settle(&mut post)?;
        let state = self.two.karin.relay_status(&id);
        let state = self.at(state)?.state;
        self.expect(state == RelayState::Off, "the relay is off")?;
        self.done("They turn the relay off again. Nothing is lost by it; files and nearby go on.")
    }

    /// Karin turns it on, and Magda takes the card that Karin shows.
    fn open_post(&mut self, post: &mut Post) -> Result<(), DemoError> {
        let agreement = self.two.id();
        let before = self.two.karin.sync_due();
        self.expect(
            self.at(before)?.is_none(),
            "nothing goes out before somebody turns it on",
        )?;
        let added = self.two.karin.relay_add(&AddingRelay {
            agreement: agreement.clone(),
            relay: Some(ADDRESS.to_owned()),
        });
        self.at(added)?;
        let asked = self.two.karin.sync_round(post);
        self.at(asked)?;
        let card = self.two.karin.relay_card(&agreement);
        let card = self.at(card)?.code;
        let joined = self.two.magda.relay_join(&JoiningRelay { agreement, card });
        self.at(joined)?;
        self.settle(post)?;
        self.done("Karin turns a relay on, and Magda takes the card that Karin shows. Before that nothing went out.")
    }

    /// Both ask until nobody has anything to put.
    fn settle(&mut self, post: &mut Post) -> Result<(), DemoError> {
        for _ in 0..ROUNDS_MAX {
            let mut put = 0;
            for who in [Role::Client, Role::Keyworker] {
                let asked = self.two.app(who).sync_round(post);
                let asked = self.at(asked)?;
                self.expect(asked.troubles.is_empty(), "the relay answers")?;
                put += asked.put;
            }
            if put == 0 {
                return Ok(());
            }
        }
        self.expect(false, "it comes to rest")
    }
}
