//! Guests: an app's answers from true keys and a list of agreements, and a pipe between two talks.

use std::collections::VecDeque;

use countersign_road::nearby::{
    Ask, Fault, Handshake, How, Next, Proof, Reply, TagPair, Talk, Tell,
};
use countersign_seal::{Chance, DeviceKeys, End, nearby_tag, prove_nearby, verify_nearby};

pub(crate) struct Dice(u64);

pub(crate) fn dice(seed: u64) -> Dice {
    Dice(seed)
}

impl Chance for Dice {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed >> 56) as u8;
        }
    }
}

pub(crate) const SECRET: [u8; 16] = [5; 16];

/// What somebody says to a message of pairing.
pub(crate) type Pairs = Box<dyn FnMut(&[u8]) -> Reply + Send>;

/// Somebody with a device, and what they would say.
pub(crate) struct Guest {
    pub(crate) keys: DeviceKeys,
    pub(crate) agreements: Vec<[u8; 32]>,
    /// Devices that may speak, in every agreement.
    pub(crate) trusts: Vec<[u8; 32]>,
    /// A proof to show instead of one's own.
    pub(crate) stolen: Option<Proof>,
    /// Whoever comes is believed.
    pub(crate) gullible: bool,
    /// What is handed over, turn by turn.
    pub(crate) turns: VecDeque<Vec<Vec<u8>>>,
    pub(crate) taken: Vec<Vec<u8>>,
    pub(crate) met: Option<Vec<usize>>,
    pub(crate) seen: Vec<Proof>,
    pub(crate) asked: Vec<&'static str>,
    /// What is said to a message of pairing.
    pub(crate) pairs: Pairs,
    handshake: Handshake,
    tags: Vec<TagPair>,
}

impl Guest {
    pub(crate) fn new(seed: u64, agreements: &[u8]) -> Self {
        Self {
            keys: DeviceKeys::generate(&mut dice(seed)),
            agreements: agreements.iter().map(|id| [*id; 32]).collect(),
            trusts: Vec::new(),
            stolen: None,
            gullible: false,
            turns: VecDeque::new(),
            taken: Vec::new(),
            met: None,
            seen: Vec::new(),
            asked: Vec::new(),
            pairs: Box::new(|_| Reply::Stopped),
            handshake: [0; 32],
            tags: Vec::new(),
        }
    }

    pub(crate) fn trusting(mut self, other: &Self) -> Self {
        self.trusts.push(other.keys.public().sign);
        self
    }

    pub(crate) fn answer(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Tags { handshake, end } => {
                self.asked.push("tags");
                self.handshake = handshake;
                self.tags = self
                    .agreements
                    .iter()
                    .map(|id| pair(id, &handshake, end))
                    .collect();
                Reply::Tags(self.tags.clone())
            }
            Ask::Prove(places) => {
                self.asked.push("prove");
                let prove = |place: &usize| Proof {
                    device: self.keys.public().sign,
                    signature: prove_nearby(&self.keys, &self.handshake, &self.tags[*place].own),
                };
                let proofs = places
                    .iter()
                    .map(|place| self.stolen.unwrap_or_else(|| prove(place)));
                Reply::Proofs(proofs.collect())
            }
            Ask::Judge(claims) => {
                self.asked.push("judge");
                let judge = |(place, proof): &(usize, Proof)| {
                    let tag = self.tags[*place].theirs;
                    let (device, signature) = (&proof.device, &proof.signature);
                    verify_nearby(device, &self.handshake, &tag, signature).is_ok()
                        && self.trusts.contains(device)
                };
                let judged = claims
                    .iter()
                    .map(|claim| self.gullible || judge(claim))
                    .collect();
                self.seen.extend(claims.iter().map(|(_, proof)| *proof));
                Reply::Judged(judged)
            }
            Ask::Bundles { .. } => {
                self.asked.push("bundles");
                Reply::Bundles(self.turns.pop_front().unwrap_or_default())
            }
            Ask::TakeIn(bundles) => {
                self.asked.push("take in");
                self.taken.extend(bundles);
                Reply::Taken
            }
            Ask::Leg(theirs) => {
                self.asked.push("leg");
                (self.pairs)(&theirs)
            }
        }
    }
}

fn pair(id: &[u8; 32], handshake: &Handshake, end: End) -> TagPair {
    TagPair {
        own: nearby_tag(id, handshake, end),
        theirs: nearby_tag(id, handshake, end.other()),
    }
}

/// One end of a pipe.
pub(crate) struct Side<'g> {
    pub(crate) talk: Talk,
    pub(crate) guest: &'g mut Guest,
    pub(crate) inbox: VecDeque<u8>,
    pub(crate) over: Option<Result<(), Fault>>,
    /// Bytes that this end wrote.
    pub(crate) wrote: usize,
    /// How often a while was to be waited.
    pub(crate) pauses: usize,
}

impl<'g> Side<'g> {
    pub(crate) fn new(how: How, guest: &'g mut Guest, seed: u64) -> Self {
        Self {
            talk: Talk::begin(how, &mut dice(seed)),
            guest,
            inbox: VecDeque::new(),
            over: None,
            wrote: 0,
            pauses: 0,
        }
    }

    /// Goes on until bytes are needed that are not here; gives what was written. At most `cut` bytes are read at a time.
    pub(crate) fn run(&mut self, cut: &mut dyn FnMut() -> usize) -> Vec<u8> {
        let mut out = Vec::new();
        while self.over.is_none() {
            match self.talk.step() {
                Next::Write(bytes) => out.extend(bytes),
                Next::Read { bytes } => {
                    let count = bytes.min(cut().max(1)).min(self.inbox.len());
                    if count == 0 {
                        break;
                    }
                    let read: Vec<u8> = self.inbox.drain(..count).collect();
                    self.talk.arrived(&read);
                }
                Next::Ask(ask) => {
                    let reply = self.guest.answer(ask);
                    self.talk.reply(reply);
                }
                Next::Tell(Tell::Met(places)) => self.guest.met = Some(places),
                Next::Tell(Tell::Handed) => self.guest.asked.push("handed"),
                Next::Tell(Tell::Together) => self.guest.asked.push("together"),
                Next::Pause => self.pauses += 1,
                Next::Over(outcome) => self.over = Some(outcome),
            }
        }
        self.wrote += out.len();
        out
    }
}

pub(crate) type Outcome = Option<Result<(), Fault>>;

/// Lets two ends talk until nothing moves any more. `alter` may change what is on its way; it is told who wrote it.
pub(crate) fn talk(
    caller: &mut Side<'_>,
    called: &mut Side<'_>,
    cut: &mut dyn FnMut() -> usize,
    alter: &mut dyn FnMut(End, Vec<u8>) -> Vec<u8>,
) -> (Outcome, Outcome) {
    loop {
        let to_called = caller.run(cut);
        let to_caller = called.run(cut);
        if to_called.is_empty() && to_caller.is_empty() {
            return (caller.over, called.over);
        }
        called.inbox.extend(alter(End::Caller, to_called));
        caller.inbox.extend(alter(End::Called, to_caller));
    }
}

/// The usual: by multicast, whole, unchanged.
pub(crate) fn plainly(caller: &mut Guest, called: &mut Guest) -> (Outcome, Outcome) {
    connection(1, caller, called)
}

/// The same on a connection of that number: each has chance of its own.
pub(crate) fn connection(
    number: u64,
    caller: &mut Guest,
    called: &mut Guest,
) -> (Outcome, Outcome) {
    let mut caller = Side::new(How::Called, caller, 1_000 * number);
    let mut called = Side::new(How::WasCalled(SECRET), called, 1_000 * number + 500);
    talk(
        &mut caller,
        &mut called,
        &mut || usize::MAX,
        &mut |_, it| it,
    )
}
