//! Golden vaults: one for each released schema, kept for ever, opened by every build.
//!
//! `GOLDEN_VAULT=make cargo test -p countersign-vault --test vault golden` makes the one of the present schema, where
//! there is none yet. One that is there is never made again. Passphrase and kit lie beside it.

use std::fs;
use std::path::{Path, PathBuf};

use countersign_domain::id::{ActId, DeviceId, Incarnation};
use countersign_domain::part::Role;
use countersign_domain::time::{Claimed, Day};
use countersign_seal::{Kit, SecretBytes, Stretch};
use countersign_vault::{
    ActRow, AgreementRow, Body, Found, Home, Integrity, LivingRow, Moment, NewVault, Opener,
    Position, Vault,
};
use tempfile::TempDir;

use crate::stage::{Counted, MAGDAS, NOON, copy, kit, passphrase};

const HERE: ActId = ActId([1; 32]);
const SUGGESTED: ActId = ActId([2; 32]);
const ERASED: ActId = ActId([3; 32]);
const WORDS: &str = "Karin får ringa hyresvärden om lägenheten, till jul";

fn golden(schema: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/vault_golden/schema-{schema}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "making one is asked for through the environment"
)]
fn is_to_be_made(schema: u32) -> bool {
    std::env::var("GOLDEN_VAULT").is_ok_and(|it| it == "make") && !golden(schema).exists()
}

fn act(id: ActId) -> ActRow {
    ActRow {
        agreement: HERE,
        id,
        bytes: id.0.repeat(9),
        role: Role::Client,
        device: DeviceId([9; 32]),
        kind: 10,
        part: Some(SUGGESTED),
        waiting: false,
        change: None,
        claimed: Claimed(1_799_999_000),
        arrived: Some(NOON),
    }
}

fn agreement() -> AgreementRow {
    AgreementRow {
        id: HERE,
        role: Role::Client,
        own_name: "Magda".to_owned(),
        other_name: "Karin".to_owned(),
        began: NOON,
        closed: false,
        day_seen: Day::from_days(20_833).unwrap(),
        position: Position {
            incarnation: Incarnation([4; 16]),
            next_seq: 2,
            last_act: Some(ERASED),
            continues: None,
            next_bundle: 1,
            sending_key: None,
            sent: Vec::new(),
            told: vec![ERASED],
        },
        fresh_incarnation: false,
        heads: Vec::new(),
        act_count: 2,
    }
}

fn shared() -> LivingRow {
    LivingRow {
        name: [6; 32],
        kind: 1,
        bytes: b"a shared draft".to_vec(),
    }
}

fn fill(vault: &mut Vault) {
    vault
        .write(|tx| {
            tx.add_agreement(&agreement())?;
            tx.put_act(&act(SUGGESTED))?;
            tx.put_act(&act(ERASED))?;
            tx.add_body(HERE, SUGGESTED, WORDS.as_bytes())?;
            tx.add_body(HERE, ERASED, b"gone for good")?;
            tx.erase_body(HERE, ERASED)?;
            tx.index_words(HERE, SUGGESTED, WORDS)?;
            tx.set_own_device(DeviceId([9; 32]), &SecretBytes::new(vec![5; 65]))?;
            tx.put_living(HERE, &shared())?;
            tx.set_setting("language", "sv")
        })
        .unwrap();
}

fn make(folder: &Path) {
    let home = Home::open(folder).unwrap();
    let new = NewVault {
        label: Some("Golden"),
        passphrase: &passphrase(MAGDAS),
        stretch: Stretch::danger_weak_for_tests(),
        kit: Some(&kit()),
    };
    fill(&mut home.create(&new, &mut Counted(11)).unwrap());
    fs::write(folder.join("passphrase.txt"), MAGDAS).unwrap();
    fs::write(folder.join("kit.txt"), kit().words().join(" ")).unwrap();
}

/// Holds a golden vault against what was put into it; what a later schema adds is not looked at.
fn holds_all(vault: &Vault) {
    assert_eq!(vault.integrity().unwrap(), Integrity::Sound);
    let view = vault.view();
    assert_eq!(view.agreements().unwrap(), [agreement()]);
    assert_eq!(view.acts(HERE).unwrap(), [act(SUGGESTED), act(ERASED)]);
    assert_eq!(
        view.body(HERE, SUGGESTED).unwrap(),
        Body::Here(WORDS.into())
    );
    assert_eq!(view.body(HERE, ERASED).unwrap(), Body::Erased);
    assert!(matches!(
        view.search("hyresv", 9).unwrap().as_slice(),
        [Found::Act { act: SUGGESTED, words, .. }] if words == WORDS
    ));
    let (device, secret) = view.own_device().unwrap().unwrap();
    assert_eq!((device, secret.expose()), (DeviceId([9; 32]), &[5; 65][..]));
    assert_eq!(view.living(HERE).unwrap(), [shared()]);
    assert_eq!(view.setting("language").unwrap().as_deref(), Some("sv"));
}

#[test]
fn the_golden_vault_of_schema_1_opens_with_passphrase_and_kit() {
    if is_to_be_made(1) {
        make(&golden(1));
    }
    let folder = TempDir::new().unwrap();
    copy(&golden(1), folder.path());
    let home = Home::open(folder.path()).unwrap();
    let [entry] = home.list(Moment(0)).unwrap().try_into().unwrap();
    assert_eq!(entry.label, "Golden");
    let text = |name| fs::read_to_string(golden(1).join(name)).unwrap();
    let (typed, kit) = (
        passphrase(&text("passphrase.txt")),
        Kit::read(&text("kit.txt")).unwrap(),
    );
    for opener in [Opener::Passphrase(&typed), Opener::Kit(&kit)] {
        holds_all(&home.unlock(entry.id, &opener, NOON).unwrap().vault);
    }
}
