//! Cards of a mailbox: for the other person, and for a further device of one's own. Each works once, for seven days.

use countersign_domain::{AgreementId, DeviceId};
use countersign_seal::{SecretBytes, entropy};
use countersign_vault::{MailboxDeviceRow, MailboxRow, MailboxState, Moment};
use countersign_wire::relay::{Card, Grant, INVITED_DAYS};
use countersign_wire::write_code;

use super::copied;
use super::page::DAY_SECONDS;
use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::pairing_state::picture_of;
use crate::session::Session;
use crate::view::{self, RelayCard};
use crate::world::World;

impl App {
    /// The card for the other person. Where an earlier one has become too old, a new mailbox is opened for it.
    ///
    /// # Errors
    /// When no relay is on, or the other person needs no card.
    pub fn relay_card(&mut self, agreement: &view::AgreementId) -> Result<RelayCard> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let mut row = session.usable_mailbox(id)?;
        if row.other_joined || row.invited.expose().is_empty() {
            return Err(Code::RelayJoined.into());
        }
        if is_too_old(row.invited_at, now) {
            row = session.reopened(row, world)?;
        }
        let ready = row.state == MailboxState::On;
        card(&row, &row.invited, row.invited_at, ready)
    }

    /// The card for a further device of one's own, which is in the agreement already.
    ///
    /// # Errors
    /// When no relay is on, or the device is not a further one of this person's.
    pub fn relay_device_card(
        &mut self,
        agreement: &view::AgreementId,
        device: &str,
    ) -> Result<RelayCard> {
        let id = names::agreement(agreement)?;
        let device: DeviceId = device.parse().map_err(|_| Error::from(Code::Malformed))?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let row = session.usable_mailbox(id)?;
        let role = session.role;
        let (book, _) = session.book(id)?;
        if book.replica.roster().get(&device) != Some(&role) {
            return Err(Code::DeviceRemoved.into());
        }
        let known = session.vault.view().mailbox_devices(row.name)?;
        let known = known.into_iter().find(|it| {
            it.device == device && !it.key.expose().is_empty() && !is_too_old(it.at, now)
        });
        let invitation = match known {
            Some(known) => known,
            None => session.invite_to(&row, device, world)?,
        };
        card(&row, &invitation.key, invitation.at, invitation.told)
    }
}

impl Session {
    fn usable_mailbox(&self, agreement: AgreementId) -> Result<MailboxRow> {
        let row = self.current_mailbox(agreement)?.ok_or(Code::RelayNone)?;
        match row.state {
            MailboxState::Opening | MailboxState::On => Ok(row),
            MailboxState::Joining | MailboxState::Left => Err(Code::RelayNone.into()),
            MailboxState::Gone => Err(Code::RelayGone.into()),
        }
    }

    fn invite_to(
        &mut self,
        row: &MailboxRow,
        device: DeviceId,
        world: &mut dyn World,
    ) -> Result<MailboxDeviceRow> {
        let invitation = MailboxDeviceRow {
            mailbox: row.name,
            device,
            key: SecretBytes::new(entropy::<32>(world).to_vec()),
            at: Moment(world.now()),
            told: false,
        };
        self.vault.write(|tx| tx.put_mailbox_device(&invitation))?;
        Ok(invitation)
    }

    /// Another mailbox at the same relay: nobody can make a second card for the other side.
    fn reopened(&mut self, row: MailboxRow, world: &mut dyn World) -> Result<MailboxRow> {
        let known = self.vault.view().relays()?;
        let relay = known.into_iter().find(|it| it.address == row.address);
        let relay = relay.unwrap_or(countersign_vault::RelayRow {
            address: row.address.clone(),
            pin: row.pin,
            token: copied(&row.token),
            taken: Moment(world.now()),
        });
        let fresh = self.new_mailbox(row.agreement, &relay, world)?;
        let name = fresh.name;
        self.use_mailbox(fresh, world.now())?;
        let fresh = self.vault.view().mailbox(name)?;
        fresh.ok_or_else(|| Code::Broken.into())
    }
}

fn is_too_old(made: Moment, now: i64) -> bool {
    now - made.0 >= i64::from(INVITED_DAYS) * DAY_SECONDS
}

fn card(row: &MailboxRow, key: &SecretBytes, made: Moment, ready: bool) -> Result<RelayCard> {
    let card = Card {
        address: row.address.clone(),
        pin: row.pin,
        grant: Grant::Join {
            key: key.expose().try_into().map_err(|_| Code::VaultDamaged)?,
            name: row.name.0,
        },
    };
    let code = write_code(&card.encode().map_err(|_| Code::VaultDamaged)?);
    Ok(RelayCard {
        qr: picture_of(&code)?,
        code,
        until: view::Moment(made.0 + i64::from(INVITED_DAYS) * DAY_SECONDS),
        ready,
    })
}
