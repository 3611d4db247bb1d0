//! Looking a whole vault over: every page, name, signature and word, and that the same acts fold to the same state.
//!
//! It exists so that a person can know, and need not believe, that what is shown rests on signed acts. Rows for
//! screens are made again on the way, so it mends what can be mended; acts and words are never touched.

use countersign_domain::{Act, ActId, AgreementId, encode, fold};
use countersign_seal::{Label, act_id, body_commitment, verify};
use countersign_sync::Body;
use countersign_vault::{self as vault, Integrity};
use countersign_wire::SignedAct;
use serde::Serialize;

use crate::app::App;
use crate::codes::Result;
use crate::names::{act_text, agreement_text};
use crate::project;
use crate::proof;
use crate::session::Session;
use crate::terms;
use crate::view;

/// What looking over a vault found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    /// Nothing is wrong anywhere.
    pub sound: bool,
    /// Every page of the vault is what was written.
    pub pages: bool,
    /// The agreements.
    pub agreements: Vec<CheckedAgreement>,
}

/// What was found in one agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckedAgreement {
    /// The agreement.
    pub agreement: view::AgreementId,
    /// How many acts were looked at.
    pub acts: usize,
    /// How many of them wait for something earlier.
    pub waiting: usize,
    /// How many the rules gave no effect.
    pub without_effect: usize,
    /// Acts that show that a vault was copied and both copies wrote.
    pub forked: usize,
    /// How many bodies were looked at.
    pub words: usize,
    /// Parts carried over from another agreement whose old proof is good.
    pub proofs: usize,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "what"
)]
pub enum Wrong {
    /// The bytes of an act are not what its name says.
    Name {
        /// The act.
        act: view::ActId,
    },
    /// The signature of an act is not valid.
    Signature {
        /// The act.
        act: view::ActId,
    },
    /// Words are not those that an act was signed for.
    Words {
        /// The act.
        act: view::ActId,
    },
    /// The proof that a carried part brought is not good.
    Proof {
        /// The version that brought it.
        act: view::ActId,
    },
    /// The same acts in another order gave another state.
    Fold,
    /// Rows for screens were not what acts and words make; they were made again.
    Rows,
}

impl App {
    /// Looks the open vault over. It reads everything, and takes its time.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read at all.
    pub fn verify(&mut self) -> Result<Checked> {
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let pages = session.vault.integrity()? == Integrity::Sound;
        let mut agreements = Vec::new();
        for row in session.vault.view().agreements()? {
            agreements.push(session.check(row.id, now)?);
        }
        let sound = pages && agreements.iter().all(|it| it.wrong.is_empty());
        Ok(Checked {
            sound,
            pages,
            agreements,
        })
    }
}

impl Session {
    fn check(&mut self, agreement: AgreementId, now: i64) -> Result<CheckedAgreement> {
        let mut wrong = Vec::new();
        let acts = self.checked_acts(agreement, &mut wrong)?;
        let (words, proofs) = self.checked_words(agreement, &acts, &mut wrong)?;
        let state = self.page(agreement, now)?.book.agreement().state();
        let mut backwards = acts.clone();
        backwards.reverse();
        if fold(agreement, &acts).as_ref() != Some(&state)
            || fold(agreement, &backwards).as_ref() != Some(&state)
        {
            wrong.push(Wrong::Fold);
        }
        if !self.rows_fit(agreement)? {
            wrong.push(Wrong::Rows);
        }
        Ok(CheckedAgreement {
            agreement: agreement_text(agreement),
            acts: acts.len(),
            waiting: state.waiting.len(),
            without_effect: state.refused.len(),
            forked: state.forked.len(),
            words,
            proofs,
            wrong,
        })
    }

    /// The acts, read again from their signed bytes.
    fn checked_acts(&self, agreement: AgreementId, wrong: &mut Vec<Wrong>) -> Result<Vec<Act>> {
        let mut acts = Vec::new();
        for row in self.vault.view().acts(agreement)? {
            let act = act_text(row.id);
            let named = row.id == ActId(act_id(&row.bytes));
            let read = SignedAct::decode(&row.bytes)
                .ok()
                .and_then(|signed| Some((encode::parse(signed.header()).ok()?, signed)));
            let Some((header, signed)) = read.filter(|_| named) else {
                wrong.push(Wrong::Name { act });
                continue;
            };
            let device = header.device.as_bytes();
            if verify(device, Label::Act, signed.header(), signed.signature()).is_err() {
                wrong.push(Wrong::Signature { act });
            }
            acts.push(Act { id: row.id, header });
        }
        Ok(acts)
    }

    /// How many bodies fit their acts, and how many carried proofs are good.
    fn checked_words(
        &self,
        agreement: AgreementId,
        acts: &[Act],
        wrong: &mut Vec<Wrong>,
    ) -> Result<(usize, usize)> {
        let (mut words, mut proofs) = (0, 0);
        for (id, kept) in self.vault.view().bodies(agreement)? {
            let vault::Body::Here(bytes) = kept else {
                continue;
            };
            words += 1;
            let act = acts.iter().find(|act| act.id == id);
            let body = Body::parse(&bytes).ok();
            let fits = act.zip(body.as_ref()).is_some_and(|(act, body)| {
                act.header.commitment == Some(body_commitment(&body.salt, &bytes))
            });
            if !fits {
                wrong.push(Wrong::Words { act: act_text(id) });
            }
            let carried = act.and_then(terms::suggestion).is_some_and(|it| it.carried);
            if let Some(body) = body.filter(|_| carried) {
                if proof::check(&body.proof)
                    .is_ok_and(|proven| Some(proven.words) == terms::words_of(&body))
                {
                    proofs += 1;
                } else {
                    wrong.push(Wrong::Proof { act: act_text(id) });
                }
            }
        }
        Ok((words, proofs))
    }

    /// Makes the rows for screens again, and says whether they were the same before.
    fn rows_fit(&mut self, agreement: AgreementId) -> Result<bool> {
        self.load(agreement)?;
        self.in_one_write(agreement, |tx, book| {
            let before = (tx.parts(agreement)?, tx.entry(agreement)?);
            project::rebuild(tx, agreement, book)?;
            Ok(before == (tx.parts(agreement)?, tx.entry(agreement)?))
        })
    }
}
