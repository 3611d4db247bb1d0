//! The relay of the play: one mailbox in memory, as honest as a real one, and as blind.
//!
//! It exists so that the play needs no socket and no second program. It knows the calls that two people with a device each
//! make; quotas, expiry, a disk and invitations of further devices are for `countersign-relay`.

use countersign_road::{Answer, Call, Errand, Fault, Fullness, Refused, Relay};
use countersign_seal::{bundle_id, mailbox_key_hash};
use countersign_wire::relay::{Cursor, HANDLE_BYTES, Page, Parcel};

type Handle = [u8; HANDLE_BYTES];

/// As many and as large as a relay keeps where nothing is set (docs/relay.md).
const BUNDLES_MAX: u64 = 4_096;
const BYTES_MAX: u64 = 32 * 1024 * 1024;
const KEEP_DAYS: u32 = 90;
/// The life of its numbers; it is never restored.
const EPOCH: u64 = 0;

/// A key of one of the two.
struct Seat {
    handle: Handle,
    key: [u8; 32],
    /// Made by the other, and good for nothing but being exchanged.
    invited: bool,
}

/// What somebody put.
struct Lying {
    number: u64,
    writer: Handle,
    envelope: Vec<u8>,
}

/// The relay.
#[derive(Default)]
pub(super) struct Post {
    seats: Vec<Seat>,
    lying: Vec<Lying>,
    newest: u64,
}

impl Post {
    /// How many bundles it was given.
    pub(super) fn given(&self) -> u64 {
        self.newest
    }

    /// Whether it could read these words in anything that it keeps.
    pub(super) fn reads(&self, words: &str) -> bool {
        let words = words.as_bytes();
        self.lying.iter().any(|one| {
            one.envelope
                .windows(words.len())
                .any(|piece| piece == words)
        })
    }

    fn asked(&mut self, asking: Handle, call: &Call) -> Answer {
        match call {
            Call::Put(envelope) => self.put(asking, envelope),
            Call::Fetch(after) => Answer::Page(self.page(asking, *after)),
            Call::Drop(id) => {
                self.lying
                    .retain(|one| one.writer != asking || bundle_id(&one.envelope) != *id);
                Answer::Done
            }
            Call::Remove(handle) => {
                self.seats.retain(|seat| seat.handle != *handle);
                Answer::Done
            }
            Call::Fullness => Answer::Fullness(self.fullness(asking)),
            Call::About | Call::Open(_) | Call::Renew(_) | Call::Invite(_) => Answer::Done,
        }
    }

    fn put(&mut self, writer: Handle, envelope: &[u8]) -> Answer {
        let mut own = self.lying.iter().filter(|one| one.writer == writer);
        if let Some(known) = own.find(|one| one.envelope == envelope) {
            return Answer::Kept {
                number: known.number,
            };
        }
        self.newest += 1;
        let number = self.newest;
        self.lying.push(Lying {
            number,
            writer,
            envelope: envelope.to_vec(),
        });
        Answer::Kept { number }
    }

    /// All that came after the cursor; in the play that is never more than one page.
    fn page(&self, asking: Handle, after: Option<Cursor>) -> Page {
        let seen = after.map_or(0, |cursor| cursor.number);
        let others = self
            .lying
            .iter()
            .filter(|one| one.number > seen && one.writer != asking);
        let parcels = others.map(|one| Parcel {
            number: one.number,
            envelope: one.envelope.clone(),
        });
        Page {
            parcels: parcels.collect(),
            more: false,
            next: Cursor {
                epoch: EPOCH,
                number: self.newest,
            },
        }
    }

    fn fullness(&self, asking: Handle) -> Fullness {
        let own = self.lying.iter().filter(|one| one.writer == asking);
        let (bundles, bytes) = own.fold((0, 0), |(count, bytes), one| {
            (count + 1, bytes + one.envelope.len() as u64)
        });
        Fullness {
            bundles,
            bytes,
            bundles_max: BUNDLES_MAX,
            bytes_max: BYTES_MAX,
            keep_days: KEEP_DAYS,
            newest: None,
            handles: vec![asking],
        }
    }
}

impl Relay for Post {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let Errand { key, call, .. } = errand;
        if let Call::About = call {
            return Ok(Answer::About {
                pin: None,
                needs_token: false,
            });
        }
        if let Call::Open(sides) = call {
            let seats = sides.iter().zip([false, true]).map(|(one, invited)| Seat {
                handle: one.handle,
                key: one.key,
                invited,
            });
            self.seats.extend(seats);
            return Ok(Answer::Done);
        }
        let hash = key.as_ref().map(|key| mailbox_key_hash(&key.0));
        let mut seats = self.seats.iter_mut();
        let seat = seats.find(|seat| Some(seat.key) == hash);
        let seat = seat.ok_or(Fault::Refused(Refused::UnknownKey))?;
        if let Call::Renew(key) = call {
            (seat.key, seat.invited) = (*key, false);
            return Ok(Answer::Done);
        }
        if seat.invited || matches!(call, Call::Invite(_)) {
            return Err(Fault::Refused(Refused::NotAllowed));
        }
        let asking = seat.handle;
        Ok(self.asked(asking, call))
    }
}
