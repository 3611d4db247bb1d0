//! Pairing in one room: four messages carried by hand, and pictures that two people compare (design §4).
//!
//! What is true about a message is judged in `seal`; here its state is kept in the vault between the steps, and at the
//! end the joining act is made. Messages travel as text that can be copied, typed or saved as a file.

use countersign_domain::{AgreementId, Claimed, Deed, DeviceId, Role, Subject};
use countersign_seal::{Admitted, Founder, Joiner, SecretBytes};
use countersign_sync::{Body, Field};
use countersign_vault::{self as vault, Moment};
use countersign_wire::{self as wire, read_code, write_code};

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::files;
use crate::founding::FoundingNames;
use crate::leg;
use crate::names;
use crate::pairing_state::{Kept, Side, founder_name, joiner_name};
use crate::session::Session;
use crate::terms::Texts;
use crate::vaults::first_name;
use crate::view::{self, Pairing, PairingStep, SentFile};

impl App {
    /// Where a pairing stands; picks up after a restart.
    ///
    /// # Errors
    /// When neither an agreement nor a pairing of this name is here.
    pub fn pairing(&mut self, agreement: &view::AgreementId) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        session.pairing(id)
    }

    /// Founder: a new code; an older one stops working.
    ///
    /// # Errors
    /// When the agreement is not here, or both people are.
    pub fn invite(&mut self, agreement: &view::AgreementId) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        session.nobody_joined(id)?;
        let now = world.now();
        let (signed, body) = session.founding(id)?;
        let founder = Founder::begin(
            session.keys.public(),
            seal_role(session.role),
            &signed,
            &body,
            now.unsigned_abs(),
            world,
        )?;
        let kept = Kept {
            side: Side::Founder(founder),
            carry: Vec::new(),
            same: false,
            name: String::new(),
        };
        session.keep_pairing(id, &kept, now)?;
        session.pairing(id)
    }

    /// Founder: takes the request of the other device. The same request again gives the same offer.
    ///
    /// # Errors
    /// When it does not belong to the open invite, is too late, or comes from the same role.
    pub fn take_request(
        &mut self,
        agreement: &view::AgreementId,
        request: &str,
    ) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let mut kept = session.kept(id)?;
        let Side::Founder(founder) = &mut kept.side else {
            return Err(Code::PairingStep.into());
        };
        kept.carry = founder.answer(&message(request)?, now.unsigned_abs())?;
        session.keep_pairing(id, &kept, now)?;
        session.pairing(id)
    }

    /// Joiner: takes the code. `my_name` is the name to be known by, used where the founder gave none.
    ///
    /// # Errors
    /// When the code cannot be read or is too old, or the name is missing.
    pub fn take_code(&mut self, code: &str, my_name: &str) -> Result<Pairing> {
        let name = if my_name.trim().is_empty() {
            String::new()
        } else {
            first_name(my_name)?
        };
        let invite = read_code(code)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let joiner = Joiner::begin(
            session.keys.public(),
            seal_role(session.role),
            session.recovery.0,
            &invite,
            now.unsigned_abs(),
            world,
        )?;
        let promise = wire::Invite::decode(&invite)
            .map_err(|_| Code::CodeUnreadable)?
            .promise;
        let id = countersign_domain::ActId(promise);
        let carry = joiner.request();
        let kept = Kept {
            side: Side::Joiner(joiner),
            carry,
            same: false,
            name,
        };
        session.keep_pairing(id, &kept, now)?;
        session.pairing(id)
    }

    /// Joiner: takes the offer.
    ///
    /// # Errors
    /// When it is not what the invite promised.
    pub fn take_offer(&mut self, agreement: &view::AgreementId, offer: &str) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let mut kept = session.kept(id)?;
        let Side::Joiner(joiner) = &mut kept.side else {
            return Err(Code::PairingStep.into());
        };
        joiner.accept(&message(offer)?)?;
        kept.carry = Vec::new();
        session.keep_pairing(id, &kept, world.now())?;
        session.pairing(id)
    }

    /// Either: both people say that the pictures are the same. The founder gets the welcome to carry.
    ///
    /// # Errors
    /// When there is nothing to compare yet.
    pub fn pictures_same(&mut self, agreement: &view::AgreementId) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let mut kept = session.kept(id)?;
        match &kept.side {
            Side::Founder(founder) => kept.carry = founder.welcome(&session.keys)?,
            Side::Joiner(joiner) => {
                joiner.pictures().ok_or(Code::PairingStep)?;
            }
        }
        kept.same = true;
        session.keep_pairing(id, &kept, world.now())?;
        session.pairing(id)
    }

    /// Either: they are not the same. The pairing stops and nothing was shared.
    ///
    /// # Errors
    /// When there is no pairing, or the vault cannot be written.
    pub fn pictures_differ(&mut self, agreement: &view::AgreementId) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        let stopped = Pairing {
            next: PairingStep::NotStarted,
            ..session.pairing(id)?
        };
        session.kept(id)?;
        session.vault.write(|tx| {
            tx.drop_pairing(&founder_name(id))?;
            tx.drop_pairing(&joiner_name(id))
        })?;
        Ok(stopped)
    }

    /// Writes the message to carry at this step as a text file into the outbox folder of this home.
    ///
    /// # Errors
    /// When this step has no message, or the folder takes no files.
    pub fn save_pairing(&mut self, agreement: &view::AgreementId) -> Result<SentFile> {
        let id = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        let carry = session.kept(id)?.message().ok_or(Code::PairingStep)?;
        let text = format!("{}\n", write_code(&carry));
        let folder = files::folder_for(&self.folder, None)?;
        let name = leg::pairing_file(&carry).ok_or(Code::PairingStep)?;
        let path = files::put(&folder, &name, text.as_bytes())?;
        Ok(files::sent(&path, text.len(), 0))
    }

    /// Joiner: takes the welcome. The joining act is made; the agreement is here.
    ///
    /// # Errors
    /// When the welcome does not admit the keys that were compared, or nobody said that the pictures are the same.
    pub fn take_welcome(
        &mut self,
        agreement: &view::AgreementId,
        welcome: &str,
    ) -> Result<Pairing> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let kept = session.kept(id)?;
        let Side::Joiner(joiner) = &kept.side else {
            return Err(Code::PairingStep.into());
        };
        if !kept.same {
            return Err(Code::PairingStep.into());
        }
        let admitted = joiner.finish(&message(welcome)?)?;
        let now = world.now();
        let joined = session.join(id, &admitted, kept.name, now, world)?;
        session.pairing(joined)
    }
}

impl Session {
    /// Makes the joining act with everything that the pairing gave, and keeps the agreement.
    fn join(
        &mut self,
        pairing: AgreementId,
        admitted: &Admitted,
        typed_name: String,
        now: i64,
        world: &mut dyn crate::world::World,
    ) -> Result<AgreementId> {
        let named = FoundingNames::read(&admitted.founding_body);
        let own_name = if named.other.is_empty() {
            typed_name
        } else {
            named.other
        };
        let (mut replica, first) =
            self.begin_replica(&admitted.founding_act, &admitted.founding_body, world)?;
        // Both steps become durable in one transaction, below.
        replica.saved();
        let deed = Deed::Join {
            wrap_key: self.keys.public().wrap.to_vec(),
            recovery: self.recovery,
            compared: DeviceId(admitted.founder.sign),
            admission: [&admitted.joining.transcript[..], &admitted.admission].concat(),
        };
        let body = (!own_name.is_empty())
            .then(|| Body::new(Texts::from([(Field::Name, own_name.clone())]), world));
        let made = replica.act(&self.keys, Subject::None, deed, body.as_ref(), Claimed(now));
        let (_, second) = made.map_err(Error::from)?;
        let names = (own_name, named.founder);
        let done = joiner_name(pairing);
        self.keep_copy(replica, &[first, second], names, Some(&done), now)
    }
}

/// The bytes of a message that was copied or typed.
pub(crate) fn message(text: &str) -> Result<Vec<u8>> {
    read_code(text).map_err(|_| Code::PairingWrong.into())
}

pub(crate) fn seal_role(role: Role) -> countersign_seal::Role {
    match role {
        Role::Client => countersign_seal::Role::Client,
        Role::Keyworker => countersign_seal::Role::Keyworker,
    }
}

/// A row of the vault for a pairing.
pub(crate) fn pairing_row(id: AgreementId, kept: &Kept, now: i64) -> vault::PairingRow {
    vault::PairingRow {
        name: match kept.side {
            Side::Founder(_) => founder_name(id),
            Side::Joiner(_) => joiner_name(id),
        },
        agreement: Some(id),
        state: SecretBytes::new(kept.encode()),
        began: Moment(now),
    }
}
