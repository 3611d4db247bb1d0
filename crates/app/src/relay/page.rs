//! A page of a mailbox, taken in: the cursor moves on only when everything on it is durable here.

use std::collections::BTreeMap;

use countersign_domain::{AgreementId, DeviceId, Incarnation};
use countersign_seal::SecretBytes;
use countersign_vault::{MailboxRow, Moment};
use countersign_wire::relay::{Cursor, Page};

use super::errands::cursor;
use super::fault::{code_of_bundle, is_of_a_bundle, read};
use super::other_role;
use super::post::Stage;
use crate::codes::Result;
use crate::exchange::Tally;
use crate::session::Session;
use crate::view::{Arrival, SyncView};
use crate::world::World;

/// A day, in seconds.
pub(super) const DAY_SECONDS: i64 = 24 * 3_600;
/// So often another device may speak without having what lies there for it: it may have spoken before it fetched.
const MISSES_MAX: u32 = 3;
/// A relay that goes on losing is given up on more slowly, up to this many doublings.
const DOUBLINGS_MAX: u32 = 5;

/// Where each other device stood when it last spoke.
type Spoken = BTreeMap<DeviceId, (Incarnation, u64)>;

impl Session {
    /// Takes a page in.
    pub(super) fn take_page(
        &mut self,
        mut row: MailboxRow,
        page: &Page,
        world: &mut dyn World,
    ) -> Result<SyncView> {
        let now = world.now();
        let before = cursor(&row);
        let mut done = SyncView::default();
        if !page.parcels.is_empty() {
            let spoken = self.spoken(row.agreement)?;
            done = self.take_parcels(&mut row, page, world)?;
            // What came has noted news; what is kept here must not undo that.
            row.news = true;
            self.count_misses(&mut row, &spoken, now)?;
        }
        if before.is_some_and(|before| before.epoch != page.next.epoch) {
            // It was restored from a backup, and may have lost what came after that.
            self.offer_lost(&mut row, now)?;
        }
        row.cursor = Some((page.next.epoch, page.next.number));
        self.vault.write(|tx| tx.put_mailbox(&row))?;
        let round = self.post.round(row.name);
        round.pages += 1;
        // One that says there is more and goes no further would be asked for ever.
        let further = before.is_none_or(|before| is_further(before, page.next));
        if !page.more || !further || round.has_read_enough() {
            round.stage = Stage::Put;
        }
        Ok(done)
    }

    fn take_parcels(
        &mut self,
        row: &mut MailboxRow,
        page: &Page,
        world: &mut dyn World,
    ) -> Result<SyncView> {
        let mut tally = Tally::default();
        let mut shown = Vec::new();
        let envelopes: Vec<&[u8]> = page
            .parcels
            .iter()
            .map(|parcel| parcel.envelope.as_slice())
            .collect();
        self.lots(&envelopes, &mut shown, &mut |session, lot| {
            session.take_in(lot, &mut tally, world)
        })?;
        let arrival = self.arrival(shown, &tally)?;
        let here = crate::names::agreement_text(row.agreement);
        let theirs = Some(other_role(self.role));
        let joined = arrival.envelopes.iter().any(|it| {
            it.role == theirs && it.agreement.as_ref() == Some(&here) && it.problem.is_none()
        });
        if joined {
            row.other_joined = true;
            row.invited = SecretBytes::new(Vec::new());
        }
        self.note_bad_bundles(row, &arrival, world.now())?;
        Ok(of_arrival(arrival))
    }

    /// Tells of bundles that could not be taken in: once for the mailbox, however many there were, until good ones come.
    fn note_bad_bundles(
        &mut self,
        row: &mut MailboxRow,
        arrival: &Arrival,
        now: i64,
    ) -> Result<()> {
        let mut problems = arrival.envelopes.iter().filter_map(|it| it.problem);
        if let Some(code) = problems.find_map(code_of_bundle) {
            return self.note_trouble(row, code, now);
        }
        let good = arrival.envelopes.iter().any(|it| it.problem.is_none());
        if good && read(&row.fault).is_some_and(is_of_a_bundle) {
            row.fault = String::new();
            row.failing_since = Moment(0);
        }
        Ok(())
    }

    fn spoken(&mut self, agreement: AgreementId) -> Result<Spoken> {
        let (book, _) = self.book(agreement)?;
        let each = book.peers().filter(|peer| peer.heard.is_some());
        Ok(each
            .map(|peer| (peer.device, (peer.incarnation, peer.number)))
            .collect())
    }

    /// Counts how often another device spoke without having what was put for it. Too often: the relay lost it.
    fn count_misses(&mut self, row: &mut MailboxRow, before: &Spoken, now: i64) -> Result<()> {
        let after = self.spoken(row.agreement)?;
        let spoke: Vec<DeviceId> = after
            .into_iter()
            .filter(|(device, place)| before.get(device) != Some(place))
            .map(|(device, _)| device)
            .collect();
        let posted = self.vault.view().posted(row.name)?;
        let Some(book) = self.loaded(row.agreement) else {
            return Ok(());
        };
        let missed: Vec<_> = posted
            .into_iter()
            .filter(|it| it.number.is_some() && !it.heads.is_empty())
            .filter(|it| spoke.iter().any(|device| book.lacks(*device, &it.heads)))
            .collect();
        let most = MISSES_MAX << row.patience.min(DOUBLINGS_MAX);
        if missed.iter().any(|it| it.misses + 1 >= most) {
            return self.offer_lost(row, now);
        }
        if missed.is_empty() {
            return Ok(());
        }
        Ok(self.vault.write(|tx| {
            missed
                .iter()
                .try_for_each(|it| tx.note_misses(it.turn, it.misses + 1))
        })?)
    }
}

fn is_further(before: Cursor, next: Cursor) -> bool {
    before.epoch != next.epoch || next.number > before.number
}

fn of_arrival(arrival: Arrival) -> SyncView {
    let told = |it: &&crate::view::Envelope| it.new_acts > 0 || it.living > 0;
    let mut agreements: Vec<_> = arrival
        .envelopes
        .iter()
        .filter(told)
        .filter_map(|it| it.agreement.clone())
        .collect();
    agreements.sort();
    agreements.dedup();
    SyncView {
        came: u32::try_from(arrival.envelopes.len()).unwrap_or(u32::MAX),
        applied: arrival.applied,
        waiting: arrival.waiting,
        aside: arrival.aside,
        agreements,
        changed: arrival.changed,
        ..SyncView::default()
    }
}
