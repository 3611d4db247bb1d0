//! A relay that lies, around an honest one: each way in which it can, one at a time.
//!
//! It can do whatever somebody can who has the mailboxes and none of the keys: lose, change, repeat, reorder, withhold
//! and invent envelopes and numbers, and say that all is well.

use countersign_road::{Answer, Call, Errand, Fault, Relay};
use countersign_tests::Desk;
use countersign_wire::relay::{Cursor, Page, Parcel};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// How it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// Not at all: what shows that nobody is warned of an honest relay.
    None,
    /// Says that it has what it threw away, whenever it is asked.
    Drop,
    /// Throws away what it has confirmed, and does not deny it.
    Forget,
    /// Gives the newest first.
    Reorder,
    /// Gives everything again with every page, under new numbers.
    Replay,
    /// Gives half of each.
    Truncate,
    /// Withholds the bundles that hold a take-back, and nothing else.
    Withhold,
    /// Shows each of the two a mailbox of their own.
    Fork,
    /// Gives a cursor before the one it was asked with, and says that there is more.
    OldCursor,
    /// Gives no bundle, and a cursor behind all that will ever come.
    FarCursor,
    /// Gives bundles of other people.
    Strangers,
    /// Calls itself restored with every page, and begins at the oldest.
    Epochs,
    /// Gives rubbish of the same length.
    Rubbish,
}

impl Lie {
    /// All of them, and what each is called in the table.
    pub(crate) const ALL: [(Self, &'static str); 13] = [
        (Self::None, "none: an honest relay"),
        (Self::Drop, "drops, and says it has it"),
        (Self::Forget, "forgets after its yes"),
        (Self::Reorder, "gives the newest first"),
        (Self::Replay, "gives everything again and again"),
        (Self::Truncate, "gives half of each bundle"),
        (Self::Withhold, "withholds the take-back alone"),
        (Self::Fork, "shows each of the two another mailbox"),
        (Self::OldCursor, "an old cursor, and always more"),
        (Self::FarCursor, "a cursor behind all to come"),
        (Self::Strangers, "somebody else's bundles"),
        (Self::Epochs, "says it was restored, each time"),
        (Self::Rubbish, "rubbish of the same length"),
    ];
}

/// What one of the two asks. All clones of `plot` are one relay.
pub(crate) struct Liar {
    pub(crate) plot: Arc<Mutex<Plot>>,
    /// The relay that this one of the two is shown.
    desk: Desk,
    fork: Option<Desk>,
}

/// What the relay is up to.
pub(crate) struct Plot {
    pub(crate) lie: Lie,
    /// Whether it lies now.
    pub(crate) lies: bool,
    /// What is put now holds a take-back: a test knows, a relay guesses.
    pub(crate) marked: bool,
    withheld: BTreeSet<Vec<u8>>,
    strangers: Vec<Vec<u8>>,
    thrown_away: u64,
    turns: u64,
}

/// Two ends of one relay.
pub(crate) fn two(lie: Lie, strangers: Vec<Vec<u8>>) -> (Liar, Liar) {
    let plot = Arc::new(Mutex::new(Plot {
        lie,
        lies: false,
        marked: false,
        withheld: BTreeSet::new(),
        strangers,
        thrown_away: 0,
        turns: 0,
    }));
    let desk = Desk::default();
    let end = || Liar {
        plot: Arc::clone(&plot),
        desk: desk.clone(),
        fork: None,
    };
    (end(), end())
}

impl Relay for Liar {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let plot = Arc::clone(&self.plot);
        let mut plot = plot.lock().unwrap();
        if !plot.lies {
            self.fork = None;
            return self.desk.ask(errand);
        }
        if plot.lie == Lie::Fork {
            return self.fork().ask(errand);
        }
        match &errand.call {
            Call::Put(envelope) => self.put(&mut plot, errand, envelope),
            Call::Fetch(after) => {
                let honest = self.desk.ask(errand)?;
                let Answer::Page(page) = honest else {
                    return Ok(honest);
                };
                let all = Errand {
                    place: errand.place.clone(),
                    key: errand.key.clone(),
                    call: Call::Fetch(None),
                };
                let Ok(Answer::Page(all)) = self.desk.ask(&all) else {
                    return Ok(Answer::Page(page));
                };
                plot.turns += 1;
                Ok(Answer::Page(plot.page(page, all, *after)))
            }
            Call::Fullness if plot.lie == Lie::Drop => {
                let mut answer = self.desk.ask(errand)?;
                if let Answer::Fullness(full) = &mut answer {
                    full.bundles += plot.thrown_away;
                }
                Ok(answer)
            }
            Call::About
            | Call::Open(_)
            | Call::Fullness
            | Call::Renew(_)
            | Call::Invite(_)
            | Call::Remove(_)
            | Call::Drop(_) => self.desk.ask(errand),
        }
    }
}

impl Liar {
    /// The mailboxes as they were when the two were parted.
    fn fork(&mut self) -> &mut Desk {
        self.fork.get_or_insert_with(|| {
            let own = Desk::default();
            let (epoch, mailboxes) = self
                .desk
                .with(|books| (books.epoch, books.mailboxes.clone()));
            own.with(|books| {
                books.epoch = epoch;
                books.mailboxes = mailboxes;
            });
            own
        })
    }

    fn put(&mut self, plot: &mut Plot, errand: &Errand, envelope: &[u8]) -> Result<Answer, Fault> {
        if plot.marked {
            plot.withheld.insert(envelope.to_vec());
        }
        let kept = self.desk.ask(errand);
        if matches!(plot.lie, Lie::Drop | Lie::Forget) {
            plot.thrown_away += 1;
            self.desk.with(|books| {
                for mailbox in &mut books.mailboxes {
                    mailbox.bundles.retain(|one| one.envelope != envelope);
                }
            });
        }
        kept
    }
}

impl Plot {
    /// The page it gives instead of the honest one; `all` is all that it has.
    fn page(&self, mut page: Page, mut all: Page, after: Option<Cursor>) -> Page {
        match self.lie {
            Lie::None | Lie::Drop | Lie::Forget | Lie::Fork => {}
            Lie::Reorder => {
                let envelopes = page.parcels.iter().rev();
                let envelopes: Vec<_> = envelopes.map(|one| one.envelope.clone()).collect();
                for (parcel, envelope) in page.parcels.iter_mut().zip(envelopes) {
                    parcel.envelope = envelope;
                }
            }
            Lie::Replay => {
                let first = after.map_or(0, |after| after.number) + 1;
                for (parcel, number) in all.parcels.iter_mut().zip(first..) {
                    parcel.number = number;
                    all.next.number = number;
                }
                all.more = true;
                return all;
            }
            Lie::Truncate => {
                for parcel in &mut page.parcels {
                    parcel.envelope.truncate(parcel.envelope.len() / 2);
                }
            }
            Lie::Withhold => page
                .parcels
                .retain(|one| !self.withheld.contains(&one.envelope)),
            Lie::OldCursor => {
                let before = after.map_or(0, |after| after.number.saturating_sub(1));
                all.parcels.retain(|one| one.number <= before);
                all.next.number = before;
                all.more = true;
                return all;
            }
            Lie::FarCursor => {
                page.parcels.clear();
                page.next.number = u64::MAX;
            }
            Lie::Strangers => {
                let others = self.strangers.iter().cycle();
                for (parcel, other) in page.parcels.iter_mut().zip(others) {
                    parcel.envelope.clone_from(other);
                }
            }
            Lie::Epochs => {
                all.next.epoch = self.turns;
                return all;
            }
            Lie::Rubbish => {
                for Parcel { number, envelope } in &mut page.parcels {
                    let mut state = *number;
                    for byte in envelope {
                        state = state
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1);
                        *byte = (state >> 56) as u8;
                    }
                }
            }
        }
        page
    }
}
