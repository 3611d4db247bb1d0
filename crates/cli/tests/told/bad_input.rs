//! Bad input by hand: each gets a clear message with what to do, its exit code, and nothing is lost.

use std::fs;
use std::process::Output;

use crate::stage::Stage;

fn typed(stage: &Stage, line: &str) -> Output {
    let mut words = Stage::words(line);
    let who = words.remove(0);
    stage.typed(&who, &words, "")
}

#[track_caller]
fn done(stage: &Stage, line: &str) -> String {
    let output = typed(stage, line);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{line}\n{err}");
    String::from_utf8(output.stdout).expect("text")
}

#[track_caller]
fn refused(output: &Output, exit: i32, sentence: &str) {
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{err}");
    assert!(
        err.contains(sentence),
        "`{sentence}` was not said by\n{err}"
    );
    assert!(err.lines().count() >= 2, "nothing says what to do:\n{err}");
}

fn json(stage: &Stage, line: &str) -> serde_json::Value {
    let said = done(stage, &line.replacen(' ', " --json ", 1));
    serde_json::from_str(&said).expect("JSON")
}

/// Karin and Magda, connected, with one suggestion of Karin's in `one.countersign`, not taken in yet.
fn two_people() -> Stage {
    let stage = Stage::new();
    done(&stage, "karin vault create Work --role keyworker");
    done(&stage, "magda vault create Magda --role client");
    done(&stage, "karin agreement found --me Karin --other Magda");
    let code = json(&stage, "karin invite")["pairing"]["next"]["invite"]["code"].clone();
    let code = code.as_str().expect("a code");
    let request = json(&stage, &format!("magda join --code {code} --name Magda"))["file"].clone();
    let request = request.as_str().expect("a file");
    let offer = json(&stage, &format!("karin invite --request @{request}"))["file"].clone();
    done(
        &stage,
        &format!("magda join --offer @{}", offer.as_str().expect("a file")),
    );
    let welcome = json(&stage, "karin invite --same")["pairing"]["next"]["welcome"].clone();
    done(&stage, "magda join --same");
    done(
        &stage,
        &format!(
            "magda join --welcome {}",
            welcome.as_str().expect("a message")
        ),
    );
    done(&stage, "magda send joined.countersign");
    done(&stage, "karin receive joined.countersign");
    done(
        &stage,
        "karin suggest goal \"Sleep at the centre\" --reason \"You said so\"",
    );
    done(&stage, "karin send one.countersign");
    stage
}

fn still_well(stage: &Stage, who: &str) {
    assert!(done(stage, &format!("{who} verify")).contains("All is as it was signed."));
}

#[test]
fn files_that_are_no_bundles_for_her_change_nothing() {
    let stage = two_people();
    let file = |name: &str| stage.folder().join(name);
    let bundle = fs::read(file("one.countersign")).expect("a bundle");
    let before = done(&stage, "magda history");

    fs::write(
        file("photo.countersign"),
        [0xff, 0xd8, 0xff, 0xe0].repeat(200),
    )
    .expect("a file");
    refused(
        &typed(&stage, "magda receive photo.countersign"),
        1,
        "This file is something else.",
    );

    fs::write(file("empty.countersign"), []).expect("a file");
    assert_ne!(
        typed(&stage, "magda receive empty.countersign")
            .status
            .code(),
        Some(0)
    );

    for length in [9, bundle.len() / 3, bundle.len() - 1] {
        fs::write(file("cut.countersign"), &bundle[..length]).expect("a file");
        let output = typed(&stage, "magda receive cut.countersign");
        refused(&output, 1, "The end of this file is missing.");
    }

    let mut changed = bundle.clone();
    // Within what is sealed: before it stands for whom.
    let sealed = changed.len() - 40;
    changed[sealed] ^= 1;
    fs::write(file("changed.countersign"), &changed).expect("a file");
    let output = typed(&stage, "magda receive changed.countersign");
    refused(&output, 1, "Something in this file was changed on the way.");

    let mut newer = bundle;
    // The format version stands behind the four letters that name the format.
    newer[4] = 9;
    fs::write(file("newer.countersign"), &newer).expect("a file");
    let output = typed(&stage, "magda receive newer.countersign");
    refused(&output, 1, "A newer version of this app made this file.");

    refused(
        &typed(&stage, "magda receive nowhere.countersign"),
        1,
        "This file can't be read.",
    );
    assert_eq!(done(&stage, "magda history"), before);
    still_well(&stage, "magda");
    assert!(done(&stage, "magda receive one.countersign").contains("1 new acts count"));
}

#[test]
fn somebody_elses_bundle_and_one_for_another_agreement_are_told_apart() {
    let stage = two_people();
    let others = two_people();
    fs::copy(
        others.folder().join("one.countersign"),
        stage.folder().join("theirs.countersign"),
    )
    .expect("a copy");
    let output = typed(&stage, "magda receive theirs.countersign");
    assert_ne!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("This file is for somebody else.")
            || said.contains("something that has not come yet"),
        "{said}"
    );
    still_well(&stage, "magda");
}

#[test]
fn a_wrong_passphrase_is_said_and_slows_down_without_erasing() {
    let stage = Stage::new();
    done(&stage, "magda vault create Magda --role client");
    let list = Stage::words("agreement list");
    for _ in 0..5 {
        let output = stage.typed_with("magda", &list, "", Some("not the passphrase"));
        refused(&output, 5, "That passphrase does not fit.");
    }
    let output = stage.typed_with("magda", &list, "", Some("not the passphrase"));
    refused(&output, 5, "There were some wrong tries.");
    assert!(done(&stage, "magda vault list").contains("after wrong tries: wait"));
    let nobody_asks = stage.typed_with("magda", &list, "", None);
    assert_ne!(nobody_asks.status.code(), Some(0));
}

#[test]
fn folders_that_take_no_files_say_so() {
    let stage = two_people();
    // A folder that takes no new files, whoever asks.
    let output = typed(&stage, "karin send /sys");
    refused(&output, 1, "This folder does not take new files.");
    let output = typed(&stage, "karin send nowhere/bundle.countersign");
    refused(&output, 1, "This folder is not there.");
    let output = typed(&stage, "karin vault backup nowhere/all.backup");
    refused(&output, 1, "This folder is not there.");
    still_well(&stage, "karin");
}

#[test]
fn a_second_process_on_one_vault_is_told_to_wait() {
    let stage = Stage::new();
    done(&stage, "karin vault create Work --role keyworker");
    done(&stage, "karin agreement found --me Karin --other Magda");
    // The first one holds the vault while it reads a plan that does not end yet. Should it come while a list is being
    // read, it is the one that is told to wait, and it begins again.
    let begin = || stage.begun("karin", &Stage::words("record paste - --reason Plan"));
    let mut first = begin();
    let busy = (0..200).find_map(|_| {
        if first.try_wait().is_ok_and(|ended| ended.is_some()) {
            first = begin();
        }
        let listed = typed(&stage, "karin agreement list");
        (!listed.status.success()).then_some(listed)
    });
    let busy = busy.expect("the first process never held the vault");
    refused(
        &busy,
        1,
        "These notes are open somewhere else on this device.",
    );
    drop(first.stdin.take());
    let ended = first.wait().expect("the first process ends");
    assert_ne!(ended.code(), Some(0), "an empty plan was pasted");
    assert!(done(&stage, "karin agreement list").contains("Magda and Karin"));
}

#[test]
fn a_changed_proof_proves_nothing() {
    let stage = two_people();
    done(&stage, "magda receive one.countersign");
    done(&stage, "magda answer 1 yes");
    done(&stage, "magda proof 1 proof.json");
    let proof = fs::read_to_string(stage.folder().join("proof.json")).expect("a proof");
    assert!(done(&stage, "anyone verify --proof proof.json").contains("Sleep at the centre"));
    let digits: Vec<usize> = proof
        .match_indices(|letter: char| letter.is_ascii_digit())
        .map(|it| it.0)
        .collect();
    for at in digits.iter().step_by(digits.len() / 40) {
        let mut bytes = proof.clone().into_bytes();
        bytes[*at] = if bytes[*at] == b'7' { b'8' } else { b'7' };
        fs::write(stage.folder().join("changed.json"), bytes).expect("a file");
        refused(
            &typed(&stage, "anyone verify --proof changed.json"),
            1,
            "This proves nothing:",
        );
    }
}

#[test]
fn a_damaged_backup_restores_nothing() {
    let stage = Stage::new();
    done(&stage, "magda vault create Magda --role client");
    done(&stage, "magda vault backup all.backup");
    let whole = fs::read(stage.folder().join("all.backup")).expect("a backup");
    for (name, bytes) in [
        ("cut.backup", whole[..whole.len() - 1].to_vec()),
        ("photo.backup", [0xff, 0xd8, 0xff, 0xe0].repeat(200)),
        (
            "changed.backup",
            whole
                .iter()
                .enumerate()
                .map(|(at, byte)| byte ^ u8::from(at == 5_000))
                .collect(),
        ),
    ] {
        fs::write(stage.folder().join(name), bytes).expect("a file");
        let output = typed(&stage, &format!("magda vault restore {name} --name Again"));
        assert_ne!(output.status.code(), Some(0), "{name}");
        assert!(String::from_utf8_lossy(&output.stderr).lines().count() >= 2);
    }
    assert!(!done(&stage, "magda vault list").contains("Again"));
}

#[test]
fn the_play_ends_well_unless_a_law_is_spoiled() {
    let stage = Stage::new();
    if cfg!(debug_assertions) {
        let output = typed(&stage, "anyone demo --spoil 4");
        refused(&output, 1, "law 4 is broken");
    }
    assert!(
        done(&stage, "anyone demo").contains("Every law of the house held after each of them.")
    );
}
