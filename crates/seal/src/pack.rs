//! Packing a bundle before it is sealed: nothing that the receiver can work out travels.
//!
//! Signatures, salts and hashes are most of a bundle, and no compression makes them smaller. But most hashes are the
//! names of what stands in the same bundle: of the agreement, of an act before, of the words beside. So the bytes are
//! taken apart: *names* of 32 bytes that were seen before become a short reference, those that were not, and
//! signatures, are put aside as they are, and what is left, the few small fields and the words, is deflated at once.
//!
//! Unpacking gives back exactly the bytes that were signed, whatever compressor made the packed ones: the signature is
//! checked over the former, and nothing is hashed over the latter but the envelope's own id. Nothing here is trusted:
//! every length is checked against a limit before anything is made of it, and no names grow a bundle beyond its limit.
//! The format: docs/format.md.

mod deflate;
mod names;
mod unpack;

use countersign_wire::{BundleParts, Part, ReadError, SIGNATURE_BYTES};
use zeroize::Zeroizing;

use names::{NAME_BYTES, Names};
pub use unpack::unpack_bundle;

pub(crate) const WHAT: &str = "packed bundle";

/// What stands before a name in CBOR: a byte string of 32 bytes.
const MARK: [u8; 2] = [0x58, 0x20];
/// Behind a mark: a name that was not seen before.
const NEW: usize = 0;
/// Behind a mark: no name, the bytes only look like one.
const NONE: usize = 1;
/// Behind a mark: the commitment to the body of this act.
const COMMITMENT: usize = 2;
/// The first of the references to names that were seen.
const SEEN: usize = 3;

/// Packs the bytes of a bundle. `key` is the name of the sending key, which the receiver knows from the envelope.
///
/// # Errors
/// When they are no bytes of a bundle.
pub fn pack_bundle(key: &[u8; 32], plain: &[u8]) -> Result<Vec<u8>, ReadError> {
    let (head, parts) = BundleParts::open(plain)?;
    let mut packer = Packer {
        names: Names::begin(*key),
        fields: Zeroizing::default(),
        words: Zeroizing::default(),
        aside: Vec::new(),
        commitment: None,
    };
    packer.number(head.len());
    packer.fields(head);
    packer.number(usize::from(parts.left()));
    for part in parts {
        packer.part(part?);
    }
    Ok(packer.finish())
}

/// What has been taken apart so far.
struct Packer {
    names: Names,
    /// Everything but words, with references for names.
    fields: Zeroizing<Vec<u8>>,
    /// The bodies.
    words: Zeroizing<Vec<u8>>,
    /// What cannot be made smaller.
    aside: Vec<u8>,
    /// The commitment to the body before, until its act has come.
    commitment: Option<[u8; 32]>,
}

impl Packer {
    fn part(&mut self, part: Part<'_>) {
        self.fields.push(part.kind() as u8);
        match part {
            Part::BodyOfNext(body) => {
                self.body(body);
                self.commitment = names::commitment(body);
            }
            Part::Act(signed) => {
                let header = signed.len().saturating_sub(SIGNATURE_BYTES);
                let (header, signature) = signed.split_at(header);
                self.number(header.len());
                self.fields(header);
                self.aside.extend(signature);
                self.names.enter(crate::act_id(signed));
                self.commitment = None;
            }
            Part::Body { act, body } => {
                self.name(&act);
                self.body(body);
            }
        }
    }

    fn number(&mut self, number: usize) {
        names::write_number(&mut self.fields, number);
    }

    /// A name that is known to stand here.
    fn name(&mut self, name: &[u8; 32]) {
        let reference = match self.names.reference(name) {
            _ if self.commitment.as_ref() == Some(name) => COMMITMENT,
            Some(seen) => seen + SEEN,
            None => {
                self.aside.extend(name);
                self.names.enter(*name);
                NEW
            }
        };
        self.number(reference);
    }

    fn fields(&mut self, mut bytes: &[u8]) {
        while let Some((&byte, rest)) = bytes.split_first() {
            self.fields.push(byte);
            let Some(behind) = bytes.strip_prefix(&MARK) else {
                bytes = rest;
                continue;
            };
            self.fields.extend(MARK.iter().skip(1));
            bytes = behind;
            match behind.split_first_chunk::<NAME_BYTES>() {
                Some((name, rest)) => {
                    self.name(name);
                    bytes = rest;
                }
                None => self.number(NONE),
            }
        }
    }

    /// The length of a body, whether its salt stands aside, and its words.
    fn body(&mut self, body: &[u8]) {
        let salted = names::split_at_salt(body);
        self.number(body.len() * 2 + usize::from(salted.is_some()));
        if let Some((before, salt, behind)) = salted {
            self.words.extend(before);
            self.aside.extend(salt);
            self.words.extend(behind);
        } else {
            self.words.extend(body);
        }
    }

    fn finish(self) -> Vec<u8> {
        let (fields, words) = (self.fields.len(), self.words.len());
        let both = Zeroizing::new([self.fields.as_slice(), &self.words].concat());
        let deflated = deflate::deflate(&both);
        let mut packed = Vec::with_capacity(deflated.len() + self.aside.len() + 12);
        for number in [fields, words, deflated.len()] {
            names::write_number(&mut packed, number);
        }
        packed.extend(deflated);
        packed.extend(self.aside);
        packed
    }
}
