//! Golden bytes of every format: what an earlier app wrote must be read for ever, and written the same.
//!
//! Each file in `vectors/` is named after what it holds, each in `vectors/wrong/` after what is wrong with it. All
//! are made from chance that is none, so they can be made again; `docs/format.md` explains every byte. A format
//! that changes on purpose gets a new version and new files beside the old ones.

#![cfg(test)]

#[path = "vectors/golden.rs"]
mod golden;
#[path = "vectors/living.rs"]
mod living;
#[path = "vectors/made.rs"]
mod made;
#[path = "vectors/wrong.rs"]
mod wrong;

use countersign_seal::{
    Joiner, Kit, Label, Passphrase, VaultHeader, open_backup, open_envelope, unpack_bundle, unwrap,
    verify,
};
use countersign_wire::{
    Bundle, BundleFile, Envelope, Living, LivingChange, SignedLiving, read_code,
};
use golden::{differs, golden, only_known_files};

#[test]
fn every_format_is_written_as_it_always_was() {
    let made = made::all().into_iter();
    let hex = made.map(|(name, bytes)| (format!("{name}.hex"), golden::to_hex(&bytes)));
    let all = hex.chain([("names.txt".to_owned(), made::names())]);
    let changed: Vec<String> = all
        .filter_map(|(name, text)| differs(&name, &text))
        .collect();
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn every_wrong_file_is_refused_for_the_reason_in_its_name() {
    for (name, bytes, said, wanted) in wrong::all() {
        assert_eq!(
            differs(&format!("wrong/{name}.hex"), &golden::to_hex(&bytes)),
            None
        );
        assert_eq!(said, wanted, "{name}");
    }
}

#[test]
fn no_file_lies_here_that_nobody_reads() {
    let good = made::all()
        .into_iter()
        .map(|(name, _)| format!("{name}.hex"));
    only_known_files("", good.chain(["names.txt".to_owned()]).collect());
    let wrong = wrong::all()
        .into_iter()
        .map(|(name, ..)| format!("{name}.hex"));
    only_known_files("wrong", wrong.collect());
}

#[test]
fn magda_opens_the_envelope_and_finds_the_bundle() {
    let envelope = Envelope::decode(&golden("envelope-for-magda-and-karin")).unwrap();
    let key = unwrap(&made::magda(), envelope.key_id, &envelope.wraps).unwrap();
    let opened = open_envelope(&envelope, &key).unwrap();
    assert_eq!(opened.bundle.encode().unwrap(), golden("bundle-of-one-act"));
    assert_eq!(opened.signer, made::karin().public().sign);
    let packed = golden("packed-bundle-of-one-act");
    assert_eq!(
        *unpack_bundle(&key.id().0, &packed).unwrap(),
        golden("bundle-of-one-act")
    );
    let file = golden("bundle-file-of-two-envelopes");
    let first = BundleFile::open(&file).unwrap().next().unwrap().unwrap();
    assert_eq!(first, golden("envelope-for-magda-and-karin"));
}

#[test]
fn living_text_is_read_as_it_was_written() {
    let bundle = Bundle::decode(&golden("bundle-of-living-text")).unwrap();
    assert_eq!(bundle.living, golden("living-section-of-two-changes"));
    let section = Living::decode(&bundle.living).unwrap();
    let [draft, agenda] = &section.changes[..] else {
        panic!("two changes")
    };
    assert_eq!(*draft, golden("living-change-of-a-draft"));
    assert_eq!(*agenda, golden("living-change-of-an-agenda"));
    for change in [draft, agenda] {
        let signed = SignedLiving::decode(change).unwrap();
        let read = LivingChange::decode(signed.change()).unwrap();
        assert_eq!(read.encode().unwrap(), signed.change());
        let message = [&made::agreement()[..], signed.change()].concat();
        assert!(verify(&read.device, Label::Living, &message, signed.signature()).is_ok());
    }
}

#[test]
fn passphrase_and_kit_open_vault_and_backup() {
    let passphrase = Passphrase::new(made::PASSPHRASE.to_owned()).unwrap();
    let kit = Kit::read(made::KIT).ok().unwrap();
    let header = VaultHeader::decode(&golden("vault-header-with-kit")).unwrap();
    let key = header.unlock_passphrase(&passphrase).ok().unwrap();
    assert_eq!(header.unlock_kit(&kit).ok().unwrap().expose(), key.expose());
    let (backup, mut content) = (golden("backup-of-a-short-text"), Vec::new());
    open_backup(&mut &*backup, &mut content, |header| {
        header.unlock_kit(&kit)
    })
    .ok()
    .unwrap();
    assert_eq!(content, made::CONTENT);
}

#[test]
fn the_pairing_ends_in_a_welcome_for_magda() {
    let mut joiner = made::joiner();
    assert_eq!(joiner.request(), golden("pairing-2-request"));
    joiner.accept(&golden("pairing-3-offer")).unwrap();
    let joiner = Joiner::from_bytes(&joiner.to_bytes()).unwrap();
    let admitted = joiner.finish(&golden("pairing-4-welcome")).unwrap();
    assert_eq!(admitted.joining.keys, *made::magda().public());
    assert_eq!(
        admitted.founding_act.encode(),
        golden("act-founding-by-karin")
    );
    assert_eq!(
        read_code(&made::invite_code()).unwrap(),
        golden("pairing-1-invite")
    );
}

#[test]
fn karins_phone_becomes_her_device_by_its_own_word() {
    let (founder, _) = made::own_device();
    assert!(
        founder
            .countersigned(&golden("pairing-5-countersigned-by-karins-phone"))
            .is_ok()
    );
}
