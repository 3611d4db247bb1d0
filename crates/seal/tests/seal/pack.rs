//! Packing: exactly the signed bytes come back, and nothing else is believed.

use countersign_seal::{act_id, body_commitment, pack_bundle, unpack_bundle};
use countersign_wire::limits::BUNDLE_PLAIN_BYTES_MAX;
use countersign_wire::{Body, Bundle, CarriedAct, ReadError};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use proptest::prelude::*;

const KEY: [u8; 32] = [6; 32];
const MARK: [u8; 2] = [0x58, 0x20];

fn bundle(acts: Vec<CarriedAct>, bodies: Vec<Body>) -> Bundle {
    Bundle {
        agreement: [1; 32],
        device: [2; 32],
        incarnation: [3; 16],
        number: 1,
        roster_hash: [4; 32],
        key_commit: KEY,
        acts,
        bodies,
        have: vec![],
        missing_bodies: vec![],
        waiting: vec![],
        received: vec![],
        living: Vec::new(),
    }
}

/// Bytes that are not two alike for two numbers, and cannot be made smaller.
fn noise(number: usize) -> [u8; 32] {
    act_id(&number.to_be_bytes())
}

/// A week of acts, shaped as ours are: each names agreement, device, the act before and its words.
fn week(acts: usize) -> Bundle {
    let mut before = [1; 32];
    let carried = (0..acts).map(|number| {
        let (salt, words) = (noise(number), format!("the words of act {number}"));
        let body = [&[0xa4, 0, 1, 1], &MARK[..], &salt, words.as_bytes()].concat();
        let names = [[1; 32], [2; 32], before, body_commitment(&salt, &body)];
        let header = names.map(|name| [&MARK[..], &name].concat()).concat();
        let signature = [noise(number + 1_000), noise(number + 2_000)].concat();
        let signed = [&[0xac, 0, 1], &header[..], &signature].concat();
        before = act_id(&signed);
        let body = Some(body);
        CarriedAct { signed, body }
    });
    bundle(carried.collect(), vec![])
}

fn packed(bundle: &Bundle) -> (Vec<u8>, Vec<u8>) {
    let plain = bundle.encode().unwrap();
    let packed = pack_bundle(&KEY, &plain).unwrap();
    (plain, packed)
}

#[test]
fn names_that_are_known_do_not_travel() {
    let (plain, packed) = packed(&week(60));
    assert_eq!(*unpack_bundle(&KEY, &packed).unwrap(), plain);
    // Signature and salt must travel; four names of 32 bytes and the words take a few bytes.
    let least = 60 * (64 + 32);
    assert!(plain.len() > 60 * (64 + 32 + 4 * 32));
    assert!(
        packed.len() < least + 60 * 12,
        "{} bytes for {least}",
        packed.len()
    );
}

#[test]
fn another_key_gives_other_bytes() {
    let (plain, packed) = packed(&week(3));
    assert_ne!(*unpack_bundle(&[7; 32], &packed).unwrap(), plain);
}

#[test]
fn whatever_was_cut_off_or_appended_is_refused() {
    let (_, packed) = packed(&week(5));
    for length in 0..packed.len() {
        assert!(
            unpack_bundle(&KEY, &packed[..length]).is_err(),
            "cut at {length}"
        );
    }
    let more = [&packed[..], &[0]].concat();
    assert!(matches!(
        unpack_bundle(&KEY, &more),
        Err(ReadError::Trailing { .. })
    ));
}

#[test]
fn a_flipped_bit_gives_a_refusal_or_bytes_within_the_limit() {
    let (_, packed) = packed(&week(5));
    for bit in 0..packed.len() * 8 {
        let mut flipped = packed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        if let Ok(plain) = unpack_bundle(&KEY, &flipped) {
            assert!(plain.len() <= BUNDLE_PLAIN_BYTES_MAX);
        }
    }
}

/// The three lengths at the front, what is deflated, and what stands aside.
fn apart(packed: &[u8]) -> ([usize; 3], Vec<u8>, Vec<u8>) {
    let mut rest = packed.iter();
    let numbers = [(); 3].map(|()| {
        let mut number = 0;
        for shift in [0, 7, 14] {
            let byte = *rest.next().unwrap();
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    });
    let (deflated, aside) = rest.as_slice().split_at(numbers[2]);
    (numbers, deflated.to_vec(), aside.to_vec())
}

fn together(numbers: [usize; 3], deflated: &[u8], aside: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in numbers {
        while number >= 0x80 {
            bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    [&bytes[..], deflated, aside].concat()
}

#[test]
fn every_length_that_lies_is_refused() {
    let (_, packed) = packed(&week(5));
    let (numbers, deflated, aside) = apart(&packed);
    assert_eq!(together(numbers, &deflated, &aside), packed);
    for place in 0..3 {
        let right = numbers[place];
        for wrong in [
            0,
            1,
            right - 1,
            right + 1,
            right * 2,
            490_000,
            500_000,
            usize::MAX,
        ] {
            let mut numbers = numbers;
            numbers[place] = wrong;
            let lie = together(numbers, &deflated, &aside);
            assert!(
                unpack_bundle(&KEY, &lie).is_err(),
                "length {place}: {wrong} for {right}"
            );
        }
    }
    // A number in a longer form than it needs.
    let long = [&[packed[0] | 0x80, packed[1] | 0x80, 0], &packed[2..]].concat();
    assert!(unpack_bundle(&KEY, &long).is_err());
}

#[test]
fn whoever_deflates_the_same_bytes_come_back() {
    let (plain, packed) = packed(&week(20));
    let (numbers, deflated, aside) = apart(&packed);
    let inflated = decompress_to_vec_with_limit(&deflated, 1 << 20).unwrap();
    let mut ways = std::collections::BTreeSet::new();
    for level in 0..=10 {
        let deflated = compress_to_vec(&inflated, level);
        let numbers = [numbers[0], numbers[1], deflated.len()];
        let other = together(numbers, &deflated, &aside);
        assert_eq!(*unpack_bundle(&KEY, &other).unwrap(), plain);
        ways.insert(deflated);
    }
    assert!(ways.len() > 3, "the levels wrote the same");
}

/// Bytes with many marks, some with names that come again, some before the end.
fn marked() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(MARK.to_vec()),
        Just(vec![0x58]),
        (0..4usize).prop_map(|name| [&MARK[..], &noise(name)].concat()),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bundle_comes_back_to_the_byte(
        acts in prop::collection::vec((marked(), prop::option::of(marked())), 0..12),
        bodies in prop::collection::vec((0..4usize, marked()), 0..4),
        living in marked(),
    ) {
        let acts = acts.into_iter().map(|(mut signed, body)| {
            signed.extend([9; 65]);
            CarriedAct { signed, body }
        });
        let bodies = bodies.into_iter().map(|(act, bytes)| Body { act: noise(act), bytes });
        let bundle = Bundle { living, ..bundle(acts.collect(), bodies.collect()) };
        let (plain, packed) = packed(&bundle);
        prop_assert_eq!(&*unpack_bundle(&KEY, &packed).unwrap(), &plain);
    }

    #[test]
    fn noise_never_panics(
        fields in marked(), words in marked(), aside in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let deflated = compress_to_vec(&[&fields[..], &words].concat(), 6);
        let numbers = [fields.len(), words.len(), deflated.len()];
        let _ = unpack_bundle(&KEY, &together(numbers, &deflated, &aside));
        let _ = unpack_bundle(&KEY, &aside);
    }
}
