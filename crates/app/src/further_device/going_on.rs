//! Where the adding of a device stopped: a vault locks, a machine is switched off, and both go on with what they had.
//!
//! Everything is read from the rows of the pairing; each step gives what it gave before.

use countersign_domain::{ActId, AgreementId, DeviceId};
use countersign_seal::{Founder, act_id};
use countersign_wire::write_code;

use super::{ADDED_NAME, RETURNING_NAME, adder_name};
use crate::app::App;
use crate::codes::Result;
use crate::names;
use crate::pairing_state::{Kept, Side, invite, read, shown};
use crate::session::Session;
use crate::view::{self, AddedBy, DeviceJoining, DevicePairing};

impl App {
    /// The pairings in which this device is becoming one of its person's own, the oldest first, each with its next step.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn device_joins(&mut self) -> Result<Vec<DeviceJoining>> {
        let (session, _) = self.unlocked()?;
        let mut joins = Vec::new();
        for row in session.vault.view().pairings()? {
            let by = if row.name.starts_with(ADDED_NAME) {
                AddedBy::Device
            } else if row.name.starts_with(RETURNING_NAME) {
                AddedBy::Kit
            } else {
                continue;
            };
            let (Some(id), kept) = (row.agreement, read(&row)?) else {
                continue;
            };
            if let Some(next) = session.joining_step(by, &kept)? {
                let pairing = names::agreement_text(id);
                joins.push(DeviceJoining { pairing, by, next });
            }
        }
        Ok(joins)
    }

    /// What comes next where this device adds one of the same person, or meets a new one of the other person's; `None`
    /// where nothing is open: not begun, too old, or the new device was heard or removed since.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn device_adding(
        &mut self,
        agreement: &view::AgreementId,
        by: AddedBy,
    ) -> Result<Option<DevicePairing>> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        session.row(id)?;
        let Some(row) = session.vault.view().pairing(&adder_name(by, id))? else {
            return Ok(None);
        };
        let kept = read(&row)?;
        let Side::Founder(founder) = &kept.side else {
            return Ok(None);
        };
        let Some(pictures) = founder.pictures() else {
            let invite = invite(&founder.invite())?;
            let open = invite.until.0 >= world.now();
            return Ok(open.then_some(DevicePairing::TakeRequest { invite }));
        };
        session.after_pictures(id, founder, || DevicePairing::TakeWord {
            offer: write_code(&kept.carry),
            pictures: shown(&pictures),
        })
    }
}

impl Session {
    fn after_pictures(
        &mut self,
        id: AgreementId,
        founder: &Founder,
        not_added: impl FnOnce() -> DevicePairing,
    ) -> Result<Option<DevicePairing>> {
        let added = founder.joining().map(|joining| DeviceId(joining.keys.sign));
        let (book, keys) = self.book(id)?;
        let devices = book.agreement().devices();
        let Some(state) = added.and_then(|device| devices.get(&device)) else {
            return Ok(Some(not_added()));
        };
        let heard = book
            .peers()
            .any(|peer| Some(peer.device) == added && peer.heard.is_some());
        if state.removed || heard {
            return Ok(None);
        }
        let welcome = write_code(&founder.welcome(keys)?);
        Ok(Some(DevicePairing::CarryWelcome { welcome }))
    }

    fn joining_step(&mut self, by: AddedBy, kept: &Kept) -> Result<Option<DevicePairing>> {
        let Side::Joiner(joiner) = &kept.side else {
            return Ok(None);
        };
        let Some(pictures) = joiner.pictures() else {
            let request = write_code(&joiner.request());
            return Ok(Some(DevicePairing::TakeOffer { request }));
        };
        Ok(match by {
            AddedBy::Device if kept.same => Some(DevicePairing::TakeWelcome {
                word: write_code(&joiner.countersign(&self.keys)?),
            }),
            AddedBy::Kit if kept.same => {
                let founding = joiner.returning()?.founding_act;
                self.not_heard(ActId(act_id(&founding.encode())))?
            }
            AddedBy::Device | AddedBy::Kit => Some(DevicePairing::Compare {
                pictures: shown(&pictures),
            }),
        })
    }

    /// The message to carry, as long as nobody answered it with a bundle.
    fn not_heard(&mut self, place: AgreementId) -> Result<Option<DevicePairing>> {
        let Some(carried) = self.addition(place)? else {
            return Ok(None);
        };
        let (book, _) = self.book(place)?;
        let heard = book.peers().any(|peer| peer.heard.is_some());
        Ok((!heard).then(|| self.carried(place, &carried)))
    }
}
