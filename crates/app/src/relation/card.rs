//! Cards: *about me* by the client, the *open card* by the keyworker. Each writes their own, and the latest stands.
//!
//! What a keyworker must pass on by law is not agreeable; it stands here, where the client can read it before she
//! tells anything (design §3, "Parts").

use countersign_domain::{Act, Deed, Role, Subject};
use countersign_sync::Field;

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, role_view};
use crate::page::{Page, Words};
use crate::relation::{Beside, some_text};
use crate::terms::{self, Texts};
use crate::view::{CardView, CardWords, Saved, WritingCard};

impl App {
    /// Writes one's own card anew; the earlier one stays in the history.
    ///
    /// # Errors
    /// When it is empty, of the other's kind, or the rules say no.
    pub fn save_card(&mut self, ask: &WritingCard) -> Result<Saved> {
        let texts = match (self.role_here()?, &ask.card) {
            (Role::Client, CardWords::AboutMe { words }) => {
                Texts::from([(Field::Words, terms::words(words)?)])
            }
            (Role::Keyworker, open @ CardWords::Open { .. }) => open_texts(open)?,
            (Role::Client, CardWords::Open { .. })
            | (Role::Keyworker, CardWords::AboutMe { .. }) => return Err(Code::NotYours.into()),
        };
        let body = self.body(texts);
        let said = Said {
            body,
            ..Said::bare(Subject::None, Deed::Card)
        };
        self.say(names::agreement(&ask.agreement)?, said)
    }
}

/// Role and duty to pass on must be there: a card without them tells the client nothing to go by.
fn open_texts(card: &CardWords) -> Result<Texts> {
    let CardWords::Open {
        my_role,
        answers_to,
        passes_on,
        writes_elsewhere,
        words,
    } = card
    else {
        return Err(Code::NotYours.into());
    };
    let mut texts = Texts::new();
    for (field, typed, needed) in [
        (Field::MyRole, my_role, true),
        (Field::AnswersTo, answers_to, false),
        (Field::PassesOn, passes_on, true),
        (Field::WritesElsewhere, writes_elsewhere, false),
        (Field::Words, words, false),
    ] {
        match terms::some_words(Some(typed))? {
            Some(text) => drop(texts.insert(field, text)),
            None if needed => return Err(Code::FieldMissing.into()),
            None => {}
        }
    }
    Ok(texts)
}

impl Page<'_> {
    /// Cards that stand, the client's first.
    pub(super) fn cards(&self) -> Result<Vec<CardView>> {
        let acts = self.book.acts_beside(Beside::Card);
        let mut cards = Vec::new();
        for role in Role::BOTH {
            let own: Vec<&Act> = acts
                .iter()
                .copied()
                .filter(|act| act.header.author == role)
                .collect();
            for act in self.latest_of(&own) {
                let words = self.words(act)?;
                cards.push(CardView {
                    id: act_text(act.id),
                    by: role_view(role),
                    card: words.body().is_some().then(|| card_of(role, &words)),
                    words_state: words.state(),
                    stamp: self.stamp(act),
                });
            }
        }
        Ok(cards)
    }
}

fn card_of(role: Role, words: &Words) -> CardWords {
    let text = |field| some_text(words, field).unwrap_or_default();
    match role {
        Role::Client => CardWords::AboutMe {
            words: text(Field::Words),
        },
        Role::Keyworker => CardWords::Open {
            my_role: text(Field::MyRole),
            answers_to: text(Field::AnswersTo),
            passes_on: text(Field::PassesOn),
            writes_elsewhere: text(Field::WritesElsewhere),
            words: text(Field::Words),
        },
    }
}
