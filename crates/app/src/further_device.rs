//! A further device of one's own: paired in one room like a person, then added by an earlier device (design §4).
//!
//! Earlier device: invite → (request) → offer and pictures → (the new device's word) → added, welcome. New device: (code)
//! → request → (offer) → pictures → word → (welcome) → here. The new device has nothing to say before the earlier one's
//! next bundle has come. Both people see who was added.

use countersign_domain::{ActId, AgreementId, Deed, DeviceId, Subject};
use countersign_seal::{Admitted, Founder, Joiner, SecretBytes};
use countersign_vault::{Moment, PairingRow};
use countersign_wire::{self as wire, read_code, write_code};

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
use crate::view::{self, DevicePairing};
use crate::world::World;

/// What a message's file is called: it says neither who nor what for.
/// How the names of a new device's rows begin.
const ADDED_NAME: &str = "added ";

fn adder_name(id: AgreementId) -> String {
    format!("adder {id}")
}

fn added_name(id: AgreementId) -> String {
    format!("{ADDED_NAME}{id}")
}

/// On the earlier device.
impl App {
    /// A code for a further device of one's own; an older one stops working.
    ///
    /// # Errors
    /// When the agreement is not here.
    pub fn invite_device(&mut self, agreement: &view::AgreementId) -> Result<DevicePairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let (signed, body) = session.founding(id)?;
        let (keys, role) = (session.keys.public(), seal_role(session.role));
        let founder =
            Founder::begin_for_own_device(keys, role, &signed, &body, now.unsigned_abs(), world)?;
        let invite = invite(&founder.invite())?;
        session.keep_device(adder_name(id), id, Side::Founder(founder), now)?;
        Ok(DevicePairing::TakeRequest { invite })
    }

    /// Takes the request of the new device. The same request again gives the same offer.
    ///
    /// # Errors
    /// When it does not belong to the open code, is too late, or is of the other role.
    pub fn take_device_request(
        &mut self,
        agreement: &view::AgreementId,
        request: &str,
    ) -> Result<DevicePairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let mut founder = session.adding(id)?;
        let offer = founder.answer(&message(request)?, now.unsigned_abs())?;
        let pictures = founder.pictures().ok_or(Code::PairingStep)?;
        session.keep_device(adder_name(id), id, Side::Founder(founder), now)?;
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
        let founder = session.adding(id)?;
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
        let rows = session.vault.view();
        if rows.pairing(&adder_name(id))?.is_some() {
            let founder = session.adding(id)?;
            if session.is_added(id, &founder)? {
                return Err(Code::PairingStep.into());
            }
        } else if rows.pairing(&added_name(id))?.is_none() {
            return Err(Code::PairingStep.into());
        }
        Ok(session.vault.write(|tx| {
            tx.drop_pairing(&adder_name(id))?;
            tx.drop_pairing(&added_name(id))
        })?)
    }
}

/// On the new device.
impl App {
    /// The pairings in which this device is becoming one of its person's own, the oldest first.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn device_joins(&mut self) -> Result<Vec<view::AgreementId>> {
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view().pairings()?;
        let joins = rows
            .into_iter()
            .filter(|row| row.name.starts_with(ADDED_NAME))
            .filter_map(|row| row.agreement.map(names::agreement_text));
        Ok(joins.collect())
    }

    /// Takes the code that the earlier device shows.
    ///
    /// # Errors
    /// When the code cannot be read or is too old.
    pub fn take_device_code(&mut self, code: &str) -> Result<(view::AgreementId, DevicePairing)> {
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
        session.keep_device(added_name(id), id, Side::Joiner(joiner), now)?;
        Ok((
            names::agreement_text(id),
            DevicePairing::TakeOffer { request },
        ))
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
        let mut joiner = session.being_added(id)?;
        joiner.accept(&message(offer)?)?;
        let pictures = joiner.pictures().ok_or(Code::PairingStep)?;
        session.keep_device(added_name(id), id, Side::Joiner(joiner), world.now())?;
        Ok(DevicePairing::Compare {
            pictures: shown(&pictures),
        })
    }

    /// The person says that the pictures are the same; the new device gives its word.
    ///
    /// # Errors
    /// When there is nothing to compare yet.
    pub fn device_pictures_same(&mut self, pairing: &view::AgreementId) -> Result<DevicePairing> {
        let (session, _) = self.unlocked()?;
        let joiner = session.being_added(names::agreement(pairing)?)?;
        let word = joiner.countersign(&session.keys)?;
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
        let admitted = session.being_added(id)?.finish(&message(welcome)?)?;
        let now = world.now();
        let agreement = session.begin_copy(id, &admitted, now, world)?;
        Ok(DevicePairing::Done {
            agreement: names::agreement_text(agreement),
        })
    }
}

impl Session {
    fn keep_device(&mut self, name: String, id: AgreementId, side: Side, now: i64) -> Result<()> {
        let kept = Kept {
            side,
            carry: Vec::new(),
            same: false,
            name: String::new(),
        };
        let row = PairingRow {
            name,
            agreement: Some(id),
            state: SecretBytes::new(kept.encode()),
            began: Moment(now),
        };
        Ok(self.vault.write(|tx| tx.put_pairing(&row))?)
    }

    fn kept_device(&self, name: &str) -> Result<Side> {
        let row = self.vault.view().pairing(name)?.ok_or(Code::PairingStep)?;
        Ok(read(&row)?.side)
    }

    fn adding(&self, id: AgreementId) -> Result<Founder> {
        match self.kept_device(&adder_name(id))? {
            Side::Founder(founder) => Ok(founder),
            Side::Joiner(_) => Err(Code::PairingStep.into()),
        }
    }

    /// The device that was compared is a device of this person already.
    fn is_added(&mut self, id: AgreementId, founder: &Founder) -> Result<bool> {
        let Some(joining) = founder.joining() else {
            return Ok(false);
        };
        let role = self.role;
        let (book, _) = self.book(id)?;
        let devices = book.agreement().devices();
        let known = devices.get(&DeviceId(joining.keys.sign));
        Ok(known.is_some_and(|it| it.owner == role && !it.kit && !it.removed))
    }

    fn being_added(&self, id: AgreementId) -> Result<Joiner> {
        match self.kept_device(&added_name(id))? {
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
        let named = FoundingNames::read(&admitted.founding_body);
        let (replica, batch) = self.begin_replica(admitted, world)?;
        let id = replica.agreement().id();
        let founder = replica.agreement().act(id).map(|act| act.header.author);
        let own_and_other = if founder == Some(self.role) {
            (named.founder, named.other)
        } else {
            (named.other, named.founder)
        };
        let place = self.keep_copy(replica, &[batch], own_and_other, &added_name(pairing), now)?;
        self.remember_adder(place, DeviceId(admitted.founder.sign))?;
        Ok(place)
    }
}
