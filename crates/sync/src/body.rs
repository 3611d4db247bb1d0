//! The body of an act: its words, the salt of its commitment, and what is attached (design §3).
//!
//! It exists so that every room writes and reads the same few named fields. The fold never reads a body. What a field
//! means to people, and which deed has which, is decided where words are shown; what a newer app wrote is kept.

use std::collections::BTreeMap;

use countersign_seal::{Chance, entropy};
use countersign_wire::limits::{BODY_BYTES_MAX, SIGNED_ACT_BYTES_MAX};
use minicbor::{Decoder, Encoder};

/// The version that is written, and the newest that is read.
const VERSION: u64 = 1;
/// How many fields a body has at most.
const FIELDS_MAX: u64 = 64;
/// How many signed acts a proof has at most: a version, two answers, and who they were.
const PROOF_MAX: u64 = 16;

/// A named text of a body. Codes never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The words themselves.
    Words,
    /// The reason given.
    Reason,
    /// Towards whom, or the recipient.
    Whom,
    /// About what.
    About,
    /// A name of a person.
    Name,
    /// The same in one's own words.
    OwnWords,
    /// A decision: its kind.
    DecisionKind,
    /// A decision: its reference.
    Reference,
    /// A decision: who decided.
    DecidedBy,
    /// A decision: the law it rests on.
    Law,
    /// A decision: how to appeal.
    Appeal,
    /// What can be chosen even so.
    Choose,
    /// Topics with their numbers.
    Topics,
    /// Where and when.
    Place,
    /// The name of the organisation.
    Organisation,
    /// A mandate: what may be done. A permission: what may be told.
    Task,
    /// Who stands in.
    StandIn,
    /// A name of somebody who can help.
    Helper,
    /// That person's number.
    HelperNumber,
    /// The first day, as written.
    FromDay,
    /// The name of the other person, as a founder wrote it.
    OtherName,
    /// The goals that topics are about, a line for each topic.
    TopicGoals,
    /// An open card: what the keyworker is here.
    MyRole,
    /// An open card: whom the keyworker answers to.
    AnswersTo,
    /// An open card: what the keyworker must pass on by law.
    PassesOn,
    /// An open card: what the keyworker writes elsewhere.
    WritesElsewhere,
    /// A field of a newer app.
    Unknown(u16),
}

const KNOWN: [(Field, u16); 26] = [
    (Field::Words, 1),
    (Field::Reason, 2),
    (Field::Whom, 3),
    (Field::About, 4),
    (Field::Name, 5),
    (Field::OwnWords, 6),
    (Field::DecisionKind, 7),
    (Field::Reference, 8),
    (Field::DecidedBy, 9),
    (Field::Law, 10),
    (Field::Appeal, 11),
    (Field::Choose, 12),
    (Field::Topics, 13),
    (Field::Place, 14),
    (Field::Organisation, 15),
    (Field::Task, 16),
    (Field::StandIn, 17),
    (Field::Helper, 18),
    (Field::HelperNumber, 19),
    (Field::FromDay, 20),
    (Field::OtherName, 21),
    (Field::TopicGoals, 40),
    (Field::MyRole, 22),
    (Field::AnswersTo, 23),
    (Field::PassesOn, 24),
    (Field::WritesElsewhere, 25),
];

impl Field {
    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> u16 {
        if let Self::Unknown(code) = self {
            return code;
        }
        KNOWN
            .iter()
            .find(|(field, _)| *field == self)
            .map_or(0, |(_, code)| *code)
    }

    /// The field with this number.
    #[must_use]
    pub fn from_code(code: u16) -> Self {
        KNOWN
            .iter()
            .find(|(_, known)| *known == code)
            .map_or(Self::Unknown(code), |(field, _)| *field)
    }
}

/// A body. Its bytes are at most 16 KiB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Keys the commitment, so that short words cannot be guessed from it.
    pub salt: [u8; 32],
    /// The texts.
    pub fields: BTreeMap<Field, String>,
    /// Acts of an earlier agreement, when a part is carried over; at most 16.
    pub proof: Vec<ProofAct>,
}

/// An act of an earlier agreement, as proof. Nothing here has checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofAct {
    /// The signed act.
    pub signed: Vec<u8>,
    /// Its body.
    pub body: Vec<u8>,
}

/// Why bytes are no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotABody {
    /// More than 16 KiB.
    #[error("the words are longer than {BODY_BYTES_MAX} bytes together")]
    TooLong,
    /// Written by a newer app.
    #[error("the words need a newer app")]
    NeedsNewerApp,
    /// Not the shape of a body.
    #[error("the words are damaged")]
    Malformed,
}

impl From<minicbor::decode::Error> for NotABody {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

impl Body {
    /// A body with these texts and a fresh salt.
    #[must_use]
    pub fn new(fields: BTreeMap<Field, String>, chance: &mut dyn Chance) -> Self {
        Self {
            salt: entropy(chance),
            fields,
            proof: Vec::new(),
        }
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// The bytes: a CBOR map of version, salt, texts and proof.
    ///
    /// # Errors
    /// When they are more than a reader would take.
    pub fn encode(&self) -> Result<Vec<u8>, NotABody> {
        let mut e = Encoder::new(Vec::new());
        self.write(&mut e).map_err(|_| NotABody::Malformed)?;
        let bytes = e.into_writer();
        Self::parse(&bytes).map(|_| bytes)
    }

    fn write(
        &self,
        e: &mut Encoder<Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        e.map(4)?.u64(0)?.u64(VERSION)?.u64(1)?.bytes(&self.salt)?;
        e.u64(2)?.map(self.fields.len() as u64)?;
        let by_code: BTreeMap<u16, &String> = self
            .fields
            .iter()
            .map(|(field, text)| (field.code(), text))
            .collect();
        for (code, text) in by_code {
            e.u16(code)?.str(text)?;
        }
        e.u64(3)?.array(self.proof.len() as u64)?;
        for ProofAct { signed, body } in &self.proof {
            e.array(2)?.bytes(signed)?.bytes(body)?;
        }
        Ok(())
    }

    /// Reads a body. Fields behind the known ones are passed over; the bytes are what is kept.
    ///
    /// # Errors
    /// When the bytes are too many, of a newer version, or of another shape.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotABody> {
        if bytes.len() > BODY_BYTES_MAX {
            return Err(NotABody::TooLong);
        }
        let mut d = Decoder::new(bytes);
        let entries = d.map()?.ok_or(NotABody::Malformed)?;
        key(&mut d, 0)?;
        match d.u64()? {
            VERSION => {}
            0 => return Err(NotABody::Malformed),
            _ => return Err(NotABody::NeedsNewerApp),
        }
        key(&mut d, 1)?;
        let salt = d.bytes()?.try_into().map_err(|_| NotABody::Malformed)?;
        key(&mut d, 2)?;
        let fields = texts(&mut d)?;
        key(&mut d, 3)?;
        let proof = proof(&mut d)?;
        let mut last = 3;
        for _ in 4..entries {
            let key = d.u64()?;
            if key <= last {
                return Err(NotABody::Malformed);
            }
            last = key;
            d.skip()?;
        }
        let whole = entries >= 4 && d.position() == bytes.len();
        if whole {
            Ok(Self {
                salt,
                fields,
                proof,
            })
        } else {
            Err(NotABody::Malformed)
        }
    }

    /// The salt alone, which every version keeps at the front: all that a commitment needs.
    ///
    /// # Errors
    /// When the bytes are too many or do not begin as a body.
    pub fn salt_of(bytes: &[u8]) -> Result<[u8; 32], NotABody> {
        if bytes.len() > BODY_BYTES_MAX {
            return Err(NotABody::TooLong);
        }
        let mut d = Decoder::new(bytes);
        d.map()?;
        key(&mut d, 0)?;
        d.u64()?;
        key(&mut d, 1)?;
        d.bytes()?.try_into().map_err(|_| NotABody::Malformed)
    }

    /// Whether a yes repeats exactly what it answers (law 1): every text and the proof of the version, and nothing else.
    /// Only the salt differs. A reason is the suggester's own and no part of what is agreed.
    #[must_use]
    pub fn same_words(version: &Self, yes: &Self) -> bool {
        let agreed = |body: &Self| {
            let mut fields = body.fields.clone();
            fields.remove(&Field::Reason);
            fields
        };
        agreed(version) == agreed(yes) && version.proof == yes.proof
    }
}

fn key(d: &mut Decoder<'_>, expected: u64) -> Result<(), NotABody> {
    if d.u64()? == expected {
        Ok(())
    } else {
        Err(NotABody::Malformed)
    }
}

fn texts(d: &mut Decoder<'_>) -> Result<BTreeMap<Field, String>, NotABody> {
    let count = d
        .map()?
        .filter(|count| *count <= FIELDS_MAX)
        .ok_or(NotABody::Malformed)?;
    let mut fields = BTreeMap::new();
    let mut last = None;
    for _ in 0..count {
        let code = d.u16()?;
        if last.is_some_and(|last| code <= last) {
            return Err(NotABody::Malformed);
        }
        last = Some(code);
        fields.insert(Field::from_code(code), d.str()?.to_owned());
    }
    Ok(fields)
}

fn proof(d: &mut Decoder<'_>) -> Result<Vec<ProofAct>, NotABody> {
    let count = d
        .array()?
        .filter(|count| *count <= PROOF_MAX)
        .ok_or(NotABody::Malformed)?;
    let mut proof = Vec::new();
    for _ in 0..count {
        if d.array()? != Some(2) {
            return Err(NotABody::Malformed);
        }
        let signed = d.bytes()?.to_vec();
        if signed.len() > SIGNED_ACT_BYTES_MAX {
            return Err(NotABody::TooLong);
        }
        proof.push(ProofAct {
            signed,
            body: d.bytes()?.to_vec(),
        });
    }
    Ok(proof)
}
