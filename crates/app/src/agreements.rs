//! Agreements: founding one, the list, one with its parts, and what happened in it.
//!
//! The list and the parts are read from rows; one part and the history from the acts of one agreement. Nothing here
//! loads an Automerge document.

use std::collections::BTreeMap;

use countersign_domain::{AgreementId, Claimed, PartId, PartKind, Role};
use countersign_sync::{Body, Field, Replica};
use countersign_vault::{AgreementRow, Moment, View};

use crate::app::App;
use crate::book::Book;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::page::Page;
use crate::pairing_state::awaits_first_file;
use crate::persist;
use crate::project;
use crate::terms::{self, Texts};
use crate::vaults::first_name;
use crate::view::{
    self, AgreementEntry, AgreementView, HistoryEntry, NewAgreement, PartView, Stage,
};

impl App {
    /// Founds an agreement; parts can be written before anybody joins.
    ///
    /// # Errors
    /// When a name is missing, or the vault cannot be written.
    pub fn found_agreement(&mut self, ask: &NewAgreement) -> Result<view::AgreementId> {
        let (own_name, other_name) = (first_name(&ask.my_name)?, first_name(&ask.other_name)?);
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let texts = Texts::from([
            (Field::Name, own_name.clone()),
            (Field::OtherName, other_name.clone()),
        ]);
        let body = Body::new(texts, world);
        let (role, recovery) = (session.role, session.recovery);
        let made = Replica::found(
            &session.keys,
            role,
            recovery,
            Some(&body),
            Claimed(now),
            world,
        );
        let (replica, batch) = made.map_err(Error::from)?;
        let id = replica.agreement().id();
        let own = batch.own.as_ref().ok_or(Code::Broken)?;
        let row = new_row(id, role, own, (own_name, other_name), now);
        let mut book = Book::new(replica, BTreeMap::new());
        let device = session.device();
        session.vault.write(|tx| {
            tx.add_agreement(&row)?;
            persist::save(tx, id, &batch, device, now)?;
            project::all(tx, id, &mut book)
        })?;
        book.replica.saved();
        session.hold(id, book);
        Ok(names::agreement_text(id))
    }

    /// The list of agreements, oldest first, with those that this device has asked to join.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn agreements(&mut self) -> Result<Vec<AgreementEntry>> {
        let (session, world) = self.unlocked()?;
        let today = names::day_text(Claimed(world.now()).day());
        let rows = session.vault.view();
        let mut entries: BTreeMap<AgreementId, String> = rows
            .entries()?
            .into_iter()
            .map(|row| (row.agreement, row.detail))
            .collect();
        let mut list = Vec::new();
        for row in rows.agreements()? {
            let detail = entries.remove(&row.id).ok_or(Code::VaultDamaged)?;
            let mut entry: AgreementEntry = read_detail(&detail)?;
            // Rows are of the day on which they were written; what has passed since is left out (law 7).
            entry.next.retain(|meeting| meeting.day >= today);
            entry.away.retain(|away| away.until >= today);
            for away in &mut entry.away {
                away.now = away.from <= today;
            }
            entry.stage = stage_to_show(rows, row.id, entry.stage)?;
            list.push(entry);
        }
        list.extend(session.joining_entries()?);
        Ok(list)
    }

    /// One agreement with its parts.
    ///
    /// # Errors
    /// When it is not here, or the vault cannot be read.
    pub fn agreement(&mut self, id: &view::AgreementId) -> Result<AgreementView> {
        let agreement = names::agreement(id)?;
        let (session, world) = self.unlocked()?;
        session.screen(agreement, world.now())
    }

    /// One part with all that its screen shows.
    ///
    /// # Errors
    /// When it is not here, or the vault cannot be read.
    pub fn part(&mut self, agreement: &view::AgreementId, part: &view::PartId) -> Result<PartView> {
        let (agreement, part) = crate::acts::place(agreement, part)?;
        let (session, world) = self.unlocked()?;
        session.page(agreement, world.now())?.part(part)
    }

    /// What happened in an agreement, oldest first.
    ///
    /// # Errors
    /// When it is not here, or the vault cannot be read.
    pub fn history(&mut self, agreement: &view::AgreementId) -> Result<Vec<HistoryEntry>> {
        let agreement = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        session.page(agreement, world.now())?.history()
    }

    /// Throws away every row that screens are read from, and makes it again from acts and words.
    ///
    /// # Errors
    /// When it is not here, or the vault cannot be written.
    pub fn rebuild(&mut self, agreement: &view::AgreementId) -> Result<()> {
        let agreement = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        session.forget(agreement);
        session.load(agreement)?;
        session.in_one_write(agreement, |tx, book| project::rebuild(tx, agreement, book))
    }
}

/// The row of an agreement that begins on this device.
pub(crate) fn new_row(
    id: AgreementId,
    role: Role,
    own: &countersign_sync::OwnRow,
    (own_name, other_name): (String, String),
    now: i64,
) -> AgreementRow {
    AgreementRow {
        id,
        role,
        own_name,
        other_name,
        began: Moment(now),
        closed: false,
        day_seen: Claimed(now).day(),
        position: persist::position(own),
        fresh_incarnation: false,
        heads: Vec::new(),
        act_count: 0,
    }
}

impl Page<'_> {
    /// The end that an agreed arrangement names; of several the earliest.
    pub(crate) fn agreed_end(&self) -> Result<Option<view::Day>> {
        let mut ends = Vec::new();
        // A part is called by its first act, whose kind all its versions share: only arrangements are drawn.
        let arranged = |part: &&PartId| {
            let first = self.book.agreement().act(**part);
            let first = first.and_then(terms::suggestion);
            first.is_some_and(|first| first.part_kind == PartKind::Arrangement)
        };
        for part in self.book.parts().iter().filter(arranged) {
            let Some(drawn) = self.drawn(*part)? else {
                continue;
            };
            let agreed = drawn
                .agreed
                .shown()
                .and_then(|id| self.book.agreement().act(id));
            ends.extend(agreed.and_then(terms::suggestion).and_then(|it| it.until));
        }
        Ok(ends.into_iter().min().map(names::day_text))
    }
}

/// The stage as the acts say it, and what this device knows besides: that the other has only to send a first file.
pub(crate) fn stage_to_show(rows: View<'_>, id: AgreementId, stage: Stage) -> Result<Stage> {
    if stage == Stage::Alone && awaits_first_file(&rows, id)? {
        return Ok(Stage::FirstFile);
    }
    Ok(stage)
}

/// What a row keeps as text; rows are written by this app.
pub(crate) fn read_detail<T: serde::de::DeserializeOwned>(detail: &str) -> Result<T> {
    serde_json::from_str(detail).map_err(|_| Code::VaultDamaged.into())
}
