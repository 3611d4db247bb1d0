//! Erasing words: on one's own devices at once, and as a request that the other answers (design §3).
//!
//! The acts stay in their chains; only bodies go, and a tombstone keeps a body that comes later from coming back. Who
//! may erase what is for the rules; here the acts that hold the words are gathered.

use countersign_domain::{Act, ActId, AgreementId, Deed, Role, Subject};
use countersign_sync::Field;
use serde::Serialize;

use crate::acts::{Said, place};
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, role_view};
use crate::terms::{self, Texts};
use crate::view::{self, Saved, Stamp};

/// How many acts one erasure names at most (readings of the fold).
const TARGETS_MAX: usize = 64;

/// An erasure as both see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasureView {
    /// The act.
    pub id: view::ActId,
    /// Who erased.
    pub by: view::Role,
    /// The acts whose words went.
    pub targets: Vec<view::ActId>,
    /// When.
    pub stamp: Stamp,
    /// The other's answer: `true` kept, `false` erased; `None` for none yet.
    pub kept: Option<bool>,
    /// Why they were kept, if so and if here.
    pub because: Option<String>,
}

impl App {
    /// Erases the words of a part, or of one version of it with its answers, on this person's devices, and asks the
    /// other to do the same. For a keyworker: their own words that nobody has answered.
    ///
    /// # Errors
    /// When there is nothing to erase, or the rules say no.
    pub fn erase(
        &mut self,
        agreement: &view::AgreementId,
        part: &view::PartId,
        version: Option<&view::ActId>,
    ) -> Result<Vec<Saved>> {
        let (agreement, part) = place(agreement, part)?;
        let version = version.map(names::act).transpose()?;
        let (versions, beside) = self.worded_acts(agreement, part, version)?;
        if versions.is_empty() && beside.is_empty() {
            return Err(Code::NothingToAnswer.into());
        }
        let mut saved = Vec::new();
        for (subject, targets) in [(Subject::Part(part), versions), (Subject::None, beside)] {
            for targets in targets.chunks(TARGETS_MAX) {
                let deed = Deed::Erase {
                    targets: targets.to_vec(),
                };
                saved.push(self.say(agreement, Said::bare(subject, deed))?);
            }
        }
        Ok(saved)
    }

    /// Erases the words of one act that is about no part, such as a hello, a card or a shared check-in.
    ///
    /// # Errors
    /// When its words are not here, it is a version or an answer, or the rules say no.
    pub fn erase_words(
        &mut self,
        agreement: &view::AgreementId,
        act: &view::ActId,
    ) -> Result<Saved> {
        let agreement = names::agreement(agreement)?;
        let act = names::act(act)?;
        let (session, world) = self.unlocked()?;
        let page = session.page(agreement, world.now())?;
        if !page.book.replica.has_body(act) {
            return Err(Code::NothingToAnswer.into());
        }
        let deed = Deed::Erase { targets: vec![act] };
        self.say(agreement, Said::bare(Subject::None, deed))
    }

    /// The acts of a part that have words here: versions with answers, and what was said beside them.
    fn worded_acts(
        &mut self,
        agreement: AgreementId,
        part: ActId,
        version: Option<ActId>,
    ) -> Result<(Vec<ActId>, Vec<ActId>)> {
        let (session, world) = self.unlocked()?;
        let page = session.page(agreement, world.now())?;
        let reader = page.reader;
        let acts = page.book.acts_of(part).into_iter().filter(|act| {
            page.book.replica.has_body(act.id)
                && version.is_none_or(|version| is_of(act, version))
                && (reader == Role::Client
                    || (act.header.author == reader && !answers_for(&act.header.deed)))
        });
        let is_answer =
            |act: &&Act| matches!(act.header.deed, Deed::Suggest(_) | Deed::Answer { .. });
        let (versions, beside): (Vec<&Act>, Vec<&Act>) = acts.partition(is_answer);
        let ids = |acts: Vec<&Act>| acts.into_iter().map(|act| act.id).collect();
        Ok((ids(versions), ids(beside)))
    }

    /// Answers the other's erasure: erases too, or keeps because of what is said.
    ///
    /// # Errors
    /// When there is no such erasure of the other, or the reason is blank.
    pub fn answer_erasure(
        &mut self,
        agreement: &view::AgreementId,
        erase: &view::ActId,
        kept_because: Option<&str>,
    ) -> Result<Saved> {
        let agreement = names::agreement(agreement)?;
        let erase = names::act(erase)?;
        let reason = kept_because.map(terms::words).transpose()?;
        let deed = Deed::AnswerErase {
            erase,
            kept: reason.is_some(),
        };
        let texts: Texts = reason
            .map(|reason| (Field::Reason, reason))
            .into_iter()
            .collect();
        let body = self.body(texts);
        self.say(
            agreement,
            Said {
                subject: Subject::None,
                deed,
                body,
                note: None,
            },
        )
    }

    /// All erasures, oldest first.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn erasures(&mut self, agreement: &view::AgreementId) -> Result<Vec<ErasureView>> {
        let (session, world) = self.unlocked()?;
        let page = session.page(names::agreement(agreement)?, world.now())?;
        let folded = page.book.agreement();
        let counting = || folded.acts().filter(|act| folded.refusal(act.id).is_none());
        let mut views = Vec::new();
        for act in counting() {
            let Deed::Erase { targets } = &act.header.deed else {
                continue;
            };
            let answer = counting().find_map(|answer| {
                let Deed::AnswerErase { erase, kept } = answer.header.deed else {
                    return None;
                };
                (erase == act.id).then_some((answer, kept))
            });
            let because = match answer {
                Some((answer, true)) => terms::reason_of(page.words(answer)?.body()),
                Some((_, false)) | None => None,
            };
            views.push(ErasureView {
                id: act_text(act.id),
                by: role_view(act.header.author),
                targets: targets.iter().copied().map(act_text).collect(),
                stamp: page.stamp(act),
                kept: answer.map(|(_, kept)| kept),
                because,
            });
        }
        Ok(views)
    }
}

/// How a promise ended is what a keyworker answers for; it stays (decision 0008).
fn answers_for(deed: &Deed) -> bool {
    matches!(deed, Deed::CloseStep { .. })
}

/// Whether an act is a version, or an answer to it.
fn is_of(act: &Act, of: ActId) -> bool {
    if let Deed::Answer { version, .. }
    | Deed::TakeBack { version, .. }
    | Deed::FeltPushed { version }
    | Deed::SayDifferently { version }
    | Deed::CloseStep { version, .. } = act.header.deed
    {
        version == of
    } else {
        act.id == of
    }
}
