//! Bodies survive their own bytes, and a yes to other words is told apart.

use std::collections::BTreeMap;

use countersign_sync::{Body, Field, NotABody, ProofAct};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

fn body() -> impl Strategy<Value = Body> {
    let fields = btree_map((1..40u16).prop_map(Field::from_code), ".{0,40}", 0..8);
    let proof = (vec(any::<u8>(), 0..80), vec(any::<u8>(), 0..80));
    let proof = vec(
        proof.prop_map(|(signed, body)| ProofAct { signed, body }),
        0..4,
    );
    (any::<[u8; 32]>(), fields, proof).prop_map(|(salt, fields, proof)| Body {
        salt,
        fields,
        proof,
    })
}

proptest! {
    #[test]
    fn a_body_survives_its_own_bytes(body in body()) {
        let bytes = body.encode().expect("it is short");
        prop_assert_eq!(Body::salt_of(&bytes), Ok(body.salt));
        prop_assert_eq!(Body::parse(&bytes), Ok(body));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = Body::parse(&bytes);
        let _ = Body::salt_of(&bytes);
    }

    #[test]
    fn a_body_that_was_cut_or_continued_is_refused(body in body(), at in any::<prop::sample::Index>()) {
        let mut bytes = body.encode().expect("it is short");
        prop_assert!(Body::parse(&bytes[..at.index(bytes.len())]).is_err());
        bytes.push(0);
        prop_assert!(Body::parse(&bytes).is_err());
    }

    #[test]
    fn a_changed_byte_is_read_without_a_panic(
        body in body(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = body.encode().expect("it is short");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = Body::parse(&bytes);
    }

    #[test]
    fn a_yes_repeats_its_version_and_nothing_else(
        body in body(), salt in any::<[u8; 32]>(), field in (1..40u16).prop_map(Field::from_code),
    ) {
        let mut yes = Body { salt, ..body.clone() };
        prop_assert!(Body::same_words(&body, &yes));
        yes.fields.insert(Field::Reason, "a reason is the suggester's own".to_owned());
        prop_assert!(Body::same_words(&body, &yes));
        if field != Field::Reason {
            yes.fields.entry(field).or_default().push('!');
            prop_assert!(!Body::same_words(&body, &yes));
        }
    }
}

fn plain(words: &str) -> Body {
    let fields = BTreeMap::from([(Field::Words, words.to_owned())]);
    Body {
        salt: [7; 32],
        fields,
        proof: Vec::new(),
    }
}

#[test]
fn more_than_sixteen_kibibytes_are_too_long() {
    assert!(plain(&"a".repeat(16_000)).encode().is_ok());
    assert_eq!(plain(&"a".repeat(16_384)).encode(), Err(NotABody::TooLong));
}

#[test]
fn a_newer_body_says_so_and_can_still_be_held_against_its_commitment() {
    let mut bytes = plain("Call the dentist").encode().expect("it is short");
    // The map's head, the key 0, then the version.
    assert_eq!(bytes.get(1..3), Some(&[0, 1][..]));
    bytes[2] = 2;
    assert_eq!(Body::parse(&bytes), Err(NotABody::NeedsNewerApp));
    assert_eq!(Body::salt_of(&bytes), Ok([7; 32]));
}

#[test]
fn every_field_has_a_number_of_its_own() {
    for code in 0..=u16::MAX {
        assert_eq!(Field::from_code(code).code(), code);
    }
}
