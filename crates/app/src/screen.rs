//! The screen of one agreement, from its rows alone: no act is read and nothing is folded to draw it.
//!
//! It exists because opening a vault and looking at one agreement is what people do most. What a row keeps is written
//! in the transaction of the step that changes it (`project.rs`), and is no truth: rows of another build, or of a day
//! on which something has passed since, are made again from the acts.

use std::collections::BTreeMap;

use countersign_domain::{AgreementId, Claimed, Day, DeviceId};
use countersign_vault::{AgreementRow, Tx, View};
use serde::{Deserialize, Serialize};

use crate::agreements::{read_detail, stage_to_show};
use crate::book::Book;
use crate::codes::Result;
use crate::error::Code;
use crate::lacking::Lacking;
use crate::names;
use crate::page::{Names, Page};
use crate::project;
use crate::session::{Session, spared};
use crate::view::{self, AgreementView, Delivery, Moment, PartEntry, Stage};

/// What the rows say and how. Rows of another form are made anew; a build that would write others of the same acts
/// counts on.
const FORM: u32 = 2;

/// What the row of an agreement keeps for its screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Screen {
    form: u32,
    /// The last day on which this, and the rows of the parts, are still true; `None` where no day changes anything.
    last: Option<view::Day>,
    stage: Stage,
    until: Option<view::Day>,
    paused_all: bool,
    /// The other person's devices that have all of the reader's acts.
    complete: Vec<String>,
    unsent: u32,
    on_way: u32,
}

impl Screen {
    /// As the acts say. `until` is the end that an agreed arrangement names, `last` the next of all days that are named
    /// in the parts.
    pub(crate) fn of(
        page: &Page<'_>,
        lacking: &Lacking,
        until: Option<view::Day>,
        last: Option<Day>,
    ) -> Self {
        Self {
            form: FORM,
            last: last.map(names::day_text),
            stage: page.stage(),
            until,
            paused_all: page.paused_all(),
            complete: lacking
                .complete()
                .map(|device| device.to_string())
                .collect(),
            unsent: lacking.unsent,
            on_way: lacking.on_way,
        }
    }

    /// What a row keeps, unless another build wrote it.
    fn read(kept: &str) -> Option<Self> {
        let screen: Self = serde_json::from_str(kept).ok()?;
        (screen.form == FORM).then_some(screen)
    }

    fn is_true_on(&self, day: Day) -> bool {
        let day = names::day_text(day);
        self.last.as_ref().is_none_or(|last| day <= *last)
    }
}

/// Whether rows of this build are there.
pub(crate) fn is_kept(rows: View<'_>, agreement: AgreementId) -> Result<bool> {
    Ok(kept(rows, agreement)?.is_some())
}

fn kept(rows: View<'_>, agreement: AgreementId) -> Result<Option<Screen>> {
    let entry = rows.entry(agreement)?;
    Ok(entry.and_then(|entry| Screen::read(&entry.screen)))
}

impl Session {
    /// One agreement as its owner sees it on this day.
    pub(crate) fn screen(&mut self, agreement: AgreementId, now: i64) -> Result<AgreementView> {
        let today = Claimed(now).day();
        let day = self.row(agreement)?.day_seen.max(today);
        let screen = match kept(self.vault.view(), agreement)? {
            Some(screen) if screen.is_true_on(day) => {
                self.believe(agreement, today, |session| {
                    Ok(session.vault.write(|tx| tx.see_day(agreement, today))?)
                })?;
                screen
            }
            Some(_) => self.folded(agreement, now)?,
            None => {
                self.load(agreement)?;
                let all = |tx: &Tx<'_>, book: &mut Book| project::all(tx, agreement, book);
                spared(self.in_one_write(agreement, all))?;
                self.folded(agreement, now)?
            }
        };
        drawn(self.vault.view(), &self.row(agreement)?, screen)
    }

    /// The same from the acts: looking at the page writes the rows of the parts that the day has changed.
    fn folded(&mut self, agreement: AgreementId, now: i64) -> Result<Screen> {
        let page = self.page(agreement, now)?;
        let until = page.agreed_end()?;
        Ok(Screen::of(&page, &Lacking::of(&page), until, None))
    }
}

/// The screen and the rows of the parts, with when the devices were heard that have what the reader wrote.
fn drawn(rows: View<'_>, row: &AgreementRow, screen: Screen) -> Result<AgreementView> {
    let heard = rows.peers(row.id)?.into_iter();
    let heard: BTreeMap<DeviceId, i64> = heard.map(|peer| (peer.device, peer.heard.0)).collect();
    let first = |devices: &[DeviceId]| {
        let told = devices.iter().filter_map(|device| heard.get(device));
        told.min().map(|at| Delivery {
            who: names::role_view(row.role.other()),
            device: None,
            at: Moment(*at),
        })
    };
    let mut parts = Vec::new();
    for kept in rows.parts(row.id)? {
        let mut entry: PartEntry = read_detail(&kept.detail)?;
        entry.delivered = first(&kept.there);
        parts.push(entry);
    }
    let complete = screen.complete.iter();
    let complete: Vec<DeviceId> = complete
        .map(|device| device.parse().map_err(|_| Code::VaultDamaged.into()))
        .collect::<Result<_>>()?;
    let names = Names::of_row(row);
    Ok(AgreementView {
        id: names::agreement_text(row.id),
        role: names::role_view(row.role),
        client: names.client,
        keyworker: names.keyworker,
        stage: stage_to_show(rows, row.id, screen.stage)?,
        until: screen.until,
        paused_all: screen.paused_all,
        other_has_all: first(&complete),
        unsent: screen.unsent,
        on_way: screen.on_way,
        parts,
    })
}
