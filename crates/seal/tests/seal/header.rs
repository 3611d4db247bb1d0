//! Vault headers: what opens a vault, and what a changed header gives.

use crate::dice::dice;
use countersign_seal::{Kit, Passphrase, Stretch, UnlockError, VaultHeader, VaultKey};
use countersign_wire::ReadError;

const WEAK: Stretch = Stretch::danger_weak_for_tests();

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).unwrap()
}

fn created() -> (VaultHeader, VaultKey) {
    let passphrase = passphrase("correct horse");
    let (header, key) = VaultHeader::create(&passphrase, WEAK, &mut dice(40))
        .ok()
        .unwrap();
    let kit = Kit::generate(&mut dice(41));
    (header.set_kit(&key, &kit, &mut dice(42)).ok().unwrap(), key)
}

/// The header with `change` made to its bytes.
fn changed(
    header: &VaultHeader,
    change: impl FnOnce(&mut Vec<u8>),
) -> Result<VaultHeader, ReadError> {
    let mut bytes = header.encode();
    change(&mut bytes);
    VaultHeader::decode(&bytes)
}

#[test]
fn passphrase_and_kit_open_the_same_vault() {
    let (header, key) = created();
    let header = VaultHeader::decode(&header.encode()).unwrap();
    let by_passphrase = header
        .unlock_passphrase(&passphrase("correct horse"))
        .ok()
        .unwrap();
    let by_kit = header
        .unlock_kit(&Kit::generate(&mut dice(41)))
        .ok()
        .unwrap();
    assert_eq!(by_passphrase.expose(), key.expose());
    assert_eq!(by_kit.expose(), key.expose());
}

#[test]
fn the_recommended_stretching_opens_too() {
    let made = VaultHeader::create(
        &passphrase("correct horse"),
        Stretch::DEFAULT,
        &mut dice(40),
    );
    let (header, key) = made.ok().unwrap();
    let opened = header
        .unlock_passphrase(&passphrase("correct horse"))
        .ok()
        .unwrap();
    assert_eq!(opened.expose(), key.expose());
    assert_eq!(header.stretch().parameters(), [64 * 1024, 3, 4]);
}

#[test]
fn a_passphrase_counts_to_the_last_byte() {
    let (header, key) = created();
    for near in [
        "Correct horse",
        "correct horse ",
        " correct horse",
        "correct horse\0",
    ] {
        assert_eq!(
            header.unlock_passphrase(&passphrase(near)).err(),
            Some(UnlockError::Wrong)
        );
    }
    // The letter ö in one character, and in two.
    let composed = passphrase("l\u{f6}sen f\u{f6}r Magda");
    let header = header
        .set_passphrase(&key, &composed, WEAK, &mut dice(43))
        .ok()
        .unwrap();
    assert!(header.unlock_passphrase(&composed).is_ok());
    let decomposed = passphrase("lo\u{308}sen fo\u{308}r Magda");
    assert_eq!(
        header.unlock_passphrase(&decomposed).err(),
        Some(UnlockError::Wrong)
    );
}

#[test]
fn a_new_passphrase_replaces_the_old_one_and_leaves_the_kit() {
    let (old, key) = created();
    let new = old.set_passphrase(&key, &passphrase("battery staple"), WEAK, &mut dice(43));
    let new = new.ok().unwrap();
    assert!(new.unlock_passphrase(&passphrase("battery staple")).is_ok());
    let refused = new.unlock_passphrase(&passphrase("correct horse"));
    assert_eq!(refused.err(), Some(UnlockError::Wrong));
    assert!(new.unlock_kit(&Kit::generate(&mut dice(41))).is_ok());
    assert_eq!(new.vault_id(), old.vault_id());
}

#[test]
fn a_kit_opens_only_the_vault_that_it_was_made_for() {
    let (header, _) = created();
    let other = Kit::generate(&mut dice(44));
    assert_eq!(header.unlock_kit(&other).err(), Some(UnlockError::Wrong));
    let none = VaultHeader::create(&passphrase("correct horse"), WEAK, &mut dice(40))
        .ok()
        .unwrap();
    assert!(!none.0.has_kit());
    assert_eq!(none.0.unlock_kit(&other).err(), Some(UnlockError::NoKit));
}

#[test]
fn a_slot_put_back_from_an_older_header_is_noticed() {
    let (old, key) = created();
    let new = old.set_passphrase(&key, &passphrase("battery staple"), WEAK, &mut dice(43));
    let new = new.ok().unwrap();
    // The two headers differ in salt, passphrase slot and MAC; put the old ones in front of the new MAC.
    let mac = new.encode().split_off(new.encode().len() - 32);
    let mixed = changed(&old, |bytes| {
        let end = bytes.len() - 32;
        bytes[end..].copy_from_slice(&mac);
    });
    let opened = mixed
        .unwrap()
        .unlock_passphrase(&passphrase("correct horse"));
    assert_eq!(opened.err(), Some(UnlockError::Changed));
}

#[test]
fn another_vaults_key_changes_nothing_here() {
    let (header, _) = created();
    let other = VaultHeader::create(&passphrase("correct horse"), WEAK, &mut dice(50))
        .ok()
        .unwrap()
        .1;
    let kit = Kit::generate(&mut dice(41));
    assert_eq!(
        header.set_kit(&other, &kit, &mut dice(51)).err(),
        Some(UnlockError::Changed)
    );
    let renewed = header.set_passphrase(&other, &passphrase("battery staple"), WEAK, &mut dice(51));
    assert_eq!(renewed.err(), Some(UnlockError::Changed));
}

#[test]
fn no_flipped_bit_and_no_cut_opens_with_the_passphrase() {
    let (header, _) = created();
    let whole = header.encode();
    for bit in 0..whole.len() * 8 {
        let header = changed(&header, |bytes| bytes[bit / 8] ^= 1 << (bit % 8));
        // Larger parameters within the bounds are allowed, and slow: one pass more is proof enough.
        let quick = |header: &VaultHeader| header.stretch().parameters()[0] < 1024;
        if let Some(header) = header.ok().filter(quick) {
            assert!(
                header
                    .unlock_passphrase(&passphrase("correct horse"))
                    .is_err(),
                "bit {bit}"
            );
        }
    }
    for length in 0..whole.len() {
        assert!(
            VaultHeader::decode(&whole[..length]).is_err(),
            "cut at {length}"
        );
    }
}

#[test]
fn a_header_that_asks_for_a_warehouse_of_memory_is_refused() {
    const GIB: u64 = 1024 * 1024;
    for (memory, passes, lanes) in [
        (4 * 1024 * GIB, 3, 4),
        (GIB + 1, 3, 4),
        (GIB, 17, 4),
        (GIB, 1 << 31, 4),
        (GIB, 3, 17),
        (GIB, 3, 0),
        (GIB, 0, 4),
        (0, 3, 4),
        (31, 3, 4),
        (u64::MAX, u64::MAX, u64::MAX),
    ] {
        assert!(
            Stretch::new(memory, passes, lanes).is_err(),
            "{memory} {passes} {lanes}"
        );
    }
    assert!(Stretch::new(GIB, 16, 16).is_ok());
}

#[test]
fn a_header_without_salt_is_refused() {
    let (header, _) = created();
    let refused = changed(&header, |bytes| {
        let salt = bytes.windows(2).position(|pair| pair == [5, 0x50]).unwrap();
        bytes.splice(salt + 1..salt + 18, [0x40]);
    });
    assert_eq!(
        refused.err(),
        Some(ReadError::Malformed {
            what: "vault header"
        })
    );
}

#[test]
fn a_newer_header_is_called_newer() {
    let (header, _) = created();
    let newer = changed(&header, |bytes| bytes[2] = 2);
    assert_eq!(
        newer.err(),
        Some(ReadError::NewerFormat { found: 2, known: 1 })
    );
}

#[test]
fn every_vault_has_a_name_of_its_own_and_says_whether_a_kit_opens_it() {
    let made = |seed| {
        let made = VaultHeader::create(&passphrase("correct horse"), WEAK, &mut dice(seed));
        made.ok().unwrap().0
    };
    assert_ne!(made(40).vault_id(), made(41).vault_id());
    let again = VaultHeader::decode(&made(40).encode()).unwrap();
    assert_eq!(again.vault_id(), made(40).vault_id());
    assert!(!made(40).has_kit());
    assert!(created().0.has_kit());
}

#[test]
fn generated_passphrases_use_the_whole_list() {
    let words: std::collections::BTreeSet<String> = (0..200)
        .flat_map(|seed| {
            let generated = Passphrase::generate(&mut dice(seed));
            let words = generated.expose().split(' ').map(str::to_owned);
            words.collect::<Vec<_>>()
        })
        .collect();
    // 1,000 draws from 2,048 words: about 790 different ones; a narrower list would show.
    assert!(words.len() > 700, "{}", words.len());
}
