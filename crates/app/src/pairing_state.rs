//! What is kept of a pairing between its steps, and how it looks to people.
//!
//! A joiner does not know the agreement yet; until it is joined, the founder's promise stands for its name. The code is
//! shown as text and as a QR picture that is drawn here, without scripts or styles.

use countersign_domain::state::Joined;
use countersign_domain::{ActId, AgreementId};
use countersign_seal::{Founder, Joiner, Pictures, SecretBytes};
use countersign_vault::{PairingRow, View};
use countersign_wire::cbor::{MapReader, MapWriter};
use countersign_wire::limits::PAIRING_BYTES_MAX;
use countersign_wire::{self as wire, ReadError, write_code};
use qrcode::{Color, EcLevel, QrCode};

use crate::codes::Result;
use crate::error::Code;
use crate::names;
use crate::pairing::pairing_row;
use crate::session::Session;
use crate::view::{self, AgreementEntry, Pairing, PairingStep, Stage};

const WHAT: &str = "pairing";
const VERSION: u64 = 1;
/// How the names of a joiner's rows begin.
const JOINER_NAME: &str = "joiner ";
const FOUNDER: u64 = 1;
const JOINER: u64 = 2;
const NAME_BYTES_MAX: usize = 240;
const STATE_BYTES_MAX: usize = 4 * PAIRING_BYTES_MAX;
/// An invite is good for seven days (`seal`).
const INVITE_SECONDS: i64 = 7 * 24 * 60 * 60;
/// White modules around a QR picture (ISO/IEC 18004).
const QUIET: usize = 4;

/// Which side of a pairing this device is.
pub(crate) enum Side {
    Founder(Founder),
    Joiner(Joiner),
}

/// A pairing between two steps. It holds a one-time secret: no `Debug`.
pub(crate) struct Kept {
    pub(crate) side: Side,
    /// The message that is carried at this step, where it is not the invite.
    pub(crate) carry: Vec<u8>,
    /// Somebody said that the pictures are the same.
    pub(crate) same: bool,
    /// A joiner's name for themselves.
    pub(crate) name: String,
}

pub(crate) fn founder_name(id: AgreementId) -> String {
    format!("founder {id}")
}

pub(crate) fn joiner_name(id: AgreementId) -> String {
    format!("{JOINER_NAME}{id}")
}

impl Kept {
    /// A side, with nothing said or carried.
    pub(crate) fn of(side: Side) -> Self {
        Self {
            side,
            carry: Vec::new(),
            same: false,
            name: String::new(),
        }
    }

    /// The bytes for the vault.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let (side, state) = match &self.side {
            Side::Founder(founder) => (FOUNDER, founder.to_bytes()),
            Side::Joiner(joiner) => (JOINER, joiner.to_bytes()),
        };
        let mut map = MapWriter::open(6, VERSION);
        map.uint(1, side)
            .bytes(2, state.expose())
            .bytes(3, &self.carry)
            .uint(4, u64::from(self.same))
            .bytes(5, self.name.as_bytes());
        map.finish()
    }

    fn decode(bytes: &[u8]) -> std::result::Result<Self, ReadError> {
        let malformed = ReadError::Malformed { what: WHAT };
        let mut map = MapReader::open(WHAT, bytes, STATE_BYTES_MAX, VERSION)?;
        let side = map.uint(1)?;
        let state = SecretBytes::new(map.bytes(2, STATE_BYTES_MAX)?.to_vec());
        let kept = Self {
            side: match side {
                FOUNDER => Side::Founder(Founder::from_bytes(&state)?),
                JOINER => Side::Joiner(Joiner::from_bytes(&state)?),
                _ => return Err(malformed),
            },
            carry: map.bytes(3, PAIRING_BYTES_MAX)?.to_vec(),
            same: map.uint(4)? != 0,
            name: String::from_utf8(map.bytes(5, NAME_BYTES_MAX)?.to_vec())
                .map_err(|_| malformed)?,
        };
        map.finish()?;
        Ok(kept)
    }

    /// The message to carry now, if this step has one.
    pub(crate) fn message(&self) -> Option<Vec<u8>> {
        match &self.side {
            Side::Founder(founder) if self.carry.is_empty() => Some(founder.invite()),
            Side::Founder(_) | Side::Joiner(_) => {
                Some(self.carry.clone()).filter(|carry| !carry.is_empty())
            }
        }
    }

    fn step(&self) -> Result<PairingStep> {
        let carry = || write_code(&self.carry);
        Ok(match &self.side {
            Side::Founder(founder) => match founder.pictures() {
                None => PairingStep::TakeRequest {
                    invite: invite(&founder.invite())?,
                },
                Some(_) if self.same => PairingStep::CarryWelcome { welcome: carry() },
                Some(pictures) => PairingStep::CompareThenWelcome {
                    offer: carry(),
                    pictures: shown(&pictures),
                },
            },
            Side::Joiner(joiner) => match joiner.pictures() {
                None => PairingStep::TakeOffer { request: carry() },
                Some(_) if self.same => PairingStep::TakeWelcome,
                Some(pictures) => PairingStep::Compare {
                    pictures: shown(&pictures),
                },
            },
        })
    }
}

impl Session {
    /// Refuses where both people are here.
    pub(crate) fn nobody_joined(&mut self, agreement: AgreementId) -> Result<()> {
        let (book, _) = self.book(agreement)?;
        match book.agreement().joined() {
            Joined::NotYet => Ok(()),
            Joined::Once | Joined::Twice => Err(Code::AlreadyPaired.into()),
        }
    }

    /// The pairing of this name.
    pub(crate) fn kept(&self, id: AgreementId) -> Result<Kept> {
        self.kept_if_any(id)?
            .ok_or_else(|| Code::PairingStep.into())
    }

    /// The pairing of this agreement, if there is one.
    pub(crate) fn kept_if_any(&self, id: AgreementId) -> Result<Option<Kept>> {
        let rows = self.vault.view();
        let row = match rows.pairing(&founder_name(id))? {
            Some(row) => Some(row),
            None => rows.pairing(&joiner_name(id))?,
        };
        row.map(|row| read(&row)).transpose()
    }

    /// Makes the state of a pairing durable.
    pub(crate) fn keep_pairing(&mut self, id: AgreementId, kept: &Kept, now: i64) -> Result<()> {
        let row = pairing_row(id, kept, now);
        Ok(self.vault.write(|tx| tx.put_pairing(&row))?)
    }

    /// A pairing as this device sees it.
    pub(crate) fn pairing(&mut self, id: AgreementId) -> Result<Pairing> {
        let pairing = |founder, other_name, next| Pairing {
            agreement: names::agreement_text(id),
            role: names::role_view(self.role),
            founder,
            other_name,
            next,
        };
        let Some(row) = self.vault.view().agreement(id)? else {
            let kept = self.kept_if_any(id)?.ok_or(Code::AgreementUnknown)?;
            return Ok(pairing(false, String::new(), kept.step()?));
        };
        let next = match self.kept_if_any(id)? {
            Some(kept) => kept.step()?,
            None => PairingStep::NotStarted,
        };
        let begun = pairing(true, row.other_name, next);
        let (book, _) = self.book(id)?;
        let founded = book.agreement().act(id).map(|act| act.header.device);
        let founder = founded == Some(book.replica.device());
        let next = match book.agreement().joined() {
            Joined::NotYet => begun.next,
            Joined::Once | Joined::Twice => PairingStep::Done,
        };
        Ok(Pairing {
            founder,
            next,
            ..begun
        })
    }

    /// Agreements that this device has asked to join.
    pub(crate) fn joining_entries(&self) -> Result<Vec<AgreementEntry>> {
        let mut entries = Vec::new();
        for row in self.vault.view().pairings()? {
            // This device may also be becoming one of its person's own: that is no agreement to open or to answer.
            if !is_joining(&row) {
                continue;
            }
            let kept = read(&row)?;
            let (Side::Joiner(_), Some(id)) = (&kept.side, row.agreement) else {
                continue;
            };
            let mut entry = AgreementEntry {
                id: names::agreement_text(id),
                role: names::role_view(self.role),
                client: String::new(),
                keyworker: String::new(),
                stage: Stage::Joining,
                owes: None,
                owed_words: None,
                next: Vec::new(),
                away: Vec::new(),
                promises: Vec::new(),
                hello: None,
                until: None,
                new_for_me: false,
            };
            match self.role {
                countersign_domain::Role::Client => entry.client = kept.name,
                countersign_domain::Role::Keyworker => entry.keyworker = kept.name,
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    /// Forgets a founder's pairing that has led to a join: its secret is of no more use.
    pub(crate) fn end_pairing(&mut self, id: ActId) -> Result<()> {
        if self.vault.view().pairing(&founder_name(id))?.is_some() {
            self.vault.write(|tx| tx.drop_pairing(&founder_name(id)))?;
        }
        Ok(())
    }
}

/// Whether a founder has handed out the last message of a pairing: the two are connected, and the first file of the other
/// has not come.
pub(crate) fn awaits_first_file(rows: &View<'_>, id: AgreementId) -> Result<bool> {
    let row = rows.pairing(&founder_name(id))?;
    Ok(row
        .map(|row| read(&row))
        .transpose()?
        .is_some_and(|kept| kept.same))
}

/// Whether this device has asked to join by this pairing.
pub(crate) fn is_joining(row: &PairingRow) -> bool {
    row.name.starts_with(JOINER_NAME)
}

pub(crate) fn read(row: &PairingRow) -> Result<Kept> {
    Kept::decode(row.state.expose()).map_err(|_| Code::VaultDamaged.into())
}

pub(crate) fn invite(bytes: &[u8]) -> Result<view::Invite> {
    let issued = wire::Invite::decode(bytes)
        .map_err(|_| Code::VaultDamaged)?
        .issued;
    let code = write_code(bytes);
    Ok(view::Invite {
        qr: picture_of(&code)?,
        code,
        until: view::Moment(
            i64::try_from(issued)
                .unwrap_or(i64::MAX)
                .saturating_add(INVITE_SECONDS),
        ),
    })
}

pub(crate) fn shown(pictures: &Pictures) -> Vec<view::Picture> {
    pictures
        .each()
        .iter()
        .map(|picture| view::Picture {
            symbol: picture.symbol.to_owned(),
            name: picture.name.to_owned(),
        })
        .collect()
}

/// A QR picture as an `<svg>` element: one path of black squares on white.
pub(crate) fn picture_of(text: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Code::Broken)?;
    let side = code.width() + 2 * QUIET;
    let dark = code.to_colors();
    let squares: String = dark
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
        .map(|(at, _)| {
            let (x, y) = (at % code.width() + QUIET, at / code.width() + QUIET);
            format!("M{x} {y}h1v1h-1z")
        })
        .collect();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path d=\"{squares}\" fill=\"#000\"/></svg>"
    ))
}
