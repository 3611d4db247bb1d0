//! Bundles of a file that are tried together: of one agreement, by one sender, one behind the other.
//!
//! It exists so that a long history is one step: one note before it is tried, one transaction for what came of it, the
//! rows of screens written once. Where one of them is not as it should be, each is tried by itself, so that only that
//! one is kept aside. A lot that took the app down is kept aside whole, since nobody can tell which of them it was; so
//! that nobody else's bundles are among them, a lot is of one sender.

use std::collections::BTreeSet;

use countersign_domain::{AgreementId, Claimed};
use countersign_sync::{Opened, Outcome, Received, Together};
use countersign_vault::{BundleId, Moment};
use countersign_wire::BundleFile;

use crate::codes::Result;
use crate::error::{Code, Error};
use crate::exchange::{Tally, problem};
use crate::session::Session;
use crate::view::Envelope;
use crate::world::World;

/// How many bundles are tried together: some 20,000 acts, and at most 16 MiB.
const LOT_MAX: usize = 64;

/// What comes next of a file.
pub(crate) enum Lot<'b> {
    /// An envelope that is not opened here, and why.
    Closed(&'b [u8], Code),
    /// Bundles of one agreement and one sender; at least one.
    Open(Vec<Opened<'b>>),
}

/// What came of bundles that were taken in.
struct Taken {
    /// A line for each.
    shown: Vec<Envelope>,
    /// What was kept aside and may be readable now.
    retry: Vec<[u8; 32]>,
}

/// What is done with a lot; gives a line for each bundle of it.
pub(crate) type Done<'d> = &'d mut dyn FnMut(&mut Session, Lot<'_>) -> Result<Vec<Envelope>>;

impl Session {
    /// Goes through the bundles of a file. A cut is one more line, with its problem; what was whole is not lost.
    pub(crate) fn each(&mut self, bytes: &[u8], done: Done<'_>) -> Result<Vec<Envelope>> {
        let mut shown = Vec::new();
        let mut whole: Vec<&[u8]> = Vec::new();
        for item in BundleFile::open(bytes)? {
            match item {
                Ok(envelope) => whole.push(envelope),
                Err(error) => {
                    self.lots(&std::mem::take(&mut whole), &mut shown, done)?;
                    shown.push(problem(None, Error::from(error).code));
                }
            }
        }
        self.lots(&whole, &mut shown, done)?;
        Ok(shown)
    }

    /// Goes through bundles in lots, in their order.
    pub(crate) fn lots(
        &mut self,
        mut rest: &[&[u8]],
        shown: &mut Vec<Envelope>,
        done: Done<'_>,
    ) -> Result<()> {
        while !rest.is_empty() {
            let lot = self.lot(rest)?;
            let taken = match &lot {
                Lot::Closed(..) => 1,
                Lot::Open(lot) => lot.len(),
            };
            rest = rest.get(taken..).unwrap_or_default();
            shown.extend(done(self, lot)?);
        }
        Ok(())
    }

    /// The next lot of what is left; there is at least one envelope.
    pub(crate) fn lot<'b>(&self, rest: &[&'b [u8]]) -> Result<Lot<'b>> {
        let mut lot: Vec<Opened<'b>> = Vec::new();
        for bytes in rest.iter().take(LOT_MAX) {
            let opened = match self.address(bytes, &lot)? {
                Ok(opened) => opened,
                Err(code) if lot.is_empty() => return Ok(Lot::Closed(bytes, code)),
                // Perhaps its key comes with those before it.
                Err(_) => break,
            };
            let fits = lot.last().is_none_or(|last| {
                (last.agreement(), last.sender()) == (opened.agreement(), opened.sender())
                    && !last.has_living()
                    && !opened.has_living()
            });
            if !fits {
                break;
            }
            lot.push(opened);
        }
        Ok(Lot::Open(lot))
    }

    /// Takes a lot in, and whatever was kept aside and can be read since.
    pub(crate) fn take_in(
        &mut self,
        lot: Lot<'_>,
        tally: &mut Tally,
        world: &mut dyn World,
    ) -> Result<Vec<Envelope>> {
        let lot = match lot {
            Lot::Closed(bytes, code) => {
                return Ok(vec![self.turn_away(bytes, code, tally, world)?]);
            }
            Lot::Open(lot) => lot,
        };
        let mut tried: BTreeSet<[u8; 32]> = lot.iter().map(Opened::id).collect();
        if let Some(Taken { shown, retry }) = self.take_together(&lot, tally, world)? {
            self.take_aside(retry, &mut tried, tally, world)?;
            return Ok(shown);
        }
        let mut shown = Vec::new();
        for one in &lot {
            // Opened again, if there are several: the key may have come with one that was not taken in.
            let again = if lot.len() > 1 {
                Some(self.lot(&[one.bytes()])?)
            } else {
                None
            };
            let (line, retry) = match again {
                Some(Lot::Closed(bytes, code)) => {
                    (self.turn_away(bytes, code, tally, world)?, Vec::new())
                }
                Some(Lot::Open(again)) => {
                    let one = again.first().ok_or(Code::Broken)?;
                    self.take_one(one, tally, world)?
                }
                None => self.take_one(one, tally, world)?,
            };
            shown.push(line);
            self.take_aside(retry, &mut tried, tally, world)?;
        }
        Ok(shown)
    }

    /// What cannot be opened here is refused with a reason, or waits for its key.
    fn turn_away(
        &mut self,
        bytes: &[u8],
        code: Code,
        tally: &mut Tally,
        world: &mut dyn World,
    ) -> Result<Envelope> {
        if code == Code::BundleWaits {
            let bundle = BundleId(countersign_seal::bundle_id(bytes));
            self.wait_for_key(bundle, bytes, world.now())?;
            tally.aside += 1;
        }
        Ok(problem(None, code))
    }

    /// Tries again what was kept aside and can be read since, each by itself.
    fn take_aside(
        &mut self,
        mut retry: Vec<[u8; 32]>,
        tried: &mut BTreeSet<[u8; 32]>,
        tally: &mut Tally,
        world: &mut dyn World,
    ) -> Result<()> {
        while let Some(id) = retry.pop() {
            if !tried.insert(id) {
                continue;
            }
            let Some(row) = self.vault.view().aside_one(BundleId(id))? else {
                continue;
            };
            match self.lot(&[&row.bytes])? {
                Lot::Closed(bytes, code) => drop(self.turn_away(bytes, code, tally, world)?),
                Lot::Open(lot) => {
                    let one = lot.first().ok_or(Code::Broken)?;
                    let (_, more) = self.take_one(one, tally, world)?;
                    retry.extend(more);
                }
            }
        }
        Ok(())
    }

    /// Takes several bundles in as one step; `None`, with nothing changed, where each must be tried by itself.
    fn take_together(
        &mut self,
        lot: &[Opened<'_>],
        tally: &mut Tally,
        world: &mut dyn World,
    ) -> Result<Option<Taken>> {
        let Some(first) = lot.first().filter(|_| lot.len() > 1) else {
            return Ok(None);
        };
        let agreement = first.agreement();
        if !self.knows(agreement)? || self.poisoned(lot)? {
            return Ok(None);
        }
        self.remember(agreement, tally)?;
        self.note(lot, world.now())?;
        let received = self.receive_together(agreement, lot, world);
        self.ended.extend(lot.iter().map(|one| BundleId(one.id())));
        let Some(together) = received? else {
            self.clear(lot)?;
            return Ok(None);
        };
        let (mut shown, mut retry) = (Vec::new(), Vec::new());
        for (one, received) in lot.iter().zip(&together.each) {
            self.count(agreement, received, tally)?;
            retry.extend(&received.retry);
            retry.extend(self.keyless_aside(one)?);
            shown.push(self.shown(one, received)?);
        }
        Ok(Some(Taken { shown, retry }))
    }

    fn receive_together(
        &mut self,
        agreement: AgreementId,
        lot: &[Opened<'_>],
        world: &mut dyn World,
    ) -> Result<Option<Together>> {
        let now = world.now();
        let (book, keys) = self.book(agreement)?;
        let received = book
            .replica
            .receive_together(keys, lot, Claimed(now), world)
            .map_err(Error::from)?;
        let Some(together) = received else {
            return Ok(None);
        };
        self.keep_step(agreement, &together.batch, now, |tx| {
            lot.iter().try_for_each(|one| {
                // It was kept aside before anybody knew whose it was.
                tx.drop_aside(BundleId(one.id()))?;
                Ok(tx.clear_attempt(BundleId(one.id()))?)
            })
        })?;
        Ok(Some(together))
    }

    fn take_one(
        &mut self,
        opened: &Opened<'_>,
        tally: &mut Tally,
        world: &mut dyn World,
    ) -> Result<(Envelope, Vec<[u8; 32]>)> {
        let (agreement, bundle) = (opened.agreement(), BundleId(opened.id()));
        if !self.knows(agreement)? {
            return Ok((problem(None, Code::BundleUnknownAgreement), Vec::new()));
        }
        let one = std::slice::from_ref(opened);
        if self.poisoned(one)? {
            self.set_poisoned_aside(agreement, bundle, opened.bytes(), world.now())?;
            tally.aside += 1;
            return Ok((problem(Some(agreement), Code::KeptAside), Vec::new()));
        }
        self.remember(agreement, tally)?;
        self.note(one, world.now())?;
        let received = self.receive_and_keep(opened, world);
        self.ended.insert(bundle);
        let received = received?;
        self.count(agreement, &received, tally)?;
        let mut retry = received.retry.clone();
        retry.extend(self.keyless_aside(opened)?);
        Ok((self.shown(opened, &received)?, retry))
    }

    fn receive_and_keep(&mut self, opened: &Opened<'_>, world: &mut dyn World) -> Result<Received> {
        let now = world.now();
        let (agreement, bundle) = (opened.agreement(), BundleId(opened.id()));
        let (book, keys) = self.book(agreement)?;
        let received = book
            .replica
            .receive_opened(keys, opened, Claimed(now), world)
            .map_err(Error::from)?;
        self.keep_step(agreement, &received.batch, now, |tx| {
            // It was kept aside before anybody knew whose it was.
            if matches!(received.outcome, Outcome::Taken | Outcome::Already) {
                tx.drop_aside(bundle)?;
            }
            Ok(tx.clear_attempt(bundle)?)
        })?;
        Ok(received)
    }

    /// Looks at a lot on a copy of the agreement that is thrown away.
    pub(crate) fn look_at_lot(
        &mut self,
        lot: Lot<'_>,
        world: &mut dyn World,
    ) -> Result<Vec<Envelope>> {
        let lot = match lot {
            Lot::Closed(_, code) => return Ok(vec![problem(None, code)]),
            Lot::Open(lot) => lot,
        };
        let agreement = lot.first().ok_or(Code::Broken)?.agreement();
        if !self.knows(agreement)? {
            let unknown = |_| problem(None, Code::BundleUnknownAgreement);
            return Ok(lot.iter().map(unknown).collect());
        }
        let (poisoned, sound): (Vec<_>, Vec<_>) = lot
            .into_iter()
            .map(|one| Ok((self.poisoned(std::slice::from_ref(&one))?, one)))
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .partition(|(poisoned, _)| *poisoned);
        let sound: Vec<Opened<'_>> = sound.into_iter().map(|(_, one)| one).collect();
        self.note(&sound, world.now())?;
        let shown = self.look_through(agreement, &sound, world);
        self.forget(agreement);
        self.ended
            .extend(sound.iter().map(|one| BundleId(one.id())));
        self.clear(&sound)?;
        let aside = |_| problem(Some(agreement), Code::KeptAside);
        let aside = poisoned.iter().map(aside);
        Ok(shown?.into_iter().chain(aside).collect())
    }

    fn look_through(
        &mut self,
        agreement: AgreementId,
        lot: &[Opened<'_>],
        world: &mut dyn World,
    ) -> Result<Vec<Envelope>> {
        let now = Claimed(world.now());
        self.forget(agreement);
        let (book, keys) = self.book(agreement)?;
        let together = book
            .replica
            .receive_together(keys, lot, now, world)
            .map_err(Error::from)?;
        if let Some(together) = together {
            let each = lot.iter().zip(&together.each);
            return each
                .map(|(one, received)| self.shown(one, received))
                .collect();
        }
        let mut shown = Vec::new();
        for one in lot {
            self.forget(agreement);
            let (book, keys) = self.book(agreement)?;
            let received = book
                .replica
                .receive_opened(keys, one, now, world)
                .map_err(Error::from)?;
            shown.push(self.shown(one, &received)?);
        }
        Ok(shown)
    }

    /// Whether one of these was noted and its trying never came to an end. One that came back with an error, of a full
    /// disk perhaps, took nothing down.
    fn poisoned(&self, lot: &[Opened<'_>]) -> Result<bool> {
        let noted = self.vault.view().attempts()?;
        let left = |one: &Opened<'_>| {
            let bundle = BundleId(one.id());
            !self.ended.contains(&bundle) && noted.iter().any(|(noted, _)| *noted == bundle)
        };
        Ok(lot.iter().any(left))
    }

    /// Notes bundles before they are tried.
    fn note(&mut self, lot: &[Opened<'_>], now: i64) -> Result<()> {
        self.vault.write(|tx| {
            lot.iter().try_for_each(|one| {
                tx.note_attempt(BundleId(one.id()), Moment(now))?;
                Ok(())
            })
        })
    }

    /// Notes that trying them came to an end.
    fn clear(&mut self, lot: &[Opened<'_>]) -> Result<()> {
        self.vault.write(|tx| {
            lot.iter()
                .try_for_each(|one| Ok(tx.clear_attempt(BundleId(one.id()))?))
        })
    }
}
