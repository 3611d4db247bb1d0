//! Sending and receiving by file (design §5): what came is shown first, tried once, and never lost silently.
//!
//! A file holds bundles of one or several agreements, each sealed. Every bundle is noted before it is tried, so that a
//! poisoned one cannot take the app down twice (design §3). Nothing is written into a file before it is durable here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use countersign_domain::{ActId, AgreementId, Deed, PartId};
use countersign_seal::bundle_id;
use countersign_sync::{Extent, Opened, Outcome, Received};
use countersign_vault::{self as vault, AsideRow, BundleId, Moment, Tx};
use countersign_wire::write_bundle_file;

use crate::app::App;
use crate::codes::{Result, reason_code};
use crate::error::{Code, Error};
use crate::files;
use crate::names;
use crate::session::Session;
use crate::view::{self, Arrival, ArrivedFile, Envelope, SentFile};
use crate::world::World;

/// Letters of a bundle's name that stand in the name of its file.
const FILE_NAME_LETTERS: usize = 8;

/// What every part of an agreement reads like.
type Details = BTreeMap<PartId, String>;

/// What came of the bundles so far.
#[derive(Default)]
pub(crate) struct Tally {
    /// What the agreements that were touched read like before.
    before: BTreeMap<AgreementId, Details>,
    pub(crate) applied: u32,
    pub(crate) waiting: u32,
    pub(crate) aside: u32,
}

impl App {
    /// Writes what the other person's devices lack into `folder`, or into the outbox folder of this home.
    ///
    /// # Errors
    /// When nobody has joined, the folder is not there or takes no files, or the vault cannot be written.
    pub fn send_file(
        &mut self,
        agreement: &view::AgreementId,
        folder: Option<&str>,
    ) -> Result<SentFile> {
        let id = names::agreement(agreement)?;
        let folder = files::folder_for(&self.folder, folder)?;
        let (session, world) = self.unlocked()?;
        let (envelopes, acts) = session.bundles(id, Extent::Missing, world)?;
        if envelopes.is_empty() {
            return Err(Code::NotPaired.into());
        }
        let bytes = write_bundle_file(&envelopes)?;
        let name = ActId(bundle_id(&bytes)).to_string();
        let name: String = name.chars().take(FILE_NAME_LETTERS).collect();
        let path = files::put(&folder, &format!("{name}.countersign"), &bytes)?;
        Ok(files::sent(&path, bytes.len(), acts))
    }

    /// Shows what is in a file and takes nothing in.
    ///
    /// # Errors
    /// When it is no file of ours, or one of a newer app.
    pub fn look_at_file(&mut self, bytes: &[u8]) -> Result<ArrivedFile> {
        let (session, world) = self.unlocked()?;
        let envelopes = session.each(bytes, &mut |session, lot| session.look_at_lot(lot, world))?;
        Ok(ArrivedFile { envelopes })
    }

    /// Takes a file in; any number of times gives the same. What could not be taken in says why.
    ///
    /// # Errors
    /// When it is no file of ours, or the vault cannot be written; what was taken in before that is durable.
    pub fn receive_file(&mut self, bytes: &[u8]) -> Result<Arrival> {
        let (session, world) = self.unlocked()?;
        let mut tally = Tally::default();
        let envelopes = session.each(bytes, &mut |session, lot| {
            session.take_in(lot, &mut tally, world)
        })?;
        session.arrival(envelopes, &tally)
    }

    /// What was kept aside, the oldest first.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn aside(&mut self) -> Result<Vec<view::AsideEntry>> {
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view().aside()?;
        Ok(rows
            .into_iter()
            .map(|row| view::AsideEntry {
                id: ActId(row.id.0).to_string(),
                agreement: row.agreement.map(names::agreement_text),
                at: view::Moment(row.at.0),
                code: countersign_sync::Reason::from_code(row.reason)
                    .map_or(Code::KeptAside, reason_code),
                bytes: u32::try_from(row.bytes.len()).unwrap_or(u32::MAX),
            })
            .collect())
    }

    /// Tries something again that was kept aside.
    ///
    /// # Errors
    /// When it is not there, or the vault cannot be written.
    pub fn retry_aside(&mut self, id: &str) -> Result<Arrival> {
        let id: ActId = id.parse().map_err(|_| Error::from(Code::Malformed))?;
        let (session, world) = self.unlocked()?;
        let row = session
            .vault
            .view()
            .aside_one(BundleId(id.0))?
            .ok_or(Code::FileUnreadable)?;
        let mut tally = Tally::default();
        session.vault.write(|tx| tx.clear_attempt(row.id))?;
        let lot = session.lot(&[&row.bytes])?;
        let envelopes = session.take_in(lot, &mut tally, world)?;
        session.arrival(envelopes, &tally)
    }
}

/// A bundle of which nothing can be told but what is wrong with it.
pub(crate) fn problem(agreement: Option<AgreementId>, code: Code) -> Envelope {
    Envelope {
        agreement: agreement.map(names::agreement_text),
        sender: None,
        role: None,
        new_acts: 0,
        known_acts: 0,
        living: 0,
        gaps: 0,
        problem: Some(code),
    }
}

impl Session {
    /// The bundles for the others, durable before they are handed out, and how many acts they carry.
    pub(crate) fn bundles(
        &mut self,
        agreement: AgreementId,
        extent: Extent,
        world: &mut dyn World,
    ) -> Result<(Vec<Vec<u8>>, usize)> {
        let envelopes = self.make_bundles(agreement, extent, world, |_, _, _| Ok(()))?;
        let mut acts = 0;
        for envelope in &envelopes {
            acts += self
                .address(envelope, &[])?
                .map_or(0, |opened| opened.acts());
        }
        Ok((envelopes, acts))
    }

    /// Makes bundles; what `also` keeps of them, with the heads of all that is here, is durable in the same step. Where
    /// there is nothing to send, nothing is kept.
    pub(crate) fn make_bundles(
        &mut self,
        agreement: AgreementId,
        extent: Extent,
        world: &mut dyn World,
        also: impl FnOnce(&Tx<'_>, &[Vec<u8>], &[ActId]) -> Result<()>,
    ) -> Result<Vec<Vec<u8>>> {
        let now = world.now();
        self.load(agreement)?;
        let (vault, book, keys) = self.open_book(agreement)?;
        let rows = vault.view();
        let body_of = |act| match rows.body(agreement, act) {
            Ok(vault::Body::Here(bytes)) => Some(bytes),
            Ok(vault::Body::NotHere | vault::Body::Erased) | Err(_) => None,
        };
        let made = book.replica.send(keys, extent, &body_of, now, world);
        let (envelopes, batch) = made.map_err(Error::from)?;
        if envelopes.is_empty() {
            return Ok(envelopes);
        }
        let heads: Vec<ActId> = book.agreement().heads().iter().copied().collect();
        self.keep_step(agreement, &batch, now, |tx| also(tx, &envelopes, &heads))?;
        Ok(envelopes)
    }

    /// Counts what came of a bundle.
    pub(crate) fn count(
        &mut self,
        agreement: AgreementId,
        received: &Received,
        tally: &mut Tally,
    ) -> Result<()> {
        if matches!(received.outcome, Outcome::Aside(_)) {
            tally.aside += 1;
        }
        let (book, _) = self.book(agreement)?;
        let joined = book.agreement().joined() != countersign_domain::state::Joined::NotYet;
        for id in &received.acts {
            match book.agreement().act(*id) {
                Some(act) if matches!(act.header.deed, Deed::Receipt { .. }) => {}
                Some(_) => tally.applied += u32::from(book.agreement().refusal(*id).is_none()),
                None => tally.waiting += 1,
            }
        }
        if joined {
            self.end_pairing(agreement)?;
        }
        Ok(())
    }

    /// What to show of a bundle that was received.
    pub(crate) fn shown(&mut self, opened: &Opened<'_>, received: &Received) -> Result<Envelope> {
        let row = self.row(opened.agreement())?;
        let (book, _) = self.book(opened.agreement())?;
        let agreement = book.agreement();
        let role = agreement
            .devices()
            .get(&opened.sender())
            .map(|device| device.owner);
        let receipt = |id: &&ActId| {
            agreement
                .act(**id)
                .is_some_and(|act| matches!(act.header.deed, Deed::Receipt { .. }))
        };
        let new = received.acts.iter().filter(|id| !receipt(id)).count();
        let known = opened.acts().saturating_sub(received.acts.len());
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Envelope {
            agreement: Some(names::agreement_text(opened.agreement())),
            sender: role.map(|role| {
                if role == row.role {
                    row.own_name.clone()
                } else {
                    row.other_name.clone()
                }
            }),
            role: role.map(names::role_view),
            new_acts: small(new),
            known_acts: small(known),
            living: small(received.living),
            gaps: small(agreement.missing().count()),
            problem: match received.outcome {
                Outcome::Taken | Outcome::Already => None,
                Outcome::Aside(reason) | Outcome::Refused(reason) => Some(reason_code(reason)),
            },
        })
    }

    /// Whether this vault has the agreement.
    pub(crate) fn knows(&self, agreement: AgreementId) -> Result<bool> {
        Ok(self.vault.view().agreement(agreement)?.is_some())
    }

    /// A bundle that took the app down is kept and not tried by itself again.
    pub(crate) fn set_poisoned_aside(
        &mut self,
        agreement: AgreementId,
        bundle: BundleId,
        envelope: &[u8],
        now: i64,
    ) -> Result<()> {
        let row = AsideRow {
            id: bundle,
            agreement: Some(agreement),
            sender: None,
            key: None,
            reason: countersign_sync::Reason::BadDocument.code(),
            bytes: envelope.to_vec(),
            at: Moment(now),
        };
        self.vault.write(|tx| {
            tx.keep_aside(&row)?;
            tx.clear_attempt(bundle)
        })?;
        self.forget(agreement);
        Ok(())
    }

    /// Remembers what an agreement reads like before something is taken in, to tell afterwards which parts changed.
    pub(crate) fn remember(&self, agreement: AgreementId, tally: &mut Tally) -> Result<()> {
        if let Entry::Vacant(place) = tally.before.entry(agreement) {
            place.insert(self.part_details(agreement)?);
        }
        Ok(())
    }

    fn part_details(&self, agreement: AgreementId) -> Result<Details> {
        let parts = self.vault.view().parts(agreement)?;
        Ok(parts.into_iter().map(|it| (it.part, it.detail)).collect())
    }

    pub(crate) fn arrival(&self, envelopes: Vec<Envelope>, tally: &Tally) -> Result<Arrival> {
        let mut changed = Vec::new();
        for (agreement, before) in &tally.before {
            let after = self.part_details(*agreement)?;
            let other = after
                .iter()
                .filter(|(part, detail)| before.get(part) != Some(*detail));
            changed.extend(other.map(|(part, _)| names::part_text(*part)));
        }
        Ok(Arrival {
            envelopes,
            applied: tally.applied,
            waiting: tally.waiting,
            aside: tally.aside,
            changed,
        })
    }
}
