//! The joiner's side of a pairing.
//!
//! It exists as one value that is kept in the vault between the steps. It gives out the founding act
//! and the admission only together and only verified; making the joining act of them is for `app`.

use super::PairingError;
use super::exchange::{check_age, offer_mac, promise, request_mac, transcript};
use crate::chance::{Chance, entropy};
use crate::pictures::Pictures;
use crate::secret::SecretBytes;
use crate::vouch::{Joining, countersign, verify_admission};
use crate::{BadKey, DeviceKeys, act_id, check_public};
use countersign_wire::cbor::{MapReader, MapWriter};
use countersign_wire::limits::PAIRING_BYTES_MAX;
use countersign_wire::{
    Countersigned, DevicePublic, Invite, Offer, ReadError, Request, Role, SignedAct, Welcome,
};

const WHAT: &str = "pairing";
const VERSION: u64 = 1;
const STATE_BYTES_MAX: usize = 2 * PAIRING_BYTES_MAX;

/// A pairing, as the joiner's device sees it. No `Debug`: it holds the one-time secret.
pub struct Joiner {
    invite: Invite,
    request: Request,
    offer: Option<Offer>,
}

/// What a completed pairing gives: everything that the joining act names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// Who was admitted to what.
    pub joining: Joining,
    /// The founder's compared device.
    pub founder: DevicePublic,
    /// Its signature over `joining`.
    pub admission: [u8; 64],
    /// The founding act. Its signature and its meaning are judged where every act's are.
    pub founding_act: SignedAct,
    /// Its body; may be empty.
    pub founding_body: Vec<u8>,
}

/// What a person who lost every device comes back to, once the pictures are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returning {
    /// The other person's compared device.
    pub other: DevicePublic,
    /// The founding act. Its signature and its meaning are judged where every act's are.
    pub founding_act: SignedAct,
    /// Its body; may be empty.
    pub founding_body: Vec<u8>,
    /// This person's joining act, judged in the same place; `None` where they are said to have founded.
    pub joining_act: Option<SignedAct>,
}

impl Joiner {
    /// Takes leg 1. `role` and `keys` are the joiner's, `recovery` is the signing key of their kit (for a
    /// further device of a person who is in the agreement already, and whose kit is pinned: any 32 bytes, as zeros).
    /// `now` is in seconds since 1970.
    ///
    /// # Errors
    /// When the invite is damaged or too old.
    pub fn begin(
        keys: &DevicePublic,
        role: Role,
        recovery: [u8; 32],
        invite: &[u8],
        now: u64,
        chance: &mut dyn Chance,
    ) -> Result<Self, PairingError> {
        let invite = Invite::decode(invite)?;
        check_age(&invite, now)?;
        let nonce = entropy(chance);
        let mut request = Request {
            role,
            keys: keys.clone(),
            recovery,
            nonce,
            mac: [0; 32],
        };
        request.mac = request_mac(&invite, &request).into();
        Ok(Self {
            invite,
            request,
            offer: None,
        })
    }

    /// Leg 2, for the founder.
    #[must_use]
    pub fn request(&self) -> Vec<u8> {
        self.request.encode()
    }

    /// Takes leg 3. The same offer again changes nothing.
    ///
    /// # Errors
    /// When the offer is damaged, not made with this invite, not what the invite promised, or a second
    /// one. It then changes nothing.
    pub fn accept(&mut self, offer: &[u8]) -> Result<(), PairingError> {
        let offer = Offer::decode(offer)?;
        if offer_mac(&self.invite, &self.request, &offer) != offer.mac {
            return Err(PairingError::OtherInvite);
        }
        if promise(&act_id(&offer.founding_act), &offer.keys, &offer.nonce) != self.invite.promise {
            return Err(PairingError::NotPromised);
        }
        if offer.keys.sign == self.request.keys.sign {
            return Err(PairingError::Itself);
        }
        check_public(&offer.keys)?;
        // A second offer could differ in the body, which the promise leaves out; pictures cover it.
        match &self.offer {
            Some(taken) if *taken != offer => Err(PairingError::Used),
            _ => {
                self.offer = Some(offer);
                Ok(())
            }
        }
    }

    /// The pictures to compare, once the offer is here.
    #[must_use]
    pub fn pictures(&self) -> Option<Pictures> {
        let offer = self.offer.as_ref()?;
        Some(Pictures::of(&transcript(
            &self.invite,
            &self.request,
            offer,
        )))
    }

    /// For a further device of the founder's own person: this device's word that it becomes one. Call it
    /// only after the pictures were found to be the same.
    ///
    /// # Errors
    /// When there is no offer yet, or `keys` are not those of the request.
    pub fn countersign(&self, keys: &DeviceKeys) -> Result<Vec<u8>, PairingError> {
        let offer = self.offer.as_ref().ok_or(PairingError::TooEarly)?;
        if *keys.public() != self.request.keys {
            return Err(BadKey.into());
        }
        let agreement = act_id(&offer.founding_act);
        let signature = countersign(keys, &agreement, self.request.role, &offer.keys.sign);
        Ok(Countersigned { signature }.encode())
    }

    /// For a person who lost every device: what their kit may add this one to. Call it only after the pictures were found
    /// to be the same.
    ///
    /// # Errors
    /// When there is no offer yet, or its acts are none.
    pub fn returning(&self) -> Result<Returning, PairingError> {
        let offer = self.offer.as_ref().ok_or(PairingError::TooEarly)?;
        let joining_act = match offer.joining_act.as_slice() {
            [] => None,
            act => Some(SignedAct::decode(act)?),
        };
        Ok(Returning {
            other: offer.keys.clone(),
            founding_act: SignedAct::decode(&offer.founding_act)?,
            founding_body: offer.founding_body.clone(),
            joining_act,
        })
    }

    /// Takes leg 4. Call it only after both people have said that the pictures are the same.
    ///
    /// # Errors
    /// When there is no offer yet, or the welcome does not admit exactly the compared keys.
    pub fn finish(&self, welcome: &[u8]) -> Result<Admitted, PairingError> {
        let offer = self.offer.as_ref().ok_or(PairingError::TooEarly)?;
        let Welcome { admission } = Welcome::decode(welcome)?;
        let joining = Joining {
            agreement: act_id(&offer.founding_act),
            role: self.request.role,
            keys: self.request.keys.clone(),
            recovery: self.request.recovery,
            transcript: transcript(&self.invite, &self.request, offer),
        };
        verify_admission(&offer.keys.sign, &joining, &admission)?;
        Ok(Admitted {
            joining,
            founder: offer.keys.clone(),
            admission,
            founding_act: SignedAct::decode(&offer.founding_act)?,
            founding_body: offer.founding_body.clone(),
        })
    }

    /// The state, for the vault.
    #[must_use]
    pub fn to_bytes(&self) -> SecretBytes {
        let offer = self
            .offer
            .as_ref()
            .map(|offer| offer.encode().expect("it was decoded"));
        let mut map = MapWriter::open(4, VERSION);
        map.bytes(1, &self.invite.encode())
            .bytes(2, &self.request.encode())
            .bytes(3, &offer.unwrap_or_default());
        SecretBytes::new(map.finish())
    }

    /// The state, from the vault.
    ///
    /// # Errors
    /// When these are not bytes that [`Joiner::to_bytes`] gave.
    pub fn from_bytes(state: &SecretBytes) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, state.expose(), STATE_BYTES_MAX, VERSION)?;
        let joiner = Self {
            invite: Invite::decode(map.bytes(1, PAIRING_BYTES_MAX)?)?,
            request: Request::decode(map.bytes(2, PAIRING_BYTES_MAX)?)?,
            offer: match map.bytes(3, PAIRING_BYTES_MAX)? {
                [] => None,
                offer => Some(Offer::decode(offer)?),
            },
        };
        map.finish()?;
        Ok(joiner)
    }
}
