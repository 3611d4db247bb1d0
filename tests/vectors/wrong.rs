//! Good vectors with one thing wrong, and what is said about each.
//!
//! The refusal is compared as the sentence that a log would hold, so that a newer file is never called damaged.

use super::golden::golden;
use super::made;
use countersign_seal::{Kit, VaultHeader, open_backup, open_envelope, unpack_bundle, verify_acts};
use countersign_wire::{Bundle, BundleFile, Envelope, Invite, SignedAct};

/// The order of Ed25519's base point, little-endian.
const L: &[u8] = b"\xed\xd3\xf5\x5c\x1a\x63\x12\x58\xd6\x9c\xf7\xa2\xde\xf9\xde\x14\
    \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10";

type Change = fn(&mut Vec<u8>);
type Judge = fn(&[u8]) -> String;

/// New name, good vector, what is done to it, who judges it, and what they say.
const WRONG: [(&str, &str, Change, Judge, &str); 21] = [
    (
        "act-with-a-malleated-signature",
        "act-founding-by-karin",
        |b| malleate(b),
        act,
        "the signature is not valid",
    ),
    (
        "act-with-one-bit-flipped",
        "act-founding-by-karin",
        |b| b[100] ^= 1,
        act,
        "the signature is not valid",
    ),
    (
        "act-without-a-header",
        "act-founding-by-karin",
        |b| b.truncate(64),
        act,
        "the end of the act is missing",
    ),
    (
        "bundle-of-a-newer-format",
        "bundle-of-one-act",
        |b| b[6] = 2,
        bundle,
        "this was made by a newer version of the app (format 2, known up to 1)",
    ),
    (
        "bundle-with-an-unknown-critical-field",
        "bundle-of-one-act",
        |b| {
            let end = 4 + usize::from(b[3]) + 256 * usize::from(b[2]);
            b.splice(end..end, [0x20, 0]);
            b[3] += 2;
            b[4] += 1;
        },
        bundle,
        "this needs a newer version of the app to be understood",
    ),
    (
        "bundle-with-something-behind-it",
        "bundle-of-one-act",
        |b| b.push(0),
        bundle,
        "there is something behind the end of the bundle",
    ),
    (
        "bundle-with-a-number-in-a-long-form",
        "bundle-of-one-act",
        |b| {
            b.splice(6..7, [0x18, 1]);
            b[3] += 1;
        },
        bundle,
        "the bundle is damaged",
    ),
    (
        "packed-bundle-that-claims-16-mib",
        "packed-bundle-of-one-act",
        |b| {
            b.splice(0..2, [0xff, 0xff, 0xff, 0x07]);
        },
        packed,
        "the packed bundle is damaged",
    ),
    (
        "packed-bundle-that-claims-one-byte-more",
        "packed-bundle-of-one-act",
        |b| b[0] += 1,
        packed,
        "the packed bundle is damaged",
    ),
    (
        "packed-bundle-with-its-end-cut-off",
        "packed-bundle-of-one-act",
        |b| {
            b.pop();
        },
        packed,
        "the end of the packed bundle is missing",
    ),
    (
        "packed-bundle-with-something-behind-it",
        "packed-bundle-of-one-act",
        |b| b.push(0),
        packed,
        "there is something behind the end of the packed bundle",
    ),
    (
        "envelope-of-another-make",
        "envelope-for-magda-and-karin",
        |b| b[0] = b'X',
        envelope,
        "this is not made by Countersign",
    ),
    (
        "envelope-of-a-newer-format",
        "envelope-for-magda-and-karin",
        |b| b[4] = 2,
        envelope,
        "this was made by a newer version of the app (format 2, known up to 1)",
    ),
    (
        "envelope-with-a-flipped-bit-in-a-wrap",
        "envelope-for-magda-and-karin",
        |b| b[1_000] ^= 1,
        envelope,
        "the envelope was changed on the way",
    ),
    (
        "envelope-with-a-flipped-bit-in-the-ciphertext",
        "envelope-for-magda-and-karin",
        |b| b[3_000] ^= 1,
        envelope,
        "the envelope was changed on the way",
    ),
    (
        "envelope-named-for-another-key",
        "envelope-for-magda-and-karin",
        |b| b[6] ^= 1,
        envelope,
        "the envelope is sealed with another key",
    ),
    (
        "bundle-file-cut-in-the-second-envelope",
        "bundle-file-of-two-envelopes",
        |b| b.truncate(6_000),
        file,
        "the file is cut off in bundle 2 of 2",
    ),
    (
        "bundle-file-with-a-length-of-4-gib",
        "bundle-file-of-two-envelopes",
        |b| b[9..13].fill(0xff),
        file,
        "bundle 1 of 2 is too large",
    ),
    (
        "invite-with-a-key-twice",
        "pairing-1-invite",
        |b| {
            b[0] += 1;
            b.splice(1..1, [0, 1]);
        },
        invite,
        "the invite is damaged",
    ),
    (
        "vault-header-that-asks-for-4-tib",
        "vault-header-with-kit",
        four_tib,
        header,
        "the vault header is damaged",
    ),
    (
        "backup-with-its-end-cut-off",
        "backup-of-a-short-text",
        |b| {
            b.pop();
        },
        backup,
        "the backup is damaged or cut off",
    ),
];

/// Every wrong vector: name, bytes, what is said about them, and what must be said.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>, String, &'static str)> {
    let made = |(name, good, change, judge, wanted): (_, &str, Change, Judge, _)| {
        let mut bytes = golden(good);
        change(&mut bytes);
        let said = judge(&bytes);
        (name, bytes, said, wanted)
    };
    WRONG.map(made).to_vec()
}

/// Adds the order of the base point to `s`, which satisfies the plain equation.
fn malleate(bytes: &mut [u8]) {
    let start = bytes.len() - 32;
    let mut carry = 0;
    for (byte, order) in bytes[start..].iter_mut().zip(L) {
        let sum = u16::from(*byte) + u16::from(*order) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
}

/// Memory is key 2, 65,536 KiB.
fn four_tib(bytes: &mut Vec<u8>) {
    let memory = [0x02, 0x1a, 0, 1, 0, 0];
    let place = bytes
        .windows(6)
        .position(|window| window == memory)
        .unwrap();
    bytes.splice(place + 1..place + 6, [0x1b, 0, 0, 0, 1, 0, 0, 0, 0]);
}

fn said<T, E: ToString>(judged: Result<T, E>) -> String {
    judged.map_or_else(
        |refusal| refusal.to_string(),
        |_| "nothing is wrong with it".to_owned(),
    )
}

fn act(bytes: &[u8]) -> String {
    match SignedAct::decode(bytes) {
        Ok(act) => said(verify_acts(&[(&made::karin().public().sign, &act)]).remove(0)),
        Err(refusal) => refusal.to_string(),
    }
}

fn bundle(bytes: &[u8]) -> String {
    said(Bundle::decode(bytes))
}

fn packed(bytes: &[u8]) -> String {
    said(unpack_bundle(&made::sending_key().id().0, bytes))
}

fn envelope(bytes: &[u8]) -> String {
    match Envelope::decode(bytes) {
        Ok(envelope) => said(open_envelope(&envelope, &made::sending_key())),
        Err(refusal) => refusal.to_string(),
    }
}

fn file(bytes: &[u8]) -> String {
    said(
        BundleFile::open(bytes)
            .unwrap()
            .collect::<Result<Vec<_>, _>>(),
    )
}

fn invite(bytes: &[u8]) -> String {
    said(Invite::decode(bytes))
}

fn header(bytes: &[u8]) -> String {
    said(VaultHeader::decode(bytes))
}

fn backup(bytes: &[u8]) -> String {
    let kit = Kit::read(made::KIT).ok().unwrap();
    said(open_backup(&mut &*bytes, &mut Vec::new(), |header| {
        header.unlock_kit(&kit)
    }))
}
