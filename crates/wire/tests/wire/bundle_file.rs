//! Files with several envelopes.

use countersign_wire::limits::{ENVELOPE_BYTES_MAX, ENVELOPES_PER_FILE_MAX};
use countersign_wire::{BundleFile, FileError, ReadError, write_bundle_file};
use proptest::prelude::*;

const THREE: [&[u8]; 3] = [b"first", b"", b"the third"];

fn read(bytes: &[u8]) -> Vec<Result<Vec<u8>, FileError>> {
    match BundleFile::open(bytes) {
        Ok(file) => file.map(|item| item.map(<[u8]>::to_vec)).collect(),
        Err(error) => vec![Err(error.into())],
    }
}

#[test]
fn envelopes_come_out_in_their_order_byte_for_byte() {
    let bytes = write_bundle_file(&THREE).unwrap();
    assert_eq!(BundleFile::open(&bytes).unwrap().count(), 3);
    assert_eq!(read(&bytes), THREE.map(|envelope| Ok(envelope.to_vec())));
}

#[test]
fn a_file_that_was_cut_off_gives_what_is_whole_and_says_where_it_ends() {
    let bytes = write_bundle_file(&THREE).unwrap();
    for length in 0..bytes.len() {
        let items = read(&bytes[..length]);
        let (last, whole) = items.split_last().unwrap();
        assert!(
            whole
                .iter()
                .zip(THREE)
                .all(|(item, envelope)| *item == Ok(envelope.to_vec()))
        );
        match last {
            Err(FileError::Cut { number, of: 3 }) => assert_eq!(*number as usize, items.len()),
            Err(FileError::Whole(ReadError::Truncated { .. })) => assert!(length < 9),
            other => panic!("cut at {length}: {other:?}"),
        }
    }
}

#[test]
fn something_behind_the_last_envelope_is_told() {
    let bytes = [&write_bundle_file(&THREE).unwrap()[..], b"x"].concat();
    let items = read(&bytes);
    assert_eq!(items.len(), 4);
    assert_eq!(items[3], Err(FileError::Garbage { of: 3 }));
}

#[test]
fn a_length_or_a_count_that_cannot_be_is_refused() {
    let mut bytes = write_bundle_file(&THREE).unwrap();
    bytes[9..13].copy_from_slice(&[0xff; 4]);
    assert_eq!(
        read(&bytes),
        [Err(FileError::TooLarge { number: 1, of: 3 })]
    );
    bytes[5..9].copy_from_slice(&[0xff; 4]);
    assert!(matches!(
        BundleFile::open(&bytes),
        Err(ReadError::TooLarge { .. })
    ));
    assert!(write_bundle_file(&[vec![0; ENVELOPE_BYTES_MAX + 1]]).is_err());
    assert!(write_bundle_file(&vec![b""; ENVELOPES_PER_FILE_MAX + 1]).is_err());
}

#[test]
fn other_files_and_newer_ones_are_told_apart() {
    let mut bytes = write_bundle_file(&THREE).unwrap();
    bytes[4] = 9;
    let newer = ReadError::NewerFormat { found: 9, known: 1 };
    assert_eq!(BundleFile::open(&bytes).err(), Some(newer));
    assert_eq!(BundleFile::open(b"CSGN").err(), Some(ReadError::NotOurs));
    assert!(BundleFile::open(b"").is_err());
}

proptest! {
    #[test]
    fn noise_never_panics_and_always_ends(noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let items = read(&[&b"CSBF\x01\0\0\0"[..], &noise].concat());
        prop_assert!(items.len() <= 256);
    }
}
