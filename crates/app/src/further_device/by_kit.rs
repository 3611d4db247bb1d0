//! A new device of somebody who lost every other, added by their recovery words (design §4, docs/decisions/0018).
//!
//! It has no history, so it is met by a device of the other person, which hands over the acts that name the kit; then the
//! kit says that the device is theirs, and that act goes back. Nobody vouches for the other's device: words of another kit
//! change nothing, on either side. The words are typed for one signature and kept nowhere.

use countersign_domain::state::Joined;
use countersign_domain::{Act, ActId, AgreementId, Claimed, Deed, DeviceId, Role};
use countersign_seal::{DevicePublic, Founder, Kit, Returning, act_id, countersign};
use countersign_sync::{NotTaken, Replica};
use countersign_wire::{AddedByKit, SignedAct, write_code};

use super::{added_name, adder_name};
use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::founding::FoundingNames;
use crate::names;
use crate::pairing::{message, seal_role};
use crate::pairing_state::{Kept, Side, is_joining};
use crate::session::{KIT_WORDS, RECOVERY, Session};
use crate::view::{self, AddedBy, DevicePairing};
use crate::world::World;

/// What stands for the joiner's kit in a request of somebody whose kit is pinned already.
const NO_KIT: [u8; 32] = [0; 32];

impl App {
    /// On the new device: the person said that the pictures are the same and typed their recovery words. The agreement is
    /// here then, with what names the kit and nothing else, until the other person's next bundle. The same again gives the
    /// same message. Where this vault has no other agreement, the typed words become its own recovery words.
    ///
    /// # Errors
    /// When the words are no kit or not the one of this agreement; when there is nothing to compare yet; when the
    /// agreement is here by another way.
    pub fn add_by_kit(
        &mut self,
        pairing: &view::AgreementId,
        words: &str,
    ) -> Result<DevicePairing> {
        let kit = Kit::read(words)?;
        let id = names::agreement(pairing)?;
        let (session, world) = self.unlocked()?;
        session.come_back(id, &kit, world)
    }

    /// On a device of the other person: takes the act by which their kit adds the device that was compared. Call it only
    /// after the pictures were found to be the same.
    ///
    /// # Errors
    /// When it adds another device, or is signed by no kit of theirs; when the rules say no.
    pub fn add_returning(
        &mut self,
        agreement: &view::AgreementId,
        addition: &str,
    ) -> Result<DevicePairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let founder = session.adding(AddedBy::Kit, id)?;
        let signed = founder.added_by_kit(&message(addition)?)?;
        let joining = founder.joining().ok_or(Code::PairingStep)?;
        let owner = session.role.other();
        let (book, keys) = session.book(id)?;
        let act = book.replica.read_act(&signed).map_err(Error::from)?;
        if act.header.author != owner || !adds(&act, &joining.keys) {
            return Err(Code::PairingWrong.into());
        }
        if !is_kit_of(&book.replica, act.header.device, owner) {
            return Err(Code::KitWrong.into());
        }
        let batch = book
            .replica
            .take_act(keys, &signed, Claimed(now), world)
            .map_err(Error::from)?;
        let done = adder_name(AddedBy::Kit, id);
        session.keep_step(id, &batch, now, |tx| Ok(tx.drop_pairing(&done)?))?;
        Ok(DevicePairing::Returned {
            agreement: names::agreement_text(id),
        })
    }
}

impl Session {
    /// Begins to meet a new device of the other person.
    pub(super) fn begin_for_returning(
        &mut self,
        id: AgreementId,
        now: i64,
        world: &mut dyn World,
    ) -> Result<Founder> {
        let (signed, body) = self.founding(id)?;
        let other = self.role.other();
        let (book, _) = self.book(id)?;
        if book.agreement().joined() == Joined::NotYet {
            return Err(Code::NotPaired.into());
        }
        let joins =
            |act: &&Act| act.header.author == other && matches!(act.header.deed, Deed::Join { .. });
        let joined = book.agreement().acts().find(joins).map(|act| act.id);
        let joined = joined
            .and_then(|id| book.replica.signed(id))
            .map(|bytes| SignedAct::decode(bytes).map_err(|_| Code::VaultDamaged))
            .transpose()?;
        Ok(Founder::begin_for_returning(
            self.keys.public(),
            seal_role(self.role),
            &signed,
            &body,
            joined.as_ref(),
            now.unsigned_abs(),
            world,
        )?)
    }

    fn come_back(
        &mut self,
        pairing: AgreementId,
        kit: &Kit,
        world: &mut dyn World,
    ) -> Result<DevicePairing> {
        let now = world.now();
        let joiner = self.being_added(AddedBy::Kit, pairing)?;
        let back = joiner.returning()?;
        let place = ActId(act_id(&back.founding_act.encode()));
        // Here already: it stopped after this step, or the message was lost on the way.
        if self.vault.view().agreement(place)?.is_none() {
            self.begin_return(&back, kit, now, world)?;
        }
        let carried = self.addition(place)?.ok_or(Code::AlreadyPaired)?;
        let kept = Kept {
            same: true,
            ..Kept::of(Side::Joiner(joiner))
        };
        self.keep_device(added_name(AddedBy::Kit, pairing), pairing, &kept, now)?;
        self.adopt(kit, world)?;
        Ok(self.carried(place, &carried))
    }

    /// The kit by which this device was added to an agreement, and the message that says so.
    pub(super) fn addition(&mut self, place: AgreementId) -> Result<Option<(DeviceId, Vec<u8>)>> {
        let (device, role) = (self.device(), self.role);
        let (book, _) = self.book(place)?;
        let mine = |act: &&Act| {
            matches!(&act.header.deed, Deed::AddDevice { device: added, .. } if *added == device)
                && is_kit_of(&book.replica, act.header.device, role)
        };
        let Some(act) = book.agreement().acts().find(mine) else {
            return Ok(None);
        };
        let signed = book.replica.signed(act.id).ok_or(Code::VaultDamaged)?;
        let act_bytes = signed.to_vec();
        Ok(Some((
            act.header.device,
            AddedByKit { act: act_bytes }.encode(),
        )))
    }

    pub(super) fn carried(
        &self,
        place: AgreementId,
        (kit, addition): &(DeviceId, Vec<u8>),
    ) -> DevicePairing {
        DevicePairing::CarryAddition {
            addition: write_code(addition),
            agreement: names::agreement_text(place),
            same_words: *kit == self.recovery,
        }
    }

    /// Begins the copy of somebody who comes back, with the one act that their kit signs.
    fn begin_return(
        &mut self,
        back: &Returning,
        kit: &Kit,
        now: i64,
        world: &mut dyn World,
    ) -> Result<()> {
        let (mut replica, first) =
            self.begin_replica(&back.founding_act, &back.founding_body, world)?;
        // Every step becomes durable in one transaction, below.
        replica.saved();
        let mut steps = vec![first];
        if let Some(joining) = &back.joining_act {
            let taken = replica.take_act(&self.keys, joining, Claimed(now), world);
            steps.push(taken.map_err(Error::from)?);
            replica.saved();
        }
        if !is_kit_of(&replica, DeviceId(kit.recovery()), self.role) {
            return Err(Code::KitWrong.into());
        }
        let id = replica.agreement().id();
        let role = seal_role(self.role);
        let word = countersign(&self.keys, id.as_bytes(), role, &kit.recovery());
        let deed = Deed::AddDevice {
            device: self.device(),
            wrap_key: self.keys.public().wrap.to_vec(),
            countersignature: word.to_vec(),
        };
        let added = replica.act_by_kit(kit, deed, Claimed(now), world);
        steps.push(added.map_err(Error::from)?.1);
        let named = FoundingNames::read(&back.founding_body).seen_by(&replica, self.role);
        let place = self.keep_copy(replica, &steps, named, None, now)?;
        self.remember_met(place, DeviceId(back.other.sign))
    }

    /// Makes the kit that was typed this vault's own, so that one paper stays the only one. Not where another agreement
    /// or a pairing has named the vault's kit already: that one would be lost.
    fn adopt(&mut self, kit: &Kit, world: &mut dyn World) -> Result<()> {
        let recovery = DeviceId(kit.recovery());
        let rows = self.vault.view();
        let elsewhere = rows.agreements()?.len() > 1 || rows.pairings()?.iter().any(is_joining);
        if elsewhere || self.recovery == recovery {
            return Ok(());
        }
        self.vault.set_kit(kit, world)?;
        self.vault.write(|tx| {
            tx.set_setting(RECOVERY, &recovery.to_string())?;
            tx.set_setting(KIT_WORDS, "")
        })?;
        self.recovery = recovery;
        self.kit_checked = true;
        self.kit_asked = None;
        Ok(())
    }
}

/// A request of a new device whose kit is pinned already, and not one of somebody who joins.
pub(super) fn of_returning(founder: &Founder) -> Result<()> {
    match founder.joining() {
        Some(joining) if joining.recovery == NO_KIT => Ok(()),
        Some(_) | None => Err(Code::PairingWrong.into()),
    }
}

/// Whether an act adds exactly these keys.
fn adds(act: &Act, keys: &DevicePublic) -> bool {
    matches!(&act.header.deed, Deed::AddDevice { device, wrap_key, .. }
        if device.0 == keys.sign && wrap_key[..] == keys.wrap[..])
}

fn is_kit_of(replica: &Replica, key: DeviceId, owner: Role) -> bool {
    let devices = replica.agreement().devices();
    devices
        .get(&key)
        .is_some_and(|it| it.kit && it.owner == owner)
}

impl From<NotTaken> for Error {
    fn from(why: NotTaken) -> Self {
        match why {
            NotTaken::Act(_) => Code::PairingWrong.into(),
            NotTaken::Refused(refused) => refused.into(),
        }
    }
}
