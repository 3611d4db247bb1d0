//! The rules that all our CBOR maps share.

use countersign_wire::ReadError;
use countersign_wire::cbor::MapReader;

const MALFORMED: ReadError = ReadError::Malformed { what: "map" };

/// Reads `{0: 1, 1: number}`.
fn number(bytes: &[u8]) -> Result<u64, ReadError> {
    let mut map = MapReader::open("map", bytes, 64, 1)?;
    let number = map.uint(1)?;
    map.finish().map(|()| number)
}

#[test]
fn a_number_is_read_in_its_shortest_form_only() {
    assert_eq!(number(&[0xa2, 0, 1, 1, 23]), Ok(23));
    assert_eq!(number(&[0xa2, 0, 1, 1, 0x18, 24]), Ok(24));
    assert_eq!(number(&[0xa2, 0, 1, 1, 0x18, 23]), Err(MALFORMED));
    assert_eq!(
        number(&[0xa2, 0, 1, 1, 0x1b, 0, 0, 0, 0, 0, 0, 0, 1]),
        Err(MALFORMED)
    );
    assert_eq!(number(&[0xa2, 0, 1, 0x18, 1, 1]), Err(MALFORMED));
}

#[test]
fn a_map_of_unknown_length_is_refused() {
    assert_eq!(number(&[0xbf, 0, 1, 1, 5, 0xff]), Err(MALFORMED));
}

#[test]
fn keys_ascend_and_stand_once() {
    assert_eq!(number(&[0xa3, 0, 1, 1, 5, 1, 6]), Err(MALFORMED));
    assert_eq!(number(&[0xa2, 1, 5, 0, 1]), Err(MALFORMED));
}

#[test]
fn a_length_without_its_bytes_allocates_nothing_and_is_cut() {
    let claims_16_eib = [
        0xa2, 0, 1, 1, 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    ];
    let mut map = MapReader::open("map", &claims_16_eib, 64, 1).unwrap();
    assert!(map.bytes(1, usize::MAX).is_err());
    let claims_a_list = [
        0xa2, 0, 1, 1, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    ];
    let mut map = MapReader::open("map", &claims_a_list, 64, 1).unwrap();
    assert!(map.arrays::<32>(1, usize::MAX).is_err());
}

#[test]
fn deep_nesting_in_a_skipped_field_does_not_exhaust_the_stack() {
    let nested = [&[0xa3, 0, 1, 1, 5, 2][..], &[0x81; 100_000], &[0]].concat();
    let mut map = MapReader::open("map", &nested, 200_000, 1).unwrap();
    assert_eq!(map.uint(1), Ok(5));
    assert_eq!(map.finish(), Ok(()));
}

#[test]
fn a_map_larger_than_its_limit_is_refused_unread() {
    assert_eq!(
        number(&[0; 65]),
        Err(ReadError::TooLarge {
            what: "map",
            max: 64
        })
    );
}
