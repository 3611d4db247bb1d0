//! What a relay answered, judged: nothing is believed that is not durable here or signed inside.

use countersign_road::{Answer, Fault};
use countersign_seal::{SecretBytes, entropy};
use countersign_vault::{MailboxRow, MailboxState, Moment, PostedRow};

use super::fault::{code_of, is_of_a_bundle, is_of_the_way, read, text_of};
use super::job::{Job, What};
use super::pace::Pace;
use super::post::Stage;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::session::Session;
use crate::view::SyncView;
use crate::world::World;

impl App {
    /// Takes in what was answered, or why nothing was. Gives what came of it; then ask for more errands.
    ///
    /// # Errors
    /// When the vault is locked, or cannot be written. Then nothing was lost: it is asked again.
    pub fn answered(
        &mut self,
        job: Job,
        answer: std::result::Result<Answer, Fault>,
    ) -> Result<SyncView> {
        let (session, world) = self.unlocked()?;
        session.post.land(job.mailbox, job.what);
        let Some(row) = session.vault.view().mailbox(job.mailbox)? else {
            return Ok(SyncView::default());
        };
        let address = row.address.clone();
        let done = match answer {
            Ok(answer) => session.take_answer(row, &job, answer, world),
            Err(fault) => session.take_fault(row, &job, fault, world),
        };
        if done.is_err() {
            // A full disk must not be knocked at without a pause.
            session.slow_down(&address, world);
        }
        done.map(|done| SyncView { asked: 1, ..done })
    }
}

impl Session {
    fn take_answer(
        &mut self,
        mut row: MailboxRow,
        job: &Job,
        answer: Answer,
        world: &mut dyn World,
    ) -> Result<SyncView> {
        let now = world.now();
        self.post.set_pace(&row.address, Pace::default());
        self.clear_way(&row)?;
        row.last_success = Moment(now);
        if read(&row.fault).is_some_and(|code| clears(job.what, code)) {
            row.fault = String::new();
            row.failing_since = Moment(0);
        }
        let done = SyncView::default();
        match (job.what, answer) {
            (What::Meet, Answer::About { pin, needs_token }) => {
                return self.met_relay(row, pin, needs_token, now).map(|()| done);
            }
            (What::Open, Answer::Done) => {
                row.state = MailboxState::On;
                row.token = SecretBytes::new(Vec::new());
            }
            (What::Renew { .. }, Answer::Done) => {
                row.key = std::mem::replace(&mut row.next_key, SecretBytes::new(Vec::new()));
                row.asked = false;
                row.state = MailboxState::On;
            }
            (What::Fetch, Answer::Page(page)) => return self.take_page(row, &page, world),
            (What::Put(turn), Answer::Kept { number }) => {
                return self.note_put(&row, turn, number);
            }
            (What::Drop(turn), Answer::Done) => {
                self.vault.write(|tx| tx.drop_posted(turn))?;
                row.patience = 0;
            }
            (What::Fullness, Answer::Fullness(fullness)) => {
                row.bundles = (fullness.bundles, fullness.bundles_max);
                row.bytes = (fullness.bytes, fullness.bytes_max);
                row.keep_days = fullness.keep_days;
                row.counted = Moment(now);
                self.offer_forgotten(&mut row, now)?;
            }
            (What::Invite(device), Answer::Done) => self.note_told(&row, device)?,
            (What::Remove(device), Answer::Done) => {
                if !self.post.round(row.name).remove_first.remove(&device) {
                    self.note_told(&row, device)?;
                }
            }
            (What::Leave, Answer::Done) => {
                self.post.begin_anew(row.name);
                self.vault.write(|tx| tx.drop_mailbox(row.name))?;
                return Ok(done);
            }
            // It answers another question than was asked.
            (
                What::Meet
                | What::Open
                | What::Renew { .. }
                | What::Fetch
                | What::Put(_)
                | What::Drop(_)
                | What::Fullness
                | What::Invite(_)
                | What::Remove(_)
                | What::Leave,
                Answer::About { .. }
                | Answer::Fullness(_)
                | Answer::Kept { .. }
                | Answer::Page(_)
                | Answer::Done,
            ) => return self.take_fault(row, job, Fault::Malformed, world),
        }
        self.vault.write(|tx| tx.put_mailbox(&row))?;
        Ok(done)
    }

    /// A relay was met: from now on it is known again by what was met.
    fn met_relay(
        &mut self,
        mut row: MailboxRow,
        pin: Option<[u8; 32]>,
        needs_token: bool,
        now: i64,
    ) -> Result<()> {
        row.pin = pin;
        self.post.round(row.name).met = true;
        let shut =
            needs_token && row.state == MailboxState::Opening && row.token.expose().is_empty();
        if shut {
            self.note_trouble(&mut row, Code::RelayNeedsCard, now)?;
        }
        let known = self.vault.view().relays()?;
        let known = known
            .into_iter()
            .find(|it| it.address == row.address && it.pin.is_none());
        Ok(self.vault.write(|tx| {
            if let Some(relay) = known {
                tx.put_relay(&countersign_vault::RelayRow { pin, ..relay })?;
            }
            tx.put_mailbox(&row)
        })?)
    }

    /// A bundle is durable at the relay.
    fn note_put(&mut self, row: &MailboxRow, turn: i64, number: u64) -> Result<SyncView> {
        self.vault.write(|tx| {
            tx.note_put(turn, number, row.last_success)?;
            tx.put_mailbox(row)
        })?;
        Ok(SyncView {
            put: 1,
            ..SyncView::default()
        })
    }

    fn note_told(&mut self, row: &MailboxRow, device: countersign_domain::DeviceId) -> Result<()> {
        let devices = self.vault.view().mailbox_devices(row.name)?;
        let Some(known) = devices.into_iter().find(|it| it.device == device) else {
            return Ok(());
        };
        let told = countersign_vault::MailboxDeviceRow {
            told: true,
            ..known
        };
        Ok(self.vault.write(|tx| tx.put_mailbox_device(&told))?)
    }

    /// A relay that has fewer bundles than it took, and that nobody dropped, forgot some: all is offered again. One
    /// that goes on forgetting is given it less and less often.
    fn offer_forgotten(&mut self, row: &mut MailboxRow, now: i64) -> Result<()> {
        let posted = self.vault.view().posted(row.name)?;
        let kept: Vec<&PostedRow> = posted.iter().filter(|it| it.number.is_some()).collect();
        let Some(newest) = kept.iter().map(|it| it.at.0).max() else {
            return Ok(());
        };
        let patience = super::page::DAY_SECONDS << row.patience.min(10);
        let lost = row.bundles.0 < kept.len() as u64;
        if lost && (row.patience == 0 || now - newest > patience) {
            self.offer_lost(row, now)?;
        }
        Ok(())
    }

    /// Offers everything again that the relay seems to have lost.
    pub(super) fn offer_lost(&mut self, row: &mut MailboxRow, now: i64) -> Result<()> {
        self.offer_again(row.agreement, now)?;
        row.news = true;
        row.patience = row.patience.saturating_add(1);
        let round = self.post.round(row.name);
        if round.stage != Stage::Fetch {
            round.stage = Stage::Put;
        }
        Ok(())
    }

    /// The way to an address works again, for every mailbox there.
    fn clear_way(&mut self, row: &MailboxRow) -> Result<()> {
        self.set_way(&row.address, None, 0)
    }

    /// Notes what is wrong with the way to an address, for every mailbox there; what is the same is not written again.
    pub(super) fn set_way(&mut self, address: &str, code: Option<Code>, now: i64) -> Result<()> {
        if self.post.is_known_clear(address, code.is_none()) {
            return Ok(());
        }
        let all = self.vault.view().mailboxes()?;
        let there = all.into_iter().filter(|it| it.address == address);
        let mut changed = Vec::new();
        for mut row in there {
            let known = read(&row.fault);
            // That a bundle was damaged must not hide for weeks that nothing comes at all.
            let gives_way = known.is_none_or(|known| {
                is_of_the_way(known) || (code.is_some() && is_of_a_bundle(known))
            });
            if known == code || !gives_way || row.state == MailboxState::Gone {
                continue;
            }
            row.fault = code.map(text_of).unwrap_or_default();
            if known.is_none_or(is_of_a_bundle) || code.is_none() {
                row.failing_since = Moment(now);
            }
            changed.push(row);
        }
        if changed.is_empty() {
            return Ok(());
        }
        Ok(self
            .vault
            .write(|tx| changed.iter().try_for_each(|row| tx.put_mailbox(row)))?)
    }

    /// Notes what is wrong with a mailbox; the caller keeps the row. It rests for an hour.
    pub(super) fn note_trouble(
        &mut self,
        row: &mut MailboxRow,
        code: Code,
        now: i64,
    ) -> Result<()> {
        if read(&row.fault) != Some(code) {
            row.fault = text_of(code);
            row.failing_since = Moment(now);
        }
        if matches!(row.state, MailboxState::Opening | MailboxState::Joining) {
            let wait = u32::try_from(super::pace::much_later(0)).unwrap_or(u32::MAX);
            let pace = self.post.pace(&row.address).later(now, wait);
            self.post.set_pace(&row.address, pace);
        }
        Ok(())
    }

    /// Lets an address alone for a while. Questions that were out beside each other and failed are one failure.
    pub(super) fn slow_down(&mut self, address: &str, world: &mut dyn World) {
        let (now, chance) = (world.now(), u64::from_be_bytes(entropy(world)));
        let pace = self.post.pace(address);
        if !pace.is_due(now) {
            return;
        }
        let pace = pace.failed(now, chance);
        self.post.set_pace(address, pace);
    }

    /// The code of a fault, where it is about no key of ours.
    pub(super) fn take_way_fault(
        &mut self,
        row: &MailboxRow,
        fault: Fault,
        world: &mut dyn World,
    ) -> Result<()> {
        if let Fault::Later { seconds } = fault {
            let pace = self.post.pace(&row.address).later(world.now(), seconds);
            self.post.set_pace(&row.address, pace);
        } else {
            self.slow_down(&row.address, world);
        }
        self.set_way(&row.address, Some(code_of(fault)), world.now())
    }
}

/// Whether the success of a question shows that this trouble is over.
fn clears(what: What, code: Code) -> bool {
    is_of_the_way(code)
        || match what {
            What::Put(_) => matches!(
                code,
                Code::RelayFull | Code::RelayTooLarge | Code::RelayTrouble
            ),
            What::Open | What::Renew { .. } | What::Invite(_) => true,
            What::Meet
            | What::Fetch
            | What::Drop(_)
            | What::Fullness
            | What::Remove(_)
            | What::Leave => code == Code::RelayTrouble,
        }
}
