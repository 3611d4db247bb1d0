//! Every maximum on bytes that arrive, in one place, each with its source.
//!
//! They exist because whatever is not bounded is a way to fill someone's memory or disk. A limit is
//! checked before anything is allocated. Sizes are bytes unless the name says otherwise.

/// Header of an act, CBOR (design §3).
pub const HEADER_BYTES_MAX: usize = 4 * 1024;

/// Body of an act, CBOR with its salt (design §3).
pub const BODY_BYTES_MAX: usize = 16 * 1024;

/// A signed act: header and Ed25519 signature (64 bytes, RFC 8032).
pub const SIGNED_ACT_BYTES_MAX: usize = HEADER_BYTES_MAX + 64;

/// Hashes in `parents` of one act. Two people with a few devices each seldom have more heads than
/// devices; 64 hashes are half a header.
pub const PARENTS_MAX: usize = 64;

/// Hashes in `waiting` of one act, or of one bundle (fold §1.3).
pub const WAITING_MAX: usize = 64;

/// The largest padded plaintext of a bundle (reference/engine.md §2.4).
pub const BUNDLE_PADDED_BYTES_MAX: usize = 256 * 1024;

/// The smallest padded plaintext, so that a receipt, a short no and a short yes look alike.
pub const BUNDLE_PADDED_BYTES_MIN: usize = 1024;

/// What padding, length and signature take inside the padded plaintext: 4 + 64.
pub const BUNDLE_FRAME_BYTES: usize = 4 + 64;

/// A packed bundle before framing and padding.
pub const BUNDLE_PACKED_BYTES_MAX: usize = BUNDLE_PADDED_BYTES_MAX - BUNDLE_FRAME_BYTES;

/// A bundle as it is signed, before it is packed. The 16 KiB below the largest envelope are for what packing adds to
/// bytes that cannot be made smaller.
pub const BUNDLE_PLAIN_BYTES_MAX: usize = BUNDLE_PADDED_BYTES_MAX - 16 * 1024;

/// Acts in one bundle (reference/engine.md §2.4).
pub const ACTS_PER_BUNDLE_MAX: usize = 500;

/// Operations in one Automerge change of any kind (reference/engine.md §2.4).
pub const OPS_PER_CHANGE_MAX: usize = 10_000;

/// Bodies that travel in one bundle for acts that do not.
pub const BODIES_PER_BUNDLE_MAX: usize = 500;

/// Heads of acts in `have` of a bundle. An honest device gathers its heads under 16; 64 is ample.
pub const HAVE_MAX: usize = 64;

/// Act ids in `missing_bodies` of one bundle; the rest is asked for later.
pub const MISSING_BODIES_MAX: usize = 500;

/// Bundle ids in `received` of one bundle; the rest is receipted in the next one.
pub const RECEIVED_MAX: usize = 500;

/// One agreement's Automerge document, saved. An act is about 0.5 KiB of signed bytes that do not
/// compress (hashes, signatures), so 30,000 acts, a very long agreement, are about 15 MiB, and with
/// long headers twice that. 64 MiB carries them with room; the 8 MiB of reference/engine.md §2.4 would
/// have ended an agreement after some 16,000 acts.
pub const DOCUMENT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Devices that one person can have at a time in one agreement, the kit's signing key not counted.
pub const DEVICES_PER_PERSON_MAX: usize = 16;

/// Wraps in one envelope: both people's devices.
pub const WRAPS_MAX: usize = 2 * DEVICES_PER_PERSON_MAX;

/// X-Wing public key (draft-connolly-cfrg-xwing-kem).
pub const WRAP_KEY_BYTES: usize = 1216;

/// X-Wing ciphertext, `enc` in HPKE (RFC 9180).
pub const ENCAPSULATED_BYTES: usize = 1120;

/// A wrapped 32-byte key with its 16-byte tag.
pub const WRAPPED_KEY_BYTES: usize = 32 + 16;

/// Poly1305 tag behind a ciphertext.
pub const TAG_BYTES: usize = 16;

/// A whole envelope: outer fields, all wraps, the largest ciphertext.
pub const ENVELOPE_BYTES_MAX: usize = crate::envelope::OUTER_BYTES
    + WRAPS_MAX * crate::envelope::WRAP_BYTES
    + BUNDLE_PADDED_BYTES_MAX
    + TAG_BYTES;

/// Envelopes in one bundle file.
pub const ENVELOPES_PER_FILE_MAX: usize = 10_000;

/// A file that is offered to import. An agreement of 30,000 acts with bodies is below this;
/// a film picked by mistake is mostly above (reference/trust.md §2.2, case 92).
pub const FILE_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Acts of one writer that wait for what they depend on. Counted per writer, so that nobody floods
/// the other's take-back out (design §5).
pub const WAITING_ACTS_PER_WRITER_MAX: usize = 2_000;

/// Bundles of one writer that are kept aside. Counted per writer (design §5).
pub const KEPT_ASIDE_PER_WRITER_MAX: usize = 200;

/// A pairing message of any leg: the offer with founding act and body is the largest.
pub const PAIRING_BYTES_MAX: usize = 2 * SIGNED_ACT_BYTES_MAX + BODY_BYTES_MAX + 2 * 1024;

/// One change of living text, signed (docs/decisions/0009-living-text.md). A text of 8,000 characters written at once
/// is below this.
pub const LIVING_CHANGE_BYTES_MAX: usize = 32 * 1024;

/// Operations in one change of living text; one for each letter written or deleted.
pub const LIVING_OPS_PER_CHANGE_MAX: usize = OPS_PER_CHANGE_MAX;

/// Changes of living text in one bundle.
pub const LIVING_CHANGES_PER_BUNDLE_MAX: usize = ACTS_PER_BUNDLE_MAX;

/// Operations of living text in one bundle: what a receiver works on at a time.
pub const LIVING_OPS_PER_BUNDLE_MAX: usize = 20_000;

/// Signed changes of one living document, of both people together; half of it for each person, so that nobody fills
/// the other's place.
pub const LIVING_DOCUMENT_BYTES_MAX: usize = 512 * 1024;

/// Operations in one living document, of both people together; half of it for each person. A text of 8,000
/// characters can be written and deleted three times over.
pub const LIVING_DOCUMENT_OPS_MAX: usize = 100_000;

/// Living documents that are open at a time in one agreement; half of it begun by each person.
pub const LIVING_OPEN_MAX: usize = 64;

/// Changes that one change of living text follows.
pub const LIVING_PARENTS_MAX: usize = 32;

/// Writers of one living document: each device, once for each of its lives.
pub const LIVING_WRITERS_MAX: usize = 64;

/// Changes of one living document that wait for what they follow; half of it for each person.
pub const LIVING_WAITING_MAX: usize = 256;

/// Dropped documents in one bundle; the rest follows in the next one.
pub const LIVING_DROPPED_MAX: usize = 128;

/// Documents dropped by one person that are remembered in one agreement: a meeting and a draft a day for five years.
pub const LIVING_DROPPED_PER_PERSON_MAX: usize = 4_000;

/// Items of an agenda: of both people together, and so what is named when it is dropped.
pub const LIVING_SEEN_MAX: usize = 128;
