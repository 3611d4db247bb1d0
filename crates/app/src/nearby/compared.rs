//! Devices whose keys were compared in the room, before the act that says so has come.
//!
//! Right after pairing two people sit side by side, and their first sync is what nearby is for: the founder knows the
//! joiner's key from the pictures, a new device of one's own knows the one that added it, and one that the kit added knows
//! the other person's that it met.

use countersign_domain::state::Joined;
use countersign_domain::{AgreementId, DeviceId, Role};

use crate::codes::Result;
use crate::pairing_state::Side;
use crate::session::Session;

/// Under which name a new device remembers the one that added it.
fn adder_setting(agreement: AgreementId) -> String {
    format!("nearby.adder.{agreement}")
}

/// Under which name a device that the kit added remembers the other person's.
fn met_setting(agreement: AgreementId) -> String {
    format!("nearby.met.{agreement}")
}

impl Session {
    /// Remembers the other person's device, which was compared when the kit added this one.
    pub(crate) fn remember_met(&mut self, agreement: AgreementId, other: DeviceId) -> Result<()> {
        let name = met_setting(agreement);
        Ok(self
            .vault
            .write(|tx| tx.set_setting(&name, &other.to_string()))?)
    }

    /// Remembers the device that added this one, which was compared.
    pub(crate) fn remember_adder(&mut self, agreement: AgreementId, adder: DeviceId) -> Result<()> {
        let name = adder_setting(agreement);
        Ok(self
            .vault
            .write(|tx| tx.set_setting(&name, &adder.to_string()))?)
    }

    /// Whose device this is: by the acts that are here, or else by the pictures that were compared. None for a stranger,
    /// for a kit and for what was removed.
    pub(super) fn owner_nearby(
        &mut self,
        agreement: AgreementId,
        device: DeviceId,
    ) -> Result<Option<Role>> {
        let role = self.row(agreement)?.role;
        let (book, _) = self.book(agreement)?;
        let known = book.agreement();
        if let Some(state) = known.devices().get(&device) {
            return Ok((!state.kit && !state.removed).then_some(state.owner));
        }
        if known.joined() == Joined::NotYet && self.welcomed(agreement, device)? {
            return Ok(Some(role.other()));
        }
        let (rows, device) = (self.vault.view(), Some(device.to_string()));
        if rows.setting(&met_setting(agreement))? == device {
            return Ok(Some(role.other()));
        }
        let adder = rows.setting(&adder_setting(agreement))?;
        Ok((adder == device).then_some(role))
    }

    /// Whether this device welcomed that one, once the pictures were said to be the same.
    fn welcomed(&self, agreement: AgreementId, device: DeviceId) -> Result<bool> {
        let Some(kept) = self.kept_if_any(agreement)?.filter(|kept| kept.same) else {
            return Ok(false);
        };
        let joining = match kept.side {
            Side::Founder(founder) => founder.joining(),
            Side::Joiner(_) => None,
        };
        Ok(joining.is_some_and(|joining| joining.keys.sign == device.0))
    }
}
