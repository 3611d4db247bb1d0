//! An honest relay in memory: the calls of `docs/relay.md` without a socket, a disk, a clock or limits.
//!
//! It exists so that what two apps make of a relay can be played through in moments, and so that a relay that lies is
//! a few lines around an honest one. All clones are one relay.

use countersign_road::{Answer, Call, Errand, Fault, Fullness, Invited, Refused, Relay};
use countersign_seal::{bundle_id, mailbox_key_hash};
use countersign_wire::relay::{Cursor, PAGE_COUNT_MAX, Page, Parcel};
use std::sync::{Arc, Mutex};

/// The relay.
#[derive(Clone, Default)]
pub struct Desk(Arc<Mutex<Books>>);

/// All that it keeps.
#[derive(Default)]
pub struct Books {
    /// Mailboxes, in the order in which they were opened.
    pub mailboxes: Vec<Mailbox>,
    /// Changes when it is restored from a backup.
    pub epoch: u64,
}

/// One mailbox.
#[derive(Default, Clone)]
pub struct Mailbox {
    /// The keys of both sides.
    pub places: Vec<Seat>,
    /// What lies there, the oldest first.
    pub bundles: Vec<Lying>,
    /// The number that was given last.
    pub newest: u64,
}

/// A key in a mailbox.
#[derive(Clone)]
pub struct Seat {
    /// Which side: 0 the opener's, 1 the other.
    pub side: usize,
    /// What it is called.
    pub handle: [u8; 16],
    /// Its hash.
    pub key: [u8; 32],
    /// Made by somebody else, and not renewed yet.
    pub invited: bool,
}

/// A bundle in a mailbox.
#[derive(Clone)]
pub struct Lying {
    /// Its number.
    pub number: u64,
    /// Who put it.
    pub writer: [u8; 16],
    /// What was put.
    pub envelope: Vec<u8>,
}

/// Bundles that one key may have there, as a relay has it where nothing is set.
const BUNDLES_MAX: u64 = 4_096;
/// Their bytes.
const BYTES_MAX: u64 = 32 * 1024 * 1024;

impl Desk {
    /// Looks at, or changes, what it keeps.
    ///
    /// # Panics
    /// When a thread that looked has panicked.
    pub fn with<T>(&self, look: impl FnOnce(&mut Books) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }
}

impl Relay for Desk {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        self.with(|books| books.ask(errand))
    }
}

impl Books {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        match &errand.call {
            Call::About => {
                return Ok(Answer::About {
                    pin: None,
                    needs_token: false,
                });
            }
            Call::Open(sides) => return self.open(sides),
            Call::Fullness
            | Call::Renew(_)
            | Call::Invite(_)
            | Call::Remove(_)
            | Call::Put(_)
            | Call::Fetch(_)
            | Call::Drop(_) => {}
        }
        let unknown = Fault::Refused(Refused::UnknownKey);
        let key = errand.key.as_ref().ok_or(unknown)?;
        let key = mailbox_key_hash(&key.0);
        let epoch = self.epoch;
        let found = self.mailboxes.iter_mut().find_map(|mailbox| {
            let seat = mailbox.places.iter().position(|seat| seat.key == key)?;
            Some((mailbox, seat))
        });
        let (mailbox, seat) = found.ok_or(unknown)?;
        mailbox.ask(seat, &errand.call, epoch)
    }

    fn open(&mut self, sides: &[Invited; 2]) -> Result<Answer, Fault> {
        let [own, _] = sides;
        let known = self.mailboxes.iter().flat_map(|mailbox| &mailbox.places);
        if known.into_iter().any(|seat| seat.key == own.key) {
            return Ok(Answer::Done);
        }
        let seats = sides.iter().enumerate().map(|(side, one)| Seat {
            side,
            handle: one.handle,
            key: one.key,
            invited: side == 1,
        });
        self.mailboxes.push(Mailbox {
            places: seats.collect(),
            ..Mailbox::default()
        });
        Ok(Answer::Done)
    }
}

impl Mailbox {
    fn ask(&mut self, seat: usize, call: &Call, epoch: u64) -> Result<Answer, Fault> {
        let asking = self.places[seat].clone();
        if let Call::Renew(key) = call {
            self.places[seat].key = *key;
            self.places[seat].invited = false;
            return Ok(Answer::Done);
        }
        if asking.invited {
            return Err(Fault::Refused(Refused::NotAllowed));
        }
        Ok(match call {
            Call::Invite(one) => {
                self.places.retain(|seat| seat.handle != one.handle);
                self.places.push(Seat {
                    side: asking.side,
                    handle: one.handle,
                    key: one.key,
                    invited: true,
                });
                Answer::Done
            }
            Call::Remove(handle) => {
                self.places
                    .retain(|seat| seat.side != asking.side || seat.handle != *handle);
                Answer::Done
            }
            Call::Put(envelope) => self.put(asking.handle, envelope),
            Call::Fetch(after) => Answer::Page(self.page(asking.handle, *after, epoch)),
            Call::Drop(id) => {
                self.bundles
                    .retain(|one| one.writer != asking.handle || bundle_id(&one.envelope) != *id);
                Answer::Done
            }
            Call::Fullness => Answer::Fullness(self.fullness(&asking)),
            Call::About | Call::Open(_) | Call::Renew(_) => Answer::Done,
        })
    }

    fn put(&mut self, writer: [u8; 16], envelope: &[u8]) -> Answer {
        let mut known = self.bundles.iter();
        let known = known.find(|one| one.writer == writer && one.envelope == envelope);
        let number = if let Some(known) = known {
            known.number
        } else {
            self.newest += 1;
            self.bundles.push(Lying {
                number: self.newest,
                writer,
                envelope: envelope.to_vec(),
            });
            self.newest
        };
        Answer::Kept { number }
    }

    fn page(&self, asking: [u8; 16], after: Option<Cursor>, epoch: u64) -> Page {
        let seen = after.filter(|after| after.epoch == epoch && after.number <= self.newest);
        let seen = seen.map_or(0, |after| after.number);
        let mut rest = self
            .bundles
            .iter()
            .filter(|one| one.number > seen && one.writer != asking)
            .map(|one| Parcel {
                number: one.number,
                envelope: one.envelope.clone(),
            });
        let parcels: Vec<Parcel> = rest.by_ref().take(PAGE_COUNT_MAX.into()).collect();
        let more = rest.next().is_some();
        let last = parcels.last().filter(|_| more);
        let number = last.map_or(self.newest, |last| last.number);
        Page {
            next: Cursor { epoch, number },
            more,
            parcels,
        }
    }

    fn fullness(&self, asking: &Seat) -> Fullness {
        let own = self
            .bundles
            .iter()
            .filter(|one| one.writer == asking.handle);
        let (bundles, bytes) = own.fold((0, 0), |(count, bytes), one| {
            (count + 1, bytes + one.envelope.len() as u64)
        });
        let others = self.places.iter().filter(|seat| seat.side == asking.side);
        let mut handles = vec![asking.handle];
        handles.extend(
            others
                .map(|seat| seat.handle)
                .filter(|it| *it != asking.handle),
        );
        Fullness {
            bundles,
            bytes,
            bundles_max: BUNDLES_MAX,
            bytes_max: BYTES_MAX,
            keep_days: 90,
            newest: None,
            handles,
        }
    }
}
