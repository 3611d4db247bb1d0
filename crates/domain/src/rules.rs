//! May this act be? The refusal table: author × deed × what the act saw (design §2 and §3, fold §2.1).
//!
//! An act is judged in its own causal past and by nothing else, so that no two devices can differ. The order of the
//! checks is part of the rule, because the first refusal is the one that people are told.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in act.rs (effect), rules.rs (subject) and rules/parts.rs (who \
              may), which list every one; elsewhere a few deeds are picked out"
)]

mod membership;
mod parts;
mod relation;

use crate::act::{Deed, Effect, Header, Subject};
use crate::fold::order::{Index, Order};
use crate::fold::parts::Parts;
use crate::fold::{Members, Roll};
use crate::id::{ActId, AgreementId, DeviceId, VersionId};
use crate::part::{PartKind, Role};
use crate::refusal::Refusal;

/// What an act saw, as its judge looks at it.
pub(crate) struct Past<'a> {
    pub(crate) agreement: AgreementId,
    pub(crate) order: &'a Order,
    pub(crate) roll: &'a Roll,
    pub(crate) parts: &'a Parts,
    pub(crate) members: Members<'a>,
    /// Whether the act in question is the one that names the agreement.
    pub(crate) founding: bool,
    /// Acts that are applied and refused: they are no targets.
    pub(crate) refused: &'a dyn Fn(Index) -> bool,
}

impl Past<'_> {
    /// Judges an act by its header.
    ///
    /// # Errors
    /// The first refusal that fits, in the order of `docs/decisions/0003-readings-of-the-fold.md`.
    pub(crate) fn judge(&self, header: &Header) -> Result<(), Refusal> {
        self.belongs(header)?;
        self.continues_its_chain(header)?;
        if header
            .deed
            .effect(header.subject)
            .is_some_and(|effect| effect != header.effect)
        {
            return Err(Refusal::WrongEffect);
        }
        fits_subject(&header.deed, header.subject)?;
        self.author_may(header)?;
        self.deed_may(header)
    }

    fn belongs(&self, header: &Header) -> Result<(), Refusal> {
        let named = match header.deed {
            Deed::Found { .. } => header.agreement.is_none(),
            _ => header.agreement == Some(self.agreement),
        };
        if named {
            Ok(())
        } else {
            Err(Refusal::OtherAgreement)
        }
    }

    fn continues_its_chain(&self, header: &Header) -> Result<(), Refusal> {
        let same_device = |id: ActId| {
            self.seen(id)
                .map(|at| &self.order.act(at).header)
                .filter(|h| h.device == header.device)
        };
        let fits = match (header.seq, header.prev) {
            (0, None) => header.continues.is_none_or(|id| {
                same_device(id).is_some_and(|h| h.incarnation != header.incarnation)
            }),
            (0, Some(_)) | (_, None) => false,
            (seq, Some(prev)) => {
                header.continues.is_none()
                    && same_device(prev).is_some_and(|h| {
                        h.incarnation == header.incarnation && h.seq.checked_add(1) == Some(seq)
                    })
            }
        };
        if fits {
            Ok(())
        } else {
            Err(Refusal::BrokenChain)
        }
    }

    fn author_may(&self, header: &Header) -> Result<(), Refusal> {
        match &header.deed {
            Deed::Found { .. } if self.founding && header.parents.is_empty() => return Ok(()),
            Deed::Found { .. } => return Err(Refusal::FoundedAlready),
            Deed::Join {
                recovery, compared, ..
            } => {
                return self.may_join(header, *recovery, *compared);
            }
            _ => {}
        }
        let kit = self
            .members
            .is_kit(header.device, header.author)
            .ok_or(Refusal::NotTheirDevice)?;
        let membership = matches!(
            header.deed,
            Deed::AddDevice { .. } | Deed::RemoveDevice { .. }
        );
        if kit && !membership {
            return Err(Refusal::KitMayNot);
        }
        // What takes away is never refused for this: an end that a later cut voids reopens the agreement (law 4).
        let outlives = membership
            || header.effect == Effect::TakesAway
            || matches!(
                header.deed,
                Deed::Receipt { .. } | Deed::Erase { .. } | Deed::AnswerErase { .. }
            );
        if !outlives
            && Role::BOTH
                .into_iter()
                .all(|role| self.members.ended_by(role))
        {
            return Err(Refusal::Closed);
        }
        Ok(())
    }

    fn deed_may(&self, header: &Header) -> Result<(), Refusal> {
        match &header.deed {
            Deed::AddDevice { device, .. } => self.may_add(header, *device),
            Deed::RemoveDevice { device, cuts } => self.may_remove(header, *device, cuts),
            _ => self.part_deed_may(header),
        }
    }

    /// An act that this one saw and that counts.
    fn seen(&self, id: ActId) -> Option<Index> {
        self.order
            .find(id)
            .filter(|at| self.members.scope().holds(self.order, *at))
    }

    /// Like [`Self::seen`], and not refused: something that an act can be about.
    fn target(&self, id: ActId) -> Result<Index, Refusal> {
        self.seen(id)
            .filter(|at| !(self.refused)(*at))
            .ok_or(Refusal::TargetUnseen)
    }

    fn known(&self, device: DeviceId) -> bool {
        self.members.grants().any(|grant| grant.device == device)
    }

    /// A version with its part's kind, checked to belong to the subject.
    fn version_of(
        &self,
        subject: Subject,
        version: VersionId,
    ) -> Result<(Index, PartKind), Refusal> {
        let at = self.target(version)?;
        let act = self.order.act(at);
        let Deed::Suggest(suggestion) = &act.header.deed else {
            return Err(Refusal::TargetUnseen);
        };
        let part = match act.header.subject {
            Subject::Part(part) => part,
            Subject::New | Subject::None | Subject::All => version,
        };
        if subject == Subject::Part(part) {
            Ok((at, suggestion.part_kind))
        } else {
            Err(Refusal::OtherPart)
        }
    }
}

/// Which subjects a deed can have.
fn fits_subject(deed: &Deed, subject: Subject) -> Result<(), Refusal> {
    use crate::act::Noted;
    let fits = match deed {
        Deed::Suggest(_) => matches!(subject, Subject::New | Subject::Part(_)),
        Deed::Decide(_) => subject == Subject::New,
        Deed::Answer { .. }
        | Deed::TakeBack { .. }
        | Deed::FeltPushed { .. }
        | Deed::SayDifferently { .. }
        | Deed::NotedYes { .. }
        | Deed::Use { .. }
        | Deed::Seen { .. }
        | Deed::Disagree { .. }
        | Deed::Link { .. }
        | Deed::CloseStep { .. }
        | Deed::Hold {
            noted: Noted::No | Noted::TakeBack,
        } => matches!(subject, Subject::Part(_)),
        Deed::Hold {
            noted: Noted::Pause,
        }
        | Deed::Pause
        | Deed::Resume => {
            matches!(subject, Subject::Part(_) | Subject::All)
        }
        Deed::End | Deed::RemoveDevice { .. } => subject == Subject::All,
        Deed::Erase { .. } => matches!(subject, Subject::Part(_) | Subject::None),
        Deed::Unknown { .. } => true,
        Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::AddDevice { .. }
        | Deed::Reply { .. }
        | Deed::AnswerUse { .. }
        | Deed::Contact { .. }
        | Deed::ContactReply { .. }
        | Deed::ContactContest { .. }
        | Deed::ShareCheckin
        | Deed::Hello
        | Deed::Card
        | Deed::Away { .. }
        | Deed::Back { .. }
        | Deed::Meet { .. }
        | Deed::AnswerErase { .. }
        | Deed::Receipt { .. }
        | Deed::CopyForRecord => subject == Subject::None,
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::WrongSubject)
    }
}
