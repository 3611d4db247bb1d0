//! What is done when a relay says no, or nothing that can be believed.

use countersign_domain::DeviceId;
use countersign_road::{Fault, Refused};
use countersign_seal::{SecretBytes, entropy};
use countersign_vault::{MailboxName, MailboxRow, MailboxState, Moment, PostedRow};

use super::fault::code_of;
use super::job::{Job, What};
use super::post::Stage;
use crate::codes::Result;
use crate::error::Code;
use crate::session::Session;
use crate::view::SyncView;
use crate::world::World;

impl Session {
    /// Judges why there is no answer.
    pub(super) fn take_fault(
        &mut self,
        row: MailboxRow,
        job: &Job,
        fault: Fault,
        world: &mut dyn World,
    ) -> Result<SyncView> {
        match fault {
            Fault::Refused(refused) => self.take_refusal(row, job, refused, world)?,
            Fault::NoWay
            | Fault::TooSlow
            | Fault::NotARelay
            | Fault::Redirected
            | Fault::OtherKey
            | Fault::Unvouched
            | Fault::Clock
            | Fault::Malformed
            | Fault::Later { .. } => self.take_way_fault(&row, fault, world)?,
        }
        Ok(SyncView::default())
    }

    fn take_refusal(
        &mut self,
        mut row: MailboxRow,
        job: &Job,
        refused: Refused,
        world: &mut dyn World,
    ) -> Result<()> {
        let now = world.now();
        match (refused, job.what) {
            (Refused::UnknownKey, What::Renew { anew: true }) => {
                // The first question never arrived: the key on the card is the good one.
                self.post.round(row.name).old_key = true;
                return Ok(());
            }
            (Refused::UnknownKey | Refused::NotAllowed, What::Renew { .. }) => {
                row.state = MailboxState::Gone;
                self.note_trouble(&mut row, Code::RelayCardUsed, now)?;
            }
            (Refused::UnknownKey | Refused::NotAllowed, What::Open) => {
                self.note_trouble(&mut row, Code::RelayCardUsed, now)?;
            }
            (Refused::Taken, What::Open) => return self.open_otherwise(row, world),
            (Refused::Taken, What::Invite(device)) => {
                // It had a key before, which it lost.
                self.post.round(row.name).remove_first.insert(device);
                return Ok(());
            }
            (Refused::SideFull, What::Invite(device)) => {
                self.forget_invitation(row.name, device)?;
                self.note_trouble(&mut row, Code::RelaySideFull, now)?;
            }
            (Refused::UnknownKey, _) if row.state == MailboxState::Left => {
                return Ok(self.vault.write(|tx| tx.drop_mailbox(row.name))?);
            }
            (Refused::UnknownKey, _) => {
                row.state = MailboxState::Gone;
                self.note_trouble(&mut row, Code::RelayGone, now)?;
            }
            (Refused::MailboxFull, _) => {
                self.post.round(row.name).stage = Stage::Tidy;
                self.note_trouble(&mut row, Code::RelayFull, now)?;
            }
            (Refused::TooLarge, What::Put(turn)) => {
                self.forget_lot(row.name, turn)?;
                self.note_trouble(&mut row, Code::RelayTooLarge, now)?;
            }
            (
                Refused::NotAllowed
                | Refused::Taken
                | Refused::SideFull
                | Refused::NoMoreMailboxes
                | Refused::WrongId
                | Refused::TooLarge
                | Refused::Fault
                | Refused::Other,
                _,
            ) => {
                self.slow_down(&row.address, world);
                self.note_trouble(&mut row, code_of(Fault::Refused(refused)), now)?;
            }
        }
        Ok(self.vault.write(|tx| tx.put_mailbox(&row))?)
    }

    /// A name or a key is in use by chance, or by somebody's ill will: others are made.
    fn open_otherwise(&mut self, row: MailboxRow, world: &mut dyn World) -> Result<()> {
        let earlier = row.name;
        let row = MailboxRow {
            name: MailboxName(entropy(world)),
            key: SecretBytes::new(entropy::<32>(world).to_vec()),
            invited: SecretBytes::new(entropy::<32>(world).to_vec()),
            invited_at: Moment(world.now()),
            ..row
        };
        self.slow_down(&row.address, world);
        Ok(self.vault.write(|tx| {
            tx.drop_mailbox(earlier)?;
            tx.put_mailbox(&row)
        })?)
    }

    fn forget_invitation(&mut self, mailbox: MailboxName, device: DeviceId) -> Result<()> {
        Ok(self
            .vault
            .write(|tx| tx.drop_mailbox_device(mailbox, device))?)
    }

    /// Lets go of a bundle that the relay does not take, and of those made with it: they say that all of it is there.
    /// Other roads carry it.
    fn forget_lot(&mut self, mailbox: MailboxName, turn: i64) -> Result<()> {
        let posted = self.vault.view().posted(mailbox)?;
        let ends = |it: &&PostedRow| !it.heads.is_empty();
        let last = posted.iter().filter(ends).find(|it| it.turn >= turn);
        let last = last.map_or(turn, |it| it.turn);
        let gone: Vec<i64> = posted
            .iter()
            .map(|it| it.turn)
            .filter(|it| (turn..=last).contains(it))
            .collect();
        Ok(self
            .vault
            .write(|tx| gone.iter().try_for_each(|turn| tx.drop_posted(*turn)))?)
    }
}
