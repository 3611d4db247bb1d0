//! The contract between the rooms and the window: `ui/src/backend/bindings.ts` is written from the view types.
//!
//! The test fails when the committed file differs. To write it anew:
//! `COUNTERSIGN_BINDINGS=write cargo test -p countersign-app --test bindings`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use countersign_app::error::{Code, Error};
use countersign_app::view::*;
use ts_rs::{Config, TS};

const HEAD: &str = "\
// The shapes that the window and the rooms share. Written by crates/app/tests/bindings.rs; never edit by hand.
// It exists so that a change on one side fails the build of the other. Commands and events are in backend.ts.
";

macro_rules! declared {
    ($config:expr, $($shape:ty),* $(,)?) => {
        vec![$((<$shape>::docs(), <$shape>::decl($config))),*]
    };
}

#[expect(clippy::too_many_lines, reason = "the list of every shape")]
fn shapes(config: &Config) -> Vec<(Option<String>, String)> {
    let mut all = declared![
        config,
        VaultId,
        AgreementId,
        PartId,
        ActId,
        Day,
        Moment,
        Role,
        Stamp,
        Delivery,
        Standing,
        HoldCause,
        StandingView,
        Wants,
        Debt,
        PartKind,
        Doer,
        Helper,
        Terms,
        WordsState,
        VersionView,
        Answer,
        Audience,
        AnswerView,
        UseLabel,
        UseView,
        Deed,
        PartView,
        MyAnswer,
        SayingKind,
        Saying,
        HoldView,
        DecisionView,
        Stage,
        NewAgreement,
        AgreementEntry,
        AgreementView,
        PartEntry,
    ];
    all.extend(declared![
        config,
        PaperBlock,
        PaperItem,
        PaperSection,
        PaperAppeal,
        PaperView,
        Printing,
        RecordCopying,
        RecordView,
        Pasting,
        PlanLine,
        Saved,
        Suggesting,
        Answering,
        TakingBack,
        Pushed,
        Differing,
        Replying,
        Noted,
        HowTold,
        Holding,
        Deciding,
        Seeing,
        Disagreeing,
        Pausing,
        Using,
        AnsweringUse,
        Invite,
        Picture,
        PairingStep,
        Pairing,
        SentFile,
        Envelope,
        ArrivedFile,
        Arrival,
        Happened,
        Passed,
        HistoryEntry,
        Theme,
        Leafing,
        HistoryLeaf,
        CopyForm,
        KeepingCopy,
        Contacting,
        Voicing,
        ContactView,
        VoiceView,
        Topic,
        CheckingIn,
        CheckinView,
        SharedCheckin,
        NearView,
        NearSaid,
        AsideEntry,
        HelpNumber,
        Ending,
        ClosingStep,
        EndingView,
        PromiseView,
        Greeting,
        HelloView,
        CardWords,
        WritingCard,
        CardView,
        GoingAway,
        ComingBack,
        AwayView,
        Meeting,
        MeetView,
        CallOffView,
        RelationView,
        Linking,
        AgendaView,
        AgendaItemView,
        AddingItem,
        ChangingItem,
        OneItem,
        MarkingMust,
        DraftView,
        WritingDraft,
        OneDraft,
        PuttingForward,
        VaultEntry,
        Home,
        Session,
        NewVault,
        Kit,
        KitWord,
        LockTimes,
        NoticeChoice,
        Abilities,
        NewPassphrase,
        Restoring,
        WentOut,
        DisclosureView,
        DeviceView,
        DevicePairing,
        AddedBy,
        Added,
        DeviceJoining,
        NearbyCode,
        NearbyEvent,
        RelayState,
        RelayFullness,
        RelayView,
        RelayCard,
        RelayKnown,
        AddingRelay,
        JoiningRelay,
        RelayTrouble,
        SyncView,
        Change,
        Code,
        Error,
    ]);
    all
}

fn bindings() -> String {
    let config = Config::new().with_large_int("number");
    let mut text = HEAD.to_owned();
    for (docs, declaration) in shapes(&config) {
        text.push('\n');
        text.push_str(docs.unwrap_or_default().trim_end());
        text.push_str("\nexport ");
        text.push_str(declaration.trim_end());
        text.push('\n');
    }
    text
}

fn ui(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../ui/src")
        .join(path)
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the one switch that says write instead of compare"
)]
fn the_window_knows_the_same_shapes() {
    let path = ui("backend/bindings.ts");
    let written = bindings();
    if std::env::var("COUNTERSIGN_BINDINGS").is_ok_and(|value| value == "write") {
        fs::write(&path, &written).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == written,
        "ui/src/backend/bindings.ts is old; write it with \
         COUNTERSIGN_BINDINGS=write cargo test -p countersign-app --test bindings"
    );
}

#[test]
fn the_window_says_the_same_about_every_error() {
    // Three of them may be said before everything else is there.
    let english = ["first", "errors"]
        .map(|name| fs::read_to_string(ui(&format!("text/en/{name}.ftl"))).unwrap())
        .concat();
    for code in Code::ALL {
        let key = key(*code);
        for (end, sentence) in [("what", code.what()), ("do", code.remedy())] {
            let line = format!("error-{key}-{end} = {}", sentence.replace("{n}", "{ $n }"));
            assert!(
                english.lines().any(|found| found == line),
                "the screens lack: {line}"
            );
        }
    }
    assert_eq!(
        english
            .lines()
            .filter(|line| line.starts_with("error-"))
            .count(),
        Code::ALL.len() * 2
    );
}

/// `wrongPassphrase` as Fluent writes it: `wrong-passphrase`.
fn key(code: Code) -> String {
    let name = serde_json::to_string(&code).unwrap();
    name.trim_matches('"')
        .chars()
        .fold(String::new(), |mut key, letter| {
            if letter.is_ascii_uppercase() {
                key.push('-');
            }
            key.push(letter.to_ascii_lowercase());
            key
        })
}
