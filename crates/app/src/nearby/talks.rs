//! What the app answers in a talk: which agreements there are, who may speak in them, what is new, and taking in.
//!
//! A device is let in for an agreement when it signed this very handshake and is, as far as is known here, a device of
//! one of its two people that was not removed. Nothing that depends on the vault is handed out before that.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{ActId, AgreementId, DeviceId};
use countersign_road::nearby::{Ask, Handshake, Proof, Reply, TagPair};
use countersign_seal::{End, nearby_tag, prove_nearby, verify_nearby};
use countersign_sync::Extent;

use super::sitting::Sitting;
use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::exchange::Tally;
use crate::names;
use crate::session::Session;
use crate::view::{Arrival, NearbyEvent};
use crate::world::World;

/// The talks that are going on, as the app knows them.
#[derive(Default)]
pub struct NearbyTalks {
    going_on: BTreeMap<u32, Talk>,
    /// Where two people are to be connected.
    pub(super) sitting: Option<Sitting>,
}

/// One talk.
struct Talk {
    handshake: Handshake,
    /// The agreements, by their places.
    agreements: Vec<AgreementId>,
    tags: Vec<TagPair>,
    /// Who is at the other end; known once a proof was judged good.
    device: Option<DeviceId>,
    /// Acts that are being handed over.
    handing: u32,
    /// Heads that were told in this talk, by agreement.
    told: BTreeMap<AgreementId, Vec<ActId>>,
    /// Agreements of which something came since.
    came: BTreeSet<AgreementId>,
    met: bool,
}

impl Talk {
    fn agreement(&self, place: usize) -> Result<AgreementId> {
        self.agreements
            .get(place)
            .copied()
            .ok_or_else(|| Code::Broken.into())
    }

    fn tag(&self, place: usize) -> Result<TagPair> {
        self.tags
            .get(place)
            .copied()
            .ok_or_else(|| Code::Broken.into())
    }
}

impl NearbyTalks {
    /// The talks of two people who are to be connected.
    pub(super) fn of(sitting: Sitting) -> Self {
        Self {
            going_on: BTreeMap::new(),
            sitting: Some(sitting),
        }
    }

    /// What was asked for last was handed over.
    pub(super) fn handed(&mut self, talk: u32) -> Option<NearbyEvent> {
        let handing = std::mem::take(&mut self.going_on.get_mut(&talk)?.handing);
        (handing > 0).then_some(NearbyEvent::Sent {
            talk,
            acts: handing,
        })
    }

    /// Forgets a talk; whether its other end was known.
    pub(super) fn end(&mut self, talk: u32) -> bool {
        self.going_on.remove(&talk).is_some_and(|talk| talk.met)
    }

    fn talk(&mut self, talk: u32) -> Result<&mut Talk> {
        self.going_on
            .get_mut(&talk)
            .ok_or_else(|| Code::Broken.into())
    }
}

impl App {
    /// Answers a talk's question. With the answer comes what people are to see, if anything.
    pub fn answer_nearby(
        &mut self,
        talks: &mut NearbyTalks,
        talk: u32,
        ask: Ask,
    ) -> (Reply, Option<NearbyEvent>) {
        if let Ask::Leg(theirs) = &ask {
            return self.answer_leg(talks, talk, theirs);
        }
        let answered = self
            .unlocked()
            .and_then(|(session, world)| session.answer_nearby(talks, talk, ask, world));
        answered.unwrap_or_else(|error| {
            let code = error.code;
            let event = NearbyEvent::Fault {
                talk: Some(talk),
                code,
            };
            (Reply::Stopped, Some(event))
        })
    }

    /// Who was met.
    pub(super) fn nearby_met(
        &mut self,
        talks: &mut NearbyTalks,
        talk: u32,
        places: &[usize],
    ) -> Option<NearbyEvent> {
        let (session, _) = self.unlocked().ok()?;
        let known = talks.talk(talk).ok()?;
        known.met = true;
        let device = known.device?;
        let agreements: Vec<AgreementId> = places
            .iter()
            .filter_map(|place| known.agreements.get(*place).copied())
            .collect();
        session.met(talk, device, &agreements).ok()
    }
}

impl Session {
    fn answer_nearby(
        &mut self,
        talks: &mut NearbyTalks,
        talk: u32,
        ask: Ask,
        world: &mut dyn World,
    ) -> Result<(Reply, Option<NearbyEvent>)> {
        match ask {
            Ask::Tags { handshake, end } => {
                let (known, tags) = self.tags(handshake, end)?;
                talks.going_on.insert(talk, known);
                Ok((Reply::Tags(tags), None))
            }
            Ask::Prove(places) => {
                let proofs = self.prove(talks.talk(talk)?, &places)?;
                Ok((Reply::Proofs(proofs), None))
            }
            Ask::Judge(claims) => {
                let judged = self.judge(talks.talk(talk)?, &claims)?;
                Ok((Reply::Judged(judged), None))
            }
            Ask::Bundles { places, first } => {
                let bundles = self.hand_over(talks.talk(talk)?, &places, first, world)?;
                Ok((Reply::Bundles(bundles), None))
            }
            Ask::TakeIn(bundles) => {
                let arrival = self.take_over(&bundles, world)?;
                talks.talk(talk)?.came.extend(agreements_of(&arrival));
                let told = tells(&arrival).then_some(NearbyEvent::TookIn { talk, arrival });
                Ok((Reply::Taken, told))
            }
            // Whoever sits here to be connected was asked before.
            Ask::Leg(_) => Ok((Reply::Stopped, None)),
        }
    }

    fn tags(&self, handshake: Handshake, end: End) -> Result<(Talk, Vec<TagPair>)> {
        let rows = self.vault.view().agreements()?;
        let agreements: Vec<AgreementId> = rows.into_iter().map(|row| row.id).collect();
        let pair = |id: &AgreementId| TagPair {
            own: nearby_tag(&id.0, &handshake, end),
            theirs: nearby_tag(&id.0, &handshake, end.other()),
        };
        let tags: Vec<TagPair> = agreements.iter().map(pair).collect();
        let talk = Talk {
            handshake,
            agreements,
            tags: tags.clone(),
            device: None,
            handing: 0,
            told: BTreeMap::new(),
            came: BTreeSet::new(),
            met: false,
        };
        Ok((talk, tags))
    }

    fn prove(&self, talk: &Talk, places: &[usize]) -> Result<Vec<Proof>> {
        let proof = |place: &usize| {
            let tag = talk.tag(*place)?.own;
            Ok(Proof {
                device: self.device().0,
                signature: prove_nearby(&self.keys, &talk.handshake, &tag),
            })
        };
        places.iter().map(proof).collect()
    }

    fn judge(&mut self, talk: &mut Talk, claims: &[(usize, Proof)]) -> Result<Vec<bool>> {
        let mut judged = Vec::new();
        for (place, proof) in claims {
            let (agreement, tag) = (talk.agreement(*place)?, talk.tag(*place)?.theirs);
            let device = DeviceId(proof.device);
            let signed =
                verify_nearby(&proof.device, &talk.handshake, &tag, &proof.signature).is_ok();
            // One connection is one device: whoever shows several keys is none of the two.
            let one = talk.device.is_none_or(|known| known == device);
            let good = signed
                && one
                && device != self.device()
                && self.owner_nearby(agreement, device)?.is_some();
            if good {
                talk.device = Some(device);
            }
            judged.push(good);
        }
        Ok(judged)
    }

    fn hand_over(
        &mut self,
        talk: &mut Talk,
        places: &[usize],
        first: bool,
        world: &mut dyn World,
    ) -> Result<Vec<Vec<u8>>> {
        let device = talk.device.ok_or(Error::from(Code::Broken))?;
        let mut bundles = Vec::new();
        let mut acts = 0;
        for place in places {
            let agreement = talk.agreement(*place)?;
            let (book, _) = self.book(agreement)?;
            let heads: Vec<ActId> = book.agreement().heads().iter().copied().collect();
            // Told once more only after something came: so receipts are not answered for ever.
            let more = talk.told.get(&agreement) != Some(&heads);
            let extent = Extent::To {
                device,
                anew: first,
                tell: more || talk.came.remove(&agreement),
            };
            let (made, carried) = self.bundles(agreement, extent, world)?;
            if !made.is_empty() {
                talk.told.insert(agreement, heads);
            }
            bundles.extend(made);
            acts += carried;
        }
        talk.handing = u32::try_from(acts).unwrap_or(u32::MAX);
        Ok(bundles)
    }

    fn take_over(&mut self, bundles: &[Vec<u8>], world: &mut dyn World) -> Result<Arrival> {
        let bundles: Vec<&[u8]> = bundles.iter().map(Vec::as_slice).collect();
        let mut tally = Tally::default();
        let mut shown = Vec::new();
        self.lots(&bundles, &mut shown, &mut |session, lot| {
            session.take_in(lot, &mut tally, world)
        })?;
        // A device that knows few others seals for those: what is for somebody else is no trouble of this one.
        shown.retain(|line| line.problem != Some(Code::BundleNotForMe));
        self.arrival(shown, &tally)
    }

    fn met(
        &mut self,
        talk: u32,
        device: DeviceId,
        agreements: &[AgreementId],
    ) -> Result<NearbyEvent> {
        let first = *agreements.first().ok_or(Error::from(Code::Broken))?;
        let row = self.row(first)?;
        let owner = self.owner_nearby(first, device)?;
        let owner = owner.ok_or(Error::from(Code::Broken))?;
        let own = owner == row.role;
        Ok(NearbyEvent::Connected {
            talk,
            who: if own { row.own_name } else { row.other_name },
            role: names::role_view(owner),
            own,
            agreements: agreements
                .iter()
                .map(|id| names::agreement_text(*id))
                .collect(),
        })
    }
}

/// The agreements of which something new came.
fn agreements_of(arrival: &Arrival) -> impl Iterator<Item = AgreementId> {
    let new = arrival
        .envelopes
        .iter()
        .filter(|line| line.new_acts > 0 || line.living > 0);
    new.filter_map(|line| {
        line.agreement
            .as_ref()
            .and_then(|id| names::agreement(id).ok())
    })
}

/// Whether there is anything in it that people want to know: receipts alone are nothing new.
fn tells(arrival: &Arrival) -> bool {
    arrival.applied + arrival.waiting + arrival.aside > 0
        || arrival
            .envelopes
            .iter()
            .any(|line| line.new_acts > 0 || line.living > 0 || line.problem.is_some())
}
