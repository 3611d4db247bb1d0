//! The rows that screens are read from: written in the transaction of the step that changes them.
//!
//! Only the parts that a step can change are written anew, so that one answer costs the same in a long agreement as in
//! a short one. Everything here can be thrown away and made again from acts and words, with the same rows. Who has
//! received what is not in them: it changes without any act, and is looked up when a screen is drawn.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::state::Joined;
use countersign_domain::{ActId, AgreementId, Claimed, PartId, Role, Subject, Touched};
use countersign_sync::Batch;
use countersign_vault::{AgreementRow, EntryRow, Moment, PartRow, Tx};

use crate::book::Book;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{agreement_text, role_view};
use crate::owing::named_day;
use crate::page::Page;
use crate::persist;
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
        Touched::Parts(parts) => some(tx, agreement, book, parts),
    }
}

/// Writes the rows of the parts that a day can change.
pub(crate) fn dated(tx: &Tx<'_>, agreement: AgreementId, book: &mut Book) -> Result<()> {
    let dated = book
        .parts()
        .iter()
        .copied()
        .filter(|part| has_day(book, *part))
        .collect();
    some(tx, agreement, book, dated)
}

fn has_day(book: &Book, part: PartId) -> bool {
    book.acts_of(part).iter().any(|act| {
        named_day(act).is_some()
            || terms::suggestion(act).is_some_and(|it| it.until.is_some())
            || matches!(&act.header.deed, countersign_domain::Deed::Decide(it) if it.until.is_some())
    })
}

/// Writes every row of an agreement.
pub(crate) fn all(tx: &Tx<'_>, agreement: AgreementId, book: &mut Book) -> Result<()> {
    let parts = book.parts().iter().copied().collect();
    book.summaries = Some(BTreeMap::new());
    some(tx, agreement, book, parts)
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

fn some(
    tx: &Tx<'_>,
    agreement: AgreementId,
    book: &mut Book,
    parts: BTreeSet<PartId>,
) -> Result<()> {
    let row = tx.agreement(agreement)?.ok_or(Code::AgreementUnknown)?;
    let mut summaries = match book.summaries.take() {
        Some(summaries) => summaries,
        None => every_summary(&page_of(&row, book, **tx))?,
    };
    {
        let page = page_of(&row, book, **tx);
        for part in parts {
            if let Some((entry, summary)) = page.summed_up(part)? {
                tx.put_part(&part_row(&page, part, &entry)?)?;
                summaries.insert(part, summary);
            }
        }
        tx.put_entry(&entry_row(&page, &row, &summaries)?)?;
    }
    book.summaries = Some(summaries);
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
            return Ok(entry.map(|entry| {
                let for_reader = self.reader == Role::Client && !entry.seen;
                (
                    entry,
                    Summary {
                        debt: None,
                        for_reader,
                        promise: None,
                    },
                )
            }));
        };
        let entry = self.part_entry(&part)?;
        let debt = self.owed_by(&part, Role::Keyworker)?;
        let asked = self.owed_by(&part, self.reader)?;
        let summary = Summary {
            debt: debt.map(|debt| (debt, entry.words.clone())),
            for_reader: asked.is_some_and(|debt| debt.wants == Wants::Answer),
            promise: self.promise(&part)?.filter(|promise| promise.open),
        };
        Ok(Some((entry, summary)))
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

fn part_row(page: &Page<'_>, part: PartId, entry: &PartEntry) -> Result<PartRow> {
    let kept = PartEntry {
        delivered: None,
        ..entry.clone()
    };
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
        detail: json(&kept)?,
    })
}

fn entry_row(
    page: &Page<'_>,
    row: &AgreementRow,
    summaries: &BTreeMap<PartId, Summary>,
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
