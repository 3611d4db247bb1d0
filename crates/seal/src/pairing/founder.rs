//! The founder's side of a pairing.
//!
//! It exists as one value that is kept in the vault between the steps, which may be days apart. It takes
//! one joiner and no second; asked again, it gives the same answer, since paper and cables lose things.

use super::PairingError;
use super::exchange::{check_age, offer_mac, promise, request_mac, transcript};
use crate::chance::{Chance, entropy};
use crate::pictures::Pictures;
use crate::secret::SecretBytes;
use crate::vouch::{Joining, admission, verify_countersign};
use crate::{BadKey, DeviceKeys, act_id, check_public};
use countersign_wire::cbor::{MapReader, MapWriter};
use countersign_wire::limits::{BODY_BYTES_MAX, PAIRING_BYTES_MAX, SIGNED_ACT_BYTES_MAX};
use countersign_wire::{
    AddedByKit, Countersigned, DevicePublic, Invite, Offer, ReadError, Request, Role, SignedAct,
    Welcome,
};

const WHAT: &str = "pairing";
const VERSION: u64 = 1;
const STATE_BYTES_MAX: usize = 2 * PAIRING_BYTES_MAX;

/// A pairing, as the founder's device sees it. No `Debug`: it holds the one-time secret.
pub struct Founder {
    awaits: Role,
    keys: DevicePublic,
    invite: Invite,
    nonce: [u8; 32],
    founding_act: Vec<u8>,
    founding_body: Vec<u8>,
    /// Empty, except for a person who joined once and comes back.
    joining_act: Vec<u8>,
    request: Option<Request>,
}

impl Founder {
    /// Begins a pairing for an agreement that was founded by `founding_act`; `role` is the founder's.
    /// `now` is in seconds since 1970.
    ///
    /// # Errors
    /// When act or body are larger than allowed.
    pub fn begin(
        keys: &DevicePublic,
        role: Role,
        founding_act: &SignedAct,
        founding_body: &[u8],
        now: u64,
        chance: &mut dyn Chance,
    ) -> Result<Self, PairingError> {
        Self::await_role(role.other(), keys, founding_act, founding_body, now, chance)
    }

    /// Begins a pairing with a further device of one's own; `role` is this person's. After the pictures
    /// the new device countersigns ([`Founder::countersigned`]), this one adds it and then welcomes it.
    /// All else is as for [`Founder::begin`].
    ///
    /// # Errors
    /// When act or body are larger than allowed.
    pub fn begin_for_own_device(
        keys: &DevicePublic,
        role: Role,
        founding_act: &SignedAct,
        founding_body: &[u8],
        now: u64,
        chance: &mut dyn Chance,
    ) -> Result<Self, PairingError> {
        Self::await_role(role, keys, founding_act, founding_body, now, chance)
    }

    /// Begins a pairing with a new device of the other person, who lost every other and has their kit; `role` is this
    /// person's. After the pictures that device says by its kit that it is added ([`Founder::added_by_kit`]); there is no
    /// welcome, because nobody vouches for the other's device. `joining_act` is theirs, `None` where they founded. All
    /// else is as for [`Founder::begin`].
    ///
    /// # Errors
    /// When an act or the body is larger than allowed.
    pub fn begin_for_returning(
        keys: &DevicePublic,
        role: Role,
        founding_act: &SignedAct,
        founding_body: &[u8],
        joining_act: Option<&SignedAct>,
        now: u64,
        chance: &mut dyn Chance,
    ) -> Result<Self, PairingError> {
        let founder = Self::begin(keys, role, founding_act, founding_body, now, chance)?;
        Ok(Self {
            joining_act: joining_act.map(SignedAct::encode).unwrap_or_default(),
            ..founder
        })
    }

    fn await_role(
        awaits: Role,
        keys: &DevicePublic,
        founding_act: &SignedAct,
        founding_body: &[u8],
        now: u64,
        chance: &mut dyn Chance,
    ) -> Result<Self, PairingError> {
        if founding_body.len() > BODY_BYTES_MAX {
            return Err(ReadError::TooLarge {
                what: "act body",
                max: BODY_BYTES_MAX,
            }
            .into());
        }
        let founding_act = founding_act.encode();
        let nonce = entropy(chance);
        let promise = promise(&act_id(&founding_act), keys, &nonce).into();
        let invite = Invite {
            issued: now,
            secret: entropy(chance),
            promise,
        };
        Ok(Self {
            awaits,
            keys: keys.clone(),
            invite,
            nonce,
            founding_act,
            founding_body: founding_body.to_vec(),
            joining_act: Vec::new(),
            request: None,
        })
    }

    /// Leg 1, to show to the joiner and nobody else.
    #[must_use]
    pub fn invite(&self) -> Vec<u8> {
        self.invite.encode()
    }

    /// Takes leg 2 and gives leg 3. The same request again gives the same offer.
    ///
    /// # Errors
    /// When the request is damaged, not made with this invite, too late, a second one, or impossible.
    /// It then changes nothing.
    pub fn answer(&mut self, request: &[u8], now: u64) -> Result<Vec<u8>, PairingError> {
        let request = Request::decode(request)?;
        if request_mac(&self.invite, &request) != request.mac {
            return Err(PairingError::OtherInvite);
        }
        match &self.request {
            Some(taken) if *taken == request => {}
            Some(_) => return Err(PairingError::Used),
            None => self.check(&request, now)?,
        }
        let offer = self.offer(&request).encode()?;
        self.request = Some(request);
        Ok(offer)
    }

    /// The pictures to compare, once a request was answered.
    #[must_use]
    pub fn pictures(&self) -> Option<Pictures> {
        self.joining()
            .map(|joining| Pictures::of(&joining.transcript))
    }

    /// Who would join, once a request was answered.
    #[must_use]
    pub fn joining(&self) -> Option<Joining> {
        let request = self.request.as_ref()?;
        Some(Joining {
            agreement: act_id(&self.founding_act),
            role: request.role,
            keys: request.keys.clone(),
            recovery: request.recovery,
            transcript: transcript(&self.invite, request, &self.offer(request)),
        })
    }

    /// Leg 4: admits the keys that were compared. Call it only after *both* people have said that the
    /// pictures are the same; if they differ, throw this value away.
    ///
    /// # Errors
    /// When no request was answered yet, or `keys` are not those that the invite promised.
    pub fn welcome(&self, keys: &DeviceKeys) -> Result<Vec<u8>, PairingError> {
        if *keys.public() != self.keys {
            return Err(BadKey.into());
        }
        let joining = self.joining().ok_or(PairingError::TooEarly)?;
        Ok(Welcome {
            admission: admission(keys, &joining),
        }
        .encode())
    }

    /// Takes the new device's own word that it becomes a device of this person, and gives the signature
    /// for the act that adds it. Call it only after the pictures were found to be the same.
    ///
    /// # Errors
    /// When no request was answered yet, or it is not the word of the device that was compared.
    pub fn countersigned(&self, message: &[u8]) -> Result<[u8; 64], PairingError> {
        let Countersigned { signature } = Countersigned::decode(message)?;
        let Joining {
            agreement,
            role,
            keys,
            ..
        } = self.joining().ok_or(PairingError::TooEarly)?;
        verify_countersign(&keys, &agreement, role, &self.keys.sign, &signature)?;
        Ok(signature)
    }

    /// Takes the act by which a returning person's kit adds their new device. Call it only after the pictures were found
    /// to be the same. Whether it adds the keys that were compared, and may, is judged where every act is.
    ///
    /// # Errors
    /// When no request was answered yet, or there is no signed act in the message.
    pub fn added_by_kit(&self, message: &[u8]) -> Result<SignedAct, PairingError> {
        self.joining().ok_or(PairingError::TooEarly)?;
        let AddedByKit { act } = AddedByKit::decode(message)?;
        Ok(SignedAct::decode(&act)?)
    }

    /// The state, for the vault.
    #[must_use]
    pub fn to_bytes(&self) -> SecretBytes {
        let returning = !self.joining_act.is_empty();
        let mut map = MapWriter::open(9 + u64::from(returning), VERSION);
        map.uint(1, self.awaits as u64)
            .bytes(2, &self.keys.sign)
            .bytes(3, &self.keys.wrap)
            .bytes(4, &self.invite.encode())
            .bytes(5, &self.nonce)
            .bytes(6, &self.founding_act)
            .bytes(7, &self.founding_body)
            .bytes(
                8,
                &self
                    .request
                    .as_ref()
                    .map(Request::encode)
                    .unwrap_or_default(),
            );
        if returning {
            map.bytes(9, &self.joining_act);
        }
        SecretBytes::new(map.finish())
    }

    /// The state, from the vault.
    ///
    /// # Errors
    /// When these are not bytes that [`Founder::to_bytes`] gave.
    pub fn from_bytes(state: &SecretBytes) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, state.expose(), STATE_BYTES_MAX, VERSION)?;
        let founder = Self {
            awaits: Role::read(map.uint(1)?)?,
            keys: DevicePublic {
                sign: map.array(2)?,
                wrap: map.array(3)?,
            },
            invite: Invite::decode(map.bytes(4, PAIRING_BYTES_MAX)?)?,
            nonce: map.array(5)?,
            founding_act: map.bytes(6, SIGNED_ACT_BYTES_MAX)?.to_vec(),
            founding_body: map.bytes(7, BODY_BYTES_MAX)?.to_vec(),
            request: match map.bytes(8, PAIRING_BYTES_MAX)? {
                [] => None,
                request => Some(Request::decode(request)?),
            },
            joining_act: map
                .some_bytes(9, SIGNED_ACT_BYTES_MAX)?
                .unwrap_or_default()
                .to_vec(),
        };
        map.finish()?;
        Ok(founder)
    }

    fn check(&self, request: &Request, now: u64) -> Result<(), PairingError> {
        check_age(&self.invite, now)?;
        if request.role != self.awaits {
            return Err(PairingError::WrongRole);
        }
        if request.keys.sign == self.keys.sign {
            return Err(PairingError::Itself);
        }
        Ok(check_public(&request.keys)?)
    }

    fn offer(&self, request: &Request) -> Offer {
        let mut offer = Offer {
            keys: self.keys.clone(),
            nonce: self.nonce,
            founding_act: self.founding_act.clone(),
            founding_body: self.founding_body.clone(),
            joining_act: self.joining_act.clone(),
            mac: [0; 32],
        };
        offer.mac = offer_mac(&self.invite, request, &offer).into();
        offer
    }
}
