//! The rows that screens are read from: written in the transaction of the step that changes them.
//!
//! Only the parts that a step can change are written anew, so that one answer costs the same in a long agreement as in
//! a short one. Everything here can be thrown away and made again from acts and words, with the same rows. Which
//! device has what is in them, when it was heard is not: that is looked up when a screen is drawn.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::state::Joined;
use countersign_domain::{
    Act, ActId, AgreementId, Claimed, Day, Deed, DeviceId, PartId, Role, Subject, Touched,
};
use countersign_sync::Batch;
use countersign_vault::{AgreementRow, EntryRow, Moment, PartRow, Tx};

use crate::book::Book;
use crate::codes::Result;
use crate::error::Code;
use crate::lacking::Lacking;
use crate::names::{agreement_text, role_view};
use crate::owing::named_day;
use crate::page::Page;
use crate::persist;
use crate::screen::{self, Screen};
use crate::session::page_of;
use crate::terms;
use crate::view::{AgreementEntry, Debt, PartEntry, PromiseView, Stage, Wants};

/// What the list of agreements needs to know of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    /// The keyworker's debt, and the words of the part, if here.
    pub(crate) debt: Option<(Debt, Option<String>)>,
    /// It waits for the reader.
    pub(crate) for_reader: bool,
    /// What the keyworker has still to keep.
    pub(crate) promise: Option<PromiseView>,
    /// The next of the days that are named in it; when it has passed, the part may look different.
    pub(crate) day: Option<Day>,
    /// The other person's devices that have the reader's newest act about it.
    pub(crate) there: Vec<DeviceId>,
}

/// What a step can change.
struct Changes<'a> {
    parts: BTreeSet<PartId>,
    /// What it applied.
    applied: &'a [ActId],
    /// Another device told what it has.
    told: bool,
}

/// Writes the rows that a step can change.
pub(crate) fn step(
    tx: &Tx<'_>,
    agreement: AgreementId,
    book: &mut Book,
    batch: &Batch,
) -> Result<()> {
    match touched(book, batch) {
        Touched::All => all(tx, agreement, book),
        Touched::Parts(parts) => {
            let changes = Changes {
                parts,
                applied: &batch.applied,
                told: !batch.peers.is_empty(),
            };
            some(tx, agreement, book, changes)
        }
    }
}

/// Writes the rows of the parts that a day can change.
pub(crate) fn dated(tx: &Tx<'_>, agreement: AgreementId, book: &mut Book) -> Result<()> {
    let dated = book
        .parts()
        .iter()
        .copied()
        .filter(|part| {
            book.acts_of(*part)
                .iter()
                .any(|act| days(act).next().is_some())
        })
        .collect();
    let changes = Changes {
        parts: dated,
        applied: &[],
        told: false,
    };
    some(tx, agreement, book, changes)
}

/// The days that an act names after which its part may look different.
fn days(act: &Act) -> impl Iterator<Item = Day> {
    let decided = if let Deed::Decide(decision) = &act.header.deed {
        decision.until
    } else {
        None
    };
    let suggested = terms::suggestion(act).and_then(|it| it.until);
    [named_day(act), suggested, decided].into_iter().flatten()
}

/// Writes every row of an agreement.
pub(crate) fn all(tx: &Tx<'_>, agreement: AgreementId, book: &mut Book) -> Result<()> {
    let parts = book.parts().iter().copied().collect();
    book.summaries = Some(BTreeMap::new());
    let changes = Changes {
        parts,
        applied: &[],
        told: true,
    };
    some(tx, agreement, book, changes)
}

/// Throws away all that can be made again of an agreement, and makes it: rows and findable words.
pub(crate) fn rebuild(tx: &Tx<'_>, agreement: AgreementId, book: &mut Book) -> Result<()> {
    tx.clear_projections(agreement)?;
    for (act, body) in tx.bodies(agreement)? {
        if let countersign_vault::Body::Here(bytes) = body {
            persist::index_again(tx, agreement, act, &bytes)?;
        }
    }
    all(tx, agreement, book)
}

fn some(tx: &Tx<'_>, agreement: AgreementId, book: &mut Book, changes: Changes<'_>) -> Result<()> {
    // Rows of another build say nothing about this one's: then all are made.
    let first = book.summaries.is_none();
    if first && !screen::is_kept(**tx, agreement)? {
        return all(tx, agreement, book);
    }
    let row = tx.agreement(agreement)?.ok_or(Code::AgreementUnknown)?;
    let (known, counted) = (book.summaries.take(), book.lacking.take());
    let page = page_of(&row, book, **tx);
    let mut summaries = match known {
        Some(summaries) => summaries,
        None => every_summary(&page)?,
    };
    let lacking = match counted.filter(|_| !changes.told) {
        Some(mut lacking) => {
            lacking.take(&page, changes.applied);
            lacking
        }
        None => Lacking::of(&page),
    };
    if changes.told {
        for (part, summary) in &mut summaries {
            let there = page.there(&book.acts_of(*part));
            if first || there != summary.there {
                tx.set_there(agreement, *part, &there)?;
                summary.there = there;
            }
        }
    }
    for part in &changes.parts {
        if let Some((entry, summary)) = page.summed_up(*part)? {
            tx.put_part(&part_row(&page, *part, &entry, &summary)?)?;
            summaries.insert(*part, summary);
        }
    }
    tx.put_entry(&entry_row(&page, &row, &summaries, &lacking)?)?;
    (book.summaries, book.lacking) = (Some(summaries), Some(lacking));
    Ok(())
}

fn every_summary(page: &Page<'_>) -> Result<BTreeMap<PartId, Summary>> {
    let mut summaries = BTreeMap::new();
    for part in page.book.parts() {
        if let Some((_, summary)) = page.summed_up(*part)? {
            summaries.insert(*part, summary);
        }
    }
    Ok(summaries)
}

impl Page<'_> {
    /// A part as a line of a list, and what the list of agreements needs of it.
    fn summed_up(&self, id: PartId) -> Result<Option<(PartEntry, Summary)>> {
        let Some(part) = self.drawn(id)? else {
            let entry = self.decision_line(id)?;
            let acts = self.book.acts_of(id);
            return Ok(entry.map(|entry| {
                let summary = Summary {
                    debt: None,
                    for_reader: self.reader == Role::Client && !entry.seen,
                    promise: None,
                    day: self.next_day(&acts),
                    there: self.there(&acts),
                };
                (entry, summary)
            }));
        };
        let entry = self.part_entry(&part)?;
        let debt = self.owed_by(&part, Role::Keyworker)?;
        let asked = self.owed_by(&part, self.reader)?;
        let summary = Summary {
            debt: debt.map(|debt| (debt, entry.words.clone())),
            for_reader: asked.is_some_and(|debt| debt.wants == Wants::Answer),
            promise: self.promise(&part)?.filter(|promise| promise.open),
            day: self.next_day(&part.acts),
            there: self.there(&part.acts),
        };
        Ok(Some((entry, summary)))
    }

    /// The next of the days that these acts name: it has not passed.
    fn next_day(&self, acts: &[&Act]) -> Option<Day> {
        let named = acts.iter().flat_map(|act| days(act));
        named.filter(|day| !self.latest.is_past(Some(*day))).min()
    }

    /// How far the agreement has come.
    pub(crate) fn stage(&self) -> Stage {
        let agreement = self.book.agreement();
        match (agreement.ended_by().len(), agreement.joined()) {
            (2.., _) => Stage::Closed,
            (1, _) => Stage::EndedByOne,
            (_, Joined::NotYet) => Stage::Alone,
            (_, Joined::Once) => Stage::Paired,
            (_, Joined::Twice) => Stage::TwoJoins,
        }
    }
}

fn part_row(
    page: &Page<'_>,
    part: PartId,
    entry: &PartEntry,
    summary: &Summary,
) -> Result<PartRow> {
    let owes = entry.owes.as_ref();
    Ok(PartRow {
        agreement: page.id,
        part,
        kind: json(&entry.kind)?,
        standing: json(&entry.standing.word)?,
        words: entry.words.clone().unwrap_or_default(),
        suggested_by: crate::names::role(entry.suggested_by),
        owes: owes
            .map(|debt| json(&debt.who))
            .transpose()?
            .unwrap_or_default(),
        owes_since: Claimed(owes.map_or(0, |debt| debt.since.0)),
        place: i64::try_from(page.book.place(part)).unwrap_or(i64::MAX),
        detail: json(entry)?,
        there: summary.there.clone(),
    })
}

fn entry_row(
    page: &Page<'_>,
    row: &AgreementRow,
    summaries: &BTreeMap<PartId, Summary>,
    lacking: &Lacking,
) -> Result<EntryRow> {
    let debts = summaries
        .values()
        .filter_map(|summary| summary.debt.as_ref());
    let oldest = debts.min_by_key(|(debt, _)| debt.since);
    let entry = AgreementEntry {
        id: agreement_text(page.id),
        role: role_view(row.role),
        client: page.names.client.clone(),
        keyworker: page.names.keyworker.clone(),
        stage: page.stage(),
        owes: oldest.map(|(debt, _)| debt.clone()),
        owed_words: oldest.and_then(|(_, words)| words.clone()),
        next: page.next()?,
        away: page.away()?,
        promises: promises(summaries),
        hello: page.newest_hello()?,
        until: page.agreed_end()?,
        new_for_me: summaries.values().any(|summary| summary.for_reader),
    };
    let last = summaries.values().filter_map(|summary| summary.day).min();
    let heard = page
        .book
        .peers()
        .filter_map(|peer| peer.heard)
        .max()
        .unwrap_or_default();
    Ok(EntryRow {
        agreement: page.id,
        standing: json(&entry.stage)?,
        owes: oldest
            .map(|(debt, _)| json(&debt.who))
            .transpose()?
            .unwrap_or_default(),
        owes_since: Claimed(oldest.map_or(0, |(debt, _)| debt.since.0)),
        heard: Moment(heard),
        detail: json(&entry)?,
        screen: json(&Screen::of(page, lacking, entry.until.clone(), last))?,
    })
}

/// What the keyworker has still to keep, oldest first.
fn promises(summaries: &BTreeMap<PartId, Summary>) -> Vec<PromiseView> {
    let mut promises: Vec<PromiseView> = summaries
        .values()
        .filter_map(|summary| summary.promise.clone())
        .collect();
    promises.sort_by_key(|promise| promise.since);
    promises
}

/// The parts whose rows a step can change: by its acts, by what waits, by words that came or went.
fn touched(book: &Book, batch: &Batch) -> Touched {
    let agreement = book.agreement();
    let mut parts = BTreeSet::new();
    let waiting = batch.acts.iter().filter(|row| row.waiting);
    let waiting = waiting.filter_map(|row| agreement.waiting().find(|act| act.id == row.id));
    for act in batch
        .applied
        .iter()
        .filter_map(|id| agreement.act(*id))
        .chain(waiting)
    {
        match agreement.touched(act) {
            Touched::All => return Touched::All,
            Touched::Parts(some) => parts.extend(some),
        }
        if act.header.subject == Subject::All {
            return Touched::All;
        }
        parts.extend(book.part_of(act.id));
    }
    let worded = batch
        .bodies
        .iter()
        .map(|body| body.act)
        .chain(batch.erased.iter().copied());
    parts.extend(worded.filter_map(|act: ActId| book.part_of(act)));
    // What became of a part shows on the decision that it came back as (law 6).
    let decided = agreement.decision_ids().filter(|id| {
        agreement
            .decision(*id)
            .is_some_and(|it| !it.overrides.is_disjoint(&parts))
    });
    let decided: Vec<PartId> = decided.collect();
    parts.extend(decided);
    Touched::Parts(parts)
}

/// What a row keeps as text.
fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Code::Broken.into())
}
