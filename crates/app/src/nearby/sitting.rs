//! Two people who sit in one room to be connected: the messages of their pairing go between the devices by themselves.
//!
//! Here is only which message is shown next and what becomes of one that came; each is judged where a carried one is
//! (`pairing`), and what the two rest on is the pictures. A message that was taken is passed over; one that does not fit
//! is told, changes nothing and ends its talk. Left out: the channel (`road`), and everything after the welcome.

use std::collections::BTreeSet;

use countersign_domain::{ActId, AgreementId};
use countersign_road::nearby::{Fault, Reply};
use countersign_wire::{Invite, Offer, Welcome, write_code};

use super::talks::NearbyTalks;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names;
use crate::view::{self, NearbyEvent, Pairing, PairingStep};

/// One such sitting, from when the letters are shown or typed until the door is closed.
pub(super) struct Sitting {
    chair: Chair,
    /// The other's message that was taken last.
    taken: Vec<u8>,
    /// Talks at whose other end somebody knows the code.
    together: BTreeSet<u32>,
    /// Somebody who knows the code was here at all.
    found: bool,
    /// The talk in which the last step was taken, while it goes on: whoever else comes is not waited for.
    partner: Option<u32>,
}

/// Who sits on this side.
enum Chair {
    Founder(AgreementId),
    Joiner {
        name: String,
        /// The pairing that was begun, by the invite's promise.
        pairing: Option<AgreementId>,
        /// The agreement, once it is here.
        joined: Option<AgreementId>,
    },
}

impl NearbyTalks {
    /// Whoever founded this agreement waits for the other person.
    pub(super) fn founding(agreement: AgreementId) -> Self {
        Self::sitting(Chair::Founder(agreement))
    }

    /// Somebody who is to join, known by this name where the founder gave none.
    pub(super) fn joining(name: String) -> Self {
        Self::sitting(Chair::Joiner {
            name,
            pairing: None,
            joined: None,
        })
    }

    fn sitting(chair: Chair) -> Self {
        Self::of(Sitting {
            chair,
            taken: Vec::new(),
            together: BTreeSet::new(),
            found: false,
            partner: None,
        })
    }

    /// Somebody who knows the code is at the other end of this talk.
    pub(super) fn together(&mut self, talk: u32) {
        if let Some(sitting) = &mut self.sitting {
            sitting.together.insert(talk);
            sitting.found = true;
        }
    }
}

impl Sitting {
    /// What people are told of the end of a talk. Of other devices in the house, which the code does not open, only
    /// whoever typed it hears, and only until the right one was found.
    pub(super) fn ended(
        &mut self,
        talk: Option<u32>,
        met: bool,
        outcome: std::result::Result<(), Fault>,
    ) -> Option<NearbyEvent> {
        let other = self.partner.is_some() && self.partner != talk;
        let together = talk.is_some_and(|talk| self.together.remove(&talk)) && !other;
        self.partner = self.partner.filter(|_| other);
        let typed = matches!(self.chair, Chair::Joiner { .. });
        let code = match outcome {
            Ok(()) => return talk.map(|talk| NearbyEvent::Done { talk }),
            Err(Fault::Stopped) => None,
            Err(Fault::Guessed) => Some(Code::RoomGuessed),
            Err(Fault::NoNetwork | Fault::Apart) => {
                (talk.is_none() && !self.found).then_some(Code::RoomApart)
            }
            Err(Fault::OldCode) => (typed && !self.found).then_some(Code::RoomLetters),
            Err(Fault::Newer) => (!self.found).then_some(Code::NearbyNewer),
            Err(Fault::Cut) if met => Some(Code::NearbyCut),
            Err(Fault::Cut | Fault::Parted) => together.then_some(Code::RoomLeft),
            Err(Fault::Stranger | Fault::Wrong) => together.then_some(Code::NearbyWrong),
        };
        code.map(|code| NearbyEvent::Fault { talk, code })
    }
}

impl App {
    /// Answers with this device's latest message, after the other's was taken.
    pub(super) fn answer_leg(
        &mut self,
        talks: &mut NearbyTalks,
        talk: u32,
        theirs: &[u8],
    ) -> (Reply, Option<NearbyEvent>) {
        let Some(sitting) = &mut talks.sitting else {
            return (Reply::Stopped, None);
        };
        let step = self.take_leg(sitting, theirs);
        if let Ok(Some(_)) = &step {
            sitting.partner = Some(talk);
        }
        let answered = step.and_then(|step| Ok((self.show_leg(sitting)?, step)));
        match answered {
            Ok((reply, step)) => (reply, step.map(|pairing| NearbyEvent::Pairing { pairing })),
            Err(error) => {
                let (talk, code) = (Some(talk), error.code);
                (Reply::Stopped, Some(NearbyEvent::Fault { talk, code }))
            }
        }
    }

    /// Takes a message; where that was a step, gives where the pairing stands now.
    fn take_leg(&mut self, sitting: &mut Sitting, theirs: &[u8]) -> Result<Option<Pairing>> {
        if theirs.is_empty() || sitting.taken == theirs {
            return Ok(None);
        }
        let step = match &mut sitting.chair {
            Chair::Founder(agreement) => self.take_as_founder(*agreement, theirs)?,
            Chair::Joiner {
                name,
                pairing,
                joined,
            } => {
                let step = self.take_as_joiner(name, pairing, theirs)?;
                if let Some(done) = step.as_ref().filter(|it| it.next == PairingStep::Done) {
                    *joined = Some(names::agreement(&done.agreement)?);
                }
                step
            }
        };
        if step.is_some() {
            sitting.taken = theirs.to_vec();
        }
        Ok(step)
    }

    fn take_as_founder(&mut self, id: AgreementId, theirs: &[u8]) -> Result<Option<Pairing>> {
        let agreement = names::agreement_text(id);
        match self.pairing(&agreement)?.next {
            // The welcome is said; a request that comes late changes nothing any more.
            PairingStep::CarryWelcome { .. } | PairingStep::Done => Ok(None),
            PairingStep::NotStarted
            | PairingStep::TakeRequest { .. }
            | PairingStep::CompareThenWelcome { .. }
            | PairingStep::TakeOffer { .. }
            | PairingStep::Compare { .. }
            | PairingStep::TakeWelcome => {
                self.take_request(&agreement, &write_code(theirs)).map(Some)
            }
        }
    }

    fn take_as_joiner(
        &mut self,
        name: &str,
        pairing: &mut Option<AgreementId>,
        theirs: &[u8],
    ) -> Result<Option<Pairing>> {
        if let Ok(invite) = Invite::decode(theirs) {
            return self.take_invite(name, pairing, &invite).map(Some);
        }
        let welcome = Welcome::decode(theirs).is_ok();
        if !welcome && Offer::decode(theirs).is_err() {
            return Err(Code::PairingWrong.into());
        }
        let text = write_code(theirs);
        let mut refused = Code::PairingWrong.into();
        for id in self.joinable(*pairing)? {
            let agreement = names::agreement_text(id);
            let taken = match (self.pairing(&agreement)?.next, welcome) {
                (PairingStep::TakeOffer { .. }, false) => self.take_offer(&agreement, &text),
                (PairingStep::TakeWelcome, true) => self.take_welcome(&agreement, &text),
                // It waits until somebody here has looked at the pictures, or it is the offer that was taken.
                (PairingStep::Compare { .. }, _) | (PairingStep::TakeWelcome, false) => {
                    return Ok(None);
                }
                (
                    PairingStep::TakeOffer { .. }
                    | PairingStep::NotStarted
                    | PairingStep::TakeRequest { .. }
                    | PairingStep::CompareThenWelcome { .. }
                    | PairingStep::CarryWelcome { .. }
                    | PairingStep::Done,
                    _,
                ) => continue,
            };
            match taken {
                Ok(step) => {
                    *pairing = Some(id);
                    return Ok(Some(step));
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// Begins the pairing of this invite, or goes on with it where the two were interrupted.
    fn take_invite(
        &mut self,
        name: &str,
        pairing: &mut Option<AgreementId>,
        invite: &Invite,
    ) -> Result<Pairing> {
        let id = ActId(invite.promise);
        if pairing.is_some_and(|begun| begun != id) {
            return Err(Code::CodeUsed.into());
        }
        let (session, _) = self.unlocked()?;
        let step = match session.kept_if_any(id)? {
            Some(_) => session.pairing(id)?,
            None => self.take_code(&write_code(&invite.encode()), name)?,
        };
        *pairing = Some(id);
        Ok(step)
    }

    /// The pairings that a message may belong to: the one that was begun here, or what an earlier sitting left.
    fn joinable(&mut self, begun: Option<AgreementId>) -> Result<Vec<AgreementId>> {
        if let Some(begun) = begun {
            return Ok(vec![begun]);
        }
        let (session, _) = self.unlocked()?;
        let entries = session.joining_entries()?;
        entries.iter().map(|it| names::agreement(&it.id)).collect()
    }

    /// This device's latest message.
    fn show_leg(&mut self, sitting: &Sitting) -> Result<Reply> {
        let (session, _) = self.unlocked()?;
        let id = match &sitting.chair {
            Chair::Joiner {
                joined: Some(_), ..
            } => return Ok(Reply::Paired),
            Chair::Joiner { pairing: None, .. } => return Ok(Reply::Leg(Vec::new())),
            Chair::Joiner {
                pairing: Some(id), ..
            }
            | Chair::Founder(id) => *id,
        };
        if let Some(kept) = session.kept_if_any(id)? {
            return Ok(Reply::Leg(kept.message().unwrap_or_default()));
        }
        // Both are here, by another talk or road; or else somebody said that the pictures differ.
        let done = match &sitting.chair {
            Chair::Founder(_) => session.nobody_joined(id).is_err(),
            Chair::Joiner { .. } => false,
        };
        Ok(if done { Reply::Paired } else { Reply::Stopped })
    }

    /// Sees to it that there is an invite to show.
    pub(super) fn invite_to_room(&mut self, agreement: &view::AgreementId) -> Result<AgreementId> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let begun = match session.pairing(id)?.next {
            PairingStep::Done => return Err(Code::AlreadyPaired.into()),
            PairingStep::NotStarted => false,
            PairingStep::TakeRequest { invite } => invite.until.0 > now,
            PairingStep::CompareThenWelcome { .. } | PairingStep::CarryWelcome { .. } => true,
            PairingStep::TakeOffer { .. }
            | PairingStep::Compare { .. }
            | PairingStep::TakeWelcome => return Err(Code::PairingStep.into()),
        };
        if !begun {
            self.invite(agreement)?;
        }
        Ok(id)
    }
}
