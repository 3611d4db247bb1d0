//! Carrying agreed parts over into another agreement: as suggestions with the old proof, answered anew (design §3).
//!
//! Nobody inherits a mandate: the new agreement has only a suggestion until its own two people have said yes. What was
//! not agreed is not carried; its words can be suggested like any others.

use countersign_domain::part::Suggestion;
use countersign_domain::{AgreementId, Deed, PartId, Subject};
use countersign_seal::entropy;
use countersign_sync::{Body, Field};

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::page::Words;
use crate::proof;
use crate::terms;
use crate::view::{self, Saved};

impl App {
    /// Suggests agreed parts of one agreement in another, each with the proof of who agreed to it.
    ///
    /// # Errors
    /// When a part is not agreed or its words are not here, or a keyworker gives no reason; parts before it are
    /// suggested then.
    pub fn carry_over(
        &mut self,
        from: &view::AgreementId,
        into: &view::AgreementId,
        parts: &[view::PartId],
        reason: Option<&str>,
    ) -> Result<Vec<Saved>> {
        let (from, into) = (names::agreement(from)?, names::agreement(into)?);
        let reason = terms::reason(self.role_here()?, reason)?;
        let parts: Vec<PartId> = parts.iter().map(names::part).collect::<Result<_>>()?;
        let carried: Vec<(Suggestion, Body)> = parts
            .into_iter()
            .map(|part| self.carried(from, part))
            .collect::<Result<_>>()?;
        let mut saved = Vec::new();
        for (suggestion, mut body) in carried {
            body.salt = entropy(self.world.as_mut());
            body.fields
                .extend(reason.clone().map(|reason| (Field::Reason, reason)));
            let deed = Deed::Suggest(Suggestion {
                reasoned: reason.is_some(),
                ..suggestion
            });
            let said = Said {
                subject: Subject::New,
                deed,
                body: Some(body),
                note: None,
            };
            saved.push(self.say(into, said)?);
        }
        Ok(saved)
    }

    /// An agreed part as a suggestion for another agreement, with its proof; the salt is still the old one.
    fn carried(&mut self, from: AgreementId, part: PartId) -> Result<(Suggestion, Body)> {
        let (session, world) = self.unlocked()?;
        let page = session.page(from, world.now())?;
        let drawn = page.drawn(part)?.ok_or(Code::PartUnknown)?;
        let version = drawn.agreed.shown().ok_or(Code::NothingToAnswer)?;
        let act = page
            .book
            .agreement()
            .act(version)
            .ok_or(Code::VersionUnknown)?;
        let old = terms::suggestion(act).ok_or(Code::VersionUnknown)?;
        let Words::Here(body) = page.body(version)? else {
            return Err(Error::from(Code::WordsNotHere));
        };
        let mut fields = body.fields;
        fields.remove(&Field::Reason);
        let proof = proof::gather(&page, part, version)?;
        let suggestion = Suggestion {
            parents: Vec::new(),
            answers: None,
            // The goal it led to is a part of the other agreement.
            goal: None,
            carried: true,
            ..old.clone()
        };
        Ok((
            suggestion,
            Body {
                salt: body.salt,
                fields,
                proof,
            },
        ))
    }
}
