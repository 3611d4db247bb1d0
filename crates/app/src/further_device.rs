//! A further device of one's own: paired in one room like a person, then added by an earlier device, or by the kit
//! (design §4).
//!
//! By an earlier device: invite → (request) → offer and pictures → (the new device's word) → added, welcome. New device:
//! (code) → request → (offer) → pictures → word → (welcome) → here. The new device has nothing to say before the earlier
//! one's next bundle has come. By the kit the other person's device stands where the earlier one would, and the kit's act
//! where word and welcome would (`by_kit`). Both people see who was added.

mod by_kit;
mod going_on;

use countersign_domain::{ActId, AgreementId, Deed, DeviceId, Subject};
use countersign_seal::{Admitted, Founder, Joiner, SecretBytes};
use countersign_vault::{Moment, PairingRow};
use countersign_wire::{self as wire, read_code, write_code};

use self::by_kit::of_returning;
use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::files;
use crate::founding::FoundingNames;
use crate::leg;
use crate::names;
use crate::pairing::{message, seal_role};
use crate::pairing_state::{Kept, Side, invite, read, shown};
use crate::session::Session;
use crate::view::{self, AddedBy, DeviceJoining, DevicePairing};
use crate::world::World;

/// How the names of a new device's rows begin.
const ADDED_NAME: &str = "added ";
/// The same, where the kit adds it.
const RETURNING_NAME: &str = "returning ";

/// The row of the device that shows the code.
fn adder_name(by: AddedBy, id: AgreementId) -> String {
    match by {
        AddedBy::Device => format!("adder {id}"),
        AddedBy::Kit => format!("meeting {id}"),
    }
}

/// The row of the new device.
fn added_name(by: AddedBy, id: AgreementId) -> String {
    match by {
        AddedBy::Device => format!("{ADDED_NAME}{id}"),
        AddedBy::Kit => format!("{RETURNING_NAME}{id}"),
    }
}

/// On the device that has the agreement: an earlier one of the same person, or one of the other person's.
impl App {
    /// A code for a new device; an older one for the same stops working. By the kit it is for a device of the other
    /// person, who lost every one of theirs.
    ///
    /// # Errors
    /// When the agreement is not here, or nobody has joined it who could have lost a device.
    pub fn invite_device(
        &mut self,
        agreement: &view::AgreementId,
        by: AddedBy,
    ) -> Result<DevicePairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let founder = match by {
            AddedBy::Device => session.begin_for_own(id, now, world)?,
            AddedBy::Kit => session.begin_for_returning(id, now, world)?,
        };
        let invite = invite(&founder.invite())?;
        let kept = Kept::of(Side::Founder(founder));
        session.keep_device(adder_name(by, id), id, &kept, now)?;
        Ok(DevicePairing::TakeRequest { invite })
    }

    /// Takes the request of the new device. The same request again gives the same offer.
    ///
    /// # Errors
    /// When it does not belong to the open code, is too late, or is of the other role.
    pub fn take_device_request(
        &mut self,
        agreement: &view::AgreementId,
        by: AddedBy,
        request: &str,
    ) -> Result<DevicePairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let mut founder = session.adding(by, id)?;
        let offer = founder.answer(&message(request)?, now.unsigned_abs())?;
        if by == AddedBy::Kit {
            of_returning(&founder)?;
        }
        let pictures = founder.pictures().ok_or(Code::PairingStep)?;
        let kept = Kept {
            carry: offer.clone(),
            ..Kept::of(Side::Founder(founder))
        };
        session.keep_device(adder_name(by, id), id, &kept, now)?;
        Ok(DevicePairing::TakeWord {
            offer: write_code(&offer),
            pictures: shown(&pictures),
        })
    }

    /// Adds the device that was compared, by its own word. Call it only after the pictures were found to be the same.
    /// The same word again gives the same welcome and adds nothing, until a new code is made: paper and cables lose
    /// things, and a device may stop in between.
    ///
    /// # Errors
    /// When it is not the word of that device, or the rules say no.
    pub fn add_device(
        &mut self,
        agreement: &view::AgreementId,
        word: &str,
    ) -> Result<DevicePairing> {
        let id = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        let founder = session.adding(AddedBy::Device, id)?;
        let countersignature = founder.countersigned(&message(word)?)?.to_vec();
        let joining = founder.joining().ok_or(Code::PairingStep)?;
        let welcome = founder.welcome(&session.keys)?;
        let deed = Deed::AddDevice {
            device: DeviceId(joining.keys.sign),
            wrap_key: joining.keys.wrap.to_vec(),
            countersignature,
        };
        if !session.is_added(id, &founder)? {
            self.say(id, Said::bare(Subject::None, deed))?;
        }
        Ok(DevicePairing::CarryWelcome {
            welcome: write_code(&welcome),
        })
    }
}

/// On either.
impl App {
    /// Writes a message to be carried as a text file into the outbox folder of this home. Only what can be one is
    /// written.
    ///
    /// # Errors
    /// When it is no message, or the folder takes no files.
    pub fn save_device_message(&mut self, message: &str) -> Result<view::SentFile> {
        self.unlocked()?;
        let bytes = read_code(message)?;
        let text = format!("{}\n", write_code(&bytes));
        let folder = files::folder_for(&self.folder, None)?;
        let name = leg::device_file(&bytes).ok_or(Code::PairingWrong)?;
        let path = files::put(&folder, &name, text.as_bytes())?;
        Ok(files::sent(&path, text.len(), 0))
    }

    /// The pictures are not the same: the pairing stops, and nothing was shared. `pairing` is the agreement on the
    /// earlier device, and what [`App::take_device_code`] gave on the new one.
    ///
    /// # Errors
    /// When no device is being added; and when it is added already, because then it is to be removed instead.
    pub fn device_pictures_differ(&mut self, pairing: &view::AgreementId) -> Result<()> {
        let id = names::agreement(pairing)?;
        let (session, _) = self.unlocked()?;
        let mut begun = false;
        for by in [AddedBy::Device, AddedBy::Kit] {
            let rows = session.vault.view();
            let adds = rows.pairing(&adder_name(by, id))?.is_some();
            begun |= adds || rows.pairing(&added_name(by, id))?.is_some();
            if adds {
                let founder = session.adding(by, id)?;
                if session.is_added(id, &founder)? {
                    return Err(Code::PairingStep.into());
                }
            }
        }
        if !begun {
            return Err(Code::PairingStep.into());
        }
        session.drop_device(id)
    }
}

/// On the new device.
impl App {
    /// Takes the code that the earlier device shows, or by the kit that of the other person's.
    ///
    /// # Errors
    /// When the code cannot be read or is too old.
    pub fn take_device_code(&mut self, code: &str, by: AddedBy) -> Result<DeviceJoining> {
        let bytes = read_code(code)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let keys = session.keys.public();
        let role = seal_role(session.role);
        // The person's kit is pinned already; this vault's own is none of the agreement's.
        let joiner = Joiner::begin(keys, role, [0; 32], &bytes, now.unsigned_abs(), world)?;
        let promise = wire::Invite::decode(&bytes)
            .map_err(|_| Code::CodeUnreadable)?
            .promise;
        let id = ActId(promise);
        let request = write_code(&joiner.request());
        let kept = Kept::of(Side::Joiner(joiner));
        session.keep_device(added_name(by, id), id, &kept, now)?;
        Ok(DeviceJoining {
            pairing: names::agreement_text(id),
            by,
            next: DevicePairing::TakeOffer { request },
        })
    }

    /// Takes the offer.
    ///
    /// # Errors
    /// When it is not what the code promised.
    pub fn take_device_offer(
        &mut self,
        pairing: &view::AgreementId,
        offer: &str,
    ) -> Result<DevicePairing> {
        let id = names::agreement(pairing)?;
        let (session, world) = self.unlocked()?;
        let by = session.added_by(id)?;
        let mut joiner = session.being_added(by, id)?;
        joiner.accept(&message(offer)?)?;
        let pictures = joiner.pictures().ok_or(Code::PairingStep)?;
        let kept = Kept::of(Side::Joiner(joiner));
        session.keep_device(added_name(by, id), id, &kept, world.now())?;
        Ok(DevicePairing::Compare {
            pictures: shown(&pictures),
        })
    }

    /// The person says that the pictures are the same; the new device gives its word.
    ///
    /// # Errors
    /// When there is nothing to compare yet.
    pub fn device_pictures_same(&mut self, pairing: &view::AgreementId) -> Result<DevicePairing> {
        let id = names::agreement(pairing)?;
        let (session, world) = self.unlocked()?;
        let joiner = session.being_added(AddedBy::Device, id)?;
        let word = joiner.countersign(&session.keys)?;
        let kept = Kept {
            same: true,
            ..Kept::of(Side::Joiner(joiner))
        };
        session.keep_device(added_name(AddedBy::Device, id), id, &kept, world.now())?;
        Ok(DevicePairing::TakeWelcome {
            word: write_code(&word),
        })
    }

    /// Takes the welcome: the agreement is here, and waits for the earlier device's bundle.
    ///
    /// # Errors
    /// When it does not admit the keys that were compared, or the agreement is here already.
    pub fn take_device_welcome(
        &mut self,
        pairing: &view::AgreementId,
        welcome: &str,
    ) -> Result<DevicePairing> {
        let id = names::agreement(pairing)?;
        let (session, world) = self.unlocked()?;
        let joiner = session.being_added(AddedBy::Device, id)?;
        let admitted = joiner.finish(&message(welcome)?)?;
        let now = world.now();
        let agreement = session.begin_copy(id, &admitted, now, world)?;
        Ok(DevicePairing::Done {
            agreement: names::agreement_text(agreement),
        })
    }
}

impl Session {
    fn begin_for_own(
        &mut self,
        id: AgreementId,
        now: i64,
        world: &mut dyn World,
    ) -> Result<Founder> {
        let (signed, body) = self.founding(id)?;
        let (keys, role) = (self.keys.public(), seal_role(self.role));
        let begin = Founder::begin_for_own_device;
        Ok(begin(
            keys,
            role,
            &signed,
            &body,
            now.unsigned_abs(),
            world,
        )?)
    }

    fn keep_device(&mut self, name: String, id: AgreementId, kept: &Kept, now: i64) -> Result<()> {
        let row = PairingRow {
            name,
            agreement: Some(id),
            state: SecretBytes::new(kept.encode()),
            began: Moment(now),
        };
        Ok(self.vault.write(|tx| tx.put_pairing(&row))?)
    }

    /// Forgets every pairing of devices in an agreement.
    fn drop_device(&mut self, id: AgreementId) -> Result<()> {
        Ok(self.vault.write(|tx| {
            for by in [AddedBy::Device, AddedBy::Kit] {
                tx.drop_pairing(&adder_name(by, id))?;
                tx.drop_pairing(&added_name(by, id))?;
            }
            Ok::<_, countersign_vault::Error>(())
        })?)
    }

    fn kept_device(&self, name: &str) -> Result<Kept> {
        let row = self.vault.view().pairing(name)?.ok_or(Code::PairingStep)?;
        read(&row)
    }

    fn adding(&self, by: AddedBy, id: AgreementId) -> Result<Founder> {
        match self.kept_device(&adder_name(by, id))?.side {
            Side::Founder(founder) => Ok(founder),
            Side::Joiner(_) => Err(Code::PairingStep.into()),
        }
    }

    /// The device that was compared is a device of its person already.
    fn is_added(&mut self, id: AgreementId, founder: &Founder) -> Result<bool> {
        let Some(joining) = founder.joining() else {
            return Ok(false);
        };
        let role = role_of(joining.role);
        let (book, _) = self.book(id)?;
        let devices = book.agreement().devices();
        let known = devices.get(&DeviceId(joining.keys.sign));
        Ok(known.is_some_and(|it| it.owner == role && !it.kit && !it.removed))
    }

    /// By what a device is becoming its person's own in the pairing of this name.
    fn added_by(&self, id: AgreementId) -> Result<AddedBy> {
        let kit = added_name(AddedBy::Kit, id);
        let by_kit = self.vault.view().pairing(&kit)?.is_some();
        Ok(if by_kit {
            AddedBy::Kit
        } else {
            AddedBy::Device
        })
    }

    fn being_added(&self, by: AddedBy, id: AgreementId) -> Result<Joiner> {
        match self.kept_device(&added_name(by, id))?.side {
            Side::Joiner(joiner) => Ok(joiner),
            Side::Founder(_) => Err(Code::PairingStep.into()),
        }
    }

    /// Begins a copy of an agreement of the same person; no act is made.
    fn begin_copy(
        &mut self,
        pairing: AgreementId,
        admitted: &Admitted,
        now: i64,
        world: &mut dyn World,
    ) -> Result<AgreementId> {
        let (act, body) = (&admitted.founding_act, &admitted.founding_body);
        let (replica, batch) = self.begin_replica(act, body, world)?;
        let own_and_other = FoundingNames::read(body).seen_by(&replica, self.role);
        let done = added_name(AddedBy::Device, pairing);
        let place = self.keep_copy(replica, &[batch], own_and_other, Some(&done), now)?;
        self.remember_adder(place, DeviceId(admitted.founder.sign))?;
        Ok(place)
    }
}

fn role_of(role: countersign_seal::Role) -> countersign_domain::Role {
    match role {
        countersign_seal::Role::Client => countersign_domain::Role::Client,
        countersign_seal::Role::Keyworker => countersign_domain::Role::Keyworker,
    }
}
